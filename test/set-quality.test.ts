// The set builder on its fifty fixed tasks: never dearer than the textbook way, nor much dearer than the best there is.

import { describe, expect, it } from 'vitest';
import { setQualities } from '../scripts/bench/set-quality.ts';

describe('a set that is built', { timeout: 120_000 }, () => {
  const all = [...setQualities()];

  it('costs no more than by nearest neighbour and 2-opt', () => {
    const dearer = all.filter(({ ratio = 0 }) => ratio > 1);
    expect(dearer).toEqual([]);
    expect(all.filter(({ ratio }) => ratio !== undefined)).toHaveLength(50);
  });

  it('costs far less over all fifty', () => {
    const sum = (costs: (number | undefined)[]) => costs.reduce<number>((total, one = 0) => total + one, 0);
    expect(sum(all.map(({ cost }) => cost)) / sum(all.map(({ textbook }) => textbook))).toBeLessThan(0.88);
  });

  it('costs within 2 % of the best, where all sets can be tried', () => {
    const small = all.filter(({ gap }) => gap !== undefined);
    expect(small).toHaveLength(16);
    expect(small.filter(({ gap = 0 }) => gap > 0.02)).toEqual([]);
  });
});

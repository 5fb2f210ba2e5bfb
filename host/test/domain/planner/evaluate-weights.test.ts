// Choosing weights: uphill only, the same each time, and the sum stays.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseWeights } from '#domain/planner/evaluate-weights.ts';

type Name = 'one' | 'two' | 'three';
const NAMES: readonly Name[] = ['one', 'two'];
const START = { one: 40, two: 40, three: 20 };
const total = (weights: Record<Name, number>) => weights.one + weights.two + weights.three;

describe('weights', () => {
  it.each<
    [what: string, worth: (weights: Record<Name, number>) => number, expected: (w: Record<Name, number>) => boolean]
  >([
    ['go up where that helps', ({ one }) => one / 100, ({ one, two }) => one > 75 && two < 5],
    ['stay where nothing helps', () => 0, ({ one, two }) => one === 40 && two === 40],
    ['stay where it helps hardly', ({ one }) => one / 1e6, ({ one }) => one === 40],
    ['find a middle', ({ one }) => -Math.abs(one - 60) / 100, ({ one }) => Math.abs(one - 60) < 8],
    ['that may not change do not', ({ three }) => three, ({ three }) => three === 20],
  ])('%s', (_what, worth, expected) => {
    const chosen = chooseWeights(NAMES, START, worth);
    expect(chosen).toSatisfy(expected);
    expect(total(chosen)).toBeCloseTo(100, 0);
  });

  it('come back from nothing', () => {
    const chosen = chooseWeights(NAMES, { one: 0, two: 80, three: 20 }, ({ one }) => one / 100);
    expect(chosen.one).toBeGreaterThan(40);
  });

  it('are never worse than those it began with, and the same each time', () => {
    const numbers = fc.tuple(fc.integer(), fc.integer(), fc.integer());
    fc.assert(
      fc.property(numbers, ([a, b, c]) => {
        const worth = ({ one, two }: Record<Name, number>) =>
          Math.sin(a + one / 9) + Math.cos(b + two / 7) + Math.sin(c + one * two);
        const chosen = chooseWeights(NAMES, START, worth);
        expect(worth(chosen)).toBeGreaterThanOrEqual(worth(START));
        expect(chooseWeights(NAMES, START, worth)).toEqual(chosen);
      }),
    );
  });
});

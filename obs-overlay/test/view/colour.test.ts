import { describe, expect, it } from 'vitest';
import { contrast, tintOf } from '#view/colour.ts';

describe('colours', () => {
  it.each([
    ['#000000', '#FFFFFF', 21],
    ['#F2F3F5', '#121418', 16.6],
    ['#FF7A3D', '#150B05', 7.5],
    ['#FFFFFF', '#FFFFFF', 1],
  ])('%s on %s has %d : 1', (a, b, ratio) => {
    expect(contrast(a, b)).toBeCloseTo(ratio, 1);
  });

  it('mixes with white', () => {
    expect(tintOf('#3FD08C', 0.3)).toBe('#c5f1dd');
    expect(tintOf('#000000', 0)).toBe('#ffffff');
  });
});

import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isInPitchRange, tempoGrade, tempoMatch } from '#domain/planner/tempo-match.ts';

const bpm = fc.double({ min: 30, max: 300, noNaN: true });

describe('tempoMatch', () => {
  test.each([
    [124, 124, 1, 0],
    [120, 126, 1, 0.05],
    [174, 87, 2, 0],
    [87, 174, 0.5, 0],
    [128, 66, 2, 0.03125],
    // Half way between: the plainest.
    [100, 100, 1, 0],
  ])('%d then %d: times %d, %d apart', (onAir, next, relation, difference) => {
    const match = tempoMatch(onAir, next);
    expect(match?.relation).toBe(relation);
    expect(match?.difference).toBeCloseTo(difference, 10);
  });

  test.each([
    [0, 120],
    [120, 0],
    [Number.NaN, 120],
    [-1, 120],
  ])('of %d and %d nothing is known', (a, b) => expect(tempoMatch(a, b)).toBeUndefined());

  it('no other relation is closer, and twice the tempo is the same', () => {
    fc.assert(
      fc.property(bpm, bpm, (a, b) => {
        const match = tempoMatch(a, b) ?? expect.unreachable();
        for (const relation of [1, 2, 0.5]) {
          expect(Math.abs(match.difference)).toBeLessThanOrEqual(Math.abs((b * relation) / a - 1));
        }
        expect(tempoMatch(a * 2, b * 2)?.difference).toBeCloseTo(match.difference, 9);
      }),
    );
  });
});

test.each([
  [0, 'easy'],
  [-0.03, 'easy'],
  [0.03, 'easy'],
  [0.0301, 'usable'],
  [-0.06, 'usable'],
  [0.08, 'with-care'],
  [0.081, 'far'],
])('a difference of %d is %s', (difference, grade) => expect(tempoGrade(difference)).toBe(grade));

test.each([
  [126, 120, 0.05, true],
  [126, 118, 0.05, false],
  [174, 87, 0.01, true],
  [120, 0, 0.08, false],
])('at %d a fader plays %d within ±%d: %s', (onAir, next, range, can) => {
  expect(isInPitchRange(onAir, next, range)).toBe(can);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editDistance, prefixDistance } from '#domain/edit-distance.ts';

/** The definition written down plainly, as the oracle. */
function slow(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) => [i]);
  const at = (i: number, j: number) => table[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let j = 0; j <= b.length; j++) (table[0] as number[])[j] = j;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const ways = [at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1)];
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) ways.push(at(i - 2, j - 2) + 1);
      (table[i] as number[])[j] = Math.min(...ways);
    }
  }
  return at(a.length, b.length);
}

describe('editDistance', () => {
  test.each([
    ['punk', 'punk', 2, 0],
    ['pnuk', 'punk', 2, 1],
    ['dafft', 'daft', 2, 1],
    ['arond', 'around', 2, 1],
    ['tiezto', 'tiesto', 2, 1],
    ['kitten', 'sitting', 3, 3],
    ['kitten', 'sitting', 2, undefined],
    ['', 'ab', 2, 2],
    ['a'.repeat(65), 'a'.repeat(65), 2, undefined],
  ])('%s and %s within %i: %s', (typed, word, most, distance) =>
    expect(editDistance(typed, word, most)).toBe(distance),
  );

  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
  test('agrees with the plain definition', () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 4 }), (a, b, most) => {
        const true_ = slow(a, b);
        expect(editDistance(a, b, most)).toBe(true_ <= most ? true_ : undefined);
      }),
      { numRuns: 3000 },
    );
  });

  test('prefixDistance is the least distance to any beginning', () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 3 }), (a, b, most) => {
        const least = Math.min(...Array.from({ length: b.length + 1 }, (_, end) => slow(a, b.slice(0, end))));
        expect(prefixDistance(a, b, most)).toBe(least <= most ? least : undefined);
      }),
      { numRuns: 3000 },
    );
  });
});

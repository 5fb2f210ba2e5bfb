import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutUnits } from '../src/cut-text.ts';

describe('cutUnits', () => {
  it.each([
    ['whole', 5, 'whole'],
    ['too long', 5, 'too…'],
    ['a 👩‍👩‍👧', 6, 'a…'],
    ['e\u0301e\u0301e\u0301', 4, 'e\u0301…'],
  ])('%j in %i units is %j', (text, most, cut) => expect(cutUnits(text, most)).toBe(cut));

  it('is never longer than there is room, and what fits is left alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 40 }), (text, most) => {
        const cut = cutUnits(text, most);
        expect(cut.length).toBeLessThanOrEqual(most);
        expect(cut === text).toBe(text.length <= most);
      }),
    );
  });
});

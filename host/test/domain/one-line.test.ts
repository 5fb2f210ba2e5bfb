import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutLine, oneLine } from '#domain/one-line.ts';

describe('a text on one line', () => {
  it.each([
    ['Strings of Life', 'Strings of Life'],
    [' a\r\nb\tc\0', 'a b c'],
    ['a\u2028b\u2029c\ufeff', 'a b c'],
    ['Safe\u202e3pm.exe\u202c!', 'Safe3pm.exe!'],
    ['\u2066a\u2067b\u2068c\u2069d\u202ae\u202bf\u202dg', 'abcdefg'],
    ['half \ud83c', 'half'],
    ['half \udfa7 more', 'half   more'],
    ['🎧 whole', '🎧 whole'],
    ['👩‍🎤', '👩‍🎤'],
    ['می‌خواهم', 'می‌خواهم'],
    ['שלום\u200f (Mix)\u200e', 'שלום\u200f (Mix)\u200e'],
    ['क्‍ष', 'क्‍ष'],
    ['\u202e', ''],
  ])('%j -> %j', (text, line) => {
    expect(oneLine(text)).toBe(line);
  });

  it('holds nothing that turns, breaks or halves it; doing it twice is doing it once', () => {
    const odd = fc.constantFrom('\u202e', '\u2066', '\u2069', '\0', '\n', '\ud83c', '\udfa7', '\u200f', 'ش', 'x', ' ');
    const text = fc.oneof(
      fc.array(odd).map((parts) => parts.join('')),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(text, (given) => {
        const line = oneLine(given);
        expect(line).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
        expect(oneLine(line)).toBe(line);
      }),
    );
  });
});

describe('a text cut to length', () => {
  it.each([
    ['abcd', 4, 'abcd'],
    ['abcde', 4, 'abc…'],
    ['ab de', 4, 'ab…'],
    ['🎧🎧🎧', 3, '🎧🎧🎧'],
    ['👩‍🎤👩‍🎤👩‍🎤', 2, '👩‍🎤…'],
    [`a${'\u0301'.repeat(100)}`, 4, '…'],
  ])('%j at most %i -> %j', (text, most, shown) => {
    expect(cutLine(text, most)).toBe(shown);
  });
});

// What people see of a title: a table of real marks, and what must hold for any text.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePatterns, displayTitle } from '#domain/display-title.ts';

const plain = { remove: [], keepOriginalMix: false };

describe('a title as people see it', () => {
  it.each([
    ['Strings of Life (Original Mix)', 'Strings of Life'],
    ['Strings of Life [ORIGINAL MIX]', 'Strings of Life'],
    ['Strings of Life - Original Mix', 'Strings of Life'],
    ['Strings of Life (Juan Atkins Original Mix Edit)', 'Strings of Life (Juan Atkins Original Mix Edit)'],
    ['8A - 126 - Strings of Life', 'Strings of Life'],
    ['126 - 8A - Strings of Life', 'Strings of Life'],
    ['12d - Strings of Life', 'Strings of Life'],
    ['F#m - 126.5 - Strings of Life', 'Strings of Life'],
    ['01. Strings of Life', 'Strings of Life'],
    ['01.Strings of Life', 'Strings of Life'],
    ['01 - Strings of Life', 'Strings of Life'],
    ['B2 Bomber', 'B2 Bomber'],
    ['5a-side Anthem', '5a-side Anthem'],
    ['A1. Strings of Life', 'Strings of Life'],
    ['B2 - Strings of Life', 'Strings of Life'],
    ['Strings of Life [Free DL]', 'Strings of Life'],
    ['Strings of Life [FREE DOWNLOAD]', 'Strings of Life'],
    ['Strings of Life (Free Download!!)', 'Strings of Life'],
    ['Strings of Life *FREE DOWNLOAD*', 'Strings of Life'],
    ['FREE DL - Strings of Life', 'Strings of Life'],
    ['Strings of Life www.someshop.com', 'Strings of Life'],
    ['Strings of Life (https://some.shop/x?y=1)', 'Strings of Life'],
    ['Strings of Life [some-shop.net]', 'Strings of Life'],
    ['Strings_of_Life', 'Strings of Life'],
    ['Strings  of   Life', 'Strings of Life'],
    ['Strings of Life.mp3', 'Strings of Life'],
    ['01_strings_of_life_(original_mix)_www.shop.com.mp3', '01 strings of life'],
    ['Strings of Life - ', 'Strings of Life'],
    ['Strings of Life ()', 'Strings of Life'],
    ['(Original Mix)', '(Original Mix)'],
    ['www.shop.com', 'www.shop.com'],
    ['.mp3', '.mp3'],
    ['99 Luftballons', '99 Luftballons'],
    ['1999', '1999'],
    ['4 - 3 = 1', '4 - 3 = 1'],
    ['303 - Acid', '303 - Acid'],
    ['E2-E4', 'E2-E4'],
    ['Free', 'Free'],
    ['(Free) Spirit Mix', 'Spirit Mix'],
    ['Set Me Free', 'Set Me Free'],
    ['Free Spirit (Free Yourself Mix)', 'Free Spirit (Free Yourself Mix)'],
    ['夜に駆ける', '夜に駆ける'],
    ['يا مسافر وحدك', 'يا مسافر وحدك'],
    ['Ænima (Ø Remix)', 'Ænima (Ø Remix)'],
    ['Mr. Com', 'Mr. Com'],
    ['Safe\u202e3pm\u202c (\u2067Mix\u2069)', 'Safe3pm (Mix)'],
    ['שלום\u200f', 'שלום\u200f'],
    ['می‌خواهم', 'می‌خواهم'],
    ['A', 'A'],
    ['', ''],
  ])('%j -> %j', (title, shown) => {
    expect(displayTitle({ artist: 'Rhythim', title }, plain)).toEqual({ artist: 'Rhythim', title: shown });
  });

  it.each([
    ['Strings', 'Dub', 'Strings (Dub)'],
    ['Strings', '(Dub)', 'Strings (Dub)'],
    ['Strings (Dub)', 'dub', 'Strings (Dub)'],
    ['Strings', 'Original Mix', 'Strings'],
    ['Strings', ' ', 'Strings'],
    ['', 'Dub', ''],
  ])('title %j with mix %j -> %j', (title, mix, shown) => {
    expect(displayTitle({ artist: 'X', title, mix }, plain).title).toBe(shown);
  });

  it('keeps "Original Mix" for those who want it', () => {
    const keep = { remove: [], keepOriginalMix: true };
    expect(displayTitle({ artist: 'X', title: 'Y (Original Mix)' }, keep).title).toBe('Y (Original Mix)');
    expect(displayTitle({ artist: 'X', title: 'Y', mix: 'Original Mix' }, keep).title).toBe('Y (Original Mix)');
  });

  it.each([
    ['', 'Derrick May - Strings', { artist: 'Derrick May', title: 'Strings' }],
    ['', '8A - 126 - Derrick May – Strings (Original Mix)', { artist: 'Derrick May', title: 'Strings' }],
    [' ', 'Strings', { artist: '', title: 'Strings' }],
    ['A1', 'Strings', { artist: 'A1', title: 'Strings' }],
    ['Derrick_May', 'A - B', { artist: 'Derrick May', title: 'A - B' }],
  ])('artist %j, title %j -> %j', (artist, title, shown) => {
    expect(displayTitle({ artist, title }, plain)).toEqual(shown);
  });

  it("removes what the DJ's own patterns name", () => {
    const { patterns } = compilePatterns(['\\[clean\\]', '^promo\\s']);
    const options = { remove: patterns, keepOriginalMix: false };
    expect(displayTitle({ artist: 'PROMO X', title: 'Y [Clean] [CLEAN]' }, options)).toEqual({
      artist: 'X',
      title: 'Y',
    });
    expect(displayTitle({ artist: 'X', title: '[clean]' }, options).title).toBe('[clean]');
  });
});

describe('patterns of a DJ', () => {
  it.each([
    ['(', /group/i],
    ['(a+)+$', /repeat/],
    ['(a|a)*b', /alternative/],
    ['((ab*)){2,}', /repeat/],
    ['.*.*.*.*.*x', /several patterns/],
    ['(a)\\1', /earlier group/],
  ])('%j is told, not thrown', (text, message) => {
    const { patterns, errors } = compilePatterns([text, 'fine']);
    expect(patterns).toHaveLength(1);
    expect(errors).toMatchObject([{ text }]);
    expect(errors[0]?.message).toMatch(message);
  });

  it.each(['\\(.*\\)', '[(+*]+', '\\s*\\[[^\\]]*\\]', '(promo|white label)', '\\(\\+\\)', 'feat\\.? .{1,20}$'])(
    '%j is fine',
    (text) => {
      expect(compilePatterns([text]).errors).toEqual([]);
    },
  );
});

describe('for any text', () => {
  const words = fc.constantFrom(
    ...[
      '(Original Mix)',
      '8A - 126 - ',
      '01. ',
      'A1 ',
      '[Free DL]',
      'FREE DOWNLOAD',
      'https://x.y',
      'www.a.b',
      '_',
      ' ',
      ' - ',
    ],
    ...['.mp3', '(', ')', '[]', 'Love', 'é', '愛', '🎧', '\ud83c', '–', '12', 'A', 'free'],
  );
  const text = fc.oneof(
    fc.array(words, { maxLength: 8 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 40 }),
  );
  const raw = fc.record({ artist: text, title: text, mix: fc.option(text, { nil: undefined }) });
  const options = fc.record({
    remove: fc.constantFrom([], compilePatterns(['love', '\\d+$']).patterns),
    keepOriginalMix: fc.boolean(),
  });

  it('cleaning twice is cleaning once', () => {
    const check = (given: { artist: string; title: string; mix?: string }, how: Parameters<typeof displayTitle>[1]) => {
      const once = displayTitle(given, how);
      expect(displayTitle(once, how)).toEqual(once);
      expect(displayTitle({ ...once, mix: given.mix }, how)).toEqual(once);
    };
    fc.assert(fc.property(raw, options, check), { numRuns: 3_000 });
  });

  it('a title that says something is never emptied, and nothing grows beyond what was given', () => {
    fc.assert(
      fc.property(raw, options, (given, how) => {
        const shown = displayTitle(given, how);
        const said = given.title.replace(/[\p{Cc}\p{Cs}\u200b\ufeff\u202a-\u202e\u2066-\u2069\s]+/gu, '');
        if (said !== '') expect(shown.title).not.toBe('');
        const brackets = 3;
        const longest = given.artist.length + given.title.length + (given.mix ?? '').length + brackets;
        expect(shown.artist.length + shown.title.length).toBeLessThanOrEqual(longest);
      }),
      { numRuns: 3_000 },
    );
  });

  it('long texts are cut', () => {
    const { title } = displayTitle({ artist: '', title: `${'🎧'.repeat(400)}` }, plain);
    expect(title.length).toBeLessThanOrEqual(500);
    expect(title).toBe('🎧'.repeat(250));
  });
});

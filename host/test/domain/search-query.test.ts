import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseSearch } from '#domain/search-query.ts';

const TODAY = '2025-03-31';
const parsed = (line: string) => parseSearch(line, TODAY);
/** Terms as a short text: words, "=" before exact ones, "*" after those that may go on. */
const words = (line: string) =>
  parsed(line).terms.map((group) =>
    group
      .map(
        ({ words, field, prefix, exact }) =>
          `${field ? `${field}:` : ''}${exact ? '=' : ''}${words.join(' ')}${prefix ? '*' : ''}`,
      )
      .join('|'),
  );

describe('words', () => {
  test.each([
    ['daft punk aro', ['daft', 'punk', 'aro*']],
    ['daft punk ', ['daft', 'punk']],
    ['Daft Punk - Around', ['daft', 'punk', 'around*']],
    ['"around the world" daft', ['=around the world', 'daft*']],
    ['"around the wor', ['=around the wor*']],
    ['AC/DC', ['ac', 'dc*']],
    ['東京 夜', ['=東 京', '=夜*']],
    ['genre:house', ['genre:house*']],
    ['genre: house x', ['genre:house', 'x*']],
    ['genre:"deep house" x', ['genre:=deep house', 'x*']],
    ['genre:house,techno x', ['genre:house|genre:techno', 'x*']],
    ['ARTIST:Björk x', ['artist:bjork', 'x*']],
    ['AND OR NOT NEAR(a)', ['and', 'or', 'not', 'near', 'a*']],
    ['', []],
    ['- " ""', []],
  ])('%s', (line, terms) => expect(words(line)).toEqual(terms));

  test('signs alone are kept beside the words', () => {
    expect(parsed('!!! heart - "?" -!').signs).toEqual(['!!!', '-', '?']);
    expect(parsed('daft punk').signs).toEqual([]);
  });

  test('a minus leaves out', () => {
    expect(
      parsed('love -remix -genre:pop -"radio edit" x').without.map(({ words, field }) => [words.join(' '), field]),
    ).toEqual([
      ['remix', undefined],
      ['pop', 'genre'],
      ['radio edit', undefined],
    ]);
  });
});

describe('filters', () => {
  test.each([
    ['bpm:124', 'bpm', [{ from: 123.5, to: 124.5 }]],
    ['bpm:124.5', 'bpm', [{ from: 124.45, to: 124.55 }]],
    ['bpm:120-126', 'bpm', [{ from: 119.5, to: 126.5 }]],
    ['bpm:126-120', 'bpm', [{ from: 119.5, to: 126.5 }]],
    ['bpm:>120', 'bpm', [{ from: 120.5 }]],
    ['bpm:<=120', 'bpm', [{ to: 120.5 }]],
    [
      'bpm:90,174',
      'bpm',
      [
        { from: 89.5, to: 90.5 },
        { from: 173.5, to: 174.5 },
      ],
    ],
    ['key:8A', 'key', [{ from: 21, to: 22 }]],
    ['key:1m', 'key', [{ from: 21, to: 22 }]],
    [
      'key:am,8b',
      'key',
      [
        { from: 21, to: 22 },
        { from: 0, to: 1 },
      ],
    ],
    [
      'key:8',
      'key',
      [
        { from: 21, to: 22 },
        { from: 0, to: 1 },
      ],
    ],
    ['rating:4', 'stars', [{ from: 4, to: 5 }]],
    ['rating:>3', 'stars', [{ from: 4 }]],
    ['rating:4+', 'stars', [{ from: 4 }]],
    ['year:2019', 'releasedOn', [{ from: '2019-01-01', to: '2020-01-01' }]],
    ['year:2019-2022', 'releasedOn', [{ from: '2019-01-01', to: '2023-01-01' }]],
    ['year:90s', 'releasedOn', [{ from: '1990-01-01', to: '2000-01-01' }]],
    ['year:>2019', 'releasedOn', [{ from: '2020-01-01' }]],
    ['added:<30d', 'importedOn', [{ from: '2025-03-01' }]],
    ['added:2w', 'importedOn', [{ from: '2025-03-17' }]],
    ['added:>1y', 'importedOn', [{ to: '2024-03-31' }]],
    ['added:today', 'importedOn', [{ from: '2025-03-31' }]],
    ['added:<1m', 'importedOn', [{ from: '2025-02-28' }]],
    ['added:<13m', 'importedOn', [{ from: '2024-02-29' }]],
    ['added:<3m', 'importedOn', [{ from: '2024-12-31' }]],
    ['added:<2y', 'importedOn', [{ from: '2023-03-31' }]],
    ['added:2024', 'importedOn', [{ from: '2024-01-01', to: '2025-01-01' }]],
    ['played:>2', 'playCount', [{ from: 3 }]],
    ['played:0', 'playCount', [{ from: 0, to: 1 }]],
    ['played:<2w', 'lastPlayedOn', [{ from: '2025-03-17' }]],
    ['length:<6:00', 'durationMs', [{ to: 360_000 }]],
    ['length:5-7', 'durationMs', [{ from: 300_000, to: 480_000 }]],
    ['length:6:30', 'durationMs', [{ from: 390_000, to: 391_000 }]],
  ])('%s', (line, field, spans) => {
    const query = parsed(line);
    expect(query.ranges).toEqual([{ field, spans, not: false }]);
    expect([query.terms, query.hints]).toEqual([[], []]);
  });

  test('a minus turns a filter round', () => expect(parsed('-bpm:120').ranges[0]?.not).toBe(true));

  test.each([
    ['gnre:house', 'did you mean "genre:"'],
    ['foo:bar', 'There is no filter "foo:"'],
    ['bpm:fast', 'a tempo such as bpm:124'],
    ['key:H', 'a key such as key:8A'],
    ['rating:9', 'stars such as rating:4'],
    ['added:soon', 'added:<30d'],
    ['constructor:x', 'There is no filter'],
  ])('%s becomes words and a hint', (line, hint) => {
    const query = parsed(line);
    expect(query.hints.join(' ')).toContain(hint);
    expect(query.terms).toHaveLength(2);
  });
});

test('any text is a line, of bounded size, and words hold nothing but letters and digits', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('bpm:', 'key:', '-', '"', 'genre:"', ':', '*', '(', 'NEAR', '\0', 'added:<', '99999999d'),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const query = parsed(pieces.join(' '));
      const all = [...query.terms.flat(), ...query.without].flatMap((term) => term.words);
      for (const word of all) expect(word).toMatch(/^[\p{L}\p{N}\p{M}]+$/u);
      expect(query.terms.length).toBeLessThanOrEqual(16);
    }),
    { numRuns: 1000 },
  );
  expect(parsed('a '.repeat(10_000)).hints).toHaveLength(2);
});

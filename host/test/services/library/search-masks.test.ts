// Searches of the audience: a masked track must leave no trace in them. The oracle is the same library without it.

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catalogueMethods, type HitsAnswer, type HitsInput } from '#services/library/catalogue-methods.ts';
import { type SearchAnswer, searchLibrary, searchMethods } from '#services/library/search.ts';
import { SearchLookup } from '#storage/library/search-index-lookup.ts';
import { SearchFixture, type TrackForTest } from './search-fixture.ts';

const OPEN: TrackForTest[] = [
  {
    id: 'glass',
    artist: 'Mira Oldane',
    title: 'Glasshouse Signal',
    genre: 'House',
    trackBpm: 124,
    importedOn: '2025-03-01',
  },
  { id: 'lantern', artist: 'Mira Oldane', title: 'Paper Lantern', genre: 'House', trackBpm: 126 },
  { id: 'spoken', artist: 'Tom Vale', title: 'Spoken Word', genre: 'Techno' },
  { id: 'gone', artist: 'Tom Vale', title: 'Signal Fade', missingSince: 5 },
  { id: 'left-out', artist: 'Tom Vale', title: 'Signal Loop', excluded: true },
];
const MASKED: TrackForTest[] = [
  {
    id: 'secret',
    artist: 'Hushford',
    title: 'Unspoken Signal',
    label: 'Whisper',
    trackBpm: 125,
    importedOn: '2025-03-20',
  },
  { id: 'secret-gone', artist: 'Hushford', title: 'Lanternfish', missingSince: 5 },
  { id: 'signs', song: '||', artist: '???', title: '!!!' },
];

const library = new SearchFixture();
const without = new SearchFixture();

beforeAll(() => {
  library.add(...OPEN, ...MASKED);
  without.add(...OPEN);
  const mask = library.db.prepare("update tracks set masked_because = 'it is secret' where id = ?");
  for (const { id } of MASKED) mask.run(id);
});
afterAll(() => {
  library.remove();
  without.remove();
});

const asked = (fixture: SearchFixture, q: string) =>
  searchLibrary(new SearchLookup(fixture.db), { q, today: '2025-03-31' });

describe('to the audience a masked track does not exist', () => {
  test.each([
    'unspoken',
    'unspoken signal',
    'unspokn',
    'hushford',
    'hushfrd',
    'lantenfish',
    'label:whisper',
    'signal',
    'sgnal',
    'unspokenn lantern',
    'lanternfis',
    'bpm:124-126',
    '-house',
    '-whisper',
    '???',
    '!',
    '',
  ])('%j is answered as if it were not there', (q) => expect(asked(library, q)).toEqual(asked(without, q)));

  test('whatever is typed', () => {
    const word = fc.constantFrom(
      ...'unspoken signal hushford whisper lantern lanternfish spoken glasshouse vale house label:whi bpm:125 -signal un h'.split(
        ' ',
      ),
    );
    const slipped = fc
      .tuple(word, fc.nat({ max: 12 }), fc.constantFrom('', 'e', 'n', 's'))
      .map(([text, at, letter]) => text.slice(0, at) + letter + text.slice(at + 1));
    fc.assert(
      fc.property(fc.array(fc.oneof(word, slipped), { minLength: 1, maxLength: 4 }), (words) => {
        expect(asked(library, words.join(' '))).toEqual(asked(without, words.join(' ')));
      }),
      { numRuns: 500 },
    );
  });
});

describe('notes, ratings and counts are the DJ’s own', () => {
  const NOTES = new SearchFixture();
  const UNNOTED = new SearchFixture();
  const tracks: TrackForTest[] = [
    {
      id: 'a',
      artist: 'Mira',
      title: 'Glasshouse',
      comment: 'weepy zebra',
      stars: 5,
      playCount: 9,
      importedOn: '2025-03-30',
    },
    { id: 'b', artist: 'Mira', title: 'Lantern zeal', comment2: 'glasshouse opener', lastPlayedOn: '2025-03-01' },
  ];
  beforeAll(() => {
    NOTES.add(...tracks);
    const unnoted = {
      comment: undefined,
      comment2: undefined,
      stars: undefined,
      playCount: undefined,
      lastPlayedOn: undefined,
    };
    UNNOTED.add(...tracks.map((track) => ({ ...track, ...unnoted })));
  });
  afterAll(() => {
    NOTES.remove();
    UNNOTED.remove();
  });
  const told = ({ total, tracks: found, hints }: SearchAnswer) => ({ total, ids: found.map(({ id }) => id), hints });

  test.each([
    'zebra',
    'weepy glasshouse',
    'glasshouse',
    'zebrra',
    'weepyzebra',
    'opener',
    'ze',
    '-zebra mira',
    '-opener',
    'comment:zebra',
    'comment:zebra,opener mira',
    'mira -comment:zebra',
    '-comment:opener',
    'rating:5',
    'rating:5 mira',
    'mira -rating:5',
    'plays:>3',
    'played:>1 mira',
    'played:<90d',
    'mira',
  ])('%j finds what it would without them', (q) => expect(told(asked(NOTES, q))).toEqual(told(asked(UNNOTED, q))));

  test('and can be asked for by the DJ', () => {
    const dj = (q: string) => searchLibrary(new SearchLookup(NOTES.db, 'operator'), { q, today: '2025-03-31' });
    expect(told(dj('zebra')).ids).toEqual(['a']);
    expect(told(dj('comment:opener')).ids).toEqual(['b']);
    expect(dj('rating:5')).toMatchObject({ total: 1, hints: [] });
    expect(told(asked(NOTES, 'rating:5'))).toMatchObject({ total: 0, hints: [expect.stringContaining('DJ alone')] });
  });
});

test('a slip is mended however many words of notes are nearly alike', () => {
  const many = new SearchFixture();
  const noted = Array.from({ length: 1_500 }, (_, at) => ({ artist: 'A', title: `Song ${at}`, comment: `zebr${at}` }));
  many.add(...noted, { id: 'zebra', artist: 'A', title: 'Zebra' });
  expect(asked(many, 'zebrq').tracks.map(({ id }) => id)).toEqual(['zebra']);
  many.remove();
});

test('the DJ finds masked tracks, the audience does not, whichever asked first', () => {
  const search = searchMethods(() => library.db).search as (input: HitsInput) => SearchAnswer;
  const hits = catalogueMethods(() => library.db, search).hits as (input: HitsInput) => HitsAnswer;
  for (const [maskedToo, titles] of [
    [false, []],
    [true, ['Unspoken Signal']],
    [undefined, []],
  ] as const) {
    const { total, tracks } = hits({ q: 'unspoken', maskedToo });
    expect([total, tracks.map(({ title }) => title)]).toEqual([titles.length, titles]);
  }
});

test('the number of hits is exact however many there are', () => {
  const many = new SearchFixture();
  many.add(...Array.from({ length: 1300 }, (_, at) => ({ artist: 'A', title: `Song ${at}` })));
  many.db.exec("update tracks set masked_because = 'secret' where n % 3 = 0");
  const page = (offset: number) => searchLibrary(new SearchLookup(many.db), { q: 'song', offset, limit: 500 });
  const ns = [page(0), page(500)].flatMap((answer) => answer.ns);
  expect(page(0).total).toBe(867);
  expect([ns.length, new Set(ns).size, ns.some((n) => n % 3 === 0)]).toEqual([867, 867, false]);
  many.remove();
});

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { musicalKey } from '#domain/musical-key.ts';
import { type SearchAnswer, searchLibrary, searchMethods } from '#services/library/search.ts';
import { SearchLookup } from '#storage/library/search-index-lookup.ts';
import { SearchFixture } from './search-fixture.ts';

const fixture = new SearchFixture();
const key = (index: number) => musicalKey(index);

beforeAll(() => {
  fixture.add(
    {
      id: 'around',
      artist: 'Daft Punk',
      title: 'Around the World',
      album: 'Homework',
      label: 'Virgin',
      genre: 'House',
      trackBpm: 121.3,
      key: key(21),
      stars: 4,
      durationMs: 429_000,
      releasedOn: '1997-01-20',
      importedOn: '2024-05-01',
      playCount: 3,
    },
    {
      id: 'around-mix',
      artist: 'Daft Punk',
      title: 'Around the World (Masters At Work Remix)',
      remixer: 'Masters At Work',
      label: 'Virgin',
      genre: 'House',
      trackBpm: 124,
      importedOn: '2025-03-20',
      playCount: 40,
    },
    {
      id: 'one-more',
      artist: 'Daft Punk',
      title: 'One More Time',
      genre: 'French House',
      trackBpm: 123,
      key: key(2),
      stars: 5,
      importedOn: '2023-01-01',
    },
    {
      id: 'strobe',
      artist: 'deadmau5',
      title: 'Strobe',
      label: 'mau5trap',
      genre: 'Progressive House',
      trackBpm: 128,
      stars: 5,
      comment: 'closing, long',
      durationMs: 637_000,
    },
    { id: 'strobe-lights', artist: 'Someone', title: 'Strobe Lights', genre: 'Electro' },
    { id: 'tiesto', artist: 'Tiësto', title: 'Adagio for Strings', genre: 'Trance', trackBpm: 140 },
    { id: 'acdc', artist: 'AC/DC', title: 'T.N.T.', genre: 'Rock' },
    { id: 'amour', artist: 'Gigi D’Agostino', title: 'L’amour toujours', genre: 'Dance' },
    { id: 'dont', artist: 'Simon & Garfunkel', title: "Don't Stop", genre: 'Pop' },
    { id: 'tokyo', artist: '東京事変', title: '群青日和', genre: 'J-Pop' },
    { id: 'daft-jp', artist: 'ダフト・パンク', title: 'ワン・モア・タイム' },
    { id: 'hidden', artist: 'Daft Punk', title: 'Loop 1', excluded: true },
    { id: 'gone', artist: 'Daft Punk', title: 'Daft', missingSince: 5, importedOn: '2025-03-25' },
    { id: 'unnamed', artist: '', title: '' },
  );
});
afterAll(() => fixture.remove());

const ask = (q: string, more: { limit?: number; offset?: number } = {}): SearchAnswer =>
  searchLibrary(new SearchLookup(fixture.db, 'operator'), { q, today: '2025-03-31', ...more });
const ids = (q: string) => ask(q).tracks.map(({ id }) => id);

describe('words', () => {
  test.each([
    ['strobe', ['strobe', 'strobe-lights']],
    ['strob', ['strobe', 'strobe-lights']],
    ['daft punk around the world', ['around', 'around-mix']],
    ['around the world daft punk', ['around', 'around-mix']],
    ['around masters', ['around-mix']],
    ['world virgin homework', ['around']],
    ['punk french', ['one-more']],
    ['closing mau5trap', ['strobe']],
    ['tiesto adagio', ['tiesto']],
    ['TIËSTO', ['tiesto']],
    ['acdc', ['acdc']],
    ['ac/dc tnt', ['acdc']],
    ['amour', ['amour']],
    ['lamour', ['amour']],
    ['l amour', ['amour']],
    ['dont stop', ['dont']],
    ["don't", ['dont']],
    ['don t stop', ['dont']],
    ['simon and garfunkel', ['dont']],
    ['事変', ['tokyo']],
    ['京東', []],
    ['群青', ['tokyo']],
    ['ぱんく', ['daft-jp']],
    ['"more time"', ['one-more']],
    ['"time more"', []],
    ['loop', []],
  ])('%s finds %j', (q, wanted) => expect(ids(q)).toEqual(wanted));

  test('the original comes before a remix that was not asked for, whatever was played more', () =>
    expect(ids('around the world')[0]).toBe('around'));

  test('a track that is gone comes last', () => {
    expect(ids('daft').at(-1)).toBe('gone');
    expect(ids('genre:house')).not.toContain('gone');
  });
});

describe('slips of the finger', () => {
  test.each([
    ['dafft pnuk', ['one-more', 'around', 'around-mix']],
    ['daft pukn arond', ['around', 'around-mix']],
    ['stobe', ['strobe', 'strobe-lights']],
    ['adagoi', ['tiesto']],
    ['adagio for strigns', ['tiesto']],
    ['garfukle', ['dont']],
    ['strobelights', ['strobe-lights']],
    ['deadmau5 storbe', ['strobe']],
    ['daf pun aro', ['around', 'around-mix']],
    ['genre:progresive', ['strobe']],
  ])('%s finds %j', (q, wanted) => {
    const found = ids(q);
    expect(found.slice(0, wanted.length).sort()).toEqual([...wanted].sort());
    expect(ask(q).hints.join()).toContain('similar names');
  });

  test.each(['xqzvw', 'daft xqzvw', 'qwertz asdfgh', '!!!', '1234567', 'zzzz*'])('%s finds nothing', (q) => {
    expect(ask(q)).toMatchObject({ total: 0, tracks: [], ns: [] });
  });
});

describe('filters', () => {
  test.each([
    ['bpm:120-124 genre:house', ['around-mix', 'around', 'one-more']],
    ['bpm:121', ['around']],
    ['key:8a', ['around']],
    ['key:10B,Am', ['around', 'one-more']],
    ['rating:5', ['one-more', 'strobe']],
    ['rating:>3 punk', ['one-more', 'around']],
    ['added:<30d', ['around-mix', 'gone']],
    ['played:>2', ['around-mix', 'around']],
    ['length:>10', []],
    ['length:>9:00', ['strobe']],
    ['year:90s', ['around']],
    ['year:1990-1999', ['around']],
    ['artist:punk world', ['around', 'around-mix']],
    ['title:punk', []],
    ['genre:"french house"', ['one-more']],
    ['around -remix', ['around']],
    ['genre:house -genre:french -bpm:128', ['around-mix', 'around']],
    ['label:virgin -"masters at work"', ['around']],
  ])('%s finds %j', (q, wanted) => expect(ids(q).sort()).toEqual([...wanted].sort()));

  test('without words the newest come first, without anything all tracks do', () => {
    expect(ids('bpm:120-125 added:<3y')).toEqual(['around-mix', 'around', 'one-more']);
    expect(ask('').total).toBe(13);
    expect(ids('').at(0)).toBe('around-mix');
    expect(ids('').at(-1)).toBe('gone');
    expect(ask('-punk').total).toBe(9);
  });

  test('what is no filter is searched as words, and said', () =>
    expect(ask('gnre:strobe').hints[0]).toContain('did you mean "genre:"'));
});

test('a whole line of filters', () => {
  const some = new SearchFixture();
  const right = { genre: 'Deep House', trackBpm: 124, key: key(21), stars: 4, importedOn: '2025-03-20' };
  some.add(
    { id: 'right', title: 'Right', ...right },
    { id: 'remix', title: 'Right (Some Remix)', ...right },
    { id: 'slow', title: 'Slow', ...right, trackBpm: 118 },
    { id: 'other key', title: 'Other', ...right, key: key(2) },
    { id: 'techno', title: 'Techno', ...right, genre: 'Techno' },
    { id: 'better', title: 'Better', ...right, stars: 5 },
    { id: 'old', title: 'Old', ...right, importedOn: '2025-01-20' },
  );
  const q = 'bpm:120-126 key:8A genre:house rating:4 added:<30d -remix';
  const answer = searchLibrary(new SearchLookup(some.db, 'operator'), { q, today: '2025-03-31' });
  expect(answer).toMatchObject({ total: 1, tracks: [{ id: 'right' }], hints: [] });
  some.remove();
});

test('names made of signs alone are found as typed', () => {
  const some = new SearchFixture();
  some.add(
    { id: 'band', song: '|heart of hearts|', artist: '!!!', title: 'Heart of Hearts' },
    { id: 'question', song: 'outkast||', artist: 'Outkast', title: '?', trackBpm: 126 },
    { id: 'both', song: '#both', artist: '???', title: '!' },
    { id: 'star', song: 'tool||', artist: 'Tool', title: '★★' },
    { id: 'words', song: 'moloko|is it|', artist: 'Moloko', title: 'Is it?', trackBpm: 126 },
  );
  const found = (q: string) => searchLibrary(new SearchLookup(some.db, 'operator'), { q }).tracks.map(({ id }) => id);
  expect(found('!!!')).toEqual(['band']);
  expect(found('!')).toEqual(['band', 'both']);
  expect(found('?')).toEqual(['question', 'both']);
  expect(found('"?" bpm:126')).toEqual(['question']);
  expect(searchLibrary(new SearchLookup(some.db, 'operator'), { q: '? -outkast' })).toMatchObject({
    total: 1,
    tracks: [{ id: 'both' }],
  });
  expect(found('!!! heart')).toEqual(['band']);
  expect(found('★')).toEqual(['star']);
  expect(found('#%_')).toEqual([]);
  some.remove();
});

test('pages of a long answer are one order without gaps or doubles', () => {
  const many = new SearchFixture();
  many.add(
    ...Array.from({ length: 700 }, (_, at) => ({
      artist: `Artist ${at % 7}`,
      title: `Song ${at}`,
      missingSince: at % 5 === 0 ? 1 : undefined,
    })),
  );
  const page = (offset: number, limit: number) =>
    searchLibrary(new SearchLookup(many.db, 'operator'), { q: 'song', offset, limit });
  const whole = page(0, 500).ns.concat(page(500, 500).ns);
  expect(new Set(whole).size).toBe(700);
  expect(page(0, 25).total).toBe(700);
  for (const offset of [0, 10, 190, 200, 215, 399, 550, 690])
    expect(page(offset, 30).ns).toEqual(whole.slice(offset, offset + 30));
  expect(page(700, 30).ns).toEqual([]);
  many.remove();
});

test('the reader may open the library anew', () => {
  const one = new SearchFixture();
  one.add({ title: 'Only here' });
  let db = fixture.db;
  const search = searchMethods(() => db).search as (input: { q: string }) => SearchAnswer;
  expect(search({ q: 'only here' }).total).toBe(0);
  db = one.db;
  expect(search({ q: 'only here' }).total).toBe(1);
  one.remove();
});

test('nothing that can be typed throws', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '"',
      '*',
      '^',
      'NEAR(',
      'AND',
      'NOT',
      '-',
      ':',
      'bpm:>',
      'genre:"',
      '{title} :',
      '\0',
      "'; drop table tracks",
      'daft',
      '-punk',
      'key:8a',
      'a'.repeat(300),
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => ask(pieces.join(' ')).total >= 0),
    { numRuns: 500 },
  );
  for (const q of ['x'.repeat(10_000), '('.repeat(10_000), 'a '.repeat(5000), '\0'.repeat(10_000), '-a '.repeat(3000)])
    ask(q);
  for (const offset of [-1, 0.5, Number.NaN, 1e15, Number.POSITIVE_INFINITY]) ask('daft', { offset, limit: offset });
});

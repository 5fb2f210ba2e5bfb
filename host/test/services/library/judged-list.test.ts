import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readNmlList } from '#adapters/traktor/nml/nml-list.ts';
import type { ListedTrack } from '#domain/tracklist/outside-list.ts';
import { judgeOutsideList, type ListLibrary } from '#services/library/judged-list.ts';
import { matchTrack } from '#services/library/match.ts';
import { NameLookup } from '#storage/library/search-index-names.ts';
import { entryXml, LibraryForTest } from './library-for-test.ts';

const FIXTURES = resolve(import.meta.dirname, '../../../../../shared/fixtures');

let library: LibraryForTest;
beforeEach(() => {
  library = new LibraryForTest();
});
afterEach(() => library.close());

const asked = (): ListLibrary => {
  const lookup = new NameLookup(library.db);
  return { match: async (heard) => matchTrack(lookup, heard) };
};

describe('judgeOutsideList', () => {
  beforeEach(async () => {
    const made = (file: string, title: string, artist: string, key: number, bpm: number) =>
      entryXml({
        file,
        title,
        artist,
        inner: `<TEMPO BPM="${bpm}"></TEMPO><MUSICAL_KEY VALUE="${key}"></MUSICAL_KEY>`,
      });
    await library.take(
      [
        made('a.mp3', 'One', 'Mira', 21, 126),
        made('b.mp3', 'Two', 'Lys', 21, 137.34),
        made('c.mp3', 'Three', 'Mira', 21, 126),
        made('c2.mp3', 'Three', 'Mira', 21, 126),
        made('d.mp3', 'Four', 'Mira', 21, 126),
      ].join(''),
    );
  });

  const titles = async (...entries: ListedTrack[]) =>
    (await judgeOutsideList(entries, asked())).rows.map(({ track, isDoubtful }) => track?.title ?? isDoubtful);

  it.each<[string, ListedTrack, string | true | undefined]>([
    ['its path', { path: '/Users/dj/A.MP3', artist: 'x', title: 'y' }, 'One'],
    ['its name, where the file lies elsewhere', { path: 'D:\\x.mp3', artist: 'Lys', title: 'Two' }, 'Two'],
    ['the name of its file', { path: '/stick/07 Mira - Four.mp3' }, 'Four'],
    ['one of several files of one song', { artist: 'Mira', title: 'Three' }, 'Three'],
    ['nothing', { artist: 'Ann', title: 'Nine' }, undefined],
    ['nothing at all', {}, undefined],
    ['what is near but not it', { artist: 'Four', title: 'Mira' }, true],
  ])('finds a track by %s', async (_what, entry, title) => {
    expect(await titles(entry)).toEqual([title]);
  });

  it('names what is weak', async () => {
    const entries = ['One', 'Two', 'Nine', 'Three', 'Four'].map((title) => ({
      ...{ artist: title === 'Two' ? 'Lys' : 'Mira', title },
    }));
    const { judgement } = await judgeOutsideList(entries, asked());
    expect(judgement).toMatchObject({ unknown: [2], steps: 2 });
    expect(judgement.weak.map(({ from, to, why }) => [from, to, why])).toEqual([
      [0, 1, ['9 % faster']],
      [3, 4, ['the same artist twice in a row']],
    ]);
  });
});

const there = existsSync(FIXTURES);
const files = (folder: string) =>
  there ? readdirSync(join(FIXTURES, folder)).map((file) => join(FIXTURES, folder, file)) : [folder];
it.skipIf(!there).each([...files('playlist'), ...files('history')])(
  'finds every track of a real list in the library made of it: %s (needs ../shared/fixtures)',
  async (file) => {
    await library.import(file);
    const { entries } = readNmlList(readFileSync(file), { name: 'list.nml' });
    const { rows, judgement } = await judgeOutsideList(entries, asked());
    expect(rows.filter(({ track }) => track === undefined)).toEqual([]);
    expect(judgement.unknown).toEqual([]);
    expect(judgement.steps).toBe(entries.length - 1);
    expect(judgement.ease).toBeGreaterThan(0);
  },
);

import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyRules } from '#services/library/apply-rules.ts';
import { entryXml, keyOf, LibraryForTest, nml, playlistXml } from './library-for-test.ts';

const AUDIO = 'A'.repeat(343).concat('=');

let library: LibraryForTest;
beforeEach(() => {
  library = new LibraryForTest();
});
afterEach(() => library.close());

const take = (entries: string, nodes?: string) => library.take(entries, nodes);

describe('a first import', () => {
  it('brings in tracks with all their fields, playlists and numbers', async () => {
    const report = await take(
      entryXml({
        file: 'a.mp3',
        audio: AUDIO,
        info: 'GENRE="House" KEY="1m"',
        inner: '<CUE_V2 TYPE="0" START="5" HOTCUE="1"></CUE_V2>',
      }) + entryXml({ file: 'b.mp3' }),
      playlistXml('Warm up', ['b.mp3', 'gone.mp3', 'b.mp3']),
    );
    expect(report).toMatchObject({
      added: 2,
      changed: 0,
      unchanged: 0,
      playlists: 1,
      cues: 1,
      program: 'Traktor',
      skipped: [],
    });
    expect(library.counts()).toMatchObject({ tracks: 2, playlists: 1, cues: 1, plays: 0, missing: 0, excluded: 0 });
    const [id] = Object.values(library.ids());
    const detail = library.rows.detail(id ?? '');
    expect(detail?.fields).toMatchObject({
      artist: 'A',
      title: 'a.mp3',
      genre: 'House',
      key: 21,
      audioId: AUDIO,
      cues: [{ startMs: 5 }],
    });
    expect(detail?.sources).toMatchObject({ artist: 'traktor', key: 'traktor' });
    expect(detail?.files).toEqual([{ path: '/Users/dj/a.mp3', missing: false }]);
    const list = library.rows.playlist('Warm up');
    expect(list).toMatchObject({ dangling: 1, kind: 'list' });
    expect(list?.tracks.map(({ title, playlists }) => [title, playlists])).toEqual([
      ['b.mp3', ['Warm up']],
      ['b.mp3', ['Warm up']],
    ]);
  });

  it('leaves nothing pointing nowhere', async () => {
    await take(entryXml({ file: 'a.mp3' }), playlistXml('x', ['a.mp3']));
    expect(library.db.pragma('foreign_key_check')).toEqual([]);
    expect(library.db.pragma('integrity_check', { simple: true })).toBe('ok');
  });

  it('counts and names what it cannot read, and reads the rest', async () => {
    const report = await take(
      `<ENTRY TITLE="no place"></ENTRY>${entryXml({ file: 'a.mp3', info: 'BITRATE="x"' })}${entryXml({ file: 'a.mp3', title: 'again' })}<ENTRY`.slice(
        0,
        -6,
      ),
    );
    expect(report.added).toBe(1);
    expect(report.skipped).toEqual(
      expect.arrayContaining([
        { reason: 'an entry does not say where its file lies', count: 1, examples: ['no place'] },
        { reason: 'INFO BITRATE is no number', count: 1, examples: ['A - a.mp3: "x"'] },
        { reason: 'a file is listed twice; the first entry counts', count: 1, examples: ['/Users/dj/a.mp3'] },
      ]),
    );
    expect((await library.import()).skipped).toHaveLength(3);
  });
});

describe('a further import', () => {
  it('reads only what changed', async () => {
    const rest = entryXml({ file: 'b.mp3' });
    await take(entryXml({ file: 'a.mp3' }) + rest);
    const before = library.ids();
    expect(await library.import()).toMatchObject({ added: 0, changed: 0, unchanged: 2 });
    expect(await take(entryXml({ file: 'a.mp3', info: 'GENRE="New"' }) + rest)).toMatchObject({
      added: 0,
      changed: 1,
      unchanged: 1,
    });
    expect(library.ids()).toEqual(before);
    expect(library.rows.byIds([before['a.mp3'] ?? ''])[0]?.genre).toBe('New');
  });

  it.each([
    ['with the same acoustic id', { audio: AUDIO, title: 'One' }, { audio: AUDIO, title: 'Two' }],
    [
      'with the same size, title and length',
      { title: 'One', info: 'FILESIZE="9" PLAYTIME="60"' },
      { title: 'One', info: 'FILESIZE="9" PLAYTIME="60" GENRE="x"' },
    ],
    [
      'when only the case of its path changed',
      { title: 'One', dir: '/:MUSIC/:' },
      { title: 'Two', dir: '/:Music/:', file: 'A.mp3' },
    ],
  ])('keeps the id of a file that was moved %s', async (_case, before, after) => {
    await take(entryXml({ file: 'a.mp3', ...before }));
    const [id] = Object.values(library.ids());
    const report = await take(entryXml({ file: 'other.mp3', dir: '/:New/:', ...after }));
    expect(report).toMatchObject({ added: 0, changed: 1, vanished: 0 });
    expect(Object.values(library.ids())).toEqual([id]);
    expect(library.rows.detail(id ?? '')?.files).toHaveLength(1);
    expect(library.counts()).toMatchObject({ tracks: 1, missing: 0 });
  });

  it('takes a copy of a file that is still there for a track of its own', async () => {
    await take(entryXml({ file: 'a.mp3', audio: AUDIO }));
    const report = await take(
      entryXml({ file: 'a.mp3', audio: AUDIO }) + entryXml({ file: 'copy.mp3', title: 'a.mp3', audio: AUDIO }),
    );
    expect(report).toMatchObject({ added: 1, unchanged: 1 });
    expect(library.counts().tracks).toBe(2);
  });

  it.each([
    ['changed', { artist: 'B', info: 'COMMENT="new"' }],
    ['lies elsewhere', { dir: '/:New/:', info: 'FILESIZE="9" PLAYTIME="60"' }],
  ])('keeps all ids and finds all tracks where most of a library %s', async (_case, change) => {
    const files = Array.from({ length: 2600 }, (_, at) => `${at}.mp3`);
    const before = { info: 'FILESIZE="9" PLAYTIME="60"' };
    await take(files.map((file) => entryXml({ file, ...before })).join(''));
    const ids = library.ids();
    const entries = files.map((file, at) => entryXml({ file, ...before, ...(at < 2500 ? change : {}) }));
    expect(await take(entries.reverse().join(''))).toMatchObject({ added: 0, changed: 2500, unchanged: 100 });
    expect(library.ids()).toEqual(ids);
    const found = (word: string) =>
      library.db.prepare('select count(*) from search_texts where search_texts match ?').pluck().get(word);
    const uses = (word: string) =>
      library.db.prepare('select uses from search_words where word = ?').pluck().get(word) ?? 0;
    const named = 'artist' in change ? 2500 : 0;
    expect([found('new'), uses('new')]).toEqual([named, named]);
    expect([found('title:mp3'), found('artist:a'), uses('mp3')]).toEqual([2600, 2600 - named, 2600]);
    const indexes = "select count(*) from sqlite_master where type = 'index' and sql is not null";
    const fresh = new LibraryForTest();
    expect(library.db.prepare(indexes).pluck().get()).toBe(fresh.db.prepare(indexes).pluck().get());
    fresh.close();
    expect(library.db.pragma('integrity_check', { simple: true })).toBe('ok');
  });

  it('marks tracks that vanished and takes the mark away when they return, with the same id', async () => {
    const both = entryXml({ file: 'a.mp3' }) + entryXml({ file: 'b.mp3' });
    await take(both);
    const before = library.ids();
    expect(await take(entryXml({ file: 'b.mp3' }))).toMatchObject({ vanished: 1, unchanged: 1 });
    expect(library.counts()).toMatchObject({ tracks: 1, missing: 1 });
    expect(library.rows.byIds([before['a.mp3'] ?? ''])[0]?.missingSince).toBe(library.now);
    expect(await take(both)).toMatchObject({ vanished: 0, returned: 1, unchanged: 2 });
    expect(library.counts()).toMatchObject({ tracks: 2, missing: 0 });
    expect(library.ids()).toEqual(before);
  });

  it('finds tracks for playlist keys and past plays that led nowhere before', async () => {
    await take('', playlistXml('x', ['late.mp3']));
    expect(library.rows.playlist('x')?.dangling).toBe(1);
    await take(entryXml({ file: 'late.mp3' }), playlistXml('x', ['late.mp3']));
    expect(library.rows.playlist('x')).toMatchObject({ dangling: 0, tracks: [{ title: 'late.mp3' }] });
  });
});

describe('a collection that cannot be read', () => {
  const whole = nml(entryXml({ file: 'a.mp3' }) + entryXml({ file: 'b.mp3' }), playlistXml('x', ['a.mp3']));

  it.each([
    ['cut off', nml(entryXml({ file: 'c.mp3' })).slice(0, -20), 'collection-truncated'],
    ['no collection at all', '<html></html>', 'not-nml'],
    ['empty', '', 'collection-truncated'],
  ])('leaves the last good library as it was: %s', async (_case, text, code) => {
    library.write(whole);
    await library.import();
    const [before, counts] = [library.ids(), library.counts()];
    library.write(text);
    await expect(library.import()).rejects.toMatchObject({ code });
    expect(library.ids()).toEqual(before);
    expect(library.counts()).toEqual(counts);
    library.write(whole);
    expect(await library.import()).toMatchObject({ unchanged: 2, vanished: 0 });
  });

  it('says that it is not there, or a folder', async () => {
    await expect(library.import()).rejects.toMatchObject({ code: 'collection-missing' });
    await expect(library.import(library.folder)).rejects.toMatchObject({ code: 'collection-unreadable' });
  });

  it('is never written to', async () => {
    library.write(whole);
    const before = statSync(library.collection);
    await library.import();
    await library.import();
    expect(readFileSync(library.collection, 'utf8')).toBe(whole);
    expect(statSync(library.collection).mtimeMs).toBe(before.mtimeMs);
  });
});

describe('history', () => {
  const played = (file: string, more: string) =>
    `<ENTRY><PRIMARYKEY TYPE="TRACK" KEY="${keyOf(file)}"></PRIMARYKEY><EXTENDEDDATA EXTENDEDTYPE="HistoryData" ${more}></EXTENDEDDATA></ENTRY>`;
  const history = (plays: string) =>
    nml(
      entryXml({ file: 'a.mp3', artist: 'Régine', title: 'Nuit' }),
      `<NODE TYPE="PLAYLIST" NAME="HISTORY"><PLAYLIST ENTRIES="9" TYPE="PROTOCOL" UUID="h">${plays}</PLAYLIST></NODE>`,
    );
  const DATE = (2022 << 16) | (7 << 8) | 17;

  it('becomes past plays, also of tracks that are gone, once', async () => {
    const file = join(library.folder, 'traktor', 'History', 'history_2022y07m17d_20h06m38s.nml');
    library.write(
      history(
        played('a.mp3', `DECK="1" DURATION="305.5" PLAYEDPUBLIC="1" STARTDATE="${DATE}" STARTTIME="69000"`) +
          played('x.mp3', 'DECK="0" DURATION="12" PLAYEDPUBLIC="0" STARTDATE="0" STARTTIME="0"') +
          played('a.mp3', 'DECK="0" DURATION="1"'),
      ),
      file,
    );
    library.write('<NML', join(library.folder, 'traktor', 'History', 'broken.nml'));
    const report = await take(entryXml({ file: 'a.mp3', title: 'Nuit' }));
    expect(report.plays).toBe(3);
    expect(report.skipped).toMatchObject([{ reason: 'a history file cannot be read', count: 1 }]);
    expect((await library.import()).plays).toBe(3);
    const at = new Date(2022, 6, 17, 19, 10, 0).getTime();
    const plays = library.pastPlays();
    expect(plays.filter((play) => play.at !== null)).toEqual([
      {
        ...{ file: 'history_2022y07m17d_20h06m38s.nml', position: 0, trackId: library.ids().Nuit },
        ...{ artist: 'Régine', title: 'Nuit', at, durationMs: 305_500, deck: 'B', public: 1 },
      },
    ]);
    expect(plays.find((play) => play.position === 1)).toMatchObject({
      artist: '',
      title: 'x.mp3',
      deck: 'A',
      public: 0,
    });
    expect(plays.find((play) => play.position === 2)?.public).toBeNull();
  });
});

describe('rules', () => {
  const tracks =
    entryXml({ file: 'a.stem.mp4' }) +
    entryXml({ file: 'b.mp3', info: 'COMMENT="private"' }) +
    entryXml({ file: 'c.flac', inner: '<LOOPINFO SAMPLE_TYPE_INFO="1"></LOOPINFO>' });
  const excluded = () => library.db.prepare('select title from tracks where excluded = 1 order by title').pluck().all();

  it('mark what is left out, without leaving it out of the store, and change without an import', async () => {
    library.rules = { ...library.rules, exclude: ['*.STEM.mp4'] };
    await take(tracks);
    expect(library.counts()).toMatchObject({ tracks: 3, excluded: 2 });
    expect(excluded()).toEqual(['a.stem.mp4', 'c.flac']);
    applyRules(library.db, { ...library.rules, exclude: ['*/dj/b*'] });
    expect(excluded()).toEqual(['b.mp3', 'c.flac']);
  });

  it('leave loops and one-shots in where the DJ wants them, at import and when that changes', async () => {
    library.rules = { ...library.rules, excludeLoops: false };
    await take(tracks);
    expect(excluded()).toEqual([]);
    applyRules(library.db, { ...library.rules, excludeLoops: true });
    expect(excluded()).toEqual(['c.flac']);
    applyRules(library.db, library.rules);
    expect(excluded()).toEqual([]);
    library.rules = { ...library.rules, excludeLoops: true };
    await library.import();
    expect(excluded()).toEqual(['c.flac']);
  });

  it('mask by comment and by playlist, at import and when they change, for all files of a song', async () => {
    const twin = entryXml({ file: 'twin.mp3', title: 'b.mp3' });
    library.rules = { ...library.rules, masks: { ...library.rules.masks, comments: ['private'] } };
    await take(tracks + twin, playlistXml('Secret', ['c.flac']));
    const masked = () =>
      library.db.prepare('select path from tracks where masked_because is not null order by path').pluck().all();
    expect(masked()).toEqual(['/Users/dj/b.mp3', '/Users/dj/twin.mp3']);
    applyRules(library.db, {
      ...library.rules,
      masks: { ...library.rules.masks, comments: [], playlists: ['Secret'] },
    });
    expect(masked()).toEqual(['/Users/dj/c.flac']);
  });
});

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseFile } from 'music-metadata';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { locationPath } from '#adapters/traktor/nml/location.ts';
import { openTraktorSource } from '#adapters/traktor/nml/traktor-source.ts';
import { readSetList } from '#app/demo/chained-set.ts';
import { demoLibraryFolder, nmlFolder, prepareDemoLibrary } from '#app/demo/demo-library.ts';
import { keyView, parseKey } from '#domain/musical-key.ts';
import type { CollectionRead, EntryOutcome, SourceEntry } from '#ports/collection-source.ts';

const MOST_BYTES = 3_000_000;

describe('where a folder lies, as NML', () => {
  it.each([
    ['win32', 'D:\\Music\\a b', { volume: 'D:', dir: '/:Music/:a b/:' }],
    ['win32', '\\\\nas\\music\\x', { volume: '\\\\nas\\music', dir: '/:x/:' }],
    ['darwin', '/Users/dj/Musik', { volume: 'Macintosh HD', dir: '/:Users/:dj/:Musik/:' }],
    ['darwin', '/opt/tracord', { volume: 'Macintosh HD', dir: '/:opt/:tracord/:' }],
    ['darwin', '/Volumes/USB 1/a:b', { volume: 'USB 1', dir: '/:a//b/:' }],
    ['linux', '/home/dj/x', { volume: '', dir: '/:home/:dj/:x/:' }],
  ] as const)('%s %s', (platform, path, place) => {
    expect(nmlFolder(path, platform)).toEqual(place);
    // The importer's rule for paths leads back to where it came from.
    const back = locationPath({ ...place, file: 'a.ogg' });
    expect(back).toBe(`${path}${platform === 'win32' ? '\\' : '/'}a.ogg`);
  });
});

describe('the demo library on this computer', () => {
  const folder = mkdtempSync(join(tmpdir(), 'demo-'));
  const entries: SourceEntry[] = [];
  let collection = '';
  let read: CollectionRead;

  beforeAll(async () => {
    collection = (await prepareDemoLibrary(folder)).collection;
    const outcomes: EntryOutcome[] = [];
    const source = await openTraktorSource();
    read = source.read(collection, { entry: (_hash, parse) => outcomes.push(parse()), progress: () => undefined });
    for (const outcome of outcomes) if ('entry' in outcome) entries.push(outcome.entry);
    expect(entries).toHaveLength(outcomes.length);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is a Traktor Pro 4 collection that the importer reads without a remark', () => {
    expect(read.program).toBe('Traktor Pro 4');
    expect(read.skipped).toEqual([]);
    expect(entries.flatMap((entry) => entry.unread)).toEqual([]);
    expect(entries.length).toBeGreaterThanOrEqual(12);
  });

  it('points at files that are there', () => {
    expect(entries.filter((entry) => !existsSync(entry.path))).toEqual([]);
  });

  it('is not written again when nothing changed', async () => {
    const before = statSync(collection, { bigint: true });
    await prepareDemoLibrary(folder);
    const after = statSync(collection, { bigint: true });
    expect([after.mtimeNs, after.ino]).toEqual([before.mtimeNs, before.ino]);
  });

  it('says what to do when it is missing', async () => {
    const missing = prepareDemoLibrary(folder, join(folder, 'nothing'));
    await expect(missing).rejects.toMatchObject({ code: 'demo-missing' });
  });

  it('has tags that agree with the collection, and covers that are all different', async () => {
    const covers: string[] = [];
    for (const { path, fields } of entries) {
      const { common, format } = await parseFile(path, { duration: true });
      expect([common.artist, common.title, common.album], path).toEqual([fields.artist, fields.title, fields.album]);
      expect(common.bpm, path).toBe(fields.trackBpm);
      expect(parseKey(common.key ?? ''), path).toBe(fields.key);
      expect(parseKey(fields.keyText ?? ''), path).toBe(fields.key);
      expect(Math.abs((format.duration ?? 0) * 1000 - (fields.durationMs ?? 0)), path).toBeLessThan(5);
      for (const picture of common.picture ?? []) covers.push(Buffer.from(picture.data).toString('base64'));
    }
    expect(covers).toHaveLength(entries.length - 1);
    expect(new Set(covers).size).toBe(covers.length);
  });

  it('has its cues on the bars of its grid, inside the track', () => {
    for (const { path, fields } of entries) {
      const cues = fields.cues ?? [];
      const grid = cues.find((cue) => cue.kind === 'grid');
      const barMs = 240_000 / (fields.trackBpm ?? 0);
      expect(new Set(cues.map((cue) => cue.kind)), path).toEqual(new Set(['grid', 'cue', 'loop', 'fade-out', 'load']));
      for (const cue of cues) {
        const bars = (cue.startMs - (grid?.startMs ?? 0)) / barMs;
        expect(Math.abs(bars - Math.round(bars)), path).toBeLessThan(0.001);
        expect(cue.startMs + (cue.lengthMs ?? 0), path).toBeLessThan(fields.durationMs ?? 0);
      }
    }
  });

  it('has odd ones on purpose: other scripts, a long title, no cover, no label, two of one name', () => {
    const text = entries.map(({ fields }) => `${fields.artist} ${fields.title}`).join('\n');
    for (const script of ['Hiragana', 'Cyrillic', 'Arabic'])
      expect(text).toMatch(new RegExp(`\\p{Script=${script}}`, 'u'));
    expect(text.normalize('NFD')).toMatch(/\p{Script=Latin}\p{M}/u);
    expect(Math.max(...entries.map(({ fields }) => fields.title?.length ?? 0))).toBeGreaterThan(120);
    expect(entries.filter(({ fields }) => fields.label === undefined)).toHaveLength(1);
    const names = entries.map(({ fields }) => `${fields.artist}|${fields.title}|${fields.mix}`);
    expect(names.length - new Set(names).size).toBe(1);
    expect(new Set(entries.map(({ fields }) => fields.key && keyView(fields.key).camelot)).size).toBeGreaterThan(10);
  });

  it('has playlists in a folder, rules, and one reference that leads nowhere', () => {
    const known = new Set(entries.map((entry) => entry.key));
    const all = [...read.playlists];
    for (const list of all) all.push(...list.children);
    expect(all.filter((list) => list.kind === 'rule').map((list) => list.rule)).toContain(
      '$GENRE % "House" & $RATING >= 4',
    );
    expect(all.flatMap((list) => list.keys).filter((key) => !known.has(key))).toHaveLength(1);
  });

  it('has an evening in its history', async () => {
    const history = join(folder, 'History');
    expect(readdirSync(history)).toEqual(readdirSync(join(demoLibraryFolder, 'history')));
    const text = readFileSync(join(history, readdirSync(history)[0] ?? ''), 'utf8');
    expect(text.match(/EXTENDEDTYPE="HistoryData"/g)).toHaveLength(7);
    expect(text).not.toContain('{{');
  });

  it('lacks the stranger of the set list, and holds the double that the set list plays', async () => {
    const set = await readSetList(demoLibraryFolder);
    const holders = set.map(
      (track) => entries.filter(({ fields }) => fields.artist === track.artist && fields.title === track.title).length,
    );
    const early = holders.slice(0, 8);
    expect(early.filter((count) => count === 0)).toHaveLength(1);
    expect(early.filter((count) => count === 2)).toHaveLength(1);
    expect(holders.filter((count) => count === 1)).toHaveLength(set.length - 2);
    const files = set.map((track) => basename(track.file));
    expect(new Set(files).size).toBe(files.length);
  });

  it('takes at most 3 MB', () => {
    const sizes = readdirSync(demoLibraryFolder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(join(entry.parentPath, entry.name)).size);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(MOST_BYTES);
  });
});

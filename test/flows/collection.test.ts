// A collection and the host over an evening: found, changed, cut off, gone, back. What was imported once stays.

import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SmallEntry, writeSmallCollection } from '../fakes/small-collection.ts';
import { type StartedHost, startedHost } from '../fakes/started-host.ts';

type Library = { tracks: number; missing: number; warning?: string; importing: unknown; collection?: { path: string } };

const track = (title: string): SmallEntry => ({ artist: 'Mira', title, seconds: 200 });

let home: string;
let folder: string;
let collection: string;
let host: StartedHost | undefined;
const homes: string[] = [];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'tracord-collection-'));
  homes.push(home);
  folder = join(home, 'Documents/Native Instruments/Traktor 3.11.1');
  mkdirSync(folder, { recursive: true });
  collection = join(folder, 'collection.nml');
});
afterEach(async () => {
  await host?.stop();
  host = undefined;
});
afterAll(() => {
  for (const one of homes) rmSync(one, { recursive: true, force: true });
});

async function start(args: string[] = []): Promise<StartedHost> {
  host = await startedHost({ home, args });
  return host;
}

async function library(check: (library: Library) => void): Promise<Library> {
  const running = host;
  if (running === undefined) throw new Error('start a host first');
  return running.until(async () => {
    const now = await running.get<Library>('/api/library');
    expect(now.importing).toBeNull();
    check(now);
    return now;
  }, 15_000);
}

const title = async (q: string) =>
  (await host?.get<{ tracks: { id: string; title: string }[] }>(`/api/tracks?q=${q}`))?.tracks ?? [];

describe('the newest collection', () => {
  it('is found in Documents without being named, and never written', async () => {
    writeSmallCollection(collection, [track('One'), track('Two')]);
    const before = { bytes: readFileSync(collection), at: statSync(collection).mtimeMs };
    await start();
    expect(await library(({ tracks }) => expect(tracks).toBe(2))).toMatchObject({ collection: { path: collection } });
    expect(readFileSync(collection).equals(before.bytes)).toBe(true);
    expect(statSync(collection).mtimeMs).toBe(before.at);
  });

  it('is imported again when Traktor saves it, and its tracks keep their ids', async () => {
    writeSmallCollection(collection, [track('One'), track('Two')]);
    await start();
    await library(({ tracks }) => expect(tracks).toBe(2));
    const [before] = await title('Two');
    writeSmallCollection(collection, [track('Two'), track('Three')]);
    await library(({ tracks, missing }) => expect([tracks, missing]).toEqual([2, 1]));
    expect((await title('Three')).map((one) => one.title)).toEqual(['Three']);
    expect((await title('Two'))[0]?.id).toBe(before?.id);
  });
});

describe('the last good library', () => {
  beforeEach(async () => {
    writeSmallCollection(collection, [track('One'), track('Two')]);
    await start();
    await library(({ tracks }) => expect(tracks).toBe(2));
  });

  it('stays with a warning when the drive is unplugged, and after a restart is no demo', async () => {
    const drawer = join(home, 'drawer');
    renameSync(folder, drawer);
    await library(({ tracks, warning }) => {
      expect(tracks).toBe(2);
      expect(warning).toContain(collection);
    });
    await host?.stop();
    await start();
    await library(({ tracks, warning }) => {
      expect(tracks).toBe(2);
      expect(warning).toContain('last good library');
    });
    expect(await host?.get('/api/topics/host')).toMatchObject({ value: { demo: false } });
    renameSync(drawer, folder);
    await library(({ warning }) => expect(warning).toBeUndefined());
  });

  it('stays when the file is cut off, and says so', async () => {
    const whole = readFileSync(collection);
    const answer = async () => host?.command('library.import', {});
    writeFileSync(collection, whole.subarray(0, whole.length - 200));
    expect(await answer()).toMatchObject({ ok: false, code: 'collection-truncated' });
    await library(({ tracks, warning }) => {
      expect(tracks).toBe(2);
      expect(warning).toContain('last good library');
    });
    writeFileSync(collection, whole);
    expect(await answer()).toMatchObject({ ok: true, tracks: 2 });
    await library(({ warning }) => expect(warning).toBeUndefined());
  });

  it('stays when a file that is no collection is named', async () => {
    const other = join(home, 'notes.nml');
    writeFileSync(other, '<html><body>no</body></html>');
    expect(await host?.command('library.import', { collection: other })).toMatchObject({ ok: false, code: 'not-nml' });
    expect(await host?.command('library.import', { collection: join(home, 'none.nml') })).toMatchObject({
      ok: false,
      code: 'collection-missing',
    });
    await library(({ tracks }) => expect(tracks).toBe(2));
  });
});

describe('the demo set', () => {
  it('starts where there never was a library, and not where the DJ forbids it', async () => {
    await start(['--speed', '20']);
    expect(await host?.get('/api/topics/host')).toMatchObject({ value: { demo: true } });
    await host?.until(async () => {
      const { value } = (await host?.get<{ value: { track?: object } }>('/api/topics/nowPlaying')) ?? { value: {} };
      expect(value.track).toBeDefined();
    });
    await host?.until(() => expect(host?.output()).toContain('DEMO'));
    expect(host?.output()).toContain('--collection');
    await host?.stop();
    await start(['--no-demo']);
    expect(await host?.get('/api/topics/host')).toMatchObject({ value: { demo: false } });
    await library(({ tracks, warning }) => {
      expect(tracks).toBe(0);
      expect(warning).toContain('--collection');
    });
  });

  it('plays a stranger and a doubtful track among certain ones', async () => {
    await start(['--demo', '--speed', '20']);
    const kinds = new Set<string>();
    await host?.until(async () => {
      const { value } = (await host?.get<{
        value: { track?: { id?: string }; match: { by: string; alternatives: string[] } };
      }>('/api/topics/nowPlaying')) ?? { value: { match: { by: '', alternatives: [] } } };
      if (value.track?.id !== undefined) kinds.add('certain');
      else if (value.match.alternatives.length > 1) kinds.add('doubtful');
      else if (value.track !== undefined) kinds.add('stranger');
      expect([...kinds].sort()).toEqual(['certain', 'doubtful', 'stranger']);
    }, 25_000);
  });
});

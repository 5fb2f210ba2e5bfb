// A library that was damaged while the host slept: the host runs all the same, puts it aside and reads the collection anew.

import { mkdtempSync, openSync, readdirSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, expect, it } from 'vitest';
import { writeSmallCollection } from '../fakes/small-collection.ts';
import { type StartedHost, startedHost } from '../fakes/started-host.ts';

let host: StartedHost | undefined;
afterEach(async () => {
  await host?.stop();
  host?.clear();
  host = undefined;
});

const hasAllTracks = () =>
  host?.until(async () => expect(await host?.get('/api/library')).toMatchObject({ tracks: 300, importing: null }));
const libraryHealth = async () =>
  (await host?.get<{ bridges: Record<string, { status: string; remedy?: string }> }>('/api/health'))?.bridges.library;

async function startWithLibrary(): Promise<{ home: string; file: string; args: string[] }> {
  const home = mkdtempSync(join(tmpdir(), 'tracord-damaged-'));
  const collection = join(home, 'collection.nml');
  const entries = Array.from({ length: 300 }, (_, n) => ({ artist: `Artist ${n}`, title: `Song ${n}`, seconds: 200 }));
  writeSmallCollection(collection, entries);
  const args = ['--collection', collection];
  host = await startedHost({ home, args });
  await hasAllTracks();
  return { home, file: join(home, 'data/library.sqlite'), args };
}

it.each([
  ['no database any more', (file: string) => writeFileSync(file, 'rubbish '.repeat(5000))],
  [
    'broken in its middle',
    (file: string) => {
      const fd = openSync(file, 'r+');
      const { size } = statSync(file);
      for (let at = 8192; at < size; at += 4096) writeSync(fd, Buffer.alloc(4000, 0xa5), 0, 4000, at);
    },
  ],
])('a library that is %s is put aside and read anew', async (_, damage) => {
  const { home, file, args } = await startWithLibrary();
  await host?.stop();
  // What lies in the log as well could be had from there.
  emptyLog(file);
  damage(file);
  host = await startedHost({ home, args });
  await hasAllTracks();
  await host.until(async () =>
    expect(await libraryHealth()).toMatchObject({
      status: 'ok',
      remedy: expect.stringContaining('library.sqlite.damaged-'),
    }),
  );
  expect(readdirSync(join(home, 'data')).some((name) => name.startsWith('library.sqlite.damaged-'))).toBe(true);
  expect(await host.get('/api/tracks?q=song+77')).toMatchObject({ tracks: [{ title: 'Song 77' }] });
});

function emptyLog(file: string): void {
  const db = new Database(file);
  db.pragma('wal_checkpoint(truncate)');
  db.close();
}

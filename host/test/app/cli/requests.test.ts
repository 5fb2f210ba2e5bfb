// The command line for requests, run as people run it: old files in, CSV out.

import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { runRequests } from '#app/cli/requests.ts';
import { readOldFiles } from '#app/old-requests.ts';
import { lockDataFolder } from '#storage/data-folder-lock.ts';
import { openReadOnly } from '#storage/open-database.ts';
import { RequestLists } from '#storage/show/request-lists.ts';
import { folder } from '../a-folder.ts';

const TRACORD = join(import.meta.dirname, '../../../src/app/tracord.ts');
const run = promisify(execFile);

const LIST = `[
    {"RequestNumber": 1, "Date": "2025-11-02", "Time": "21:45", "User": "lena", "UserId": 1100000000000000001,
     "Artist": "=Mira", "Title": "Tin, Harbour", "Album": null, "Bpm": 124},
    {"RequestNumber": 2, "Date": "2025-06-30", "User": "jonas", "Song": "Mira | Slow"}
]`;

async function tracord(data: string, ...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  try {
    return { code: 0, ...(await run(process.execPath, [TRACORD, 'requests', ...args, '--data', data])) };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, stdout, stderr };
  }
}

/** The old bot's folder as it lies on a disk, and a data folder of ours. */
function places(): { old: string; data: string } {
  const old = join(folder.path, 'TraCord DJ');
  mkdirSync(join(old, 'data'), { recursive: true });
  writeFileSync(join(old, 'data', 'song_requests.json'), LIST);
  writeFileSync(join(old, 'data', 'stats.json'), '{"total_song_requests": 89, "total_song_plays": 7}');
  writeFileSync(
    join(old, 'data', 'settings.json'),
    '{"DISCORD_TOKEN": "secret.token", "TRAKTOR_BROADCAST_PORT": 8001}',
  );
  return { old, data: join(folder.path, 'data') };
}

describe('requests import, then export', () => {
  it('takes over everything once, says what to set, and writes it as CSV', async () => {
    const { old, data } = places();
    const first = await tracord(data, 'import', old);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toContain('2 past requests are in the list now.');
    expect(first.stdout).toContain('counted 89 requests');
    expect(first.stdout).toContain('    broadcast:\n      port: 8001\n');
    expect(first.stdout).not.toContain('secret.token');
    const again = await tracord(data, 'import', join(old, 'data', 'song_requests.json'));
    expect(again.stdout).toContain('0 past requests are in the list now; 2 were there already.');

    const shown = await tracord(data, 'export');
    expect(shown.stdout.split('\r\n')).toEqual([
      '\ufeffset,number,state,artist,title,mix,asked by,platform,also wanted by,words,asked at,changed at',
      `imported,1,expired,'=Mira,"Tin, Harbour",,lena,discord,,,2025-11-02 21:45:00,2025-11-02 21:45:00`,
      'imported,2,expired,,Mira | Slow,,jonas,discord,,Mira | Slow,2025-06-30 00:00:00,2025-06-30 00:00:00',
      '',
    ]);
    const out = join(old, 'wishes.csv');
    expect((await tracord(data, 'export', '--wishes', '--out', out)).stdout).toContain(out);
    expect(readFileSync(out, 'utf8')).toBe('\ufeffkind,words,times,sets,people,last asked at,refused because\r\n');
    expect((await tracord(data, 'export', '--out', out)).stderr).toContain('Add --force to write over it');
    expect((await tracord(data, 'export', '--out', join(old, 'data'))).stdout).toContain('requests.csv');
    expect((await tracord(data, 'export', '--set', 'other')).stdout.split('\r\n')).toHaveLength(2);

    const db = openReadOnly(join(data, 'show.sqlite'));
    expect(new RequestLists(db).askedBefore()).toBe(89);
    expect(new RequestLists(db).get([...new RequestLists(db).newest({})][0]?.id ?? '')?.requester.id).toBe(
      '1100000000000000001',
    );
    db.close();
  });

  it('writes nothing of a folder with a broken file, or while a host runs', async () => {
    const { old, data } = places();
    const file = join(old, 'data', 'stats.json');
    writeFileSync(file, '{"total_song');
    expect(await tracord(data, 'import', old)).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining(`${file}, line 1, column 13: it is no valid JSON there`),
    });
    expect((await tracord(data, 'export')).stderr).toContain('There are no requests yet');
    writeFileSync(file, '{}');
    mkdirSync(data);
    const lock = lockDataFolder(data, { pid: process.pid, address: 'http://127.0.0.1:1' });
    expect((await tracord(data, 'import', old)).stderr).toContain('already runs');
    lock.release();
  });

  it.each([
    ['nowhere', 'is not there'],
    ['data', 'holds none of song_requests.json'],
    ['other.json', 'is not known: name song_requests.json'],
  ])('says what "%s" is not', (name, message) => {
    mkdirSync(join(folder.path, 'data'));
    writeFileSync(join(folder.path, 'other.json'), '{}');
    expect(() => readOldFiles(join(folder.path, name))).toThrow(message);
  });

  it.each([[[]], [['list']], [['import']], [['export', '--all']]])(
    'says how it is used after "requests %j"',
    (args) => {
      const place = { config: folder.path, data: folder.path, cache: folder.path, log: folder.path };
      expect(() => runRequests(place, args)).toThrow('requests export [');
    },
  );
});

// The command line for plans and lists of others, beside a host that runs and in the data folder of one that does not.

import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import stringWidth from 'string-width';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { writeHostFile } from '#adapters/files/host-file.ts';
import { runImport } from '#app/cli/import.ts';
import type { CliPlace } from '#app/cli/place.ts';
import { runExport, runJudge } from '#app/cli/plan-list.ts';
import type { PlanExported } from '#app/plan-export-handlers.ts';
import { openReadOnly } from '#storage/open-database.ts';
import { openShowDatabase } from '#storage/show/database.ts';
import { Plans } from '#storage/show/plans.ts';
import { type SmallEntry, writeSmallCollection } from '../../../../test/fakes/small-collection.ts';
import { madePlan, PLAN_ID } from '../../storage/show/made-plan.ts';
import { folder } from '../a-folder.ts';
import { terminal } from './terminal.ts';

const said = terminal();

const path = (name: string) => join(folder.path, name);
const place = (): CliPlace => ({ config: path('config'), data: path('data'), cache: path('cache'), log: path('log') });
const judge = (...args: string[]) => runJudge(place(), args);
const write = (...args: string[]) => runExport(place(), args);
/** Writes a file beside the data. */
const given = (name: string, text: string | Buffer): string => {
  writeFileSync(path(name), text);
  return path(name);
};

const ENTRIES: SmallEntry[] = [
  { artist: 'Mira', title: 'One', key: 21, bpm: 126 },
  { artist: 'Lys', title: 'Two', key: 21, bpm: 137.34, genre: 'Promo' },
  { artist: 'Lys', title: 'Three', key: 10, bpm: 137 },
  { artist: 'Ann', title: 'Four' },
  { artist: '水無瀬リョウ', title: `夜明け前の${'プラットフォーム'.repeat(8)}`, key: 21, bpm: 126 },
  { artist: 'Kai', title: 'Six', key: 16, bpm: 133 },
];

/** A library of the collection, made once. */
let home: string;
beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  home = mkdtempSync(join(tmpdir(), 'tracord-plan-list-'));
  writeSmallCollection(join(home, 'collection.nml'), ENTRIES, { Friday: [0, 1, 2], Saturday: [0, 0] });
  const there = { config: join(home, 'config'), data: join(home, 'data'), cache: home, log: home };
  await runImport(there, join(home, 'collection.nml'));
  vi.restoreAllMocks();
});
afterAll(() => rmSync(home, { recursive: true }));

/** Has the library and the collection; answers the ids in its order. */
function imported(): string[] {
  cpSync(home, folder.path, { recursive: true });
  mkdirSync(place().config, { recursive: true });
  const library = openReadOnly(join(place().data, 'library.sqlite'));
  const ids = library.prepare('select id from tracks order by n').pluck().all() as string[];
  library.close();
  return ids;
}

describe('planner judge', () => {
  it('hears keys as the settings say the decks do', async () => {
    imported();
    const list = given('list.m3u8', '/music/One.mp3\n/music/Six.mp3\n');
    await judge(list);
    expect(said.out).toContain('1 transition: none is weak');
    writeFileSync(join(place().config, 'settings.yaml'), 'planner:\n  keyLock: false\n');
    await judge(list);
    expect(said.out).toContain('! the keys clash (8A, then 9A, heard as 2A)');
  });

  it('prints the list with what is weak, in 80 columns', async () => {
    imported();
    const lines = [
      ...['#EXTM3U', '/music/One.mp3', '/music/Two.mp3', '#EXTINF:3,Lys - Three', 'D:\\elsewhere\\x.mp3'],
      ...[
        '/music/Four.mp3',
        '#EXTINF:9,Nobody - Nothing that anybody ever heard of, in any library of this world',
        'n.mp3',
      ],
      ...[`/music/${ENTRIES[4]?.title}.mp3`, 'https://a.example/'],
    ];
    expect(await judge(given('list.m3u8', lines.join('\n')))).toBe(0);
    expect(said.out.split('\n')).toEqual([
      '',
      '  list.m3u8',
      '',
      '   1   8A 126  Mira – One',
      '               ! 9 % faster',
      '   2   8A 137  Lys – Two',
      '               ! the keys clash (8A, then 6B); the same artist twice in a row',
      '   3   6B 137  Lys – Three',
      '               ? key and tempo of the second are not known',
      '   4           Ann – Four',
      '   5           Nobody – Nothing that anybody ever heard…  (not in your library)',
      expect.stringMatching(/^ {3}6 {3}8A 126 {2}水無瀬リョウ – 夜明け前のプラットフォーム.*…$/),
      '',
      '  6 tracks, 5 in your library',
      '  3 transitions: 2 weak (!), 1 with a key or a tempo that is not known (?)',
      '  Overall 26 of 100, by key and tempo',
      '',
    ]);
    for (const line of said.out.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(80);
    expect(said.err).toBe('  1 internet address left out.\n');
  });

  it('reads a playlist of Traktor, and asks which where a file holds several', async () => {
    imported();
    await expect(judge(path('collection.nml'))).rejects.toThrow(
      'There are several lists in collection.nml: name one of "Friday", "Saturday".',
    );
    await judge(path('collection.nml'), '--list', 'friday');
    expect(said.out).toContain('  collection.nml: Friday\n');
    expect(said.out).toContain('  3 tracks, all in your library\n  2 transitions: 2 weak (!)\n');
    said.out = '';
    await judge(path('collection.nml'), '--list', 'Saturday');
    expect(said.out).toContain('! the same song twice in a row');
  });

  it('says that there is nothing to judge, or nothing weak', async () => {
    imported();
    await judge(given('a.m3u', '/music/One.mp3\n/music/none.mp3\n'));
    expect(said.out).toContain('  2 tracks, 1 in your library\n  No transition to judge');
    said.out = '';
    await judge(given('b.m3u', `/music/One.mp3\n/music/${ENTRIES[4]?.title}.mp3\n`));
    expect(said.out).toContain('  1 transition: none is weak\n  Overall 100 of 100, by key and tempo\n');
  });

  it.each([
    [[], /Name the playlist to judge/],
    [['a', 'b'], /Too many words/],
    [['--what'], /Unknown option '--what'/],
    [['/no/such.m3u'], /There is no file \/no\/such.m3u/],
    [['/'], /is no file: name a playlist/],
  ])('%j', async (args, message) => expect(judge(...args)).rejects.toThrow(message));

  it('says plainly what is no list, and that there is no library', async () => {
    await expect(judge(given('a.txt', 'hello\nyou'))).rejects.toThrow('a.txt is no playlist of files');
    await expect(judge(given('a.m3u', '/a.mp3'))).rejects.toThrow('There is no library yet');
  });
});

describe('planner export, of a host that does not run', () => {
  beforeEach(() => {
    const ids = imported();
    const show = openShowDatabase(place().data);
    const { rows } = madePlan({ tracks: 2 });
    const planned = rows.map((row, index) => ({ ...row, trackId: ids[index] ?? '' }));
    new Plans(show).put(madePlan({ rows: planned }), { use: true });
    show.close();
  });

  it('prints the plan in use, masked tracks as IDs', async () => {
    expect(await write()).toBe(0);
    expect(said.out).toBe('0:00 Mira - One\n5:00 Lys - Two\n');
    writeFileSync(join(place().config, 'settings.yaml'), 'masks:\n  tags: [promo]\n');
    said.out = '';
    await write(PLAN_ID);
    expect(said.out).toBe('0:00 Mira - One\n5:00 ID - ID\n');
    said.out = '';
    await write('--format', 'm3u8', '--clear');
    expect(said.out).toBe('#EXTM3U\n#EXTINF:-1,Mira - One\n/music/One.mp3\n#EXTINF:-1,Lys - Two\n/music/Two.mp3\n');
    expect(said.err).toBe('');
  });

  it('writes a playlist that it reads again, over no file unless it is told to', async () => {
    await write('current', '--format', 'nml', '--out', folder.path);
    expect(said.out).toBe(`  The plan is in ${path('Friday.nml')}.\n`);
    said.out = '';
    await judge(path('Friday.nml'));
    expect(said.out).toContain('  Friday.nml: Friday\n');
    expect(said.out).toContain('! 9 % faster');
    given('mine.csv', 'mine');
    const again = (...more: string[]) => write('--format', 'csv', '--out', path('mine.csv'), ...more);
    await expect(again()).rejects.toThrow('mine.csv already. Add --force');
    expect(readFileSync(path('mine.csv'), 'utf8')).toBe('mine');
    await again('--force');
    expect(readFileSync(path('mine.csv'), 'utf8')).toContain('starts at');
  });

  it('never writes to the collection, by whatever name', async () => {
    const before = readFileSync(path('collection.nml'), 'utf8');
    symlinkSync(path('collection.nml'), path('other.nml'));
    for (const name of ['collection.nml', 'Collection.NML', 'other.nml', 'collection.nml.']) {
      await expect(write('--format', 'nml', '--out', path(name), '--force')).rejects.toThrow(
        /is Traktor's own collection: choose another name/,
      );
    }
    expect(readFileSync(path('collection.nml'), 'utf8')).toBe(before);
    const show = openShowDatabase(place().data);
    new Plans(show).rename(PLAN_ID, 'collection');
    show.close();
    await write('--format', 'nml', '--out', folder.path, '--force');
    expect(said.out).toBe(`  The plan is in ${path('Tracklist collection.nml')}.\n`);
    expect(readdirSync(folder.path)).not.toContain('Collection.NML');
  });

  it('says that there is no such plan', async () => {
    await expect(write('p9')).rejects.toThrow('There is no plan "p9".');
    const show = openShowDatabase(place().data);
    new Plans(show).use(undefined);
    show.close();
    await expect(write()).rejects.toThrow('No plan is in use.');
  });
});

it.each([
  [['--format', 'mp3'], /There is no format "mp3". There are nml, m3u8, csv, text/],
  [['a', 'b'], /Too many words/],
  [['--out', 'x/collection.nml'], /is Traktor's own collection/],
  [['--out'], /argument missing/],
  [[], /There are no plans yet in/],
])('planner export %j', async (args, message) => expect(write(...args)).rejects.toThrow(message));

describe('planner export, of a running host', () => {
  const EXPORTED: PlanExported = { text: 'A - B\n', fileName: 'Friday.txt', type: 'text/plain', notes: ['A note.'] };
  let server: Server;
  let asked: string[];

  beforeEach(async () => {
    asked = [];
    server = createServer(({ url = '', headers }, response) => {
      if (url !== '/api/health') asked.push(`${headers.authorization} ${url}`);
      const isThere = !url.includes('p9');
      response.writeHead(isThere ? 200 : 404, { 'content-type': 'application/json' });
      response.end(JSON.stringify(isThere ? EXPORTED : { code: 'unknown', message: 'there is no plan "p9"' }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    mkdirSync(place().config);
    const { port } = server.address() as AddressInfo;
    await writeHostFile(place().config, {
      ...{ address: `http://127.0.0.1:${port}`, pid: process.pid, bootId: 'b', version: '1' },
      tokenFile: given('token', 'the-token'),
    });
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('asks it, as the operator', async () => {
    await write('a b', '--format', 'm3u8', '--clear', '--out', folder.path);
    expect(asked).toEqual(['Bearer the-token /api/plans/a%20b/export?format=m3u8&inClear=true']);
    expect(readFileSync(path('Friday.txt'), 'utf8')).toBe('A - B\n');
    expect(said.err).toBe('  A note.\n');
  });

  it('says what it refuses', async () => {
    await expect(write('p9')).rejects.toThrow('There is no plan "p9".');
  });
});

// The command line for setlists: lists of others read, our own written from the data folder of a host that does not run.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeHostFile } from '#adapters/files/host-file.ts';
import { runImport } from '#app/cli/import.ts';
import type { CliPlace } from '#app/cli/place.ts';
import { runSetlist } from '#app/cli/setlist.ts';
import type { Play } from '#domain/play.ts';
import { openReadOnly } from '#storage/open-database.ts';
import { openShowDatabase } from '#storage/show/database.ts';
import { setStores } from '#storage/show/set-stores.ts';
import { writeSmallCollection } from '../../../../test/fakes/small-collection.ts';
import { TOKENS, WebForTest } from '../../adapters/web/web-for-test.ts';
import { folder } from '../a-folder.ts';
import { terminal } from './terminal.ts';

const FROM = new Date(2026, 10, 20, 21).getTime();
const LIST = 'Friday\n[00:00] Mira - One [Tin Harbour]\n[05:00] ID - ID\n[1:02:03] Lys - Two\n';

const said = terminal();

const path = (name: string) => join(folder.path, name);
const place = (): CliPlace => ({ config: path('config'), data: path('data'), cache: path('cache'), log: path('log') });
const setlist = (...args: string[]) => runSetlist(place(), args);
/** Writes a file beside the data. */
const given = (name: string, text: string | Buffer): string => {
  writeFileSync(path(name), text);
  return path(name);
};

describe('setlist read', () => {
  it('writes a text in another format, and what there is to say apart from it', async () => {
    expect(await setlist('read', given('a.txt', LIST), '--format', 'youtube')).toBe(0);
    expect(said.out).toBe('0:00 Mira - One\n5:00 ID - ID\n1:02:03 Lys - Two\n');
    expect(said.err).toBe('');
    await setlist('read', path('a.txt'), '--format', 'cue', '--out', path('b.cue'));
    expect(said.out).toContain(`  The tracklist is in ${path('b.cue')}.\n`);
    expect(said.err).toBe('  The name of the recording is not known: write it into the line FILE.\n');
    said.out = '';
    await setlist('read', path('b.cue'), '--format', '1001tracklists');
    expect(said.out).toBe(LIST.replace('Friday\n', ''));
  });

  it('makes several files of more than 99 tracks', async () => {
    const long = Array.from({ length: 120 }, (_, index) => `${index}:00 Artist - Title`).join('\n');
    mkdirSync(path('sheets'));
    await setlist('read', given('long.txt', long), '--format', 'cue', '--out', path('sheets'));
    expect(readdirSync(path('sheets')).sort()).toEqual(['long (1 of 2).cue', 'long (2 of 2).cue']);
    expect(readFileSync(path('sheets/long (2 of 2).cue'), 'utf8')).toContain('INDEX 01 119:00:00');
  });

  it('writes over no file unless it is told to, and then over each', async () => {
    const long = Array.from({ length: 120 }, (_, index) => `${index}:00 Artist - Title`).join('\n');
    const from = given('long.txt', long);
    given('b (2 of 2).cue', 'mine');
    const write = (...more: string[]) => setlist('read', from, '--format', 'cue', '--out', path('b.cue'), ...more);
    await expect(write()).rejects.toThrow(`There is a file ${path('b (2 of 2).cue')} already. Add --force`);
    expect(readFileSync(path('b (2 of 2).cue'), 'utf8')).toBe('mine');
    expect(readdirSync(folder.path)).not.toContain('b (1 of 2).cue');
    await write('--force');
    expect(readFileSync(path('b (2 of 2).cue'), 'utf8')).toContain('INDEX 01 119:00:00');
    await expect(setlist('read', from, '--out', from)).rejects.toThrow(/already/);
  });

  it.each<[what: string, text: string | Buffer, format: string, message: RegExp]>([
    ['is no list', 'hello', 'text', /There is no track in this text/],
    ['is UTF-16', Buffer.from('\ufeff0:00 A - B', 'utf16le'), 'text', /is written in UTF-16: save it as UTF-8/],
    ['says no times, for a cue sheet', 'A - B\nC - D', 'cue', /says no times: it makes no cue sheet/],
    ['is far too large', Buffer.alloc(2_000_001, 'a'), 'text', /is too large for a list of tracks/],
  ])('says plainly that a file %s', async (_what, text, format, message) => {
    await expect(setlist('read', given('a.txt', text), '--format', format)).rejects.toThrow(message);
    expect(said.out).toBe('');
  });
});

describe('what was not understood', () => {
  it.each([
    [['read'], /Name the file to read/],
    [['read', '/no/such/file'], /There is no file \/no\/such\/file/],
    [['last', 'more'], /Too many words/],
    [['--format', 'mp3'], /There is no format "mp3". There are cue, youtube/],
    [['--offset', 'soon'], /--offset takes seconds/],
    [['--offset', '1e13'], /--offset takes seconds, .* no more than a day/],
    [['--offset', '1e300'], /--offset takes seconds/],
    [['--offset', '-86401'], /--offset takes seconds/],
    [['--file', '0'], /--file takes a number/],
    [['--file', '10001'], /--file takes a number/],
    [['--what'], /Unknown option '--what'/],
    [['last'], /There are no sets yet in/],
  ])('%j', async (args, message) => expect(setlist(...args)).rejects.toThrow(message));
});

describe('setlist, of a running host', () => {
  const EXPORTED = {
    format: 'text',
    file: 'Friday.txt',
    type: 'text/plain',
    text: 'A - B\n',
    rows: 1,
    notes: ['A note.'],
  };
  let web: WebForTest;
  let asked: unknown[];

  beforeEach(async () => {
    asked = [];
    web = await WebForTest.start({
      query: async (name, input, role) => {
        if (name !== 'health.get') asked.push({ name, input, role });
        const { id } = input as { id?: string };
        return id === 's9'
          ? { ok: false, code: 'unknown', message: 'there is no set "s9"' }
          : { ok: true, value: EXPORTED };
      },
    });
    const tokenFile = given('token', TOKENS.operator);
    await writeHostFile(place().config, {
      address: web.address,
      pid: process.pid,
      bootId: 'b',
      tokenFile,
      version: '1',
    });
  });
  afterEach(() => web.stop());

  it('asks it, as the operator', async () => {
    await setlist('last', '--clock', 'stream', '--offset', '-3', '--file', '2', '--out', folder.path);
    expect(asked).toEqual([
      {
        name: 'sets.export',
        input: { id: 'last', format: 'text', clock: 'stream', offsetMs: '-3000', inClear: 'false', file: '2' },
        role: 'operator',
      },
    ]);
    expect(readFileSync(path('Friday.txt'), 'utf8')).toBe('A - B\n');
    expect(said.err).toBe('  A note.\n');
  });

  it('says what it refuses', async () => {
    await expect(setlist('s9')).rejects.toThrow('There is no set "s9".');
  });
});

describe('setlist, of a host that does not run', () => {
  const play = (id: string, minute: number, more: Partial<Play> = {}): Play => ({
    ...{ id, at: FROM + minute * 60_000, endedAt: FROM + (minute + 5) * 60_000, artist: 'Mira', title: `Title ${id}` },
    ...{ source: 'decks', live: true, hidden: false, masked: false, confidence: 1, matchedBy: 'none' },
    ...more,
  });

  beforeEach(() => {
    mkdirSync(place().data, { recursive: true });
    const show = openShowDatabase(place().data);
    const { setlists, plays } = setStores(show);
    setlists.begin({ id: 's1', fromAt: FROM });
    for (const one of [play('1', 0), play('2', 5, { hidden: true }), play('3', 10)]) plays.add(one);
    setlists.end('s1', FROM + 900_000, 'dj');
    show.close();
  });

  it('writes the last set, moved by an offset, masked tracks as IDs', async () => {
    await setlist('--offset', '2.5');
    expect(said.out).toBe('0:02 Mira - Title 1\n5:02 ID - ID\n10:02 Mira - Title 3\n');
    said.out = '';
    await setlist('s1', '--offset', '-301', '--clear');
    expect(said.out).toBe('0:00 Mira - Title 2\n4:59 Mira - Title 3\n');
  });

  it('takes the last that is over for the last', async () => {
    const show = openShowDatabase(place().data);
    const { setlists, plays } = setStores(show);
    setlists.begin({ id: 's2', fromAt: FROM + 3_600_000 });
    plays.add(play('4', 60));
    show.close();
    await setlist('last');
    expect(said.out).toContain('Title 1');
    said.out = '';
    await setlist('current');
    expect(said.out).toBe('0:00 Mira - Title 4\n');
  });

  it('hides what the masks of now hide, whatever the library was marked by, and knows what Traktor calls a file', async () => {
    mkdirSync(place().config);
    const entries = [
      { artist: 'Mira', title: 'One', genre: 'House', label: 'Tin Harbour' },
      { artist: 'Lys', title: 'Two', genre: 'Promo', folder: '/music/Lys & Co' },
    ];
    writeSmallCollection(path('collection.nml'), entries);
    await runImport(place(), path('collection.nml'));
    const library = openReadOnly(join(place().data, 'library.sqlite'));
    const ids = library.prepare('select id from tracks order by n').pluck().all() as string[];
    library.close();
    const show = openShowDatabase(place().data);
    const { plays } = setStores(show);
    for (const [index, trackId] of ids.entries()) plays.add(play(`known-${index}`, 15 + index * 5, { trackId }));
    show.close();

    said.out = '';
    await setlist('--format', '1001tracklists');
    expect(said.out).toContain('[15:00] Mira - One [Tin Harbour]\n[20:00] Lys - Two\n');
    writeFileSync(join(place().config, 'settings.yaml'), 'masks:\n  tags: [promo]\n');
    said.out = '';
    await setlist('--format', '1001tracklists');
    expect(said.out).toContain('[15:00] Mira - One [Tin Harbour]\n[20:00] ID - ID\n');
    said.out = '';
    await setlist('--format', 'nml');
    expect(said.out).toContain('KEY="/:music/:One.mp3"');
    expect(said.out).not.toContain('Two');
    said.out = '';
    await setlist('--format', 'nml', '--clear');
    expect(said.out).toContain('KEY="/:music/:Lys &amp; Co/:Two.mp3"');
  });

  it('says that there is no such set or recording', async () => {
    await expect(setlist('s2')).rejects.toThrow('There is no set "s2".');
    await expect(setlist('last', '--clock', 'recording')).rejects.toThrow('This set has no such recording or stream.');
  });
});

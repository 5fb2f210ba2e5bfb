// The command line for trying the planner on a DJ's own history.

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runPlanner as run } from '#app/cli/planner.ts';
import { plannerTrack } from '#app/cli/planner-library.ts';
import { type HistoryPlay, writeHistory } from '../../../../test/fakes/history-file.ts';
import { type SmallEntry, writeSmallCollection } from '../../../../test/fakes/small-collection.ts';
import { folder } from '../a-folder.ts';
import { terminal } from './terminal.ts';

const FIXTURES = resolve(import.meta.dirname, '../../../../../shared/fixtures');
const there = existsSync(join(FIXTURES, 'history'));
const NIGHT = new Date(2026, 4, 1, 22).getTime();
const WEEK = 7 * 86_400_000;

const said = terminal();

const path = (name: string) => join(folder.path, name);
/** Where the collection of a test has its n-th track. */
const key = (n: number) => `/:music/:Track ${n}.mp3`;
/** A collection of so many tracks: their keys go round the wheel. */
const collection = (tracks: number, file = 'collection.nml', more: Partial<SmallEntry> = {}): string => {
  const entries = Array.from({ length: tracks }, (_, n): SmallEntry => {
    return { artist: `Artist ${n}`, title: `Track ${n}`, genre: 'House', bpm: 120 + (n % 5), key: n % 24, ...more };
  });
  writeSmallCollection(path(file), entries);
  return path(file);
};
/** One night after another, a week apart; each track five minutes after the one before. */
const history = (...nights: number[][]): string => {
  const plays = nights.flatMap((night, week) =>
    night.map((n, at): HistoryPlay => {
      const startsAt = NIGHT + week * WEEK + at * 300_000;
      return { key: key(n), artist: `Artist ${n}`, title: `Track ${n}`, at: startsAt, seconds: 310 };
    }),
  );
  writeHistory(path('collection.nml'), plays);
  return path('History');
};
const emptyFolder = () => {
  mkdirSync(path('empty'));
  return path('empty');
};
const aText = () => {
  writeFileSync(path('a.txt'), 'a');
  return path('a.txt');
};
const runPlanner = (args: string[]) =>
  run({ config: folder.path, data: folder.path, cache: folder.path, log: folder.path }, args);
const evaluate = (...args: string[]) => runPlanner(['evaluate', ...args]);
const asked = (from: string, past: string, ...more: string[]) =>
  evaluate('--collection', from, '--history', past, ...more);
type Row = { name: string; transitions: number; recall10: number; recall50: number; mrr: number };

describe('planner evaluate', () => {
  it('says how well each way foretells, and how little it was tried on', async () => {
    expect(await asked(collection(60), history([0, 1, 2, 3], [4, 5, 6], [1, 2, 9]))).toBe(0);
    const text = said.out.replace(/\n {2}/g, ' ');
    expect(text).toContain('7 transitions in 3 nights, from 1 history file; each one foretold from 60 songs');
    expect(text).toContain('That is few: with under 20 nights');
    expect(text).not.toContain('stand in the history');
    for (const row of ['chance', 'key and tempo', 'TraCord, as it comes', 'TraCord, weights chosen here']) {
      expect(said.out).toMatch(new RegExp(`^ {2}${row} +\\d+\\.\\d % +\\d+\\.\\d % +0\\.\\d{3}`, 'm'));
    }
    expect(said.err).toBe('');
  });

  it('fits a terminal of 80 columns', async () => {
    await asked(collection(60), history([0, 1, 2, 3], [4, 5, 6], [1, 2, 99], [9, 8]));
    await runPlanner(['--help']);
    expect(Math.max(...said.out.split('\n').map((line) => [...line].length))).toBeLessThanOrEqual(80);
    expect(said.out).not.toMatch(/ $/m);
  });

  it('for programs: one object, and nothing else on stdout', async () => {
    await asked(collection(60), history([0, 1, 2, 3], [4, 5, 66], [1, 2, 9]), '--json');
    const told = JSON.parse(said.out);
    expect(Object.keys(told)).toEqual([
      ...['files', 'plays', 'unknownPlays', 'undatedPlays', 'nights', 'transitions', 'songs', 'playedSongs'],
      ...['rankers', 'halves', 'weights', 'notes'],
    ]);
    expect(told).toMatchObject({ files: 1, plays: 10, unknownPlays: 1, undatedPlays: 0, nights: 3, transitions: 6 });
    expect(told).toMatchObject({ songs: 60, playedSongs: 7, notes: [] });
    expect(Object.keys(told.rankers[0])).toEqual(['name', 'transitions', 'recall10', 'recall50', 'mrr']);
    expect(told.halves).toMatchObject([{ nightsAt: [NIGHT + WEEK] }, { nightsAt: [NIGHT, NIGHT + 2 * WEEK] }]);
    expect(said.err).toContain('Foretelling each transition 100 %');
  });

  it('does not look at what Traktor wrote after the night', () => {
    const fields = { artist: 'Mira', title: 'One', playCount: 9, lastPlayedOn: '2026-05-02', stars: 4 };
    const track = plannerTrack({ key: 'a', path: '/a', fields, unread: [] });
    expect(track).toMatchObject({ id: 'a', song: 'mira|one|', artist: 'Mira', stars: 4 });
    expect([track.playCount, track.playedDay]).toEqual([undefined, undefined]);
  });

  it('tells of files that it could not read, and goes on', async () => {
    const past = history([0, 1, 2], [3, 4]);
    writeFileSync(join(past, 'broken.nml'), '<?xml version="1.0"?><NML VERSION="19"><COLLECTION>');
    await asked(collection(10), past);
    expect(said.out).toContain('Left out: broken.nml ends in the middle');
  });

  it('finds a track that was moved by its name', async () => {
    await asked(collection(10, 'moved.nml', { folder: '/new' }), history([0, 1, 2]), '--json');
    expect(JSON.parse(said.out)).toMatchObject({ transitions: 2, unknownPlays: 0 });
  });
});

describe('what cannot be evaluated is told in one sentence, with what to do', () => {
  it.each<[what: string, args: () => string[], message: RegExp]>([
    ['no collection', () => ['--history', 'x'], /^Say which collection: npm run/],
    ['no history', () => ['--collection', 'x'], /^Say where the history lies: npm run/],
    ['another flag', () => ['--foo'], /^Unknown option '--foo'\. npm run/],
    [
      'no such folder',
      () => ['--collection', collection(3), '--history', path('no')],
      /no is not there: give Traktor's History folder/,
    ],
    [
      'no such collection',
      () => ['--collection', path('no'), '--history', history([0, 1])],
      /no is not there: give the path of/,
    ],
    [
      'an empty folder',
      () => ['--collection', collection(3), '--history', emptyFolder()],
      /^There is no history file in .*: give/,
    ],
    [
      'no track',
      () => ['--collection', collection(0), '--history', history([0, 1])],
      /^There is no track in .*: give the path/,
    ],
    [
      'no transition',
      () => ['--collection', collection(3), '--history', history([0], [1])],
      /^There is no transition to learn from .* Give a folder/,
    ],
    [
      'another collection',
      () => ['--collection', collection(3), '--history', history([7, 8, 9])],
      /^None of the 3 plays .* give the collection.nml/,
    ],
    ['no NML', () => ['--collection', aText(), '--history', history([0, 1])], /is no Traktor collection/],
  ])('%s', async (_what, args, message) => {
    await expect(evaluate(...args())).rejects.toThrow(message);
  });

  it('another word than evaluate', async () => {
    await expect(runPlanner(['guess'])).rejects.toThrow(
      'The planner cannot "guess" from the command line. It can judge',
    );
  });

  it('alone it tells what it can', async () => {
    expect(await runPlanner([])).toBe(0);
    expect(said.out).toContain('planner evaluate --collection <nml> --history <folder>');
  });
});

describe.skipIf(!there)('real history files (needs ../shared/fixtures)', () => {
  const HISTORY = join(FIXTURES, 'history');
  const OTHERS = join(FIXTURES, 'collection/whatsnowplaying--tests_playlists_traktor_collection.nml');

  it.each([
    ['out of their own tracks', [HISTORY], 91],
    ['out of more', [HISTORY, OTHERS], 475],
  ])('%s, ours is ahead of every baseline', async (_what, from, songs) => {
    await evaluate(...from.flatMap((one) => ['--collection', one]), '--history', HISTORY, '--json');
    const told = JSON.parse(said.out);
    expect(told).toMatchObject({ files: 4, plays: 103, unknownPlays: 0, nights: 4, transitions: 73, songs });
    const rows: Row[] = told.rankers;
    const isOurs = ({ name }: Row) => name.startsWith('TraCord');
    expect(rows.filter(isOurs)).toHaveLength(2);
    for (const one of rows.filter(isOurs)) {
      for (const other of rows.filter((row) => !isOurs(row))) {
        expect(one.mrr, `${one.name} and ${other.name}`).toBeGreaterThan(other.mrr);
        expect(one.recall10, `${one.name} and ${other.name}`).toBeGreaterThan(other.recall10);
        expect(one.recall50, `${one.name} and ${other.name}`).toBeGreaterThan(other.recall50);
      }
    }
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Play } from '#domain/play.ts';
import { openShowDatabase } from '#storage/show/database.ts';
import { PlayFacts } from '#storage/show/play-facts.ts';
import { Plays } from '#storage/show/plays.ts';

let folder: string;
let db: ReturnType<typeof openShowDatabase>;
let facts: PlayFacts;

const play = (id: string): Play => ({
  ...{ id, at: 1, artist: 'A', title: id, source: 'broadcast', live: true, hidden: false, masked: false },
  ...{ confidence: 0, matchedBy: 'none' },
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tracord-facts-'));
  db = openShowDatabase(folder);
  facts = new PlayFacts(db);
  for (const id of ['a', 'b', 'c']) new Plays(db).add(play(id));
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

it('keeps what each author says apart, and only what was said', () => {
  facts.write('history', 'a', { at: 5, deck: 'B', historyKey: 'x.nml:0' });
  facts.write('dj', 'a', { title: 'Other', removed: false });
  facts.write('history', 'b', { removed: true });
  expect(Object.fromEntries(facts.read(['a', 'b', 'c']))).toEqual({
    a: { history: { at: 5, deck: 'B', historyKey: 'x.nml:0' }, dj: { title: 'Other', removed: false } },
    b: { history: { removed: true } },
  });
});

it('writes nothing where nothing is new, and forgets what is not said any more', () => {
  expect(facts.write('dj', 'a', { at: 5, title: 'X' })).toBe(true);
  expect(facts.write('dj', 'a', { at: 5, title: 'X' })).toBe(false);
  expect(facts.write('dj', 'a', { at: 5 })).toBe(true);
  expect(facts.read(['a']).get('a')).toEqual({ dj: { at: 5 } });
  expect(facts.remove('dj', 'a')).toBe(true);
  expect(facts.remove('dj', 'a')).toBe(false);
});

it('matches a play of a history file once', () => {
  facts.write('history', 'a', { historyKey: 'x.nml:0' });
  expect(() => facts.write('history', 'b', { historyKey: 'x.nml:0' })).toThrow(/UNIQUE/);
  expect(facts.byHistoryKey(['x.nml:0', 'x.nml:1'])).toEqual(new Map([['x.nml:0', 'a']]));
});

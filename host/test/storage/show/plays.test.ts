import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openShowDatabase } from '#storage/show/database.ts';
import { PlayFacts } from '#storage/show/play-facts.ts';
import { Plays } from '#storage/show/plays.ts';

const folder = mkdtempSync(join(tmpdir(), 'tracord-plays-'));
const db = openShowDatabase(folder);
const plays = new Plays(db);

beforeAll(() => {
  // The last two began in the same millisecond.
  for (const [id, at] of Object.entries({ a: 10, b: 20, c: 30, d: 40, e: 40 })) {
    plays.add({
      ...{ id, at, artist: 'A', title: id, source: 'manual' as const, live: true, hidden: false, masked: false },
      ...{ confidence: 0, matchedBy: 'none' as const },
    });
  }
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

it.each([
  ['all, oldest first', [undefined, undefined, undefined], 'abcde'],
  ['from a time on, to before another', [20, 40, undefined], 'bc'],
  ['of more than the limit the newest', [undefined, undefined, 2], 'de'],
  ['of more than the limit the newest before a time', [0, 40, 2], 'bc'],
] as const)('plays between: %s', (_name, [from, to, limit], ids) =>
  expect(plays.between(from, to, limit).map(({ id }) => id)).toEqual([...ids]),
);

it('hides and finds a song by all its names, within an evening', () => {
  const HOUR = 3_600_000;
  const facts = new PlayFacts(db);
  const add = (id: string, at: number, title: string, song?: string) =>
    plays.add({
      ...{ id, at: 1e9 + at, artist: 'Mira', title, song, source: 'manual', live: true, hidden: false, masked: false },
      ...{ confidence: 0, matchedBy: 'none' },
    });
  add('one', 0, 'One', 'song');
  add('same words', HOUR, 'ONE');
  add('same song', -2 * HOUR, 'Eins', 'song');
  add('written', 3 * HOUR, 'Track 01');
  facts.write('dj', 'written', { title: 'One' });
  add('later', 4 * HOUR, 'Promo');
  add('other', 5 * HOUR, 'Other');
  add('next day', 13 * HOUR, 'One', 'song');
  const hidden = () => plays.between(1e9 - 12 * HOUR).filter((play) => play.hidden);
  const four = ['same song', 'one', 'same words', 'written'];
  expect(plays.ofSong('one').map(({ id }) => id)).toEqual(expect.arrayContaining(four));
  expect(plays.ofSong('one')).toHaveLength(4);
  plays.hide({ id: 'one', artist: 'Mira', title: 'One', song: 'song' }, true, 1e9 - 12 * HOUR);
  expect(hidden().map(({ id }) => id)).toEqual(four);
  expect(plays.isHidden({ artist: 'mira', title: 'track 01' }, 1e9 - 12 * HOUR)).toBe(true);
  expect(plays.isHidden({ artist: 'Mira', title: 'One' }, 1e9 + 13 * HOUR)).toBe(false);
  const track = { trackId: 't', song: 'song', confidence: 1, matchedBy: 'text' as const };
  expect(plays.matchText({ artist: 'Mira', title: 'Promo' }, track)).toBe(1);
  plays.setTrack('other', { ...track, song: 'another' });
  expect(hidden().map(({ id }) => id)).toEqual([...four, 'later']);
  plays.hide({ id: 'one', artist: 'Mira', title: 'One', song: 'song' }, false, 1e9 - 12 * HOUR);
  expect(hidden()).toEqual([]);
});

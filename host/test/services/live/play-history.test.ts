import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_SETTINGS } from '@tracord/shared/settings.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { maskJudge } from '#domain/masks.ts';
import { PlayHistory } from '#services/live/play-history.ts';
import { openShowDatabase } from '#storage/show/database.ts';
import { Plays } from '#storage/show/plays.ts';

const folder = mkdtempSync(join(tmpdir(), 'tracord-history-'));
const db = openShowDatabase(folder);
const plays = new Plays(db);
/** Plays after this one wait for their announcement. */
let announcedUntil = 100;
const rules = {
  masks: maskJudge({ ...DEFAULT_SETTINGS.masks, patterns: ['secret'] }),
  masksByLibrary: false,
  marksAreCurrent: true,
  unknownTracks: 'show' as const,
};
const history = new PlayHistory(
  plays,
  async () => [],
  () => rules,
  (playedAt) => playedAt <= announcedUntil,
);

beforeAll(() => {
  for (const [at, title] of [...'abcdef'].entries()) {
    plays.add({
      ...{ id: title, at, artist: 'A', title: title === 'd' ? 'a secret' : title, source: 'manual' as const },
      ...{ live: true, hidden: false, masked: false, confidence: 0, matchedBy: 'none' as const },
    });
  }
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

const ids = async (inClear: boolean, limit?: number) =>
  (await history.between(undefined, undefined, inClear, limit)).map(({ id }) => id).join('');

it('gives the newest plays, and older ones in place of those that nobody was told of yet', async () => {
  announcedUntil = 100;
  expect([await ids(true, 3), await ids(false, 3)]).toEqual(['def', 'def']);
  announcedUntil = 3;
  expect([await ids(true, 3), await ids(false, 3), await ids(false)]).toEqual(['def', 'bcd', 'abcd']);
  announcedUntil = -1;
  expect(await ids(false, 3)).toBe('');
});

it('shows a masked play in clear to the operator alone', async () => {
  announcedUntil = 100;
  expect((await history.between(3, 4, true))[0]).toMatchObject({ title: 'a secret', masked: true });
  expect((await history.between(3, 4, false))[0]).toMatchObject({ artist: 'ID', title: 'ID', masked: true });
});

it('tells nothing of a play that is hidden while the library is asked', async () => {
  announcedUntil = 100;
  plays.setTrack('f', { trackId: 't', song: 'a|f|', confidence: 1, matchedBy: 'dj' });
  const asking = new PlayHistory(
    plays,
    async () => {
      plays.hide({ id: 'f', artist: 'A', title: 'f', song: 'a|f|' }, true, 0);
      return [];
    },
    () => rules,
    () => true,
  );
  expect((await asking.between(5, 6, false))[0]).toMatchObject({ title: 'ID', masked: true });
});

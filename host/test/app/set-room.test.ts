import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_SETTINGS } from '@tracord/shared/settings.ts';
import { FIRST_OPERATOR_TOPICS, FIRST_PUBLIC_TOPICS } from '@tracord/shared/topics.ts';
import { expect, it, onTestFinished } from 'vitest';
import { setRoom } from '#app/set-room.ts';
import { maskJudge } from '#domain/masks.ts';
import { ManualClock } from '#kernel/clock.ts';
import { silentLogger } from '#kernel/logger.ts';
import { TopicStore } from '#kernel/topic-store.ts';
import { openShowDatabase } from '#storage/show/database.ts';
import { setStores } from '#storage/show/set-stores.ts';
import { ShowState } from '#storage/show/show-state.ts';

const AT = 1_700_000_000_000;

function room() {
  const folder = mkdtempSync(join(tmpdir(), 'tracord-set-room-'));
  const show = openShowDatabase(folder);
  onTestFinished(() => {
    show.close();
    rmSync(folder, { recursive: true });
  });
  const stores = setStores(show);
  const waiting: (() => void)[] = [];
  const sets = setRoom({
    ...{ show, state: new ShowState(show), clock: new ManualClock(AT), log: silentLogger },
    operator: new TopicStore(FIRST_OPERATOR_TOPICS, silentLogger),
    audience: new TopicStore(FIRST_PUBLIC_TOPICS, silentLogger),
    catalogue: {
      tracks: async (ids) => {
        await new Promise<void>((resolve) => waiting.push(resolve));
        return ids.map((id) => ({
          ...{ id, song: id, artist: 'Mira', title: 'Secret', path: '', excluded: false, playlists: [] },
        }));
      },
    },
    settings: () => DEFAULT_SETTINGS,
    rules: () => ({
      ...{ unknownTracks: 'show', masks: maskJudge(DEFAULT_SETTINGS.masks), masksByLibrary: false },
      ...{ marksAreCurrent: true, clean: ({ artist, title }) => ({ artist, title }) },
    }),
    identification: {
      identify: async () => ({
        ...{ candidates: [], match: { by: 'none', confidence: 0, reasons: [], alternatives: [] } },
      }),
    },
    ...{ followOnAir: () => () => {}, knowsOf: () => true, secretForMs: () => 0, clocks: () => [] },
    ...{ cover: async () => undefined, onMasked: () => {}, retake: () => {}, write: (work) => work() },
  });
  stores.setlists.begin({ id: 'set', fromAt: AT - 60_000, endedAt: AT, endedBy: 'dj' });
  stores.plays.add({
    ...{ id: 'play', at: AT - 60_000, artist: 'Mira', title: 'Secret', source: 'decks', live: true },
    ...{ trackId: 't', song: 's', hidden: false, masked: false, confidence: 1, matchedBy: 'path' },
  });
  const titles = async (rows: ReturnType<typeof sets.sets.publicRows>) =>
    (await rows).map(({ display }) => display.title);
  const answer = () => {
    for (const go of waiting.splice(0)) go();
  };
  return { sets, stores, titles, answer };
}

it('tells the audience nothing of what was hidden while the library was asked', async () => {
  const { sets, titles, answer } = room();
  const before = titles(sets.sets.publicRows('set'));
  answer();
  expect(await before).toEqual(['Secret']);
  const rows = titles(sets.sets.publicRows('set'));
  await sets.commands['set.mask']({ playId: 'play', on: true }, { role: 'operator', commandId: '1' });
  answer();
  expect(await rows).toEqual(['ID']);
});

it('tells nothing yet of a track that was found while the library was asked', async () => {
  const { sets, stores, titles, answer } = room();
  const rows = titles(sets.sets.publicRows('set'));
  stores.plays.setTrack('play', { trackId: 'other', song: 'o', confidence: 1, matchedBy: 'path' });
  answer();
  expect(await rows).toEqual([]);
});

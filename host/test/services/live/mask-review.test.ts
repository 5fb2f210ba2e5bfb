import { DEFAULT_SETTINGS } from '@tracord/shared/settings.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { TrackHit } from '#domain/collection.ts';
import { maskJudge } from '#domain/masks.ts';
import { silentLogger } from '#kernel/logger.ts';
import type { Identity } from '#services/live/identification.ts';
import { MaskReview } from '#services/live/mask-review.ts';
import { HistoryStage } from './history-stage.ts';

const AT = 1_700_000_000_000;
const promo: TrackHit = {
  ...{ id: 't', song: 'mira|promo|', artist: 'Mira', title: 'Promo', path: '/music/promo.mp3' },
  ...{ excluded: false, playlists: [] },
};
const secret: TrackHit = { ...promo, id: 'other', maskedBecause: 'it is tagged "Secret"' };

let stage: HistoryStage;
let tracks: TrackHit[];
let candidates: TrackHit[];
let identity: Partial<Identity>;
let isLibraryBroken: boolean;
let asked: number;
beforeEach(() => {
  stage = new HistoryStage();
  [tracks, candidates, identity, isLibraryBroken, asked] = [[promo], [promo], {}, false, 0];
});
afterEach(() => stage.close());

const isMasked = () => stage.stores.plays.get('p')?.masked;
async function review(): Promise<boolean | undefined> {
  await new MaskReview({
    plays: stage.stores.plays,
    tracks: async () => {
      if (isLibraryBroken) throw new Error('the library is gone');
      return tracks;
    },
    identification: {
      identify: async () => {
        asked++;
        return { candidates, match: { confidence: 1, by: 'text', reasons: [], alternatives: [] }, ...identity };
      },
    },
    rules: () => stage.rules,
    write: (write) => write(),
    log: silentLogger,
  }).review();
  return isMasked();
}
const hear = (more: object = {}) =>
  stage.hear(AT, 'Mira', 'Promo', { id: 'p', trackId: 't', song: promo.song, masked: true, ...more });

it('lifts the mask of a track that no rule hides any more', async () => {
  hear();
  expect(await review()).toBe(false);
});

it.each<[string, () => void]>([
  ['its track is masked', () => (tracks = [{ ...promo, maskedBecause: 'it is tagged "Secret"' }])],
  ['the library lost its track', () => (tracks = [])],
  ['it may be a masked one', () => candidates.push(secret)],
  [
    'the text is masked',
    () => (stage.rules = { ...stage.rules, masks: maskJudge({ ...DEFAULT_SETTINGS.masks, patterns: ['promo'] }) }),
  ],
  [
    'the library is marked by other masks',
    () => (stage.rules = { ...stage.rules, masksByLibrary: true, marksAreCurrent: false }),
  ],
  ['the library could not be asked', () => (identity = { failed: true, candidates: [] })],
  [
    'the library is gone',
    () => {
      isLibraryBroken = true;
    },
  ],
])('leaves it where %s', async (_why, change) => {
  hear();
  change();
  expect(await review()).toBe(true);
});

it.each([{ hidden: true }, { source: 'decks' }, { trackId: undefined }, { live: false }])(
  'leaves %j as it was decided',
  async (more) => {
    hear(more);
    expect(await review()).toBe(true);
  },
);

it('asks nothing of a text that is masked as it reads', async () => {
  hear();
  stage.rules = { ...stage.rules, masks: maskJudge({ ...DEFAULT_SETTINGS.masks, patterns: ['promo'] }) };
  expect([await review(), asked]).toEqual([true, 0]);
});

// Planned sets over a real library and store: made, kept, followed, made anew.

import { join } from 'node:path';
import { planWish } from '@tracord/shared/plan-commands.ts';
import { DEFAULT_SETTINGS } from '@tracord/shared/settings.ts';
import { FIRST_OPERATOR_TOPICS, type OperatorTopics } from '@tracord/shared/topics.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { maskJudge } from '#domain/masks.ts';
import { ManualClock } from '#kernel/clock.ts';
import { silentLogger } from '#kernel/logger.ts';
import { TopicStore } from '#kernel/topic-store.ts';
import { plannerMethods } from '#services/library/planner-methods.ts';
import { PlanDesk } from '#services/live/plan-desk.ts';
import { PlannerNames } from '#services/live/planner-names.ts';
import { openShowDatabase } from '#storage/show/database.ts';
import { Plans } from '#storage/show/plans.ts';
import { writeSmallCollection } from '../../../../test/fakes/small-collection.ts';
import { LibraryForTest } from '../library/library-for-test.ts';

const ENTRIES = Array.from({ length: 30 }, (_, n) => ({
  ...{
    artist: `Artist ${n % 10}`,
    title: `Track ${n}`,
    bpm: 120 + (n % 8),
    key: [21, 16, 23, 14][n % 4] ?? 21,
    seconds: 300,
  },
}));

let library: LibraryForTest;
let topics: TopicStore<OperatorTopics>;
let desk: PlanDesk;
let plans: Plans;
let ids: Record<string, string>;
let changes: number;
let methods: ReturnType<typeof plannerMethods>;

beforeEach(async () => {
  library = new LibraryForTest();
  const file = join(library.folder, 'collection.nml');
  writeSmallCollection(file, ENTRIES);
  await library.import(file);
  ids = library.ids();
  topics = new TopicStore(FIRST_OPERATOR_TOPICS, silentLogger);
  plans = new Plans(openShowDatabase(library.folder));
  changes = 0;
  methods = plannerMethods(() => library.db);
  const names = new PlannerNames({
    tracks: async (wanted) => library.rows.byIds(wanted),
    cover: async () => undefined,
    rules: () => ({
      ...{ unknownTracks: 'show', masks: maskJudge(DEFAULT_SETTINGS.masks), masksByLibrary: false },
      ...{ marksAreCurrent: true, clean: ({ artist, title }) => ({ artist, title }) },
    }),
    latelyPlayed: () => new Set(),
  });
  desk = new PlanDesk({
    ...{ topics, plans, names: () => names, clock: new ManualClock(), onChange: () => changes++ },
    planning: { build: async (input) => methods.build(input), walk: async (wanted) => methods.walk({ ids: wanted }) },
  });
});
afterEach(() => library.close());

const idOf = (n: number) => ids[`Track ${n}`] ?? expect.unreachable();
const wish = (given = {}) => ({ ...planWish.parse(given), name: 'Friday' });
const rows = async () => {
  const view = (await desk.view('current')) ?? expect.unreachable();
  return view.order.map((at) => view.byId[at] ?? expect.unreachable());
};

async function built(given = {}) {
  const made = await desk.build(wish(given));
  if (!made.ok) expect.unreachable();
  return made;
}

const play = (n: number, at?: number) => playTrack(idOf(n), at);

function playTrack(id: string, at = 1_000_000): void {
  const track = { id, artist: '', title: '', display: { artist: '', title: '' } };
  topics.set('nowPlaying', { ...FIRST_OPERATOR_TOPICS.nowPlaying, track, onAirSince: at });
  desk.follow();
}

describe('a planned set', () => {
  it('is as long as asked for, begins and ends where asked, and is in use', async () => {
    const { planId, tracks } = await built({ minutes: 40, first: idOf(0), last: idOf(5), must: [idOf(9)] });
    const planned = await rows();
    expect(planned).toHaveLength(tracks);
    expect([planned[0]?.trackId, planned.at(-1)?.trackId]).toEqual([idOf(0), idOf(5)]);
    expect(planned.map(({ trackId }) => trackId)).toContain(idOf(9));
    expect(plans.current()).toMatchObject({ id: planId, name: 'Friday' });
    const { lengthMs } = (await desk.view('current')) ?? {};
    expect(Math.abs((lengthMs ?? 0) - 40 * 60_000)).toBeLessThan(4 * 60_000);
    for (const [at, row] of planned.entries()) {
      const before = planned[at - 1];
      // Each time is rounded by itself.
      const startsMs = before && before.startsMs + (before.durationMs ?? 0) - row.overlapMs;
      if (startsMs !== undefined) expect(Math.abs(row.startsMs - startsMs)).toBeLessThanOrEqual(1);
    }
    expect(changes).toBeGreaterThan(0);
  });

  it('begins with what is on air, and is the same for the same seed', async () => {
    play(3);
    await built({ minutes: 30, seed: 7 });
    const once = (await rows()).map(({ trackId }) => trackId);
    expect(once[0]).toBe(idOf(3));
    await built({ minutes: 30, seed: 7 });
    expect((await rows()).map(({ trackId }) => trackId)).toEqual(once);
    expect(plans.all()).toHaveLength(2);
  });

  it('no wish is against what is on air, and nothing of it is in a set for later', async () => {
    play(3);
    // Track 3 has 123.
    const tempos = { bpmFrom: 124, bpmTo: 140 };
    await built({ minutes: 30, ...tempos, never: [idOf(3)] });
    const [onAir, ...others] = await rows();
    expect(onAir).toMatchObject({ trackId: idOf(3), played: true, startsMs: 0 });
    expect(others.length).toBeGreaterThan(3);
    expect(others.filter(({ bpm: one = 0 }) => one < tempos.bpmFrom || one > tempos.bpmTo)).toEqual([]);
    await built({ minutes: 30, must: [idOf(3)], startsAt: 2_000_000_000_000 });
    expect((await rows()).filter(({ played }) => played)).toEqual([]);
    await built({ minutes: 30, ...tempos, startsAt: 2_000_000_000_000 });
    expect((await rows()).map(({ trackId }) => trackId)).not.toContain(idOf(3));
    expect(plans.current()?.startsAt).toBe(2_000_000_000_000);
  });

  it('begins with another track where one is asked for, whatever is on air', async () => {
    play(3);
    await built({ minutes: 30, first: idOf(4), must: [idOf(3)] });
    expect((await rows())[0]).toMatchObject({ trackId: idOf(4) });
    // It is said again, with other words.
    desk.follow();
    expect((await rows()).filter(({ played }) => played)).toEqual([]);
  });

  it('is played as far as what came on air while it was made', async () => {
    play(3);
    await built({ minutes: 30, seed: 7 });
    const second = (await rows())[1]?.trackId ?? expect.unreachable();
    const making = desk.build(wish({ minutes: 30, seed: 7 }));
    playTrack(second, 1_300_000);
    await making;
    expect((await rows()).map(({ played }) => played).slice(0, 3)).toEqual([true, true, undefined]);
  });

  it('says what to relax, what is missing, and stores nothing then', async () => {
    expect(await desk.build(wish({ must: ['gone'] }))).toMatchObject({ ok: false, code: 'track-unknown' });
    expect(await desk.build(wish({ playlists: ['Nope'] }))).toMatchObject({ ok: false, code: 'playlist-unknown' });
    const impossible = await desk.build(wish({ must: [idOf(1)], bpmFrom: 150, bpmTo: 160 }));
    expect(impossible).toMatchObject({ ok: false, code: 'impossible', message: expect.stringMatching(/150–160 BPM/) });
    // No lists were asked for: more of them are no way out.
    expect(await desk.build(wish({ bpmFrom: 200, bpmTo: 210 }))).toMatchObject({
      message: 'No track is left by what is asked for: widen the tempo.',
    });
    expect(await desk.build(wish({ bpmFrom: 200, bpmTo: 210, genres: ['Dub'] }))).toMatchObject({
      message: expect.stringContaining('choose more lists or genres'),
    });
    expect(plans.all()).toEqual([]);
  });

  it('is followed as it is played, and made anew from where the set went', async () => {
    const { planId } = await built({ minutes: 40, first: idOf(0) });
    const [first, second, third] = await rows();
    play(0);
    expect(desk.nextTrack()).toBe(second?.trackId);
    desk.lock(undefined, third?.trackId ?? '', true);
    const other = [20, 21, 22].find((n) => ![first, second, third].some((row) => row?.trackId === idOf(n))) ?? 20;
    play(other, 1_300_000);
    expect(await desk.replan(undefined)).toMatchObject({ ok: true, planId });
    const again = await rows();
    expect(again.slice(0, 2).map(({ trackId, played }) => [trackId, played])).toEqual([
      [idOf(0), true],
      [idOf(other), true],
    ]);
    expect(again[2]).toMatchObject({ trackId: third?.trackId, locked: true });
    expect(desk.nextTrack()).toBe(third?.trackId);
  });

  it('has the times of the clock from when its first track came on, also made anew', async () => {
    await built({ minutes: 40, first: idOf(0) });
    expect(await desk.view('current')).not.toHaveProperty('startsAt', expect.anything());
    play(0);
    expect(await desk.view('current')).toMatchObject({ startsAt: 1_000_000 });
    // Ten minutes of it instead of five.
    const before = await rows();
    playTrack(before[1]?.trackId ?? expect.unreachable(), 1_600_000);
    await desk.replan(undefined);
    const [first, second, third] = await rows();
    expect([first?.startsMs, second?.startsMs]).toEqual([0, 600_000]);
    expect(third?.startsMs).toBe(600_000 + 300_000 - (third?.overlapMs ?? 0));
    const view = (await desk.view('current')) ?? expect.unreachable();
    const last = view.byId[view.order.at(-1) ?? ''] ?? expect.unreachable();
    expect(view.lengthMs).toBe(last.startsMs + 300_000);
    expect(before[1]?.startsMs).toBeLessThan(600_000);
    expect(view.startsAt).toBe(1_000_000);
  });

  it('begins earlier than planned where its first track does, and never later', async () => {
    await built({ minutes: 30, first: idOf(0), startsAt: 1_500_000 });
    play(0);
    expect(await desk.view('current')).toMatchObject({ startsAt: 1_000_000 });
    await built({ minutes: 30, first: idOf(1), startsAt: 1_500_000 });
    play(1, 1_700_000);
    expect(await desk.view('current')).toMatchObject({ startsAt: 1_500_000 });
  });

  it('is made anew without what left the library, and says so', async () => {
    await built({ minutes: 30, first: idOf(0), must: [idOf(9)], last: idOf(5) });
    play(0);
    writeSmallCollection(join(library.folder, 'collection.nml'), ENTRIES.slice(1, 9));
    await library.import(join(library.folder, 'collection.nml'));
    methods.renew();
    expect(await desk.replan(undefined)).toMatchObject({ ok: true });
    const { notes = [] } = (await desk.view('current')) ?? {};
    expect(notes).toContain('One track that you wanted is no longer in your library: left out.');
    expect((await rows()).map(({ trackId }) => trackId)).not.toContain(idOf(9));
  });

  it('takes up what the DJ accepted', async () => {
    topics.set('requests', {
      ...{ open: true, order: ['r'], waiting: 0, accepted: 1 },
      byId: {
        r: {
          ...{
            id: 'r',
            number: 1,
            revision: 1,
            state: 'accepted',
            votes: 1,
            voters: [],
            askedAt: 0,
            changedAt: 0,
            skips: 0,
          },
          track: { id: idOf(17), artist: '', title: '', display: { artist: '', title: '' } },
          requester: { platform: 'discord', id: '1', name: 'Zoe' },
          score: { total: 0, parts: [] },
        },
      },
    });
    await built({ minutes: 30 });
    expect((await rows()).find(({ requestId }) => requestId === 'r')?.trackId).toBe(idOf(17));
  });

  it('can be named, put aside, taken up and thrown away; of others there is a sentence', async () => {
    const { planId } = await built({ minutes: 20 });
    expect(desk.rename(undefined, 'Saturday')).toEqual({ ok: true, planId });
    expect(plans.get(planId)?.name).toBe('Saturday');
    expect(desk.use(undefined)).toMatchObject({ ok: true });
    expect(desk.nextTrack()).toBeUndefined();
    expect(desk.lock(undefined, idOf(1), true)).toMatchObject({ ok: false, code: 'plan-unknown' });
    expect(desk.use(planId)).toEqual({ ok: true, planId });
    expect(desk.lock(undefined, 'gone', true)).toMatchObject({ ok: false, code: 'track-unknown' });
    expect(desk.remove(planId)).toEqual({ ok: true, planId });
    expect(await desk.replan(planId)).toMatchObject({ ok: false, code: 'plan-unknown' });
    expect(await desk.view('current')).toBeUndefined();
  });
});

// The planner's worker over a real library.

import { join } from 'node:path';
import { planWish } from '@tracord/shared/plan-commands.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyRules } from '#services/library/apply-rules.ts';
import type { NightInput } from '#services/library/planner-methods.ts';
import { plannerMethods } from '#services/library/planner-methods.ts';
import { type SmallEntry, writeSmallCollection } from '../../../../test/fakes/small-collection.ts';
import { LibraryForTest } from './library-for-test.ts';

// 8A is A minor (21), 9A E minor (16), 2A E flat minor (15), 8B C (0).
const ENTRIES: SmallEntry[] = [
  { artist: 'On', title: 'Air', genre: 'House', bpm: 124, key: 21 },
  { artist: 'Ann', title: 'Near', genre: 'House', bpm: 125, key: 16 },
  { artist: 'Bo', title: 'Clash', genre: 'Techno', bpm: 124, key: 15 },
  { artist: 'Cy', title: 'Fast', genre: 'Techno', bpm: 140, key: 21 },
  { artist: 'Di', title: 'Half', genre: 'Dub', bpm: 62, key: 0 },
  { artist: 'Ed', title: 'Unknown' },
];
const NIGHT: NightInput = {
  blockedTracks: [],
  playedSongs: [],
  wishes: [],
  today: 20_000,
  artistSpacing: 1,
  weights: {},
};

let library: LibraryForTest;
let ids: Record<string, string>;
let methods: ReturnType<typeof plannerMethods>;
beforeEach(async () => {
  library = new LibraryForTest();
  await takeOver(ENTRIES, { Peak: [1, 3] });
  methods = plannerMethods(() => library.db);
});
afterEach(() => library.close());

async function takeOver(entries: SmallEntry[], playlists: Record<string, number[]> = {}): Promise<void> {
  const file = join(library.folder, 'collection.nml');
  writeSmallCollection(file, entries, playlists);
  await library.import(file);
  ids = library.ids();
}

const idOf = (title: string) => ids[title] ?? expect.unreachable();
const titleOf = (id: string) => Object.entries(ids).find(([, one]) => one === id)?.[0];
const onAir = (bpm?: number) => ({ trackId: idOf('Air'), ...(bpm !== undefined && { bpm }) });
const suggested = (night: Partial<NightInput> = {}, filters = {}, air = onAir(), keyLock = true) =>
  methods.suggest({ onAir: air, night: { ...NIGHT, ...night }, preset: 'smooth', limit: 10, filters, keyLock });
const titles = (...given: Parameters<typeof suggested>) => suggested(...given).items.map(({ id }) => titleOf(id));

describe('suggestions', () => {
  it('are all other tracks, what mixes first, and tell how they go on', () => {
    const { items, hint } = suggested();
    expect(items.map(({ id }) => titleOf(id))).toEqual(['Near', 'Half', 'Unknown', 'Clash', 'Fast']);
    expect(hint).toBeUndefined();
    expect(items[0]).toMatchObject({ move: 'neighbour', relation: 1, tempo: 125 / 124 - 1 });
    expect(items[1]).toMatchObject({ move: 'relative', relation: 2, tempo: 0 });
    expect(items[2]?.move).toBeUndefined();
  });

  it('leave out what was played, also as another file, and what is blocked', () => {
    expect(titles({ playedSongs: ['ann|near|'], blockedTracks: [idOf('Half')] })).toEqual(['Unknown', 'Clash', 'Fast']);
  });

  it('bring up what people wait for', () => {
    const { items } = suggested({ wishes: [[idOf('Half'), 3]] });
    expect(items.find(({ id }) => id === idOf('Half'))?.parts).toContainEqual(
      expect.objectContaining({ name: 'wishes', why: '3 people wait for it' }),
    );
  });

  it('keep to lists, genres, tempos', () => {
    expect(titles({}, { playlists: ['Peak'] })).toEqual(['Near', 'Fast']);
    expect(titles({}, { genres: ['techno', 'DUB'] })).toEqual(['Half', 'Clash', 'Fast']);
    expect(titles({}, { bpmFrom: 124, bpmTo: 130 })).toEqual(['Near', 'Clash']);
    expect(titles({}, { bpmFrom: 125, bpmTo: 140 })).toEqual(['Near', 'Fast']);
  });

  it('name no artist of the last tracks, unless somebody waits for it', async () => {
    await takeOver([...ENTRIES, { artist: 'On', title: 'Same', genre: 'House', bpm: 124, key: 21 }]);
    methods.renew();
    expect(titles()).not.toContain('Same');
    expect(titles({ artistSpacing: 0 })[0]).toBe('Same');
    expect(titles({ wishes: [[idOf('Same'), 1]] })[0]).toBe('Same');
    expect(titles({ playedSongs: ['cy|fast|', 'ann|near|'], artistSpacing: 2 })).toEqual(['Half', 'Unknown', 'Clash']);
  });

  it('count with points of the DJ’s own', () => {
    const { items } = suggested({ weights: { tempo: 0, harmony: 100 } });
    expect(items[0]?.parts.map(({ name }) => name)).not.toContain('tempo');
    expect([titleOf(items[0]?.id ?? ''), items[0]?.parts[0]?.value]).toEqual(['Near', 95]);
  });

  it('say why there is nothing', () => {
    expect(suggested({}, { playlists: ['Nope'] })).toEqual({ items: [], hint: 'There is no list or folder "Nope".' });
    expect(suggested({}, { genres: ['polka'] }).hint).toMatch(/No track fits/);
    expect(suggested({}, {}, { trackId: 'gone' }).hint).toMatch(/not in your library/);
  });

  it('count with the tempo as it is played, and without the key lock with the key it then has', () => {
    expect(suggested({}, {}, onAir(140)).items[0]?.id).toBe(idOf('Fast'));
    const moveTo = (title: string, bpm: number, keyLock: boolean) =>
      suggested({}, {}, onAir(bpm), keyLock).items.find(({ id }) => id === idOf(title))?.move;
    // At 140 A minor sounds as B minor, and what is tagged with 124 as much higher; what is tagged with 140 as it is.
    expect([moveTo('Near', 140, true), moveTo('Near', 140, false)]).toEqual(['neighbour', 'neighbour']);
    expect([moveTo('Fast', 140, true), moveTo('Fast', 140, false)]).toEqual(['same', 'energy-down']);
  });

  it('of an empty library say what to do', () => {
    const empty = new LibraryForTest();
    const { suggest } = plannerMethods(() => empty.db);
    const asked = suggest({ onAir: onAir(), night: NIGHT, preset: 'smooth', limit: 5, filters: {} });
    empty.close();
    expect(asked).toEqual({ items: [], hint: expect.stringContaining('empty') });
  });
});

it('takes over what changed in the library, once it is told', async () => {
  expect(titles()).toContain('Fast');
  await takeOver([
    ...ENTRIES.filter(({ title }) => title !== 'Fast'),
    { artist: 'Flo', title: 'New', genre: 'House', bpm: 124, key: 21 },
  ]);
  expect(titles()).not.toContain('New');
  methods.renew();
  expect(titles()[0]).toBe('New');
  expect(titles()).not.toContain('Fast');
});

describe('what is left out of the library, or gone', () => {
  const leaveOut = (title: string) => applyRules(library.db, { ...library.rules, exclude: [`**/${title}.mp3`] });

  it.each([
    ['left out', () => leaveOut('Air')],
    ['gone', () => takeOver(ENTRIES.filter(({ title }) => title !== 'Air'))],
  ])('goes on to others while it is on air: %s', async (_what, work) => {
    const air = onAir();
    const before = titles();
    await work();
    methods.renew();
    const now = methods.suggest({ onAir: air, night: NIGHT, preset: 'smooth', limit: 10, filters: {} });
    expect(now.items.map(({ id }) => titleOf(id))).toEqual(before);
    expect(now.items[0]).toMatchObject({ move: 'neighbour', tempo: 125 / 124 - 1 });
    expect(methods.distances({ onAir: air, night: NIGHT, to: [idOf('Near')] })).toEqual({ [idOf('Near')]: 'now' });
  });

  it('is told from an empty library', () => {
    leaveOut('*');
    methods.renew();
    expect(suggested()).toEqual({ items: [], hint: expect.stringContaining('library.exclude') });
  });

  it('is suggested by nothing, and nothing leads to it', async () => {
    leaveOut('Near');
    methods.renew();
    const near = idOf('Near');
    expect(titles()).not.toContain('Near');
    expect(methods.distances({ onAir: onAir(), night: NIGHT, to: [near] })).toEqual({});
    const { ways, hint } = methods.bridge({ onAir: onAir(), night: NIGHT, to: near, hops: 3, most: 1 });
    expect([ways, hint]).toEqual([[], 'That track is left out of your library, or it is gone.']);
    const build = (given: object) =>
      methods.build({
        ...{ played: [], locked: [], requests: [], isReplan: false, withinMs: 50 },
        wish: planWish.parse({ minutes: 10, keys: 'free', ...given }),
      });
    expect(build({ must: [near] })).toMatchObject({ ok: false, code: 'track-unknown' });
    const built = build({});
    expect(built.ok && built.rows.map(({ id }) => id)).not.toContain(near);
    expect(built.ok && built.rows.length).toBeGreaterThan(1);
  });
});

it('says how far tracks are, and nothing of those it does not have', () => {
  // Of "Unknown" neither key nor tempo is known: it may lead anywhere.
  const to = ['Near', 'Clash', 'Fast'].map(idOf);
  const far = methods.distances({ onAir: onAir(), night: NIGHT, to: [...to, 'gone'] });
  expect(far).toEqual({ [idOf('Near')]: 'now', [idOf('Clash')]: 'one', [idOf('Fast')]: 'one' });
});

it('says, without the key lock, what mixes within half a semitone of the tempo only', async () => {
  await takeOver([...ENTRIES, { artist: 'Gil', title: 'Away', bpm: 129, key: 21 }]);
  methods.renew();
  const distance = (keyLock: boolean) =>
    methods.distances({ onAir: onAir(124), night: NIGHT, to: [idOf('Away')], keyLock })[idOf('Away')];
  const steps = (keyLock: boolean) =>
    methods.bridge({ onAir: onAir(124), night: NIGHT, to: idOf('Away'), hops: 3, most: 1, keyLock }).ways[0]?.steps
      .length;
  expect([distance(true), steps(true)]).toEqual(['now', 1]);
  expect([distance(false), steps(false)]).toEqual(['one', 2]);
});

it('knows what was mixed before, from the history and from what was heard, once where both tell of it', () => {
  const day = 86_400_000;
  const night = (n: number, ...played: string[]) =>
    played.map((title, place) => ({ trackId: idOf(title), at: n * day + place * 300_000, durationMs: 300_000 }));
  const habit = () =>
    suggested()
      .items.find(({ id }) => id === idOf('Clash'))
      ?.parts.find(({ name }) => name === 'habit');
  // Of a DJ of whom nothing is known it is no part of the score.
  expect(habit()).toBeUndefined();
  methods.learn([...night(1, 'Air', 'Clash'), ...night(3, 'Near', 'Air', 'Clash')]);
  expect(habit()?.value).toBeGreaterThan(5);
  expect(habit()?.why).toMatch(/mixed/i);
  // The history tells of the same plays, a little later: nothing is counted twice.
  const learnt = habit()?.value;
  for (const [at, title] of [
    [day + 20_000, 'Air'],
    [day + 320_000, 'Clash'],
  ] as const) {
    library.db
      .prepare(
        `insert into past_plays (history_file, position, entry_key, track, artist, title, started_at, duration_ms, public)
         values ('h', ?, 'k', (select n from tracks where id = ?), '', ?, ?, 300000, 1)`,
      )
      .run(at, idOf(title), title, at);
  }
  methods.renew();
  expect(habit()?.value).toBeCloseTo(learnt ?? Number.NaN, 9);
});

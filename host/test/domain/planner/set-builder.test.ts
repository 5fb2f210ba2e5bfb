import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { musicalKey } from '#domain/musical-key.ts';
import { timingOf } from '#domain/planner/overlap.ts';
import { type Built, buildSet, SetSearch, startSet } from '#domain/planner/set-builder.ts';
import { isOneArtist, setCost } from '#domain/planner/set-objective.ts';
import { brokenRules } from '#domain/planner/set-rules.ts';
import { FIRST_WISH, type SetWish } from '#domain/planner/set-wish.ts';
import { type PlannerTrack, TrackGraph } from '#domain/planner/track-graph.ts';

function graphOf(tracks: Partial<PlannerTrack>[]): TrackGraph {
  const graph = new TrackGraph();
  const base = { key: musicalKey(21), bpm: 124, energy: 0.6, durationMs: 300_000 };
  graph.put(tracks.map((track, at) => ({ ...base, id: `${at}`, song: `${at}`, artist: `${at}`, ...track })));
  return graph;
}

const anyTrack: fc.Arbitrary<Partial<PlannerTrack>> = fc.record({
  song: fc.integer({ min: 0, max: 60 }).map((song) => `song ${song}`),
  artist: fc.integer({ min: 0, max: 12 }).map((artist) => (artist === 0 ? '' : `artist ${artist}`)),
  key: fc.integer({ min: -1, max: 23 }).map(musicalKey),
  bpm: fc.constantFrom(undefined, 87, 118, 122, 124, 126, 128, 130, 140, 174),
  energy: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined }),
  durationMs: fc.option(fc.integer({ min: 20_000, max: 600_000 }), { nil: undefined }),
});

/** Places are drawn as shares of the library, whatever its size. */
const share = fc.integer({ min: 0, max: 999 });
const sometimes = (place: fc.Arbitrary<number>): fc.Arbitrary<number | undefined> =>
  fc.option(place, { nil: undefined, freq: 1 });
const anyWish = fc.record({
  minutes: fc.integer({ min: 1, max: 90 }),
  first: sometimes(share),
  last: sometimes(share),
  must: fc.array(share, { maxLength: 3 }),
  never: fc.array(share, { maxLength: 5 }),
  preset: fc.constantFrom('smooth', 'build', 'breather', 'surprise'),
  bpmFrom: fc.constantFrom(undefined, undefined, undefined, 80, 122),
  bpmTo: fc.constantFrom(undefined, undefined, undefined, 132, 175),
  keys: fc.constantFrom('strict', 'easy', 'easy', 'free'),
  artistSpacing: fc.integer({ min: 0, max: 5 }),
  locked: fc.array(fc.record({ at: fc.integer({ min: 0, max: 6 }), place: share }), { maxLength: 2 }),
  requests: fc.array(share, { maxLength: 3 }),
  played: fc.array(fc.integer({ min: -1, max: 999 }), { maxLength: 3 }),
  seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
} as const) as fc.Arbitrary<SetWish>;

function within(wish: SetWish, size: number): SetWish {
  const at = (place: number): number => (place < 0 ? place : Math.floor((place / 1_000) * size));
  const of = (places: readonly number[]): number[] => places.map(at);
  return {
    ...wish,
    first: wish.first === undefined ? undefined : at(wish.first),
    last: wish.last === undefined ? undefined : at(wish.last),
    must: of(wish.must),
    never: of(wish.never),
    requests: of(wish.requests),
    played: of(wish.played),
    locked: wish.locked.map((lock) => ({ ...lock, place: at(lock.place) })),
  };
}

describe('whatever is asked for', () => {
  it('no set breaks a rule, its cost is the objective’s, and a refusal says what to relax', () => {
    let built = 0;
    fc.assert(
      fc.property(fc.array(anyTrack, { minLength: 1, maxLength: 50, size: 'max' }), anyWish, (tracks, drawn) => {
        const graph = graphOf(tracks);
        const wish = within(drawn, tracks.length);
        const set = buildSet(graph, wish, { steps: 4 });
        if (!set.ok) {
          expect(set.relax.length).toBeGreaterThan(0);
          expect(set.message).toMatch(/^[A-Z0-9].*\.$/);
          return;
        }
        built++;
        expect(brokenRules(graph, wish, set.tracks)).toEqual([]);
        expect(setCost(graph, wish, timingOf(graph), set.tracks)).toBeCloseTo(set.cost, 6);
      }),
      { numRuns: 400 },
    );
    expect(built).toBeGreaterThan(60);
  });

  it('the same seed gives the same set', () => {
    fc.assert(
      fc.property(fc.array(anyTrack, { minLength: 10, maxLength: 50 }), anyWish, (tracks, drawn) => {
        const wish = within(drawn, tracks.length);
        expect(buildSet(graphOf(tracks), wish, { steps: 3 })).toEqual(buildSet(graphOf(tracks), wish, { steps: 3 }));
      }),
      { numRuns: 40 },
    );
  });

  it('two tracks of one artist stand too close only where one of them has to be there', () => {
    fc.assert(
      fc.property(fc.array(anyTrack, { minLength: 30, maxLength: 50 }), anyWish, (tracks, drawn) => {
        const graph = graphOf(tracks);
        const wish = {
          ...within(drawn, tracks.length),
          must: [],
          requests: [],
          locked: [],
          first: undefined,
          last: undefined,
        };
        const set = buildSet(graph, wish, { steps: 4 });
        if (!set.ok) return;
        for (let at = wish.played.length; at < set.tracks.length; at++) {
          const near = set.tracks.slice(Math.max(0, at - wish.artistSpacing), at);
          expect(near.some((other) => isOneArtist(graph, other, set.tracks[at] ?? -1))).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });
});

const many = graphOf(
  Array.from({ length: 60 }, (_, at) => ({
    key: musicalKey((at * 7) % 24),
    bpm: 120 + (at % 9),
    artist: `${at % 30}`,
  })),
);
const hour: SetWish = { ...FIRST_WISH, minutes: 60 };
const tracksOf = (built: Built): number[] => (built.ok ? built.tracks : expect.unreachable(built.message));

describe('a set of an hour', () => {
  it('is as long as asked for, and says nothing then', () => {
    const set = buildSet(many, hour);
    expect(set).toMatchObject({ ok: true, notes: [], finished: true });
    expect(Math.abs((set.ok ? set.lengthMs : 0) - 3_600_000)).toBeLessThanOrEqual(180_000);
  });

  it('goes on from what was played, with what was locked at its place', () => {
    const tracks = tracksOf(
      buildSet(many, {
        ...hour,
        played: [5, -1, 7],
        first: 9,
        locked: [
          { at: 1, place: 8 },
          { at: 6, place: 11 },
        ],
      }),
    );
    expect(tracks.slice(0, 3)).toEqual([5, -1, 7]);
    expect(tracks[6]).toBe(11);
    // The place it was locked at is past.
    expect(tracks.slice(3)).toContain(8);
    expect(tracks.slice(3)).not.toContain(5);
  });

  it('takes requests in, and says which it cannot', () => {
    const set = buildSet(many, { ...hour, requests: [3, 4], never: [4] }, { nameOf: (place) => `Track ${place}` });
    expect(tracksOf(set)).toContain(3);
    expect(set).toMatchObject({ notes: ['A request is left out: it is ruled out for this set: Track 4.'] });
  });

  it('is there at any time, and gets no dearer', () => {
    const search = startSet(many, hour);
    if (!(search instanceof SetSearch)) return expect.unreachable();
    let before = Number.POSITIVE_INFINITY;
    do {
      const set = search.best();
      expect(brokenRules(many, hour, tracksOf(set))).toEqual([]);
      expect(set.ok && set.cost <= before).toBe(true);
      before = set.ok ? set.cost : before;
    } while (search.step());
    expect(search.best()).toEqual(buildSet(many, hour));
  });

  it('stops at its deadline and says so; a deadline that is not hit changes nothing', () => {
    let now = 0;
    const deadline = { now: () => now++, at: 5 };
    expect(buildSet(many, hour, { deadline })).toMatchObject({ ok: true, finished: false });
    expect(buildSet(many, hour, { deadline: { now: () => 0, at: 5 } })).toEqual(buildSet(many, hour));
  });

  it('is as long as there are tracks, and says why', () => {
    const set = buildSet(graphOf([{}, {}, {}]), hour);
    expect(tracksOf(set)).toHaveLength(3);
    expect(set).toMatchObject({ notes: ['It lasts 14 of 60 minutes: only 3 tracks are left by what is asked for.'] });
  });

  it('is made of tracks without keys too', () => {
    const keyless = graphOf(Array.from({ length: 30 }, () => ({ key: undefined, bpm: undefined, energy: undefined })));
    expect(tracksOf(buildSet(keyless, hour)).length).toBeGreaterThan(10);
  });

  it('climbs from one tempo to another by tracks between them', () => {
    const ladder = graphOf(Array.from({ length: 400 }, (_, at) => ({ bpm: 120 + (at % 60), artist: '' })));
    const set = tracksOf(buildSet(ladder, { ...hour, first: 0, last: 30 }));
    const steps = set.slice(1).map((place, at) => (ladder.bpm[place] ?? 0) / (ladder.bpm[set[at] ?? 0] ?? 1));
    expect(Math.max(...steps)).toBeLessThan(1.06);
  });
});

// Foretelling what a DJ played: ranks, the rankers it is held against, and that no night knows of itself.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseKey } from '#domain/musical-key.ts';
import { BASELINES } from '#domain/planner/baselines.ts';
import { type Figures, heldOut, Ranking, riddlesOf, Score, type Scorer } from '#domain/planner/evaluate.ts';
import { ours, weightsFor } from '#domain/planner/evaluate-ours.ts';
import { evaluate, OURS, OURS_AS_IT_COMES } from '#domain/planner/evaluate-report.ts';
import type { Night } from '#domain/planner/nights.ts';
import { PRESET_WEIGHTS } from '#domain/planner/suggestion-parts.ts';
import { anyTracks, graphOf } from './made-graph.ts';

const WEIGHTS = PRESET_WEIGHTS.smooth;
const KEYS = ['8A', '9A', '10A', '11A', '12A', '1A', '2A', '3A', '4A', '5A', '6A', '7A'];
/** A library in which each key is there at each of ten tempos. */
const wheel = graphOf(
  Array.from({ length: 120 }, (_, n) => ({
    ...{ id: `t${n}`, song: `s${n}`, artist: `a${n}` },
    ...{ key: parseKey(KEYS[n % 12] ?? ''), bpm: 118 + Math.floor(n / 12) * 1.3, genre: n < 60 ? 'house' : 'techno' },
  })),
);
/** One step up the wheel with each track, at a tempo that changes little; no song twice. */
const climbing = (count: number): Night[] =>
  Array.from({ length: count }, (_, night) => ({
    at: night * 7 * 86_400_000,
    sets: [Array.from({ length: 8 }, (_, n) => (night * 12 + ((n * 13) % 36)) % 120)],
  }));

describe('a rank', () => {
  const graph = graphOf([
    ...Array.from({ length: 6 }, (_, n) => ({ id: `t${n}`, song: `s${n}`, artist: 'a' })),
    { id: 'file', song: 's3', artist: 'a' },
  ]);
  const rank = (score: Scorer, to: number, before: number[]) =>
    new Ranking(graph, graph.all).rank(score, { to, before });

  it.each<[what: string, scores: number[], to: number, before: number[], better: number, equal: number]>([
    ['the best', [0, 9, 1, 2, 3, 4, 0], 1, [0], 0, 1],
    ['the last', [0, 0, 1, 2, 3, 4, 0], 1, [0], 4, 1],
    ['among equal ones', [0, 5, 5, 5, 5, 9, 0], 1, [0], 1, 4],
    ['what was played is none', [9, 5, 9, 9, 1, 1, 9], 1, [0, 2, 3], 0, 1],
    ['a song counts once, with its best file', [0, 5, 1, 7, 1, 1, 8], 1, [0], 1, 1],
    ['… also where it is the right one', [0, 7, 1, 2, 1, 1, 8], 3, [0], 0, 1],
  ])('%s', (_what, scores, to, before, better, equal) => {
    expect(rank((place) => scores[place] ?? 0, to, before)).toEqual({ better, equal });
  });
});

describe('a score', () => {
  const figures = (...ranks: [better: number, equal: number][]): Figures => {
    const score = new Score();
    for (const [better, equal] of ranks) score.add({ better, equal });
    return score.figures;
  };

  it.each<[what: string, rank: [number, number], recall10: number, recall50: number, mrr: number]>([
    ['first', [0, 1], 1, 1, 1],
    ['tenth', [9, 1], 1, 1, 0.1],
    ['eleventh', [10, 1], 0, 1, 1 / 11],
    ['fifty-first', [50, 1], 0, 0, 1 / 51],
    ['one of twenty equal first', [0, 20], 0.5, 1, 0.1799],
    ['one of four from ninth on', [8, 4], 0.5, 1, 0.0963],
  ])('%s', (_what, rank, recall10, recall50, mrr) => {
    const got = figures(rank);
    expect(got).toMatchObject({ transitions: 1, recall10, recall50 });
    expect(got.mrr).toBeCloseTo(mrr, 4);
  });

  it('is the mean of all', () => {
    expect(figures([0, 1], [99, 1])).toEqual({ transitions: 2, recall10: 0.5, recall50: 0.5, mrr: 0.505 });
    expect(figures()).toEqual({ transitions: 0, recall10: 0, recall50: 0, mrr: 0 });
  });

  it('of chance is what chance gives', () => {
    const { rows, songs, transitions } = evaluate(wheel, climbing(4), WEIGHTS);
    const chance = rows.find(({ name }) => name === 'chance');
    // On the average between three and four songs are out of the way.
    expect(songs).toBe(120);
    expect(transitions).toBe(28);
    expect(chance?.recall10).toBeCloseTo(10 / 116, 2);
    expect(chance?.recall50).toBeCloseTo(50 / 116, 2);
  });
});

describe('what is foretold', () => {
  it('is no song that was played before in the night', () => {
    const night: Night = {
      at: 0,
      sets: [
        [0, 1, 2, 0, 3],
        [1, 4],
      ],
    };
    expect(riddlesOf(wheel, night)).toEqual([
      { from: 0, to: 1, before: [0], inSet: 1 },
      { from: 1, to: 2, before: [0, 1], inSet: 2 },
      { from: 0, to: 3, before: [0, 1, 2, 0], inSet: 4 },
      { from: 1, to: 4, before: [0, 1, 2, 0, 3, 1], inSet: 1 },
    ]);
  });

  it.each<[name: string, first: number]>([
    ['tempo', 12],
    ['key and tempo', 24],
    ['most played on other nights', 50],
    ['pairs, plays and tempo', 77],
  ])('by %s', (name, first) => {
    // From t0 (8A, 118): t12 has its key, too, and the next tempo; t50 was played most; t77 after t0.
    const graph = graphOf([
      { id: 'from', song: 'from', artist: 'a', key: parseKey('8A'), bpm: 120 },
      ...Array.from({ length: 99 }, (_, n) => ({
        ...{ id: `t${n + 1}`, song: `s${n + 1}`, artist: 'a', key: parseKey(n + 1 === 24 ? '8A' : '2B') },
        bpm: n + 1 === 12 ? 120 : n + 1 === 24 ? 121 : 123,
      })),
    ]);
    const others: Night[] = [
      { at: 1, sets: [[50, 3]] },
      { at: 2, sets: [[50, 4]] },
      {
        at: 3,
        sets: [
          [50, 5],
          [0, 77],
        ],
      },
    ];
    const night: Night = { at: 0, sets: [[0, 90]] };
    const [known] = heldOut(graph, [night, ...others], [night]);
    if (known === undefined) throw new Error('no night');
    const score = BASELINES[name]?.({ graph, from: 0, before: [0], inSet: 1, ...known });
    const places = Array.from({ length: 99 }, (_, n) => n + 1);
    expect(places.sort((a, b) => (score?.(b) ?? 0) - (score?.(a) ?? 0))[0]).toBe(first);
  });
});

describe('a night', () => {
  const plays = fc.array(fc.nat(19), { minLength: 2, maxLength: 8 });

  it('never foretells itself: whatever it holds, the same was learnt', () => {
    fc.assert(
      fc.property(anyTracks(20), fc.array(plays, { minLength: 2, maxLength: 5 }), plays, (tracks, sets, other) => {
        const graph = graphOf(tracks);
        const there = (set: number[]) => set.map((place) => place % graph.room);
        const nights = sets.map((set, at): Night => ({ at, sets: [there(set)] }));
        const changed: Night = { at: 0, sets: [there(other)] };
        const valuesFor = (night: Night) => {
          const [known] = heldOut(graph, [night, ...nights.slice(1)], [night]);
          if (known === undefined) throw new Error('no night');
          const moment = { graph, from: 0, before: [0], inSet: 1, ...known };
          const rankers = [...Object.values(BASELINES), ours(WEIGHTS)].map((ranker) => ranker(moment));
          return rankers.map((score) => tracks.map((_track, place) => score(place)));
        };
        expect(valuesFor(changed)).toEqual(valuesFor(nights[0] ?? changed));
      }),
      { numRuns: 60 },
    );
  });

  it('has no say in the weights that foretell it', () => {
    const nights = climbing(6);
    const { halves } = evaluate(wheel, nights, WEIGHTS);
    expect(halves.map(({ nightsAt }) => nightsAt)).toEqual(
      [1, 0].map((half) => nights.filter((_night, at) => at % 2 === half).map(({ at }) => at)),
    );
    for (const { nightsAt, weights } of halves) {
      const chosenOn = nights.filter(({ at }) => nightsAt.includes(at));
      expect(weightsFor(wheel, chosenOn, WEIGHTS)).toEqual(weights);
    }
  });
});

describe('all rankers', () => {
  it('a DJ who climbs the wheel is foretold best by what other nights tell', () => {
    const { rows } = evaluate(wheel, climbing(8), WEIGHTS);
    const mrr = new Map(rows.map((row) => [row.name, row.mrr]));
    for (const name of Object.keys(BASELINES)) {
      expect(mrr.get(OURS_AS_IT_COMES)).toBeGreaterThan(mrr.get(name) ?? 0);
      expect(mrr.get(OURS)).toBeGreaterThan(mrr.get(name) ?? 0);
    }
  });

  it('the same twice, and progress that only goes on', () => {
    const parts: number[] = [];
    const once = evaluate(wheel, climbing(5), WEIGHTS, (part) => parts.push(part));
    expect(evaluate(wheel, climbing(5), WEIGHTS)).toEqual(once);
    expect(parts).toEqual([...parts].sort((a, b) => a - b));
    expect(parts.at(-1)).toBeCloseTo(1, 5);
  });

  it('one night alone: nothing to choose weights on', () => {
    const { rows, halves } = evaluate(wheel, climbing(1), WEIGHTS);
    expect(halves).toEqual([]);
    expect(rows.map(({ name }) => name)).toEqual([...Object.keys(BASELINES), OURS_AS_IT_COMES]);
  });

  it('no night at all', () => {
    expect(evaluate(wheel, [], WEIGHTS)).toMatchObject({ nights: 0, transitions: 0, rows: [], weights: WEIGHTS });
  });
});

import { describe, expect, it, test } from 'vitest';
import { musicalKey } from '#domain/musical-key.ts';
import { HARMONY } from '#domain/planner/key-move.ts';
import { timingOf } from '#domain/planner/overlap.ts';
import {
  ENERGY_COST,
  ENERGY_UNKNOWN,
  lengthCost,
  MINUTE_COST,
  minuteCost,
  SPACING_COST,
  setCost,
  stepCost,
  wantedEnergy,
} from '#domain/planner/set-objective.ts';
import { FIRST_WISH } from '#domain/planner/set-wish.ts';
import { type PlannerTrack, TrackGraph } from '#domain/planner/track-graph.ts';
import { tempoEase } from '#domain/planner/transition.ts';

const MINUTES = 6;
function graphOf(...tracks: Partial<PlannerTrack>[]): TrackGraph {
  const graph = new TrackGraph();
  const base = { key: musicalKey(21), bpm: 124, energy: 0.6, durationMs: MINUTES * 60_000 };
  graph.put(tracks.map((track, at) => ({ ...base, id: `${at}`, song: `${at}`, artist: `${at}`, ...track })));
  return graph;
}
// Two tracks of six minutes, 32 beats at 124 BPM together.
const LENGTH = 2 * MINUTES - (32 * 60) / 124 / 60;
const wish = { ...FIRST_WISH, minutes: LENGTH };
const costOf = (second: Partial<PlannerTrack>, more: Partial<typeof wish> = {}): number => {
  const graph = graphOf({}, second);
  return setCost(graph, { ...wish, ...more }, timingOf(graph), [0, 1]);
};

describe('what a set of two costs', () => {
  test.each<[string, Partial<PlannerTrack>, Partial<typeof wish>, number]>([
    ['all as wanted', {}, {}, 0],
    ['a clash', { key: musicalKey(15) }, {}, 1],
    ['a clash that does not count', { key: musicalKey(15) }, { keys: 'free' }, 0],
    ['a clash that is forbidden', { key: musicalKey(15) }, { keys: 'strict' }, Number.POSITIVE_INFINITY],
    ['a key that is not known', { key: undefined }, {}, 1 - Math.sqrt(0.5)],
    ['a key that has to be known', { key: undefined }, { keys: 'strict' }, Number.POSITIVE_INFINITY],
    ['too much energy', { energy: 1 }, {}, 0.4 * ENERGY_COST],
    ['energy not known', { energy: undefined }, {}, ENERGY_UNKNOWN * ENERGY_COST],
    ['one artist twice', { artist: '0' }, {}, SPACING_COST],
    ['one artist twice, as one likes', { artist: '0' }, { artistSpacing: 0 }, 0],
    ['artists that are not known', { artist: '' }, {}, 0],
    ['ten minutes too short', {}, { minutes: LENGTH + 10 }, 8 * MINUTE_COST],
    ['two minutes too short', {}, { minutes: LENGTH + 2 }, 0],
    ['what was played costs nothing', { key: musicalKey(15), energy: 1, artist: '0' }, { played: [0, 1] }, 0],
  ])('%s', (_, second, more, cost) => expect(costOf(second, more)).toBeCloseTo(cost, 6));
});

it('a track on air that started late makes the set longer', () => {
  const graph = graphOf({}, {});
  const played = { ...wish, played: [0], onAirStartsMs: 10 * 60_000 };
  expect(setCost(graph, played, timingOf(graph), [0, 1])).toBeCloseTo(8 * MINUTE_COST, 6);
});

test.each([
  ['smooth', 0, 0.6, 0.6],
  ['build', 0, 0.4, 0.9],
  ['breather', 0, 0.7, 0.35],
] as const)('%s goes from %d', (preset, at, first, last) => {
  expect(wantedEnergy(preset, at)).toBeCloseTo(first, 10);
  expect(wantedEnergy(preset, 1)).toBeCloseTo(last, 10);
  expect(wantedEnergy(preset, 7)).toBeCloseTo(last, 10);
});

it('surprise swells twice, within what there is', () => {
  expect(wantedEnergy('surprise', 0.125)).toBeCloseTo(0.85, 10);
  expect(wantedEnergy('surprise', 0.375)).toBeCloseTo(0.35, 10);
  expect(wantedEnergy('surprise', 0.625)).toBeCloseTo(0.85, 10);
});

it('no length costs as much as it lacks', () =>
  expect(lengthCost(0, 60 * 60_000, MINUTE_COST)).toBeCloseTo(58 * MINUTE_COST, 10));

it('a minute costs more in a library of short tracks, and never less', () => {
  expect(minuteCost(graphOf({ durationMs: 400_000 }, { durationMs: 300_000 }, {}))).toBe(MINUTE_COST);
  expect(minuteCost(graphOf({ durationMs: 40_000 }, { durationMs: 60_000 }, { durationMs: undefined }))).toBeCloseTo(
    3 * MINUTE_COST,
    10,
  );
  expect(minuteCost(graphOf({}))).toBe(MINUTE_COST);
});

it('steps cost the rest of their ease', () => {
  const graph = graphOf({}, { key: musicalKey(16) });
  expect(stepCost(graph, 'easy', 0, 1)).toBeCloseTo(1 - Math.sqrt(0.95), 6);
  expect(stepCost(graph, 'strict', 0, 1)).toBeCloseTo(1 - Math.sqrt(0.95), 6);
});

it('without key lock a step counts by the keys that are heard', () => {
  // 5.6 % faster, B flat minor is brought down to A minor; E minor a semitone under that of 8A's neighbour.
  const graph = graphOf({}, { key: musicalKey(22), bpm: 131 }, { key: musicalKey(16), bpm: 131 });
  const ease = (harmony: number) => 1 - Math.sqrt(harmony * tempoEase(124, 131));
  expect(stepCost(graph, 'strict', 0, 1)).toBeCloseTo(ease(HARMONY.lift), 6);
  expect(stepCost(graph, 'strict', 0, 2)).toBeCloseTo(ease(HARMONY.neighbour), 6);
  graph.keyLock = false;
  expect(stepCost(graph, 'strict', 0, 1)).toBeCloseTo(ease(HARMONY.same), 6);
  expect(stepCost(graph, 'strict', 0, 2)).toBe(Number.POSITIVE_INFINITY);
  expect(stepCost(graph, 'easy', 0, 2)).toBe(1);
});

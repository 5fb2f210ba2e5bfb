// Ways through a library in which many tracks are nearly alike, and what a DJ sees of them.

import { describe, expect, it, test } from 'vitest';
import { parseKey } from '#domain/musical-key.ts';
import { bridges } from '#domain/planner/bridge.ts';
import { shelvesOf } from '#domain/planner/bridge-pool.ts';
import { worthOf } from '#domain/planner/bridge-worth.ts';
import type { TrackGraph } from '#domain/planner/track-graph.ts';
import { easeBetween, mixes } from '#domain/planner/transition.ts';
import { graphOf } from './any-graph.ts';

/** Tempos and keys spread without any pattern, the same each time. */
const spread = graphOf(
  Array.from({ length: 400 }, (_, nth) => {
    const part = (by: number) => (nth * by) % 1;
    const tempo = part(0.754877666) < 0.7 ? 118 + 14 * part(0.569840296) : 84 + 92 * part(0.569840296);
    return { key: Math.floor(24 * part(0.618033989)), bpm: tempo, song: nth, artist: 1 + nth };
  }),
);

/** What the best way over at most two tracks is worth, found by looking at all pairs. */
function bestWorth(graph: TrackGraph, from: number, to: number): number {
  const worth = (eases: number[]) => {
    return worthOf(Math.min(...eases), eases.reduce((sum, ease) => sum + ease) / eases.length, eases.length - 1, 0);
  };
  const all = Array.from({ length: graph.room }, (_, place) => place).filter((place) => place !== from && place !== to);
  const firsts = all.filter((place) => mixes(graph, from, place));
  const lasts = all.filter((place) => mixes(graph, place, to));
  let best = mixes(graph, from, to) ? worth([easeBetween(graph, from, to)]) : Number.NEGATIVE_INFINITY;
  for (const first of firsts) {
    const ease = easeBetween(graph, from, first);
    if (mixes(graph, first, to)) best = Math.max(best, worth([ease, easeBetween(graph, first, to)]));
    for (const last of lasts) {
      if (last === first || !mixes(graph, first, last)) continue;
      best = Math.max(best, worth([ease, easeBetween(graph, first, last), easeBetween(graph, last, to)]));
    }
  }
  return best;
}

test('the best way among 400 tracks that are nearly alike', () => {
  let found = 0;
  for (let from = 0; from < 60; from++) {
    const to = 399 - 3 * from;
    const best = bestWorth(spread, from, to);
    expect(bridges(spread, from, to, { most: 1 })[0]?.worth ?? Number.NEGATIVE_INFINITY).toBeCloseTo(best, 9);
    if (best > 0) found += 1;
  }
  expect(found).toBeGreaterThan(30);
});

const track = (key: string, bpm: number, song: number, artist: number) => ({ key: parseKey(key), bpm, song, artist });

describe('bridges', () => {
  it('goes up in tempo by even steps', () => {
    const graph = graphOf([120, 121, 124, 128, 131, 132].map((bpm, nth) => track('8A', bpm, nth, nth + 1)));
    const [way] = bridges(graph, 0, 5);
    expect(way?.places).toEqual([2, 3, 5]);
  });

  it('starts from the tempo that is heard', () => {
    const graph = graphOf([track('8A', 120, 0, 1), track('8A', 132, 1, 2)]);
    expect(bridges(graph, 0, 1)).toEqual([]);
    const heard = { key: parseKey('8A') ?? -1, bpm: 128, song: graph.song[0] ?? 0, artist: graph.artist[0] ?? 0 };
    expect(bridges(graph, heard, 1).map(({ places }) => places)).toEqual([[1]]);
  });

  it('has two tracks of one artist next to each other only where there is no other way', () => {
    const tracks = [track('8A', 128, 0, 1), track('10B', 128, 1, 2), track('9A', 128, 2, 1), track('9B', 124, 3, 3)];
    const graph = graphOf(tracks);
    expect(bridges(graph, 0, 1).map(({ places }) => places)).toEqual([
      [3, 1],
      [2, 1],
    ]);
  });

  it('leads over a track whose tempo nobody knows rather than not at all', () => {
    const graph = graphOf([
      track('8A', 120, 0, 1),
      track('8A', 150, 1, 2),
      { ...track('8A', 0, 2, 3), bpm: undefined },
    ]);
    expect(bridges(graph, 0, 1).map(({ places }) => places)).toEqual([[2, 1]]);
  });

  it('finds nothing where nothing mixes, and says nothing of more than it was asked', () => {
    const alone = graphOf([track('8A', 120, 0, 1), track('2A', 150, 1, 2)]);
    expect(bridges(alone, 0, 1, { hops: 4 })).toEqual([]);
    expect(bridges(spread, 0, 24, { most: 2 }).length).toBeLessThanOrEqual(2);
    expect(bridges(spread, 0, 24, { hops: 0 })).toEqual([]);
  });

  it('still says what mixes at once when it may look at nothing', () => {
    const graph = graphOf([120, 121, 124].map((bpm, nth) => track('8A', bpm, nth, nth + 1)));
    expect(bridges(graph, 0, 2, { hops: 4, looks: 0 }).map(({ places }) => places)).toEqual([[2], [1, 2]]);
  });

  it('gives each way once and the best first, wherever the search comes to its end', () => {
    const isRough = (place: number) => easeBetween(spread, 0, place) > 0.7 && easeBetween(spread, 0, place) < 0.8;
    const to = Array.from({ length: 399 }, (_, nth) => nth + 1).find(isRough) ?? 0;
    for (let looks = 0; looks < 120; looks++) {
      const ways = bridges(spread, 0, to, { hops: 3, most: 8, looks });
      const told = ways.map(({ places }) => places.join());
      expect(new Set(told).size).toBe(told.length);
      expect(told).toContain(`${to}`);
      const worths = ways.map(({ worth }) => worth);
      expect(worths).toEqual([...worths].sort((a, b) => b - a));
    }
  });

  it('gives the same ways each time, none over a track of another', () => {
    const ways = bridges(spread, 5, 200, { most: 5 });
    expect(bridges(spread, 5, 200, { most: 5 })).toEqual(ways);
    const between = ways.flatMap(({ places }) => places.slice(0, -1));
    expect(new Set(between).size).toBe(between.length);
    expect(ways.map(({ worth }) => worth)).toEqual(ways.map(({ worth }) => worth).sort((a, b) => b - a));
  });
});

test('shelves are in the very order of their tempos', () => {
  const graph = graphOf([128.0004, 128.0001, 127, 128.0003].map((bpm, nth) => track('8A', bpm, nth, 1)));
  const [shelf] = shelvesOf(graph, parseKey('8A') ?? -1, (place) => place !== 3);
  expect([...(shelf?.tracks ?? [])]).toEqual([2, 1, 0]);
  expect([...(shelf?.bpms ?? [])]).toEqual([2, 1, 0].map((place) => graph.bpm[place]));
});

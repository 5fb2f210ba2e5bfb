// Ways against all the ways there are.

import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type BridgeOptions, bridges, GRAIN, type Way } from '#domain/planner/bridge.ts';
import { worthOf } from '#domain/planner/bridge-worth.ts';
import { reachFrom } from '#domain/planner/reach.ts';
import type { TrackGraph } from '#domain/planner/track-graph.ts';
import { easeBetween, mixes } from '#domain/planner/transition.ts';
import { anyGraph } from './any-graph.ts';

/** A track without a song is one of its own. */
const song = (graph: TrackGraph, place: number) => graph.song[place] || -1 - place;
const inner = (way: Pick<Way, 'places'>) => way.places.slice(0, -1);

/** Every way of at most `hops` steps, step by step. */
function* allWays(
  graph: TrackGraph,
  [from, to]: [number, number],
  { hops = 3 }: BridgeOptions,
  allowed: (place: number) => boolean,
) {
  const trails: number[][] = [[from]];
  for (let trail = trails.pop(); trail !== undefined; trail = trails.pop()) {
    const at = trail.at(-1) ?? from;
    if (mixes(graph, at, to)) yield [...trail.slice(1), to];
    if (trail.length >= hops) continue;
    const songs = new Set([...trail, to].map((place) => song(graph, place)));
    for (let next = 0; next < graph.room; next++) {
      if (allowed(next) && !songs.has(song(graph, next)) && mixes(graph, at, next)) trails.push([...trail, next]);
    }
  }
}

function worth(graph: TrackGraph, from: number, places: readonly number[]): number {
  const eases = places.map((place, step) => easeBetween(graph, places[step - 1] ?? from, place));
  const artist = (place: number) => graph.artist[place] ?? 0;
  const pairs = places.filter((place, step) => artist(place) > 0 && artist(place) === artist(places[step - 1] ?? from));
  const mean = eases.reduce((sum, ease) => sum + ease, 0) / eases.length;
  return worthOf(Math.min(...eases), mean, places.length - 1, places.length > 1 ? pairs.length : 0);
}

/** Each way must be worth the most of all that share no song with those before it, and the last leave none. */
function expectBest(graph: TrackGraph, [from, to]: [number, number], options: BridgeOptions) {
  const most = 4;
  const { hops = 3, blocked = () => false } = options;
  const ways = bridges(graph, from, to, { ...options, most });
  const used = new Set<number>();
  let direct = false;
  for (let nth = 0; nth < most; nth++) {
    const way = ways[nth];
    let best = Number.NEGATIVE_INFINITY;
    for (const places of allWays(
      graph,
      [from, to],
      options,
      (place) => !blocked(place) && !used.has(song(graph, place)),
    )) {
      if (places.length > 1 || !direct) best = Math.max(best, worth(graph, from, places));
    }
    if (way === undefined) {
      expect(best).toBe(Number.NEGATIVE_INFINITY);
      break;
    }
    expect(way.worth).toBeLessThanOrEqual(best + 1e-9);
    expect(way.worth).toBeGreaterThanOrEqual(best - (hops > 3 ? GRAIN : 0) - 1e-9);
    expect(way.worth).toBeCloseTo(worth(graph, from, way.places), 9);
    expect(way.places.at(-1)).toBe(to);
    expect(way.places.length).toBeLessThanOrEqual(hops);
    way.places.forEach((place, step) => {
      expect(mixes(graph, way.places[step - 1] ?? from, place)).toBe(true);
      expect(way.eases[step]).toBeCloseTo(easeBetween(graph, way.places[step - 1] ?? from, place), 9);
    });
    expect(way.ease).toBe(Math.min(...way.eases));
    const songs = inner(way).map((place) => song(graph, place));
    expect(songs.some((each) => used.has(each) || each === song(graph, from) || each === song(graph, to))).toBe(false);
    expect(inner(way).some(blocked)).toBe(false);
    for (const each of songs) used.add(each);
    expect(new Set(songs).size).toBe(songs.length);
    if (way.places.length === 1) direct = true;
  }
}

const anyBlocked = fc.array(fc.boolean(), { maxLength: 40 }).map((closed) => (place: number) => closed[place] === true);

describe('bridges', () => {
  test.each([
    { hops: 1, most: 40, numRuns: 200 },
    { hops: 2, most: 40, numRuns: 400 },
    { hops: 3, most: 40, numRuns: 400 },
    { hops: 4, most: 16, numRuns: 200 },
  ])('finds the best ways of up to $hops steps', ({ hops, most, numRuns }) => {
    fc.assert(
      fc.property(anyGraph(5, most), anyBlocked, fc.boolean(), (graph, blocked, keyLock) => {
        graph.keyLock = keyLock;
        expectBest(graph, [0, 1], { hops, blocked });
      }),
      { numRuns },
    );
  });

  it('finds a way as far as the distance says', () => {
    fc.assert(
      fc.property(anyGraph(2, 30), anyBlocked, fc.boolean(), (graph, blocked, keyLock) => {
        graph.keyLock = keyLock;
        const distance = ['now', 'one', 'two', 'far'].indexOf(reachFrom(graph, 0, { blocked })(1));
        for (const hops of [1, 2]) {
          expect(bridges(graph, 0, 1, { hops, blocked }).length > 0).toBe(distance < hops);
        }
        if (bridges(graph, 0, 1, { blocked }).length > 0) expect(distance).toBeLessThan(3);
      }),
    );
  });
});

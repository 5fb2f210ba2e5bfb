// Distances against a plain search from track to track.

import type { Distance } from '@tracord/shared/plan.ts';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parseKey } from '#domain/musical-key.ts';
import { reachFrom } from '#domain/planner/reach.ts';
import type { TrackGraph } from '#domain/planner/track-graph.ts';
import { mixes } from '#domain/planner/transition.ts';
import { anyGraph, graphOf } from './any-graph.ts';

/** Track by track: who can be played after so many steps, never over the song at either end. */
function searched(graph: TrackGraph, from: number, to: number, blocked: (place: number) => boolean): Distance {
  const all = Array.from({ length: graph.room }, (_, place) => place);
  const song = (place: number) => graph.song[place] || -1 - place;
  const between = all.filter((place) => !blocked(place) && song(place) !== song(to) && song(place) !== song(from));
  let ring = [from];
  for (const distance of ['now', 'one', 'two'] as const) {
    if (ring.some((place) => mixes(graph, place, to))) return distance;
    ring = between.filter((place) => ring.some((before) => mixes(graph, before, place)));
  }
  return 'far';
}

describe('reachFrom', () => {
  it('says of every track what a search from track to track says', () => {
    fc.assert(
      fc.property(
        anyGraph(2, 30),
        fc.array(fc.boolean(), { maxLength: 30 }),
        fc.boolean(),
        (graph, closed, keyLock) => {
          graph.keyLock = keyLock;
          const blocked = (place: number) => closed[place] === true;
          for (const from of [0, 1]) {
            const reach = reachFrom(graph, from, { blocked });
            for (let to = 0; to < graph.room; to++) expect(reach(to)).toBe(searched(graph, from, to, blocked));
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  it('counts what is heard like a track of that song, key and tempo', () => {
    fc.assert(
      fc.property(anyGraph(2, 20), (graph) => {
        const [song = 0, artist = 0] = [graph.song[0], graph.artist[0]];
        const heard = { key: graph.key[0] ?? -1, bpm: graph.bpm[0] ?? Number.NaN, song, artist };
        for (let to = 0; to < graph.room; to++) expect(reachFrom(graph, heard)(to)).toBe(reachFrom(graph, 0)(to));
      }),
    );
  });

  const tempos = [120, 126, 132, 138, 144];
  test.each<[number, Distance]>([
    [120, 'now'],
    [126, 'now'],
    [132, 'one'],
    [138, 'two'],
    [144, 'far'],
  ])('from 120 to %d beats per minute, with a track every 6 beats: %s', (bpm, distance) => {
    const graph = graphOf(tempos.map((each, at) => ({ key: 21, bpm: each, song: at, artist: at })));
    expect(reachFrom(graph, { key: 21, bpm: 120, song: 0, artist: 0 })(tempos.indexOf(bpm))).toBe(distance);
  });

  test.each<[string, number[], Distance]>([
    ['neither heap reaches', [118, 138], 'far'],
    ['one of many reaches', [118, 121, 124, 127, 130, 133, 136, 138], 'two'],
  ])('between two heaps of tempos, %s', (_, last, distance) => {
    const [first, second, third, fourth] = ['8A', '10A', '12A', '2A'].map((text) => parseKey(text));
    const ways = [122.3, 137.7].map((bpm) => ({ key: second, bpm }));
    const tracks = [
      { key: first, bpm: 130 },
      { key: fourth, bpm: 127 },
      ...ways,
      ...last.map((bpm) => ({ key: third, bpm })),
    ];
    const graph = graphOf(tracks.map((track, nth) => ({ ...track, song: nth + 1, artist: nth })));
    expect(reachFrom(graph, 0)(1)).toBe(distance);
  });

  it('misses no track whose tempo is a hair below its neighbour in the graph', () => {
    const graph = graphOf(
      [130, 128.0004, 128.0001, 120.3202].map((bpm, nth) => ({ key: 21, bpm, song: nth + 1, artist: 0 })),
    );
    expect([...graph.bucket(21).tracks]).toEqual([3, 2, 1, 0]);
    expect(reachFrom(graph, 0)(3)).toBe('one');
  });

  it('goes over no other file of the song asked for', () => {
    const shapes = [
      { key: 21, bpm: 120, song: 1, artist: 1 },
      { key: 21, bpm: 126, song: 2, artist: 2 },
      { key: 21, bpm: 132, song: 2, artist: 2 },
    ];
    expect(reachFrom(graphOf(shapes), 0)(2)).toBe('far');
    const other = { key: 21, bpm: 126, song: 3, artist: 3 };
    expect(reachFrom(graphOf([...shapes, other]), 0)(2)).toBe('one');
  });

  it('knows no way where there is nothing', () => {
    const graph = graphOf([{ key: 21, bpm: 174, song: 1, artist: 1 }]);
    expect(reachFrom(graph, { key: 12, bpm: 120, song: 0, artist: 0 })(0)).toBe('far');
  });
});

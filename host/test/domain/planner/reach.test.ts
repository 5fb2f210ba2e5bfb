// Distances against a plain search from track to track.

import type { Distance } from '@tracord/shared/plan.ts';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { reachFrom } from '#domain/planner/reach.ts';
import type { TrackGraph } from '#domain/planner/track-graph.ts';
import { mixes } from '#domain/planner/transition.ts';
import { anyGraph, graphOf } from './any-graph.ts';

/** Track by track: who can be played after so many steps, never over the song at either end. */
function searched(graph: TrackGraph, from: number, to: number, blocked: (place: number) => boolean): Distance {
  const all = Array.from({ length: graph.room }, (_, place) => place);
  const between = all.filter(
    (place) => !blocked(place) && graph.song[place] !== graph.song[to] && graph.song[place] !== graph.song[from],
  );
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
      fc.property(anyGraph(2, 30), fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }), (graph, closed) => {
        const blocked = (place: number) => closed[place] === true;
        for (const from of [0, 1]) {
          const reach = reachFrom(graph, from, { blocked });
          for (let to = 0; to < graph.room; to++) expect(reach(to)).toBe(searched(graph, from, to, blocked));
        }
      }),
      { numRuns: 400 },
    );
  });

  it('counts what is heard like a track of that song, key and tempo', () => {
    fc.assert(
      fc.property(anyGraph(2, 20), (graph) => {
        const heard = { place: 0, key: graph.key[0] ?? -1, bpm: graph.bpm[0] ?? Number.NaN };
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
    expect(reachFrom(graph, { key: 21, bpm: 120 })(tempos.indexOf(bpm))).toBe(distance);
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
    expect(reachFrom(graph, { key: 12, bpm: 120 })(0)).toBe('far');
  });
});

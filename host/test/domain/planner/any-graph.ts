// Small libraries for the tests of ways and distances: few songs, artists, keys and tempos, so that files of one song, equal tempos
// and unknown keys and tempos meet often.

import fc from 'fast-check';
import { musicalKey } from '#domain/musical-key.ts';
import { type PlannerTrack, TrackGraph } from '#domain/planner/track-graph.ts';

type Shape = { key: number | undefined; bpm: number | undefined; song: number; artist: number };

const anyBpm = fc.oneof(
  fc.constantFrom(64, 87, 118, 124, 126, 128, 130, 134.5, 140, 174),
  fc.double({ min: 60, max: 190, noNaN: true }),
  // So close together that their order in the graph is not theirs.
  fc.integer({ min: 0, max: 9 }).map((step) => 128 + step / 10_000),
);

/** Tracks at the places 0, 1, 2 and so on; song 0 and artist 0 are not known. */
export function anyGraph(fewest: number, most: number): fc.Arbitrary<TrackGraph> {
  const shape = fc.record({
    key: fc.option(fc.constantFrom(0, 2, 5, 7, 9, 12, 14, 16, 19, 20, 21), { nil: undefined, freq: 8 }),
    bpm: fc.option(anyBpm, { nil: undefined, freq: 8 }),
    song: fc.nat(24),
    artist: fc.nat(6),
  });
  return fc.array(shape, { minLength: fewest, maxLength: most }).map(graphOf);
}

export function graphOf(shapes: readonly Shape[]): TrackGraph {
  const graph = new TrackGraph();
  graph.put(
    shapes.map(({ key, bpm, song, artist }, at): PlannerTrack => {
      const named = {
        id: `t${at}`,
        song: song === 0 ? '' : `song ${song}`,
        artist: artist === 0 ? '' : `artist ${artist}`,
      };
      return { ...named, key: key === undefined ? undefined : musicalKey(key), bpm };
    }),
  );
  return graph;
}

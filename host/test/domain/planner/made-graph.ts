// Small libraries for tests of the planner.

import fc from 'fast-check';
import { musicalKey } from '#domain/musical-key.ts';
import { type PlannerTrack, TrackGraph } from '#domain/planner/track-graph.ts';

export function graphOf(tracks: readonly PlannerTrack[]): TrackGraph {
  const graph = new TrackGraph();
  graph.put(tracks);
  return graph;
}

const some = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined, freq: 4 });

/** Few songs, artists, genres and tempos, so that they meet. */
export const anyTrack: fc.Arbitrary<Omit<PlannerTrack, 'id'>> = fc
  .record({
    song: fc.integer({ min: 0, max: 30 }),
    artist: fc.constantFrom('ann', 'bo', 'cy', 'di'),
    genre: some(fc.constantFrom('house', 'techno', 'dub')),
    label: some(fc.constantFrom('one', 'two')),
    key: some(fc.integer({ min: 0, max: 23 })),
    bpm: some(fc.oneof(fc.double({ min: 60, max: 190, noNaN: true }), fc.constantFrom(120, 125, 128, 87, 174))),
    energy: some(fc.double({ min: 0, max: 1, noNaN: true })),
    stars: some(fc.integer({ min: 1, max: 5 })),
    playedDay: some(fc.integer({ min: 20_000, max: 20_400 })),
  })
  .map(({ song, key, ...track }) => ({
    ...track,
    song: `song ${song}`,
    key: key === undefined ? undefined : musicalKey(key),
  }));

export const anyTracks = (most: number) =>
  fc
    .array(anyTrack, { minLength: 1, maxLength: most })
    .map((tracks) => tracks.map((track, n) => ({ ...track, id: `t${n}` })));

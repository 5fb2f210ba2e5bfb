// A track graph like a large collection's, and the plain search for distances that the planner's is measured against.

import type { Distance } from '@tracord/shared/plan.ts';
import { musicalKey } from '../../host/src/domain/musical-key.ts';
import { type PlannerTrack, TrackGraph } from '../../host/src/domain/planner/track-graph.ts';
import { mixes } from '../../host/src/domain/planner/transition.ts';
import { SeededRandom } from '../made-collection/random.ts';

/** `unknown`: the share of tracks without a key, and as many without a tempo. */
export type GraphShape = { entries: number; seed: number; unknown: number };

/** Tempos in heaps as in a DJ's collection. One in twenty is another file of the song before, as that is or never analysed. */
export function madeTracks({ entries, seed, unknown }: GraphShape): PlannerTrack[] {
  const random = new SeededRandom(seed, 40);
  const tracks: PlannerTrack[] = [];
  for (let at = 0; at < entries; at++) {
    const before = tracks[at - 1];
    if (before !== undefined && random.chance(0.05)) {
      const analysed = unknown === 0 || random.chance(0.8);
      const { key, bpm, ...names } = before;
      tracks.push({ ...names, id: `${at}`, ...(analysed && { key, bpm }) });
      continue;
    }
    tracks.push({
      id: `${at}`,
      song: `${at}`,
      artist: `${random.below(Math.ceil(entries / 9))}`,
      key: random.chance(unknown) ? undefined : musicalKey(random.below(24)),
      bpm: random.chance(unknown) ? undefined : tempo(random),
    });
  }
  return tracks;
}

export function madeGraph(shape: GraphShape): TrackGraph {
  const graph = new TrackGraph();
  graph.put(madeTracks(shape));
  return graph;
}

function tempo(random: SeededRandom): number {
  const kind = random.below(100);
  const heap =
    kind < 55
      ? random.between(120, 130)
      : kind < 67
        ? random.between(138, 142)
        : kind < 80
          ? random.between(172, 176)
          : kind < 86
            ? random.between(85, 88)
            : random.between(66, 185);
  // Most are made to a whole tempo; vinyl and live bands are not.
  return random.chance(0.7) ? heap : heap + (random.below(1_000) - 500) / 1_000;
}

/** From track to track, each that was reached going on to all the others; sets of places, and no other structure. */
export function searchedDistance(
  graph: TrackGraph,
  from: number,
  blocked: (place: number) => boolean,
): (to: number) => Distance {
  const distances = new Map<number, Distance>();
  let left = Array.from({ length: graph.room }, (_, place) => place);
  let ring = [from];
  for (const distance of ['now', 'one', 'two'] as const) {
    const reached: number[] = [];
    const unreached: number[] = [];
    for (const place of left) {
      if (ring.some((before) => mixes(graph, before, place))) {
        distances.set(place, distance);
        reached.push(place);
      } else unreached.push(place);
    }
    left = unreached;
    ring = reached.filter((place) => !blocked(place) && graph.song[place] !== graph.song[from]);
  }
  return (to) => distances.get(to) ?? 'far';
}

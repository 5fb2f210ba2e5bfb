// A made library as the planner sees it: tempos in the clusters of house, techno, hard dance and drum and bass, some at half
// time, and one in ten without key or tempo. The same size and seed give the same graph.

import { type MusicalKey, musicalKey } from '../../host/src/domain/musical-key.ts';
import { type PlannerTrack, TrackGraph } from '../../host/src/domain/planner/track-graph.ts';
import { SeededRandom } from '../made-collection/random.ts';

/** Share of the library, middle and spread of its tempos. */
const CLUSTERS = [
  { share: 0.3, bpm: 122, spread: 3 },
  { share: 0.3, bpm: 127, spread: 3 },
  { share: 0.15, bpm: 140, spread: 4 },
  { share: 0.15, bpm: 174, spread: 2 },
  { share: 0.1, bpm: 87, spread: 2 },
] as const;

/** Five tracks to an artist, but 24 artists at least; one song in fifty lies there twice. */
export function libraryTracks(tracks: number, seed: number): PlannerTrack[] {
  const random = new SeededRandom(seed, 50);
  const artists = Math.max(24, Math.ceil(tracks / 5));
  return Array.from({ length: tracks }, (_, at) => madeTrack(random, at, artists));
}

export function setLibrary(tracks: number, seed: number): TrackGraph {
  const graph = new TrackGraph();
  graph.put(libraryTracks(tracks, seed));
  return graph;
}

function madeTrack(random: SeededRandom, at: number, artists: number): PlannerTrack {
  const lacks = random.below(20);
  return {
    id: `t${at}`,
    song: `song ${random.chance(0.02) && at > 0 ? random.below(at) : at}`,
    artist: `artist ${random.below(artists)}`,
    genre: `genre ${random.below(24)}`,
    label: `label ${random.below(Math.ceil(artists / 8))}`,
    key: lacks === 0 ? undefined : madeKey(random),
    bpm: lacks === 1 ? undefined : madeBpm(random),
    energy: random.chance(0.8) ? random.between(20, 100) / 100 : undefined,
    stars: random.chance(0.6) ? random.between(1, 5) : undefined,
    durationMs: random.between(180_000, 480_000),
    playedDay: random.chance(0.5) ? random.between(18_000, 20_000) : undefined,
    playCount: random.chance(0.5) ? random.below(30) : 0,
  };
}

/** Two of three are minor. */
function madeKey(random: SeededRandom): MusicalKey | undefined {
  return musicalKey(random.below(12) + (random.chance(2 / 3) ? 12 : 0));
}

function madeBpm(random: SeededRandom): number {
  let roll = random.uint32() / 2 ** 32;
  const cluster = CLUSTERS.find(({ share }) => {
    roll -= share;
    return roll < 0;
  });
  const { bpm, spread } = cluster ?? CLUSTERS[0];
  // The sum of two is likelier in the middle than at the edges.
  return bpm + (spread * (random.between(-100, 100) + random.between(-100, 100))) / 200;
}

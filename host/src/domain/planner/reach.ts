// How far every track is from what is on air: found once for the whole library by spreading over keys and tempos, so that a queue
// of requests is answered at once. Equal to a search from track to track with `mixes` of transition.ts. Pure.

import type { Distance } from '@tracord/shared/plan.ts';
import { bucketOfKey, type Heard, heardFrom, type Start } from './start.ts';
import { RELATIONS } from './tempo-match.ts';
import { ALL_BUCKETS, type TrackGraph } from './track-graph.ts';
import { harmonyOf, MIXES_HARMONY, MIXES_TEMPO } from './transition.ts';

export type ReachOptions = {
  /** Tracks that cannot be played between, because their song was on in this set: a target may be one all the same. */
  blocked?: (place: number) => boolean;
};

/**
 * How far a place is: `now` mixes with the start; `one` and `two` need that many tracks between; `far` more, or there is no way.
 * The song on air and the song asked for are never played between. Holds until the graph is changed.
 */
export function reachFrom(graph: TrackGraph, from: Start, options: ReachOptions = {}): (to: number) => Distance {
  const start = heardFrom(graph, from);
  const closed = options.blocked ?? (() => false);
  const blocked = (place: number) => isOf(graph, start.song, place) || closed(place);
  const plain = spreadFrom(graph, start, blocked);
  const withoutSong = new Map<number, (to: number) => number>();
  return (to) => {
    const song = graph.song[to] ?? 0;
    let steps = plain(to);
    // Where another file of the song asked for is nearer than this one, a way may have led over it.
    if (steps > 0 && fileIsNearer(graph, to, steps, plain, blocked)) {
      let spread = withoutSong.get(song);
      if (spread === undefined) {
        spread = spreadFrom(graph, start, (place) => isOf(graph, song, place) || blocked(place));
        withoutSong.set(song, spread);
      }
      steps = spread(to);
    }
    return BY_STEPS[steps] ?? 'far';
  };
}

const BY_STEPS: readonly Distance[] = ['now', 'one', 'two'];

function fileIsNearer(
  graph: TrackGraph,
  to: number,
  steps: number,
  plain: (to: number) => number,
  blocked: (place: number) => boolean,
): boolean {
  const song = graph.song[to] ?? 0;
  if (song === 0) return false;
  return graph.tracksOf(song).some((file) => file !== to && !blocked(file) && plain(file) < steps);
}

/** 0 is no song. */
function isOf(graph: TrackGraph, song: number, place: number): boolean {
  return song !== 0 && graph.song[place] === song;
}

/** The number of tracks between the start and a place; 3: more than two. */
function spreadFrom(graph: TrackGraph, start: Heard, blocked: (place: number) => boolean): (to: number) => number {
  const rings = [sourcesOf(ringOfStart(start))];
  return (to) => {
    const [bucket, bpm] = [bucketOfKey(graph.key[to]), graph.bpm[to] ?? Number.NaN];
    for (let steps = 0; steps < BY_STEPS.length; steps++) {
      const before = rings[steps - 1];
      const ring = rings[steps] ?? sourcesOf(nextRing(graph, before ?? [], blocked));
      rings[steps] = ring;
      if (leadsTo(ring[bucket], bpm)) return steps;
    }
    return BY_STEPS.length;
  };
}

/** The tempos of a set of tracks: `runs` are pairs of the lowest and highest tempo of tracks so close together that whatever lies
 * between the pair mixes with one of them. */
type Tempos = { runs: number[]; some: boolean; tempoless: boolean };

/** Of tempos this close together each mixes with what lies between them. */
const CLOSE = 1 + MIXES_TEMPO / 2;

/** For each bucket, the buckets whose tracks go on to it. */
const LEADING: readonly (readonly number[])[] = ALL_BUCKETS.map((to) =>
  ALL_BUCKETS.filter((from) => harmonyOf(from, to) >= MIXES_HARMONY),
);

function ringOfStart({ key, bpm }: Heard): Tempos[] {
  const known = bpm > 0;
  const own = { runs: known ? [bpm, bpm] : [], some: true, tempoless: !known };
  return ALL_BUCKETS.map((bucket) => (bucket === bucketOfKey(key) ? own : NOTHING));
}

const NOTHING: Tempos = { runs: [], some: false, tempoless: false };

/** By bucket: the tracks that can be played between and mix with one of the sources. */
function nextRing(graph: TrackGraph, sources: readonly Tempos[], blocked: (place: number) => boolean): Tempos[] {
  return ALL_BUCKETS.map((bucket) => {
    const { tracks, bpms } = graph.bucket(bucket);
    const source = sources[bucket] ?? NOTHING;
    const found: Tempos = { runs: [], some: false, tempoless: false };
    for (let at = 0; at < tracks.length; at++) {
      const bpm = bpms[at] ?? Number.NaN;
      if (!leadsTo(source, bpm) || blocked(tracks[at] ?? 0)) continue;
      found.some = true;
      if (Number.isNaN(bpm)) found.tempoless = true;
      else widen(found.runs, bpm);
      // All others without a tempo are the same.
      if (found.tempoless) break;
    }
    return found;
  });
}

/** Adds a tempo that is not below the others by more than a thousandth: so the graph orders them. */
function widen(runs: number[], bpm: number): void {
  const end = runs.length - 1;
  const highest = runs[end];
  if (highest === undefined || bpm > highest * CLOSE) runs.push(bpm, bpm);
  else if (bpm > highest) runs[end] = bpm;
  else if (bpm < (runs[end - 1] ?? bpm)) runs[end - 1] = bpm;
}

/** By bucket: all that goes on to it, whatever its own key is. */
function sourcesOf(ring: readonly Tempos[]): Tempos[] {
  return LEADING.map((leading) => {
    const all = leading.map((from) => ring[from] ?? NOTHING);
    const pairs = all.flatMap(({ runs }) =>
      runs.flatMap((low, at) => (at % 2 === 0 ? [{ low, high: runs[at + 1] ?? low }] : [])),
    );
    pairs.sort((one, other) => one.low - other.low);
    const runs: number[] = [];
    for (const { low, high } of pairs) {
      widen(runs, low);
      if (high > (runs.at(-1) ?? 0)) runs[runs.length - 1] = high;
    }
    return { runs, some: all.some(({ some }) => some), tempoless: all.some(({ tempoless }) => tempoless) };
  });
}

function leadsTo(source: Tempos = NOTHING, bpm: number): boolean {
  if (Number.isNaN(bpm)) return source.some;
  if (source.tempoless) return true;
  const { runs } = source;
  for (let at = 0; at < runs.length; at += 2) {
    const [low, high] = [runs[at] ?? 0, runs[at + 1] ?? 0];
    for (const relation of RELATIONS) {
      if ((bpm * relation) / high - 1 <= MIXES_TEMPO && (bpm * relation) / low - 1 >= -MIXES_TEMPO) return true;
    }
  }
  return false;
}

// How far every track is from what is on air: found once for the whole library by spreading over keys and tempos, so that a queue
// of requests is answered at once. Equal to a search from track to track with `mixes` of transition.ts. Pure.

import type { Distance } from '@tracord/shared/plan.ts';
import { ALL_BUCKETS, bucketOf } from './key-buckets.ts';
import { type Heard, heardFrom, type Start } from './start.ts';
import { RELATIONS } from './tempo-match.ts';
import type { TrackGraph } from './track-graph.ts';
import { harmonyOf, MIXES_HARMONY, mixesWithin } from './transition.ts';

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
  const spread = (isClosed: (place: number) => boolean) => {
    const one = new Spread(graph, start, isClosed);
    return (to: number) => one.stepsTo(to);
  };
  const plain = spread(blocked);
  const withoutSong = new Map<number, (to: number) => number>();
  return (to) => {
    const song = graph.song[to] ?? 0;
    let steps = plain(to);
    // Where another file of the song asked for is nearer than this one, a way may have led over it.
    if (steps > 0 && fileIsNearer(graph, to, steps, plain, blocked)) {
      const without = withoutSong.get(song) ?? spread((place) => isOf(graph, song, place) || blocked(place));
      withoutSong.set(song, without);
      steps = without(to);
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

/** The tempos of a set of tracks: `runs` are pairs of the lowest and highest tempo of tracks so close together that whatever lies
 * between the pair mixes with one of them. */
type Tempos = { runs: number[]; some: boolean; tempoless: boolean };

const NOTHING: Tempos = { runs: [], some: false, tempoless: false };

/** For each bucket, the buckets whose tracks go on to it. */
const LEADING: readonly (readonly number[])[] = ALL_BUCKETS.map((to) =>
  ALL_BUCKETS.filter((from) => harmonyOf(from, to) >= MIXES_HARMONY),
);

/** What lies one step from the start, two and three, looked for when it is first asked. */
class Spread {
  readonly #graph: TrackGraph;
  readonly #within: number;
  readonly #blocked: (place: number) => boolean;
  readonly #rings: Tempos[][];

  constructor(graph: TrackGraph, start: Heard, blocked: (place: number) => boolean) {
    this.#graph = graph;
    this.#within = mixesWithin(graph);
    this.#blocked = blocked;
    this.#rings = [this.#sourcesOf(ringOfStart(start))];
  }

  /** The number of tracks between the start and a place; 3: more than two. */
  stepsTo(to: number): number {
    const [bucket, bpm] = [bucketOf(this.#graph.key[to]), this.#graph.bpm[to] ?? Number.NaN];
    for (let steps = 0; steps < BY_STEPS.length; steps++) {
      const ring = this.#rings[steps] ?? this.#sourcesOf(this.#nextRing(this.#rings[steps - 1] ?? []));
      this.#rings[steps] = ring;
      if (this.#leadsTo(ring[bucket], bpm)) return steps;
    }
    return BY_STEPS.length;
  }

  /** By bucket: the tracks that can be played between and mix with one of the sources. */
  #nextRing(sources: readonly Tempos[]): Tempos[] {
    return ALL_BUCKETS.map((bucket) => {
      const { tracks, bpms } = this.#graph.bucket(bucket);
      const source = sources[bucket] ?? NOTHING;
      const found: Tempos = { runs: [], some: false, tempoless: false };
      for (let at = 0; at < tracks.length; at++) {
        const bpm = bpms[at] ?? Number.NaN;
        if (!this.#leadsTo(source, bpm) || this.#blocked(tracks[at] ?? 0)) continue;
        found.some = true;
        if (Number.isNaN(bpm)) found.tempoless = true;
        else this.#widen(found.runs, bpm);
        // All others without a tempo are the same.
        if (found.tempoless) break;
      }
      return found;
    });
  }

  /** By bucket: all that goes on to it, whatever its own key is. */
  #sourcesOf(ring: readonly Tempos[]): Tempos[] {
    return LEADING.map((leading) => {
      const all = leading.map((from) => ring[from] ?? NOTHING);
      const pairs = all.flatMap(({ runs }) =>
        runs.flatMap((low, at) => (at % 2 === 0 ? [{ low, high: runs[at + 1] ?? low }] : [])),
      );
      pairs.sort((one, other) => one.low - other.low);
      const runs: number[] = [];
      for (const { low, high } of pairs) {
        this.#widen(runs, low);
        if (high > (runs.at(-1) ?? 0)) runs[runs.length - 1] = high;
      }
      return { runs, some: all.some(({ some }) => some), tempoless: all.some(({ tempoless }) => tempoless) };
    });
  }

  /** Adds a tempo that is not below the beginning of the last run. Of tempos that are half as far apart as what mixes, each mixes
   * with what lies between them. */
  #widen(runs: number[], bpm: number): void {
    const end = runs.length - 1;
    const highest = runs[end];
    if (highest === undefined || bpm > highest * (1 + this.#within / 2)) runs.push(bpm, bpm);
    else if (bpm > highest) runs[end] = bpm;
  }

  #leadsTo(source: Tempos = NOTHING, bpm: number): boolean {
    if (Number.isNaN(bpm)) return source.some;
    if (source.tempoless) return true;
    const { runs } = source;
    for (let at = 0; at < runs.length; at += 2) {
      const [low, high] = [runs[at] ?? 0, runs[at + 1] ?? 0];
      for (const relation of RELATIONS) {
        const counted = bpm * relation;
        if (counted / high - 1 <= this.#within && counted / low - 1 >= -this.#within) return true;
      }
    }
    return false;
  }
}

function ringOfStart({ key, bpm }: Heard): Tempos[] {
  const known = bpm > 0;
  const own = { runs: known ? [bpm, bpm] : [], some: true, tempoless: !known };
  return ALL_BUCKETS.map((bucket) => (bucket === bucketOf(key) ? own : NOTHING));
}

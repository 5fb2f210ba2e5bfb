// The most that a way through some ranges of the library can be worth: what the search for ways is led by. Pure.

import type { Shelf } from './bridge-pool.ts';
import { mostEase, mostEaseOver, type Tempos, worthOf } from './bridge-worth.ts';
import type { Heard } from './start.ts';
import type { TrackGraph } from './track-graph.ts';
import { mixesWithin } from './transition.ts';

/** A row of keys to go through: a shelf of tracks for each track between, and the harmony of each step. */
export type Chain = { shelves: readonly Shelf[]; harmonies: readonly number[] };

/** The tempos at one stop of a way, and their logarithms. */
type Stop = Tempos & { logs: Tempos };

/** Bounds of the ways from one start to one target. */
export class WayBounds {
  readonly #graph: TrackGraph;
  readonly #from: Heard;
  readonly #toArtist: number;
  readonly #within: number;
  readonly #ends: { from: Stop; to: Stop };
  /** Of the way that is looked at; kept, as many are. */
  readonly #stops: Stop[] = [];

  constructor(graph: TrackGraph, from: Heard, to: number) {
    this.#graph = graph;
    this.#from = from;
    this.#within = mixesWithin(graph);
    this.#toArtist = graph.artist[to] ?? 0;
    const toBpm = graph.bpm[to] ?? Number.NaN;
    this.#ends = { from: stopAt(from.bpm, from.bpm), to: stopAt(toBpm, toBpm) };
  }

  /**
   * `cuts`: of each shelf the first position and the one after the last. No way through them is worth more; through single tracks
   * it is worth just this. −Infinity: there is none.
   */
  of({ shelves, harmonies }: Chain, cuts: readonly number[]): number {
    const stops = this.#stops;
    stops.length = 0;
    stops.push(this.#ends.from);
    let [least, sum, artistPairs, artist] = [1, 0, 0, this.#from.artist];
    for (let step = 0; step <= shelves.length; step++) {
      const shelf = shelves[step];
      const [first, end] = [cuts[2 * step] ?? 0, cuts[2 * step + 1] ?? 0];
      const [before, next] = [
        stops[step] ?? this.#ends.from,
        shelf === undefined ? this.#ends.to : stop(shelf, first, end),
      ];
      const ease = mostEase(harmonies[step] ?? 0, before, next, this.#within);
      if (ease < 0) return Number.NEGATIVE_INFINITY;
      const nextArtist = shelf === undefined ? this.#toArtist : this.#artistOf(shelf, first, end);
      if (artist !== 0 && artist === nextArtist && shelves.length > 0) artistPairs += 1;
      least = Math.min(least, ease, this.#overAll(next, harmonies));
      if (least < 0) return Number.NEGATIVE_INFINITY;
      sum += ease;
      artist = nextArtist;
      stops.push(next);
    }
    return worthOf(least, sum / (shelves.length + 1), shelves.length, artistPairs);
  }

  /** The most ease of the hardest step from any stop before to the next one, over the stops between. */
  #overAll(next: Stop, harmonies: readonly number[]): number {
    const stops = this.#stops;
    let [least, harmony] = [1, harmonies[stops.length - 1] ?? 0];
    for (let at = stops.length - 2; at >= 0; at--) {
      const [from, over] = [stops[at] ?? next, stops[at + 1] ?? next];
      // Over a track whose tempo is not known, any tempo is reached.
      if (Number.isNaN(over.low)) break;
      harmony = Math.max(harmony, harmonies[at] ?? 0);
      least = Math.min(least, mostEaseOver(harmony, stops.length - at, from.logs, next.logs, this.#within));
    }
    return least;
  }

  /** 0: not all of the range are by one artist. */
  #artistOf({ tracks, artistUntil }: Shelf, first: number, end: number): number {
    return (artistUntil[first] ?? 0) >= end ? (this.#graph.artist[tracks[first] ?? 0] ?? 0) : 0;
  }
}

function stop({ bpms }: Shelf, first: number, end: number): Stop {
  return stopAt(bpms[first] ?? Number.NaN, bpms[end - 1] ?? Number.NaN);
}

/** A tempo that is not above 0 is not known. */
function stopAt(low: number, high: number): Stop {
  if (!(low > 0)) return UNKNOWN_STOP;
  return { low, high, logs: { low: Math.log(low), high: Math.log(high) } };
}

const UNKNOWN_STOP: Stop = { low: Number.NaN, high: Number.NaN, logs: { low: Number.NaN, high: Number.NaN } };

// The ways from what is on air to a track the DJ wants to reach, over a few tracks that mix with each other. Pure.

import { type Chain, WayBounds } from './bridge-bound.ts';
import { type Part, PartHeap } from './bridge-heap.ts';
import { type Shelf, shelvesOf } from './bridge-pool.ts';
import { mostEase, type Tempos } from './bridge-worth.ts';
import { ALL_BUCKETS, bucketOf } from './key-buckets.ts';
import { type Heard, heardFrom, type Start } from './start.ts';
import type { TrackGraph } from './track-graph.ts';
import { harmonyOf, MIXES_HARMONY, mixesWithin } from './transition.ts';

/** `places`: the tracks between, and last the target. `eases`: 0 to 1, of each step to them; `ease`: of the hardest. */
export type Way = { places: number[]; eases: number[]; ease: number; worth: number };

export type BridgeOptions = {
  /** Steps at most, 1 to 4; 3 where nothing is said. */
  hops?: number;
  /** Ways at most; 3 where nothing is said. */
  most?: number;
  /** Tracks that cannot be played between; the target may be one. */
  blocked?: (place: number) => boolean;
  /** How many parts of the library are looked at before the search goes on with fewer steps. */
  looks?: number;
};

const MOST_HOPS = 4;
/** By the number of steps: ways of 3 steps through 200,000 tracks took 8,000 looks at most, of 4 steps nearly all of theirs. */
const LOOKS = [50_000, 50_000, 50_000, 50_000, 200_000];
/** Over three tracks between, what is worth this much more may be missed: nobody hears it, and the search is far shorter. */
export const GRAIN = 0.005;

/**
 * The best ways, the best first: each is worth the most of all that share no song between with the ways before it. What a way is
 * worth: the ease of its hardest step, plus a quarter of the mean of all, less a tenth for each track between; ways with two
 * tracks of one artist next to each other come after all others. Each step `mixes` (transition.ts); no song is in a way twice.
 *
 * Exact for up to 3 steps; of 4 steps a way that is worth `GRAIN` more may be missed. Where the search comes to an end by `looks`
 * (a library by two artists alone, say), what is still missing are the best ways of fewer steps.
 */
export function bridges(graph: TrackGraph, from: Start, to: number, options: BridgeOptions = {}): Way[] {
  return new Search(graph, from, to, options).ways();
}

/** Ranges of a chain's shelves, `cuts` [low, high, low, high, …). No way through them is worth more than `worth`; `bound` is the
 * same, or the number of its grain. `size`: their tracks. */
type Region = Part & { chain: Chain; cuts: number[]; worth: number };

class Search {
  readonly #graph: TrackGraph;
  readonly #from: Heard;
  readonly #to: number;
  readonly #within: number;
  readonly #bounds: WayBounds;
  readonly #hops: number;
  readonly #grain: number;
  readonly #most: number;
  readonly #looks: number;
  readonly #allowed: (place: number) => boolean;
  #regions = new PartHeap<Region>();
  readonly #shelves = new Map<number, Shelf[]>();
  /** Songs and tracks of the ways that were found. */
  readonly #used = new Set<number>();
  #isDirectFound = false;

  constructor(graph: TrackGraph, from: Start, to: number, { hops = 3, most = 3, blocked, looks }: BridgeOptions) {
    this.#graph = graph;
    this.#from = heardFrom(graph, from);
    this.#to = to;
    this.#within = mixesWithin(graph);
    this.#bounds = new WayBounds(graph, this.#from, to);
    this.#hops = Math.min(hops, MOST_HOPS);
    this.#grain = this.#hops > 3 ? GRAIN : 0;
    this.#most = most;
    this.#looks = looks ?? LOOKS[this.#hops] ?? 0;
    const ends = [this.#from.song, graph.song[to] ?? 0].filter((song) => song !== 0);
    this.#allowed = (place) =>
      place !== to && place !== from && !ends.includes(graph.song[place] ?? 0) && blocked?.(place) !== true;
  }

  ways(): Way[] {
    const found: Way[] = [];
    for (let hops = this.#hops; hops > 0 && found.length < this.#most; hops--) {
      if (this.#searched(hops, found)) break;
    }
    return found;
  }

  /** Adds the best ways of so many steps at most; false: it has come to an end by looks. */
  #searched(hops: number, found: Way[]): boolean {
    this.#regions = new PartHeap();
    this.#addChains({ shelves: [], harmonies: [] }, bucketOf(this.#from.key), hops);
    for (let looks = 0; found.length < this.#most; ) {
      const region = this.#regions.pop();
      if (region === undefined) break;
      if (this.#isUsed(region)) continue;
      if (region.size === region.chain.shelves.length) this.#keep(this.#wayOf(region), found);
      else if (looks < this.#looks) this.#divide(region);
      else return false;
      looks += 1;
    }
    return true;
  }

  #keep(way: Way, found: Way[]): void {
    const between = way.places.slice(0, -1);
    if (between.length === 0) this.#isDirectFound = true;
    for (const place of between) this.#used.add(this.#songOrPlace(place));
    found.push(way);
  }

  /** All rows of keys that go on from `bucket` and end at the target's, and their first regions. */
  #addChains({ shelves, harmonies }: Chain, bucket: number, hops: number): void {
    const last = harmonyOf(bucket, this.#graph.key[this.#to] ?? -1);
    if (last >= MIXES_HARMONY && !(shelves.length === 0 && this.#isDirectFound)) {
      const chain = { shelves, harmonies: [...harmonies, last] };
      this.#add(
        chain,
        shelves.flatMap(({ tracks }) => [0, tracks.length]),
      );
    }
    if (shelves.length + 1 >= hops) return;
    for (const next of ALL_BUCKETS) {
      const harmony = harmonyOf(bucket, next);
      if (harmony < MIXES_HARMONY) continue;
      for (const shelf of this.#shelvesOf(next)) {
        this.#addChains({ shelves: [...shelves, shelf], harmonies: [...harmonies, harmony] }, next, hops);
      }
    }
  }

  #shelvesOf(bucket: number): Shelf[] {
    const known = this.#shelves.get(bucket);
    if (known !== undefined) return known;
    const made = shelvesOf(this.#graph, bucket, this.#allowed);
    this.#shelves.set(bucket, made);
    return made;
  }

  #add(chain: Chain, cuts: number[]): void {
    const bound = this.#bounds.of(chain, cuts);
    if (bound === Number.NEGATIVE_INFINITY || this.#repeatsSong(chain.shelves, cuts)) return;
    const banded = this.#grain > 0 ? Math.ceil(bound / this.#grain) : bound;
    let size = 0;
    for (let at = 0; at < cuts.length; at += 2) size += (cuts[at + 1] ?? 0) - (cuts[at] ?? 0);
    this.#regions.push({ chain, cuts, bound: banded, size, worth: bound });
  }

  #repeatsSong(shelves: readonly Shelf[], cuts: readonly number[]): boolean {
    const songs = this.#singles(shelves, cuts).map((place) => this.#songOrPlace(place));
    return songs.length > 1 && new Set(songs).size < songs.length;
  }

  #isUsed({ chain, cuts }: Region): boolean {
    return (
      this.#used.size > 0 &&
      this.#singles(chain.shelves, cuts).some((place) => this.#used.has(this.#songOrPlace(place)))
    );
  }

  /** The tracks of those ranges that hold only one. */
  #singles(shelves: readonly Shelf[], cuts: readonly number[]): number[] {
    const singles: number[] = [];
    for (let at = 0; at < shelves.length; at++) {
      const first = cuts[2 * at] ?? 0;
      if ((cuts[2 * at + 1] ?? 0) - first === 1) singles.push(shelves[at]?.tracks[first] ?? 0);
    }
    return singles;
  }

  /** A song's number; of a track without one its place, below 0. */
  #songOrPlace(place: number): number {
    return this.#graph.song[place] || -1 - place;
  }

  /** In the middle of the range with the widest tempos, else of the one with the most tracks. */
  #divide({ chain, cuts }: Region): void {
    let [widest, width] = [0, -1];
    for (let at = 0; at < chain.shelves.length; at++) {
      const [first, end] = [cuts[2 * at] ?? 0, cuts[2 * at + 1] ?? 0];
      if (end - first < 2) continue;
      const bpms = chain.shelves[at]?.bpms;
      const spread = (bpms?.[end - 1] ?? 0) / (bpms?.[first] ?? 1) - 1;
      // Ranges without any spread are divided last, the longest first.
      const wide = spread > 0 ? 1 + spread : 1 - 1 / (end - first);
      if (wide > width) [widest, width] = [at, wide];
    }
    const [first, end] = [cuts[2 * widest] ?? 0, cuts[2 * widest + 1] ?? 0];
    const middle = (first + end) >> 1;
    this.#add(chain, cuts.with(2 * widest + 1, middle));
    this.#add(chain, cuts.with(2 * widest, middle));
  }

  #wayOf({ chain, cuts, worth }: Region): Way {
    const places = [...this.#singles(chain.shelves, cuts), this.#to];
    let before = tempo(this.#from.bpm);
    const eases = places.map((place, step) => {
      const next = tempo(this.#graph.bpm[place] ?? Number.NaN);
      const ease = mostEase(chain.harmonies[step] ?? 0, before, next, this.#within);
      before = next;
      return ease;
    });
    return { places, eases, ease: Math.min(...eases), worth };
  }
}

function tempo(bpm: number): Tempos {
  return { low: bpm, high: bpm };
}

// A wish for a set and the tracks that may be in it, made ready to be searched: what `setCost` says, fast, for numbers of a small
// pool of tracks. Pure.

import type { Timing } from './overlap.ts';
import { energyCost, lengthCost, minuteCost, SPACING_COST, stepCost, wantedEnergy } from './set-objective.ts';
import type { SetWish } from './set-wish.ts';
import type { TrackGraph } from './track-graph.ts';

/** What a step costs that a strict key policy forbids: while searching, such a set is merely bad. */
export const FORBIDDEN_COST = 1e6;
/** Pools up to this size remember every step; 8 MB for each of both tables. */
const REMEMBERED = 1_024;

/** Only so many tracks are tried after another one, those to which its step costs least. */
const NEIGHBOURS = 60;

/** Numbers below are of the pool, never places of the graph. */
export class SetTask {
  /** Places by number. */
  readonly places: Int32Array;
  /** By number, the first number that is a file of the same song. */
  readonly songs: Int32Array;
  /** What the set begins with: played already. */
  readonly head: number;
  /** What is in it whatever happens, wherever it stands: 1 or 0 by number. */
  readonly isMust: Uint8Array;
  /** Numbers by place in the set. */
  readonly locked: ReadonlyMap<number, number>;
  readonly last: number | undefined;
  readonly wantedMs: number;
  /** Positions evaluated so far: the measure of how much was done. */
  work = 0;
  readonly #graph: TrackGraph;
  readonly #wish: SetWish;
  readonly #timing: Timing;
  readonly #minuteCost: number;
  readonly #energy: Float64Array;
  readonly #artist: Int32Array;
  readonly #rests: Float64Array;
  readonly #steps: Float64Array | undefined;
  readonly #advances: Float64Array | undefined;
  readonly #headStartsMs: number;
  readonly #all: Int32Array;
  readonly #neighbours: (Int32Array | undefined)[] = [];

  /** `pool`: places, each once, all that is asked for by itself among them, and no other file of their songs. `must`, `locked` and `last` as
   * places, none of them twice. The played tracks are added. */
  constructor(
    graph: TrackGraph,
    wish: SetWish,
    timing: Timing,
    pool: readonly number[],
    asked: { must: readonly number[]; locked: ReadonlyMap<number, number>; last?: number },
  ) {
    this.#graph = graph;
    this.#wish = wish;
    this.#timing = timing;
    this.#minuteCost = minuteCost(graph);
    this.head = wish.played.length;
    this.places = Int32Array.from([...wish.played, ...pool]);
    const size = this.places.length;
    this.#all = Int32Array.from({ length: pool.length }, (_, at) => this.head + at);
    const firsts = new Map<number, number>();
    this.songs = this.places.map((place, track) => {
      // Whoever was played cannot be in it again anyway.
      const song = track < this.head ? undefined : graph.song[place];
      if (song === undefined) return track;
      const first = firsts.get(song) ?? track;
      firsts.set(song, first);
      return first;
    });
    this.#rests = Float64Array.from(this.places, (place) => timing.restMs(place));
    const numbers = new Map(pool.map((place, at) => [place, this.head + at]));
    this.isMust = new Uint8Array(size);
    for (const place of asked.must) this.isMust[numbers.get(place) ?? size] = 1;
    this.locked = new Map([...asked.locked].map(([at, place]) => [at, numbers.get(place) ?? -1]));
    this.last = asked.last === undefined ? undefined : numbers.get(asked.last);
    this.wantedMs = wish.minutes * 60_000;
    this.#energy = Float64Array.from(this.places, (place) => graph.energy[place] ?? Number.NaN);
    this.#artist = Int32Array.from(this.places, (place) => graph.artist[place] ?? 0);
    if (size <= REMEMBERED) {
      this.#steps = new Float64Array(size * size).fill(Number.NaN);
      this.#advances = new Float64Array(size * size).fill(Number.NaN);
    }
    let startsMs = 0;
    for (let at = 1; at < this.head; at++) startsMs += this.advanceMs(at - 1, at);
    this.#headStartsMs = this.head === 0 ? 0 : (wish.onAirStartsMs ?? startsMs);
  }

  get size(): number {
    return this.places.length;
  }

  /** When the track that is on air started; 0 where nothing was played. */
  get headStartsMs(): number {
    return this.#headStartsMs;
  }

  step(from: number, to: number): number {
    const at = from * this.size + to;
    const known = this.#steps?.[at];
    if (known !== undefined && !Number.isNaN(known)) return known;
    const cost = stepCost(this.#graph, this.#wish.keys, this.places[from] ?? -1, this.places[to] ?? -1);
    const finite = Math.min(FORBIDDEN_COST, cost);
    if (this.#steps !== undefined) this.#steps[at] = finite;
    return finite;
  }

  advanceMs(from: number, to: number): number {
    const at = from * this.size + to;
    const known = this.#advances?.[at];
    if (known !== undefined && !Number.isNaN(known)) return known;
    const advance = this.#timing.advanceMs(this.places[from] ?? -1, this.places[to] ?? -1);
    if (this.#advances !== undefined) this.#advances[at] = advance;
    return advance;
  }

  restMs(track: number): number {
    return this.#rests[track] ?? 0;
  }

  bpm(track: number): number {
    return this.#graph.bpm[this.places[track] ?? -1] ?? Number.NaN;
  }

  energyAt(track: number, startsMs: number): number {
    return energyCost(this.#energy[track] ?? Number.NaN, wantedEnergy(this.#wish.preset, startsMs / this.wantedMs));
  }

  /** The tracks to try after another one, or at the very beginning; of a pool that is not much larger, all. */
  neighbours(before: number | undefined): Int32Array {
    if (before === undefined || this.#all.length <= 2 * NEIGHBOURS) return this.#all;
    const known = this.#neighbours[before];
    if (known !== undefined) return known;
    this.work += this.#all.length;
    const costs = Float64Array.from(this.#all, (track) => this.step(before, track));
    const limit = costs.slice().sort()[NEIGHBOURS - 1] ?? 0;
    const made = this.#all.filter((_, at) => (costs[at] ?? 0) <= limit).slice(0, 2 * NEIGHBOURS);
    this.#neighbours[before] = made;
    return made;
  }

  /** Of the first `length` numbers. What is above `bound` may be less than the whole cost. */
  cost(tracks: Int32Array, length: number, bound = Number.POSITIVE_INFINITY): number {
    let cost = 0;
    let startsMs = this.#headStartsMs;
    for (let at = this.head; at < length; at++) {
      const track = tracks[at] ?? 0;
      if (at > 0) {
        const before = tracks[at - 1] ?? 0;
        startsMs += this.advanceMs(before, track);
        cost += this.step(before, track);
      }
      cost += this.energyAt(track, startsMs);
      cost += this.spacingCost(tracks, at, track);
      if (cost >= bound) {
        this.work += at + 1 - this.head;
        return cost;
      }
    }
    this.work += length - this.head;
    return cost + this.endCost(startsMs, length === 0 ? undefined : tracks[length - 1]);
  }

  /** Of a track at a place, for those before it. */
  spacingCost(tracks: Int32Array, at: number, track: number): number {
    const artist = this.#artist[track] ?? 0;
    if (artist === 0) return 0;
    let cost = 0;
    for (let back = at - 1; back >= 0 && back >= at - this.#wish.artistSpacing; back--) {
      if (this.#artist[tracks[back] ?? 0] === artist) cost += SPACING_COST;
    }
    return cost;
  }

  endCost(lastStartsMs: number, last: number | undefined): number {
    return lengthCost(last === undefined ? 0 : lastStartsMs + this.restMs(last), this.wantedMs, this.#minuteCost);
  }
}

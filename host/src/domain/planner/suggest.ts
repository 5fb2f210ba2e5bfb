// What goes on from what is on air: the places with the highest scores, found without looking at all of them. Pure.

import { type From, type SuggestContext, scorer } from './suggestion-parts.ts';
import { ALL_BUCKETS, KEYLESS, type KeyBucket, type TrackGraph, UNKNOWN } from './track-graph.ts';
import { easeOfDifference, harmonyOf, UNSURE_TEMPO } from './transition.ts';

export type Scored = { place: number; score: number };

/** Nothing that counts in hundredths of a point is lost to rounding. */
const ROUNDING = 1e-6;

/** What lies at a place, as what is on air. `bpm`: as it is played, where that is known. */
export function fromPlace(graph: TrackGraph, place: number, bpm?: number): From {
  return {
    key: graph.key[place] ?? UNKNOWN,
    bpm: bpm ?? graph.bpm[place] ?? Number.NaN,
    energy: graph.energy[place] ?? Number.NaN,
    genre: graph.genre[place] ?? 0,
    label: graph.label[place] ?? 0,
    artist: graph.artist[place] ?? 0,
    song: graph.song[place] ?? 0,
  };
}

/**
 * The best `limit` places, the best first; of equal ones the lower place first. One file of a song only, and never the song on air.
 * The same as scoring every place: what is passed over cannot be among them, as its key and tempo tell.
 */
export function suggest(graph: TrackGraph, context: SuggestContext, limit: number): Scored[] {
  return new Search(graph, context, limit).best();
}

class Search {
  readonly #graph: TrackGraph;
  readonly #context: SuggestContext;
  readonly #limit: number;
  readonly #score: (place: number) => number;
  readonly #found: Scored[] = [];
  /** No place has more points from the parts that are neither harmony nor tempo, those that were looked at by name apart. */
  readonly #most: number;

  constructor(graph: TrackGraph, context: SuggestContext, limit: number) {
    this.#graph = graph;
    this.#context = context;
    this.#limit = limit;
    this.#score = scorer(graph, context);
    const { energy, taste, habit, rating, rest } = context.weights;
    this.#most = energy + taste + rating + rest + habit * (context.habits?.most ?? 0) + ROUNDING;
  }

  best(): Scored[] {
    if (this.#limit < 1) return [];
    const { weights, from } = this.#context;
    this.#lookByName();
    const buckets = ALL_BUCKETS.map((key) => ({
      bucket: this.#graph.bucket(key),
      harmony: weights.harmony * harmonyOf(from.key, key === KEYLESS ? UNKNOWN : key),
    })).sort((a, b) => b.harmony - a.harmony);
    for (const { bucket, harmony } of buckets) this.#lookByTempo(bucket, harmony + this.#most);
    // What has no tempo is never near the top where others are.
    for (const { bucket, harmony } of buckets) {
      if (this.#isBeaten(harmony + this.#most + Math.max(0, weights.tempo) * UNSURE_TEMPO)) continue;
      for (let at = bucket.withTempo; at < bucket.tracks.length; at++) this.#look(bucket.tracks[at] ?? 0);
    }
    return this.#found;
  }

  /** Those that have points whatever their key and tempo. */
  #lookByName(): void {
    const { habits, wishes } = this.#context;
    for (let at = 0; at < (habits?.known.length ?? 0); at++) this.#look(habits?.known[at] ?? 0);
    for (const song of wishes?.keys() ?? []) for (const place of this.#graph.tracksOf(song)) this.#look(place);
  }

  /** `most`: no place of this bucket has more points without those for its tempo. */
  #lookByTempo(bucket: KeyBucket, most: number): void {
    const { bpm } = this.#context.from;
    if (Number.isNaN(bpm)) {
      if (this.#isBeaten(most + this.#context.weights.tempo)) return;
      for (let at = 0; at < bucket.withTempo; at++) this.#look(bucket.tracks[at] ?? 0);
      return;
    }
    // Up to two thirds a tempo counts double, from four thirds on half: see tempoMatch.
    const ends = [0, firstFrom(bucket, (bpm * 2) / 3), firstFrom(bucket, (bpm * 4) / 3), bucket.withTempo];
    const middles = [bpm / 2, bpm, bpm * 2];
    for (const [index, middle] of middles.entries()) {
      const [from, to] = [ends[index] ?? 0, ends[index + 1] ?? 0];
      const start = Math.min(to, Math.max(from, firstFrom(bucket, middle)));
      for (let at = start; at < to; at++) if (!this.#lookAway(bucket, at, middle, most)) break;
      for (let at = start - 1; at >= from; at--) if (!this.#lookAway(bucket, at, middle, most)) break;
    }
  }

  /** False: neither this place nor any farther away can be among the best. */
  #lookAway(bucket: KeyBucket, at: number, middle: number, most: number): boolean {
    const ease = easeOfDifference((bucket.bpms[at] ?? 0) / middle - 1);
    if (this.#isBeaten(most + this.#context.weights.tempo * (ease === 0 ? -1 : ease))) return false;
    this.#look(bucket.tracks[at] ?? 0);
    return true;
  }

  #isBeaten(most: number): boolean {
    return this.#found.length === this.#limit && most < (this.#found.at(-1)?.score ?? 0);
  }

  #look(place: number): void {
    const song = this.#graph.song[place] ?? 0;
    if (song === this.#context.from.song || this.#context.isBlocked?.(place)) return;
    const score = this.#score(place);
    if (this.#isBeaten(score)) return;
    const one = { place, score };
    const known = this.#found.findIndex((other) => this.#graph.song[other.place] === song);
    const other = this.#found[known];
    if (other !== undefined) {
      if (isBefore(other, one) || other.place === place) return;
      this.#found.splice(known, 1);
    }
    let at = this.#found.length;
    while (at > 0 && isBefore(one, this.#found[at - 1])) at--;
    this.#found.splice(at, 0, one);
    if (this.#found.length > this.#limit) this.#found.pop();
  }
}

function isBefore(one: Scored, other: Scored | undefined): boolean {
  if (other === undefined) return true;
  return one.score > other.score || (one.score === other.score && one.place < other.place);
}

/** The first place of the bucket with at least this tempo. */
function firstFrom({ bpms, withTempo }: KeyBucket, bpm: number): number {
  let [from, to] = [0, withTempo];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((bpms[middle] ?? 0) < bpm) from = middle + 1;
    else to = middle;
  }
  return from;
}

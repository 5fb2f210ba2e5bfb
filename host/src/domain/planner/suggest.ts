// What goes on from what is on air: the places with the highest scores, found without looking at all of them. Pure.

import { type From, plainPoints, type SuggestContext, scorer } from './suggestion-parts.ts';
import { ALL_BUCKETS, firstFrom, KEYLESS, type KeyBucket, type TrackGraph, UNKNOWN } from './track-graph.ts';
import { easeOfDifference, harmonyOf, UNSURE_TEMPO } from './transition.ts';

export type Scored = { place: number; score: number };

/** Nothing that counts in hundredths of a point is lost to rounding. */
const ROUNDING = 1e-6;
const FIRST_BUCKETS = 8;
const FIRST_TRACKS = 60;

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
  /** Whoever has fewer points is not among the best. */
  #bar = Number.NEGATIVE_INFINITY;
  /** No place has more points for habits, those that were looked at by name apart; nor from all parts but harmony and tempo. */
  readonly #mostHabit: number;
  readonly #most: number;

  constructor(graph: TrackGraph, context: SuggestContext, limit: number) {
    this.#graph = graph;
    this.#context = context;
    this.#limit = limit;
    this.#score = scorer(graph, context);
    const { energy, taste, habit, rating, rest } = context.weights;
    this.#mostHabit = habit * (context.habits?.most ?? 0) + ROUNDING;
    this.#most = energy + taste + rating + rest + this.#mostHabit;
  }

  best(): Scored[] {
    if (this.#limit < 1) return [];
    const { weights, from } = this.#context;
    this.#lookByName();
    const buckets = ALL_BUCKETS.map((key) => ({
      bucket: this.#graph.bucket(key),
      harmony: weights.harmony * harmonyOf(from.key, key === KEYLESS ? UNKNOWN : key),
    })).sort((a, b) => b.harmony - a.harmony);
    // Some good ones first: the sooner the bar is high, the fewer are looked at closely.
    for (const { bucket, harmony } of buckets.slice(0, FIRST_BUCKETS)) this.#lookByTempo(bucket, harmony, FIRST_TRACKS);
    for (const { bucket, harmony } of buckets) this.#lookByTempo(bucket, harmony, Infinity);
    // What has no tempo is never near the top where others are.
    for (const { bucket, harmony } of buckets) {
      this.#lookAll(bucket, bucket.withTempo, bucket.tracks.length, harmony + weights.tempo * UNSURE_TEMPO);
    }
    return this.#found;
  }

  /** Those that have points whatever their key and tempo. */
  #lookByName(): void {
    const { habits, wishes } = this.#context;
    for (let at = 0; at < (habits?.known.length ?? 0); at++) this.#look(habits?.known[at] ?? 0);
    for (const song of wishes?.keys() ?? []) for (const place of this.#graph.tracksOf(song)) this.#look(place);
  }

  /** `points`: those for harmony and tempo. */
  #lookAll(bucket: KeyBucket, from: number, to: number, points: number): void {
    if (this.#isBeaten(points + this.#most)) return;
    const plain = plainPoints(bucket, this.#context);
    for (let at = from; at < to; at++) this.#glance(bucket, at, points + plain(at));
  }

  /** `harmony`: the points of this bucket for it; `most`: tracks each way from the tempo on air. */
  #lookByTempo(bucket: KeyBucket, harmony: number, most: number): void {
    const { from, weights } = this.#context;
    const { bpm } = from;
    if (Number.isNaN(bpm)) {
      const end = Math.min(bucket.withTempo, most);
      this.#lookAll(bucket, 0, end, harmony + weights.tempo * UNSURE_TEMPO);
      return;
    }
    // Up to two thirds a tempo counts double, from four thirds on half: see tempoMatch.
    const ends = [0, firstFrom(bucket, (bpm * 2) / 3), firstFrom(bucket, (bpm * 4) / 3), bucket.withTempo];
    const middles = [bpm / 2, bpm, bpm * 2];
    const plain = plainPoints(bucket, this.#context);
    for (const [index, middle] of middles.entries()) {
      const [lowest, highest] = [ends[index] ?? 0, ends[index + 1] ?? 0];
      const start = Math.min(highest, Math.max(lowest, firstFrom(bucket, middle)));
      const [first, end] = [Math.max(lowest, start - most), Math.min(highest, start + most)];
      for (let at = start; at < end; at++) if (!this.#lookAway(bucket, at, middle, harmony, plain)) break;
      for (let at = start - 1; at >= first; at--) if (!this.#lookAway(bucket, at, middle, harmony, plain)) break;
    }
  }

  /** False: neither this place nor any farther away can be among the best. */
  #lookAway(bucket: KeyBucket, at: number, middle: number, harmony: number, plain: (at: number) => number): boolean {
    const ease = easeOfDifference((bucket.bpms[at] ?? 0) / middle - 1);
    const points = harmony + this.#context.weights.tempo * (ease === 0 ? -1 : ease);
    if (this.#isBeaten(points + this.#most)) return false;
    this.#glance(bucket, at, points + plain(at));
    return true;
  }

  /** What cannot be among the best for its own properties is not asked about what the DJ did before. */
  #glance({ tracks }: KeyBucket, at: number, points: number): void {
    if (this.#isBeaten(points + this.#mostHabit)) return;
    const place = tracks[at] ?? 0;
    const { habits, weights } = this.#context;
    const habit = habits === undefined ? 0 : weights.habit * habits.value(place);
    if (!this.#isBeaten(points + habit + ROUNDING)) this.#look(place);
  }

  #isBeaten(most: number): boolean {
    return most < this.#bar;
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
    if (this.#found.length === this.#limit) this.#bar = this.#found.at(-1)?.score ?? Number.NEGATIVE_INFINITY;
  }
}

function isBefore(one: Scored, other: Scored | undefined): boolean {
  if (other === undefined) return true;
  return one.score > other.score || (one.score === other.score && one.place < other.place);
}

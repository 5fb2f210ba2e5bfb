// What goes on from what is on air: the places with the highest scores, found without looking at all of them. Pure.

import { ALL_BUCKETS, firstFrom, KEYLESS, type KeyBucket } from './key-buckets.ts';
import { type From, harmonyValue, plainPoints, type SuggestContext, scorer } from './suggestion-parts.ts';
import { type TrackGraph, UNKNOWN } from './track-graph.ts';
import { easeOfDifference, UNSURE_TEMPO } from './transition.ts';

export type Scored = { place: number; score: number };

/** Tracks of one key; `harmony`: the points for it. */
type Lane = { bucket: KeyBucket; key: number; harmony: number };

/** Tempos from `low` on and below `high`, that are heard in one key beside what is on air; they are at their best at `middle`. */
type Run = { low: number; high: number; middle: number; harmony: number };

/** Nothing that counts in hundredths of a point is lost to rounding. */
const ROUNDING = 1e-6;
const FIRST_LANES = 8;
/** How much faster a track is than what is on air, in semitones; the nearest first. */
const SEMITONES = [0, 1, -1, 2, -2];
const FAR_SEMITONES = 2.5;
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
    const lanes = ALL_BUCKETS.map((bucket): Lane => {
      const key = bucket === KEYLESS ? UNKNOWN : bucket;
      const harmony = weights.harmony * harmonyValue(this.#graph, from, key, Number.NaN);
      return { bucket: this.#graph.bucket(bucket), key, harmony };
    }).sort((a, b) => b.harmony - a.harmony);
    // Some good ones first: the sooner the bar is high, the fewer are looked at closely.
    for (const lane of lanes.slice(0, FIRST_LANES)) this.#lookByTempo(lane, 0, FIRST_TRACKS);
    for (const [at, lane] of lanes.entries()) this.#lookByTempo(lane, at < FIRST_LANES ? FIRST_TRACKS : 0, Infinity);
    // What has no tempo is never near the top where others are.
    for (const { bucket, harmony } of lanes) {
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

  /** From the tempo on air each way, past `skipped` tracks and up to `most`. */
  #lookByTempo(lane: Lane, skipped: number, most: number): void {
    const { bucket, harmony } = lane;
    const { from, weights } = this.#context;
    const { bpm } = from;
    if (Number.isNaN(bpm)) {
      const end = Math.min(bucket.withTempo, most);
      this.#lookAll(bucket, skipped, end, harmony + weights.tempo * UNSURE_TEMPO);
      return;
    }
    const plain = plainPoints(bucket, this.#context);
    for (const run of this.#runsOf(lane)) {
      const [lowest, highest] = [firstFrom(bucket, run.low), firstFrom(bucket, run.high)];
      const start = Math.min(highest, Math.max(lowest, firstFrom(bucket, run.middle)));
      const [first, end] = [Math.max(lowest, start - most), Math.min(highest, start + most)];
      for (let at = start + skipped; at < end; at++) if (!this.#lookAway(bucket, at, run, plain)) break;
      for (let at = start - 1 - skipped; at >= first; at--) if (!this.#lookAway(bucket, at, run, plain)) break;
    }
  }

  /** Without key lock, the key in which a track is heard goes by its tempo too. */
  #runsOf({ key, harmony }: Lane): Run[] {
    const { from, weights } = this.#context;
    const { bpm } = from;
    // Up to two thirds a tempo counts double, from four thirds on half: see tempoMatch.
    const ends = [0, (bpm * 2) / 3, (bpm * 4) / 3, Infinity];
    return [bpm / 2, bpm, bpm * 2].flatMap((middle, index) => {
      const whole = { low: ends[index] ?? 0, high: ends[index + 1] ?? 0, middle };
      if (this.#graph.keyLock || key === UNKNOWN) return [{ ...whole, harmony }];
      const most = weights.harmony;
      return [
        ...SEMITONES.map((up) => ({
          ...{ low: middle * raised(up - 0.5), high: middle * raised(up + 0.5), middle },
          harmony: most * harmonyValue(this.#graph, from, key, middle * raised(up)),
        })),
        // Farther away nothing mixes: it will do that no track has more points.
        { ...whole, high: middle * raised(-FAR_SEMITONES), harmony: most },
        { ...whole, low: middle * raised(FAR_SEMITONES), harmony: most },
      ].map((run) => ({ ...run, low: Math.max(whole.low, run.low), high: Math.min(whole.high, run.high) }));
    });
  }

  /** False: neither this place nor any farther away can be among the best. */
  #lookAway(bucket: KeyBucket, at: number, { middle, harmony }: Run, plain: (at: number) => number): boolean {
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

/** How much faster a track runs that sounds so many semitones higher. */
function raised(semitones: number): number {
  return 2 ** (semitones / 12);
}

function isBefore(one: Scored, other: Scored | undefined): boolean {
  if (other === undefined) return true;
  return one.score > other.score || (one.score === other.score && one.place < other.place);
}

// How well a ranker foretells what a DJ really played next: each transition of each night from the library and the other nights
// only. Pure.

import { Habits } from './habits.ts';
import { type Night, playedIn, transitionsOf } from './nights.ts';
import type { TrackGraph } from './track-graph.ts';

export type Scorer = (place: number) => number;

/** What a ranker may know when it is asked what comes after `from`. */
export type Moment = {
  graph: TrackGraph;
  from: number;
  /** What had been played that night, `from` last. */
  before: readonly number[];
  /** How many tracks since the last break. */
  inSet: number;
  /** Learnt from the other nights. */
  habits: Habits;
  /** On how many of the other nights a song was played, by its number. */
  nightsOfSong: Int32Array;
};

/** Higher is better; places with equal scores share their rank. */
export type Ranker = (moment: Moment) => Scorer;

/** `recall10`, `recall50`: how often what was played was among the first 10 or 50, 0 to 1. `mrr`: the mean of 1 ÷ rank. */
export type Figures = { transitions: number; recall10: number; recall50: number; mrr: number };

/** A night that is foretold, and what may be known of the others. */
export type HeldOut = { night: Night; habits: Habits; nightsOfSong: Int32Array };

/** Each of `held` out of `nights` beside all the others of them. */
export function* heldOut(graph: TrackGraph, nights: readonly Night[], held: readonly Night[]): Generator<HeldOut> {
  for (const night of held) {
    const others = nights.filter((other) => other !== night);
    yield { night, habits: Habits.learn(graph, others), nightsOfSong: nightsOfSongs(graph, others) };
  }
}

/** Sums the figures of a ranker; ask `figures` at any time. */
export class Score {
  #transitions = 0;
  #recall10 = 0;
  #recall50 = 0;
  #reciprocal = 0;

  add(rank: Rank): void {
    this.#transitions++;
    this.#recall10 += within(rank, 10);
    this.#recall50 += within(rank, 50);
    this.#reciprocal += meanReciprocal(rank);
  }

  get figures(): Figures {
    const of = (sum: number) => (this.#transitions === 0 ? 0 : sum / this.#transitions);
    const [recall10, recall50, mrr] = [of(this.#recall10), of(this.#recall50), of(this.#reciprocal)];
    return { transitions: this.#transitions, recall10, recall50, mrr };
  }
}

/** `better`: songs with a higher score; `equal`: those with the same one, the right one among them. */
export type Rank = { better: number; equal: number };

/** A transition to foretell. `before`: what had been played that night, `from` last. */
export type Riddle = Pick<Moment, 'from' | 'before' | 'inSet'> & { to: number };

/** The transitions of a night whose second song was not played before: one that was is no candidate. */
export function riddlesOf(graph: TrackGraph, night: Night): Riddle[] {
  const played = playedIn(night);
  const first = new Map<number, number>();
  for (const [at, place] of played.entries()) {
    const song = graph.song[place] ?? 0;
    if (!first.has(song)) first.set(song, at);
  }
  return transitionsOf(night)
    .filter(({ to, before }) => first.get(graph.song[to] ?? 0) === before)
    .map(({ from, to, before, inSet }) => ({ from, to, before: played.slice(0, before), inSet }));
}

/** Ranks every song that was not played this night. A song of several files has the score of its best one. */
export class Ranking {
  readonly #graph: TrackGraph;
  readonly #places: Int32Array;
  readonly #best: Float64Array;

  /** `places`: of the candidates. */
  constructor(graph: TrackGraph, places: Int32Array) {
    this.#graph = graph;
    this.#places = places;
    this.#best = new Float64Array(graph.songs.size);
  }

  rank(score: Scorer, { to, before }: Pick<Riddle, 'to' | 'before'>): Rank {
    const { song } = this.#graph;
    const best = this.#best.fill(Number.NEGATIVE_INFINITY);
    for (const place of before) best[song[place] ?? 0] = Number.NaN;
    const right = song[to] ?? 0;
    for (const place of this.#graph.tracksOf(right)) best[right] = Math.max(best[right] ?? 0, score(place));
    const wanted = best[right] ?? 0;
    for (let at = 0; at < this.#places.length; at++) {
      const place = this.#places[at] ?? 0;
      const number = song[place] ?? 0;
      // Math.max keeps the NaN of what was played.
      if (number !== right) best[number] = Math.max(best[number] ?? 0, score(place));
    }
    let [better, equal] = [0, 0];
    for (let number = 0; number < best.length; number++) {
      const value = best[number] ?? 0;
      if (value > wanted) better++;
      else if (value === wanted) equal++;
    }
    return { better, equal };
  }
}

/** On how many of the nights each song was played. */
export function nightsOfSongs(graph: TrackGraph, nights: readonly Night[]): Int32Array {
  const counts = new Int32Array(graph.songs.size);
  for (const night of nights) {
    const played = new Set(playedIn(night).map((place) => graph.song[place] ?? 0));
    for (const song of played) counts[song] = (counts[song] ?? 0) + 1;
  }
  return counts;
}

/** How likely it is to be among the first `count`, when equal ones lie in no order. */
function within({ better, equal }: Rank, count: number): number {
  return Math.max(0, Math.min(1, (count - better) / equal));
}

function meanReciprocal({ better, equal }: Rank): number {
  let sum = 0;
  for (let rank = better + 1; rank <= better + equal; rank++) sum += 1 / rank;
  return sum / equal;
}

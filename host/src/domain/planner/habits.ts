// What this DJ did: which songs were mixed, how they go on from a track, what they play often, and where in a set. Learnt from
// nights, by songs and not by files, so that it holds while the collection changes. Pure.

import { Following, type Learnt, type Thirds, thirdOf } from './habit-following.ts';
import { Liking } from './habit-liking.ts';
import { stepsOf } from './habit-steps.ts';
import { habitWords } from './habit-words.ts';
import { type Night, NOT_THERE, transitionsOf } from './nights.ts';
import { fromPlace } from './suggest.ts';
import type { HabitsFrom } from './suggestion-parts.ts';
import type { TrackGraph } from './track-graph.ts';

/** How often a song was played right after another, right before it, and a few places away. */
export type Together = { after: number; before: number; near: number };

/** So many places apart two songs still belong together. */
const NEAR = 4;
const SET_END = -2;
/** What is mixed one way may be mixed the other way too, and what lay near it perhaps. */
const BACKWARDS = 0.3;
const NEARBY = 0.04;
/** Of the value, what comes from songs that were mixed before; the rest from how the DJ goes on in general. */
const PAIRS = 0.75;
/** Mixed so often, a pair has half of that. */
const HALF_PAIR = 0.2;
/** Sets of this many tracks, where no night tells. */
const USUAL_SET = 20;

export type FromOptions = {
  /** 0 is the beginning of the set and 1 its end; see placeInSet. */
  placeInSet?: number;
  /** As it is played; without it, as it is tagged. */
  bpm?: number;
};

export class Habits {
  readonly #graph: TrackGraph;
  /** All songs as they were played, with an end after each set, and where in it each song stands. */
  readonly #songs: number[] = [];
  readonly #played = new Map<number, number[]>();
  readonly #thirds = new Map<number, Thirds>();
  readonly #learnt: Learnt;
  /** How many transitions it knows. */
  readonly transitions: number;
  readonly #usualSet: number;

  private constructor(graph: TrackGraph, nights: readonly Night[]) {
    this.#graph = graph;
    const steps = nights.flatMap(transitionsOf);
    this.transitions = steps.length;
    for (const { sets } of nights) for (const set of sets) this.#learnSet(set);
    this.#learnt = { steps: stepsOf(graph, steps), liking: Liking.learn(graph, nights), thirds: this.#thirds };
    const lengths = nights.flatMap(({ sets }) => sets.map(({ length }) => length).filter((length) => length > 2));
    this.#usualSet = lengths.sort((a, b) => a - b)[lengths.length >> 1] ?? USUAL_SET;
  }

  static learn(graph: TrackGraph, nights: readonly Night[]): Habits {
    return new Habits(graph, nights);
  }

  /** Where a set stands after so many tracks, by how long this DJ's sets mostly are: 0 is its beginning and 1 its end. */
  placeInSet(tracks: number): number {
    return Math.min(1, tracks / this.#usualSet);
  }

  /** What was mixed with a song, or played near it, by the numbers of the songs. */
  pairsOf(song: number): Map<number, Together> {
    const pairs = new Map<number, Together>();
    for (const at of this.#played.get(song) ?? []) {
      this.#lookAround(pairs, at, 1);
      this.#lookAround(pairs, at, -1);
    }
    pairs.delete(song);
    return pairs;
  }

  /** What the DJ does after this place. Good until the graph changes: ask anew for each track on air. */
  from(place: number, { placeInSet, bpm }: FromOptions = {}): HabitsFrom {
    if (this.transitions === 0) return NO_HABITS;
    const following = new Following(this.#graph, this.#learnt, fromPlace(this.#graph, place, bpm), placeInSet);
    const { song: songs } = this.#graph;
    const pairs = this.pairsOf(songs[place] ?? 0);
    const known: number[] = [];
    for (const other of pairs.keys()) known.push(...this.#graph.tracksOf(other));
    return {
      known,
      most: (1 - PAIRS) * share(Math.sqrt(following.most)),
      value: (to) => {
        const general = (1 - PAIRS) * share(Math.sqrt(following.ratio(to)));
        const pair = pairs.get(songs[to] ?? 0);
        return pair === undefined ? general : general + PAIRS * share(strength(pair) / HALF_PAIR);
      },
      why: (to) => habitWords({ ...following.facts(to), together: pairs.get(songs[to] ?? 0) }),
    };
  }

  #lookAround(pairs: Map<number, Together>, at: number, step: 1 | -1): void {
    for (let away = 1; away <= NEAR; away++) {
      const other = this.#songs[at + away * step] ?? SET_END;
      if (other === SET_END) return;
      if (other === NOT_THERE) continue;
      const pair = pairs.get(other) ?? { after: 0, before: 0, near: 0 };
      pairs.set(other, pair);
      if (away > 1) pair.near++;
      else if (step > 0) pair.after++;
      else pair.before++;
    }
  }

  #learnSet(set: readonly number[]): void {
    for (const [at, place] of set.entries()) {
      const song = place === NOT_THERE ? NOT_THERE : (this.#graph.song[place] ?? 0);
      if (song !== NOT_THERE) {
        const played = this.#played.get(song);
        if (played === undefined) this.#played.set(song, [this.#songs.length]);
        else played.push(this.#songs.length);
        const thirds = this.#thirds.get(song) ?? [0, 0, 0];
        this.#thirds.set(song, thirds);
        thirds[thirdOf(at / Math.max(1, set.length - 1))]++;
      }
      this.#songs.push(song);
    }
    this.#songs.push(SET_END);
  }
}

const NO_HABITS: HabitsFrom = { known: [], most: 0, value: () => 0, why: () => '' };

/** 0 to 1; ½ at 1. */
function share(ratio: number): number {
  return ratio / (1 + ratio);
}

function strength({ after, before, near }: Together): number {
  return after + BACKWARDS * before + NEARBY * near;
}

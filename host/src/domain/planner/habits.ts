// What this DJ did: which songs were mixed, how they go on from a track, what they play often, and where in a set. Learnt from
// nights, by songs and not by files, so that it holds while the collection changes. Pure.

import { energyStep, FAR_TEMPO_STEP, keyStep, tempoStep, UNKNOWN_KEY_STEP } from './habit-counts.ts';
import { Liking } from './habit-liking.ts';
import { type Steps, sameOr, stepsOf } from './habit-steps.ts';
import { habitWords } from './habit-words.ts';
import { type Night, NOT_THERE, transitionsOf } from './nights.ts';
import type { HabitsFrom } from './suggestion-parts.ts';
import type { TrackGraph } from './track-graph.ts';

/** How often a song was played right after another, right before it, and a few places away. */
export type Together = { after: number; before: number; near: number };
/** Opening, middle and end of a set: how often a song was played there. */
export type Thirds = [number, number, number];

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
  readonly #liking: Liking;
  readonly #steps: Steps;
  /** How many transitions it knows. */
  readonly transitions: number;
  readonly #usualSet: number;

  private constructor(graph: TrackGraph, nights: readonly Night[]) {
    this.#graph = graph;
    this.#liking = Liking.learn(graph, nights);
    const steps = nights.flatMap(transitionsOf);
    this.transitions = steps.length;
    for (const { sets } of nights) for (const set of sets) this.#learnSet(set);
    this.#steps = stepsOf(graph, steps);
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
  from(place: number, options: FromOptions = {}): HabitsFrom {
    if (this.transitions === 0) return NO_HABITS;
    const after = new After(this.#graph, this.#steps, this.#liking, this.#thirds, place, options);
    const { song: songs } = this.#graph;
    const pairs = this.pairsOf(songs[place] ?? 0);
    const known: number[] = [];
    for (const other of pairs.keys()) known.push(...this.#graph.tracksOf(other));
    return {
      known,
      most: (1 - PAIRS) * share(Math.sqrt(after.most)),
      value: (to) => {
        const general = (1 - PAIRS) * share(Math.sqrt(after.ratio(to)));
        const pair = pairs.get(songs[to] ?? 0);
        return pair === undefined ? general : general + PAIRS * share(strength(pair) / HALF_PAIR);
      },
      why: (to) => habitWords({ ...after.facts(to), together: pairs.get(songs[to] ?? 0) }),
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

/** What is known of a step, for the words about it. Ratios: 1 is as often as by chance. */
export type HabitFacts = {
  together: Together | undefined;
  keyStep: number;
  key: number;
  tempoStep: number;
  tempo: number;
  isSameGenre: boolean;
  genre: number;
  label: number;
  artist: number;
  third: number;
  /** How often it was played at all. */
  plays: number;
};

/** How the DJ goes on from one place, pairs apart. */
class After {
  readonly #graph: TrackGraph;
  readonly #steps: Steps;
  readonly #liking: Liking;
  readonly #thirds: ReadonlyMap<number, Thirds>;
  readonly #third: number;
  readonly #bpm: number;
  readonly #key: number;
  readonly #energy: number;
  readonly #genre: number;
  readonly #label: number;
  readonly #artist: number;
  readonly #genres: Float64Array | undefined;

  constructor(
    graph: TrackGraph,
    steps: Steps,
    liking: Liking,
    thirds: ReadonlyMap<number, Thirds>,
    place: number,
    { placeInSet, bpm }: FromOptions,
  ) {
    this.#graph = graph;
    this.#steps = steps;
    this.#liking = liking;
    this.#thirds = thirds;
    this.#third = placeInSet === undefined ? -1 : thirdOf(placeInSet);
    this.#bpm = bpm ?? graph.bpm[place] ?? Number.NaN;
    this.#key = graph.key[place] ?? -1;
    this.#energy = graph.energy[place] ?? Number.NaN;
    this.#genre = graph.genre[place] ?? 0;
    this.#label = graph.label[place] ?? 0;
    this.#artist = graph.artist[place] ?? 0;
    this.#genres = steps.genres.get(this.#genre);
  }

  /** No place has a higher ratio. */
  get most(): number {
    const { key, tempo, energy, genre, label, artist } = this.#steps;
    const steps = [key, tempo, energy, genre, label, artist].reduce((product, one) => product * highest(one), 1);
    const genres = this.#genres === undefined ? 1 : highest(this.#genres);
    return steps * genres * this.#liking.most * (this.#third < 0 ? 1 : MOST_IN_THIRD);
  }

  /** How much oftener than by chance such a track follows. */
  ratio(to: number): number {
    const { genre, label, artist, song } = this.#graph;
    const [toGenre, toLabel, toArtist, toSong] = [genre[to] ?? 0, label[to] ?? 0, artist[to] ?? 0, song[to] ?? 0];
    return (
      this.#keyRatio(to) *
      this.#tempoRatio(to) *
      this.#energyRatio(to) *
      this.#genreRatio(toGenre) *
      sameOr(this.#steps.label, this.#label, toLabel) *
      sameOr(this.#steps.artist, this.#artist, toArtist) *
      this.#liking.of(toSong, toArtist, toLabel) *
      this.#thirdRatio(toSong)
    );
  }

  facts(to: number): Omit<HabitFacts, 'together'> {
    const { key, bpm, genre, label, artist, song } = this.#graph;
    const [one = 0, two = 0, three = 0] = this.#thirds.get(song[to] ?? 0) ?? [];
    const isTempoHabit = tempoStep(this.#bpm, bpm[to] ?? 0) < FAR_TEMPO_STEP;
    return {
      keyStep: keyStep(this.#key, key[to] ?? -1),
      key: keyStep(this.#key, key[to] ?? -1) === UNKNOWN_KEY_STEP ? 1 : this.#keyRatio(to),
      tempoStep: tempoStep(this.#bpm, bpm[to] ?? 0),
      tempo: isTempoHabit ? this.#tempoRatio(to) : 1,
      isSameGenre: genre[to] === this.#genre,
      genre: genre[to] === 0 ? 1 : this.#genreRatio(genre[to] ?? 0),
      label: this.#liking.ofLabel(label[to] ?? 0),
      artist: this.#liking.ofArtist(artist[to] ?? 0),
      third: this.#thirdRatio(song[to] ?? 0),
      plays: one + two + three,
    };
  }

  #keyRatio(to: number): number {
    return this.#steps.key[keyStep(this.#key, this.#graph.key[to] ?? -1)] ?? 1;
  }

  #tempoRatio(to: number): number {
    return this.#steps.tempo[tempoStep(this.#bpm, this.#graph.bpm[to] ?? 0)] ?? 1;
  }

  #energyRatio(to: number): number {
    return this.#steps.energy[energyStep(this.#energy, this.#graph.energy[to] ?? Number.NaN)] ?? 1;
  }

  #genreRatio(genre: number): number {
    return sameOr(this.#steps.genre, this.#genre, genre) * (this.#genres?.[genre] ?? 1);
  }

  #thirdRatio(song: number): number {
    if (this.#third < 0) return 1;
    const thirds = this.#thirds.get(song);
    if (thirds === undefined) return 1;
    return ((thirds[this.#third] ?? 0) + 1) / ((thirds[0] + thirds[1] + thirds[2]) / 3 + 1);
  }
}

/** However often a song was played in one third of a set alone. */
const MOST_IN_THIRD = 3;

/** 0 to 1; ½ at 1. */
function share(ratio: number): number {
  return ratio / (1 + ratio);
}

function strength({ after, before, near }: Together): number {
  return after + BACKWARDS * before + NEARBY * near;
}

function thirdOf(placeInSet: number): 0 | 1 | 2 {
  return placeInSet < 1 / 3 ? 0 : placeInSet < 2 / 3 ? 1 : 2;
}

function highest(ratios: Float64Array): number {
  return ratios.reduce((most, one) => Math.max(most, one), 1);
}

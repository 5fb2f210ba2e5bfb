// What a DJ plays after one track, as far as the kinds of steps tell, and not the songs that were mixed before. Pure.

import { energyStep, FAR_TEMPO_STEP, keyStep, tempoStep, UNKNOWN_KEY_STEP } from './habit-counts.ts';
import type { Liking } from './habit-liking.ts';
import { type Steps, sameOr } from './habit-steps.ts';
import type { From } from './suggestion-parts.ts';
import type { TrackGraph } from './track-graph.ts';

/** Opening, middle and end of a set: how often a song was played there. */
export type Thirds = [number, number, number];

/** What was learnt. `thirds`: by song. */
export type Learnt = { steps: Steps; liking: Liking; thirds: ReadonlyMap<number, Thirds> };

/** What is known of a step, for the words about it. Ratios: 1 is as often as by chance. */
export type StepFacts = {
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

/** However often a song was played in one third of a set alone. */
const MOST_IN_THIRD = 3;

export class Following {
  readonly #graph: TrackGraph;
  readonly #learnt: Learnt;
  readonly #from: From;
  readonly #third: number;
  readonly #genres: Float64Array | undefined;

  /** `placeInSet`: 0 is its beginning and 1 its end; undefined: not known. */
  constructor(graph: TrackGraph, learnt: Learnt, from: From, placeInSet: number | undefined) {
    this.#graph = graph;
    this.#learnt = learnt;
    this.#from = from;
    this.#third = placeInSet === undefined ? -1 : thirdOf(placeInSet);
    this.#genres = learnt.steps.genres.get(from.genre);
  }

  /** No place has a higher ratio. */
  get most(): number {
    const { key, tempo, energy, genre, label, artist } = this.#learnt.steps;
    const steps = [key, tempo, energy, genre, label, artist].reduce((product, one) => product * highest(one), 1);
    const genres = this.#genres === undefined ? 1 : highest(this.#genres);
    return steps * genres * this.#learnt.liking.most * (this.#third < 0 ? 1 : MOST_IN_THIRD);
  }

  /** How much oftener than by chance such a track follows. */
  ratio(to: number): number {
    const { genre, label, artist, song } = this.#graph;
    const { steps, liking } = this.#learnt;
    const [toGenre, toLabel, toArtist, toSong] = [genre[to] ?? 0, label[to] ?? 0, artist[to] ?? 0, song[to] ?? 0];
    return (
      this.#keyRatio(to) *
      this.#tempoRatio(to) *
      this.#energyRatio(to) *
      this.#genreRatio(toGenre) *
      sameOr(steps.label, this.#from.label, toLabel) *
      sameOr(steps.artist, this.#from.artist, toArtist) *
      liking.of(toSong, toArtist, toLabel) *
      this.#thirdRatio(toSong)
    );
  }

  facts(to: number): StepFacts {
    const { key, bpm, genre, label, artist, song } = this.#graph;
    const { liking, thirds } = this.#learnt;
    const [byKey, byTempo] = [keyStep(this.#from.key, key[to] ?? -1), tempoStep(this.#from.bpm, bpm[to] ?? 0)];
    const [opening = 0, middle = 0, end = 0] = thirds.get(song[to] ?? 0) ?? [];
    return {
      keyStep: byKey,
      key: byKey === UNKNOWN_KEY_STEP ? 1 : this.#keyRatio(to),
      tempoStep: byTempo,
      tempo: byTempo < FAR_TEMPO_STEP ? this.#tempoRatio(to) : 1,
      isSameGenre: genre[to] === this.#from.genre,
      genre: genre[to] === 0 ? 1 : this.#genreRatio(genre[to] ?? 0),
      label: liking.ofLabel(label[to] ?? 0),
      artist: liking.ofArtist(artist[to] ?? 0),
      third: this.#thirdRatio(song[to] ?? 0),
      plays: opening + middle + end,
    };
  }

  #keyRatio(to: number): number {
    return this.#learnt.steps.key[keyStep(this.#from.key, this.#graph.key[to] ?? -1)] ?? 1;
  }

  #tempoRatio(to: number): number {
    return this.#learnt.steps.tempo[tempoStep(this.#from.bpm, this.#graph.bpm[to] ?? 0)] ?? 1;
  }

  #energyRatio(to: number): number {
    return this.#learnt.steps.energy[energyStep(this.#from.energy, this.#graph.energy[to] ?? Number.NaN)] ?? 1;
  }

  #genreRatio(genre: number): number {
    return sameOr(this.#learnt.steps.genre, this.#from.genre, genre) * (this.#genres?.[genre] ?? 1);
  }

  #thirdRatio(song: number): number {
    const thirds = this.#third < 0 ? undefined : this.#learnt.thirds.get(song);
    if (thirds === undefined) return 1;
    return ((thirds[this.#third] ?? 0) + 1) / ((thirds[0] + thirds[1] + thirds[2]) / 3 + 1);
  }
}

export function thirdOf(placeInSet: number): 0 | 1 | 2 {
  return placeInSet < 1 / 3 ? 0 : placeInSet < 2 / 3 ? 1 : 2;
}

function highest(ratios: Float64Array): number {
  return ratios.reduce((most, one) => Math.max(most, one), 1);
}

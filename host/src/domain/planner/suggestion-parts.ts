// What a suggestion's score is made of: eight parts, each a value and a weight, so that every point of it can be told. Pure.

import { type Preset, SCORE_PARTS, type ScorePartName } from '@tracord/shared/plan.ts';
import type { JudgedColumns } from './key-buckets.ts';
import { type TrackGraph, UNKNOWN } from './track-graph.ts';
import { harmonyOf, keyWhenMixed, tempoEase } from './transition.ts';

/** Points each part can give; they add up to 100. */
export type Weights = Readonly<Record<ScorePartName, number>>;

/** What is on air as it is heard, in the numbers of the graph. Not known: UNKNOWN, NaN, and 0 for names. */
export type From = {
  key: number;
  bpm: number;
  energy: number;
  genre: number;
  label: number;
  artist: number;
  song: number;
};

/** What this DJ did before after such a track; see habits.ts. `known`: places that are worth a look whatever their key and tempo;
 * `most`: no other place has a higher value. */
export type HabitsFrom = {
  known: ArrayLike<number>;
  most: number;
  value(place: number): number;
  why(place: number): string;
};

export type SuggestContext = {
  from: From;
  weights: Weights;
  /** How the energy is to change, −1 to 1. */
  energyStep: number;
  habits?: HabitsFrom;
  /** People who wait for a song, by its number. */
  wishes?: ReadonlyMap<number, number>;
  /** Days since 1970. */
  today: number;
  /** Places that are not to be suggested. */
  isBlocked?: (place: number) => boolean;
};

export const PRESET_WEIGHTS: Readonly<Record<Preset, Weights>> = {
  smooth: { harmony: 22, tempo: 14, energy: 5, taste: 5, habit: 40, rating: 4, rest: 4, wishes: 6 },
  build: { harmony: 22, tempo: 18, energy: 22, taste: 10, habit: 14, rating: 4, rest: 4, wishes: 6 },
  breather: { harmony: 22, tempo: 16, energy: 24, taste: 8, habit: 14, rating: 4, rest: 6, wishes: 6 },
  surprise: { harmony: 26, tempo: 22, energy: 6, taste: 0, habit: 2, rating: 14, rest: 24, wishes: 6 },
};
export const PRESET_ENERGY: Readonly<Record<Preset, number>> = { smooth: 0, build: 0.12, breather: -0.18, surprise: 0 };

/** Of a DJ of whom nothing is known yet: the points for habits go to the other parts. */
export function withoutHabit(weights: Weights): Weights {
  const { habit, ...others } = weights;
  const sum = Object.values(others).reduce((total, one) => total + one, 0);
  const scale = sum === 0 ? 1 : (sum + habit) / sum;
  const scaled = Object.entries(others).map(([name, points]) => [name, points * scale]);
  return { ...weights, ...Object.fromEntries(scaled), habit: 0 };
}

/** Beyond 12 % two tracks do not run together: that takes away what other parts give. */
const NO_TEMPO = -1;
const UNSURE_ENERGY = 0.5;
const UNSURE_TASTE = 0.4;
const UNRATED = 0.5;
const UNPLAYED = 0.8;
/** A track that rested so long is as good as new. */
const RESTED_DAYS = 60;

type PartValue = (graph: TrackGraph, context: SuggestContext, place: number) => number;

/** Each −1 to 1; of all but `tempo` 0 to 1. */
export const PART_VALUES: Readonly<Record<ScorePartName, PartValue>> = {
  harmony: (graph, { from }, place) =>
    harmonyValue(graph, from, graph.key[place] ?? UNKNOWN, graph.bpm[place] ?? Number.NaN),
  tempo: (graph, { from }, place) => tempoValue(from.bpm, graph.bpm[place] ?? Number.NaN),
  energy: (graph, { from, energyStep }, place) =>
    energyValue(from.energy, graph.energy[place] ?? Number.NaN, energyStep),
  taste: (graph, { from }, place) => tasteValue(from, graph.genre[place] ?? 0, graph.label[place] ?? 0),
  habit: (_graph, { habits }, place) => habits?.value(place) ?? 0,
  rating: (graph, _context, place) => ratingValue(graph.stars[place] ?? UNKNOWN),
  rest: (graph, { today }, place) => restValue(graph.playedDay[place] ?? UNKNOWN, today),
  wishes: (graph, { wishes }, place) => wishValue(wishes?.get(graph.song[place] ?? 0) ?? 0),
};

/** The score of places, one after the other, without their parts. */
export function scorer(graph: TrackGraph, context: SuggestContext): (place: number) => number {
  const parts = SCORE_PARTS.filter((name) => context.weights[name] !== 0);
  const values = parts.map((name) => PART_VALUES[name]);
  const weights = parts.map((name) => context.weights[name]);
  return (place) => {
    let score = 0;
    for (let at = 0; at < values.length; at++) score += (weights[at] ?? 0) * (values[at]?.(graph, context, place) ?? 0);
    return score;
  };
}

/** The points of those parts that take no more than a look at a track's own properties, by its place in the columns. */
export function plainPoints(
  columns: JudgedColumns,
  { from, weights, energyStep, today }: SuggestContext,
): (place: number) => number {
  const { energy: energies, genre: genres, label: labels, stars, playedDay } = columns;
  const { energy, taste, rating, rest } = weights;
  return (place) =>
    energy * energyValue(from.energy, energies[place] ?? Number.NaN, energyStep) +
    taste * tasteValue(from, genres[place] ?? 0, labels[place] ?? 0) +
    rating * ratingValue(stars[place] ?? UNKNOWN) +
    rest * restValue(playedDay[place] ?? UNKNOWN, today);
}

export function harmonyValue(graph: TrackGraph, from: From, key: number, bpm: number): number {
  return harmonyOf(from.key, keyWhenMixed(graph, key, bpm, from.bpm));
}

function tempoValue(from: number, bpm: number): number {
  const ease = tempoEase(from, bpm);
  return ease === 0 ? NO_TEMPO : ease;
}

function energyValue(from: number, energy: number, step: number): number {
  if (Number.isNaN(from) || Number.isNaN(energy)) return UNSURE_ENERGY;
  return 1 - Math.min(1, Math.abs(energy - from - step) * 2);
}

function tasteValue(from: From, genre: number, label: number): number {
  const sameLabel = label !== 0 && label === from.label ? 0.3 : 0;
  if (genre === 0 || from.genre === 0) return UNSURE_TASTE + sameLabel;
  return (genre === from.genre ? 0.7 : 0) + sameLabel;
}

function ratingValue(stars: number): number {
  return stars <= 0 ? UNRATED : stars / 5;
}

function restValue(playedDay: number, today: number): number {
  if (playedDay === UNKNOWN) return UNPLAYED;
  return Math.max(0, Math.min(1, (today - playedDay) / RESTED_DAYS));
}

function wishValue(votes: number): number {
  return votes === 0 ? 0 : Math.min(1, 0.5 + 0.1 * votes);
}

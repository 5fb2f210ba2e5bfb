// How much oftener a DJ does something than by chance: what was done, held against what the same collection would give to
// somebody who picks blindly. Pure.

import { camelotNumber, isMinor, type MusicalKey } from '#domain/musical-key.ts';
import { KEYLESS } from './key-buckets.ts';
import type { TrackGraph } from './track-graph.ts';

/** So many times something must have been done, or left out, before it counts for half of what it says. */
const DOUBT = 3;

/** 1: as by chance; 2: twice as often. `prior`: what is believed before anything was counted. */
export function oftener(done: number, byChance: number, prior = 1): number {
  return (done + DOUBT * prior) / (byChance + DOUBT);
}

/** What a step from one track to the next is, apart from the tracks: a number for each kind. */
export const KEY_STEPS = 37;
export const UNKNOWN_KEY_STEP = 36;
export const TEMPO_STEPS = 19;
export const NO_TEMPO_STEP = 8;
export const FAR_TEMPO_STEP = 17;
export const UNKNOWN_TEMPO_STEP = 18;
const WIDEST_TEMPO_STEP = NO_TEMPO_STEP;
export const ENERGY_STEPS = 12;
export const UNKNOWN_ENERGY_STEP = 11;
const WIDEST_ENERGY_STEP = 5;
const ALL_KEY_STEPS = allKeySteps();

/** 0–11: so many steps up the wheel; 12–23 the same, and from minor to major; 24–35 from major to minor. */
export function keyStep(from: number, to: number): number {
  if (!(from >= 0 && from < KEYLESS && to >= 0 && to < KEYLESS)) return UNKNOWN_KEY_STEP;
  return ALL_KEY_STEPS[from * KEYLESS + to] ?? UNKNOWN_KEY_STEP;
}

/** In whole percents, 8 is none; half and double time count as the same tempo. */
export function tempoStep(from: number, to: number): number {
  if (!(from > 0 && to > 0)) return UNKNOWN_TEMPO_STEP;
  const ratio = to / from;
  const near = ratio <= 2 / 3 ? ratio * 2 : ratio >= 4 / 3 ? ratio / 2 : ratio;
  const percents = Math.round((near - 1) * 100);
  return Math.abs(percents) > WIDEST_TEMPO_STEP ? FAR_TEMPO_STEP : percents + WIDEST_TEMPO_STEP;
}

/** In tenths, 5 is none. */
export function energyStep(from: number, to: number): number {
  if (Number.isNaN(from) || Number.isNaN(to)) return UNKNOWN_ENERGY_STEP;
  const tenths = Math.round((to - from) * 10);
  return Math.max(-WIDEST_ENERGY_STEP, Math.min(WIDEST_ENERGY_STEP, tenths)) + WIDEST_ENERGY_STEP;
}

/** How often each kind of step was made. */
export class StepCounts {
  readonly key = new Float64Array(KEY_STEPS);
  readonly tempo = new Float64Array(TEMPO_STEPS);
  readonly energy = new Float64Array(ENERGY_STEPS);
  /** Known on both sides and: 0 different, 1 the same. */
  readonly genre = new Float64Array(2);
  readonly label = new Float64Array(2);
  readonly artist = new Float64Array(2);

  add(graph: TrackGraph, from: number, to: number, times: number): void {
    count(this.key, keyStep(graph.key[from] ?? -1, graph.key[to] ?? -1), times);
    count(this.tempo, tempoStep(graph.bpm[from] ?? 0, graph.bpm[to] ?? 0), times);
    count(this.energy, energyStep(graph.energy[from] ?? Number.NaN, graph.energy[to] ?? Number.NaN), times);
    countSame(this.genre, graph.genre[from] ?? 0, graph.genre[to] ?? 0, times);
    countSame(this.label, graph.label[from] ?? 0, graph.label[to] ?? 0, times);
    countSame(this.artist, graph.artist[from] ?? 0, graph.artist[to] ?? 0, times);
  }
}

/** How many of these places have each number, of `numbers` that there are. */
export function tally(column: Int32Array, places: Int32Array | readonly number[], numbers: number): Int32Array {
  const counts = new Int32Array(numbers);
  for (let at = 0; at < places.length; at++) {
    const number = column[places[at] ?? 0] ?? 0;
    counts[number] = (counts[number] ?? 0) + 1;
  }
  return counts;
}

function countSame(counts: Float64Array, from: number, to: number, times: number): void {
  if (from !== 0 && to !== 0) count(counts, from === to ? 1 : 0, times);
}

function count(counts: Float64Array, at: number, times: number): void {
  counts[at] = (counts[at] ?? 0) + times;
}

function allKeySteps(): Uint8Array {
  const all = new Uint8Array(KEYLESS * KEYLESS);
  for (const at of all.keys()) {
    const [from, to] = [Math.floor(at / KEYLESS) as MusicalKey, (at % KEYLESS) as MusicalKey];
    const steps = (camelotNumber(to) - camelotNumber(from) + 12) % 12;
    const modes = isMinor(from) === isMinor(to) ? 0 : isMinor(from) ? 1 : 2;
    all[at] = steps + 12 * modes;
  }
  return all;
}

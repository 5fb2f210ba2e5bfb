// What a set costs: the ground on which two sets are compared. It knows nothing of how sets are made. Pure.
//
// The cost is the sum of: for each step 1 − its ease (0 a perfect mix, 1 a clash or no step at all); for each track how far its
// energy lies from the wanted curve; how far the length lies from the one asked for; and, far above all of these, every two
// tracks of one artist that stand too close. A set that breaks a strict key policy costs infinitely much.

import type { Preset } from '@tracord/shared/plan.ts';
import type { Timing } from './overlap.ts';
import type { SetWish } from './set-wish.ts';
import type { TrackGraph } from './track-graph.ts';
import { easeBetween, harmonyOf, keyOfNext, MIXES_HARMONY, tempoEase } from './transition.ts';

/** For each whole unit of energy beside the curve. */
export const ENERGY_COST = 0.6;
/** An energy that is not known counts as so far off. */
export const ENERGY_UNKNOWN = 0.25;
/** For each minute more than the slack that the set is too short or too long. */
export const MINUTE_COST = 0.3;
export const SLACK_MINUTES = 2;
/** In a library of shorter tracks a minute counts for more: else a step would cost more than the track is long. */
const SHORT_MS = 150_000;
/** For each pair that stands too close: more than a day's worth of missing minutes. */
export const SPACING_COST = 1_000;

/** The energy wanted at a part of the set, 0 its beginning and 1 its end. */
export function wantedEnergy(preset: Preset, part: number): number {
  const at = Math.min(1, Math.max(0, part));
  switch (preset) {
    case 'smooth':
      return 0.6;
    case 'build':
      return 0.4 + 0.5 * at;
    case 'breather':
      return 0.7 - 0.35 * at;
    case 'surprise':
      // Two swells.
      return 0.6 + 0.25 * Math.sin(4 * Math.PI * at);
  }
}

/** What a step costs, 0 to 1; Infinity where a strict key policy forbids it. */
export function stepCost(graph: TrackGraph, keys: SetWish['keys'], from: number, to: number): number {
  if (keys === 'free') return 1 - Math.sqrt(tempoEase(graph.bpm[from] ?? Number.NaN, graph.bpm[to] ?? Number.NaN));
  if (keys === 'strict' && !isStrictStep(graph, from, to)) return Number.POSITIVE_INFINITY;
  return 1 - easeBetween(graph, from, to);
}

/** Both keys are known, and go together. */
export function isStrictStep(graph: TrackGraph, from: number, to: number): boolean {
  const fromKey = graph.key[from] ?? -1;
  const toKey = keyOfNext(graph, to, graph.bpm[from] ?? Number.NaN);
  return fromKey >= 0 && toKey >= 0 && harmonyOf(fromKey, toKey) >= MIXES_HARMONY;
}

export function energyCost(energy: number, wanted: number): number {
  return ENERGY_COST * (Number.isNaN(energy) ? ENERGY_UNKNOWN : Math.abs(energy - wanted));
}

/** What a missing minute costs in this library. */
export function minuteCost({ durationMs, room }: TrackGraph): number {
  let [sum, known] = [0, 0];
  for (let place = 0; place < room; place++) {
    const one = durationMs[place] ?? 0;
    if (one <= 0) continue;
    sum += one;
    known++;
  }
  return MINUTE_COST * Math.max(1, known === 0 ? 1 : SHORT_MS / (sum / known));
}

/** `perMinute`: see minuteCost. */
export function lengthCost(lengthMs: number, wantedMs: number, perMinute: number): number {
  return perMinute * Math.max(0, Math.abs(lengthMs - wantedMs) / 60_000 - SLACK_MINUTES);
}

/** `tracks`: the whole set, beginning with those played already, which themselves cost nothing. */
export function setCost(graph: TrackGraph, wish: SetWish, timing: Timing, tracks: readonly number[]): number {
  const { preset, keys, played, artistSpacing } = wish;
  const wantedMs = wish.minutes * 60_000;
  let cost = 0;
  let startsMs = 0;
  for (let at = 0; at < tracks.length; at++) {
    const place = tracks[at] ?? -1;
    const before = tracks[at - 1];
    if (before !== undefined) startsMs += timing.advanceMs(before, place);
    if (at === played.length - 1) startsMs = wish.onAirStartsMs ?? startsMs;
    if (at < played.length) continue;
    if (before !== undefined) cost += stepCost(graph, keys, before, place);
    cost += energyCost(graph.energy[place] ?? Number.NaN, wantedEnergy(preset, startsMs / wantedMs));
    for (let back = 1; back <= artistSpacing && back <= at; back++) {
      if (isOneArtist(graph, tracks[at - back] ?? -1, place)) cost += SPACING_COST;
    }
  }
  const last = tracks.at(-1);
  return cost + lengthCost(last === undefined ? 0 : startsMs + timing.restMs(last), wantedMs, minuteCost(graph));
}

/** An artist that is not known is nobody's double. */
export function isOneArtist(graph: TrackGraph, one: number, other: number): boolean {
  const artist = graph.artist[one] ?? 0;
  return artist > 0 && artist === graph.artist[other];
}

// What a way is worth, and the most that any way through given ranges of tempos can be worth. Pure.

import type { TempoRelation } from './tempo-match.ts';
import { easeOfDifference, MIXES_TEMPO, UNSURE_TEMPO } from './transition.ts';

/** How much the mean ease of all steps counts beside the smallest. */
export const MEAN_WEIGHT = 0.25;
/** What each track between costs: a detour must make the hardest step this much easier. */
export const BETWEEN_PRICE = 0.05;
/** What two tracks of one artist next to each other cost: more than any way is worth, so that they come last. */
export const ARTIST_PRICE = 2;

const RELATIONS: readonly TempoRelation[] = [1, 2, 0.5];
const WIDEST = MIXES_TEMPO + 1e-9;

/** `artistPairs`: neighbours of one artist, at least one of them a track between. */
export function worthOf(least: number, mean: number, between: number, artistPairs: number): number {
  return least + MEAN_WEIGHT * mean - BETWEEN_PRICE * between - ARTIST_PRICE * artistPairs;
}

/**
 * The most ease with which something at `low` to `high` beats per minute goes on to something at `nextLow` to `nextHigh`: of single
 * tempos their ease itself. NaN: not known. Below 0: none of them mix.
 */
export function mostEase(harmony: number, low: number, high: number, nextLow: number, nextHigh: number): number {
  if (!(low > 0 && nextLow > 0)) return Math.sqrt(harmony * UNSURE_TEMPO);
  let nearest = Number.POSITIVE_INFINITY;
  for (const relation of RELATIONS) {
    const slowest = (nextLow * relation) / high - 1;
    const fastest = (nextHigh * relation) / low - 1;
    const distance = slowest > 0 ? slowest : fastest < 0 ? -fastest : 0;
    if (distance < nearest) nearest = distance;
  }
  return nearest > WIDEST ? -1 : Math.sqrt(harmony * easeOfDifference(nearest));
}

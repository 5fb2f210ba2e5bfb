// What a way is worth, and the most that any way through given ranges of tempos can be worth. Pure.

import { RELATIONS } from './tempo-match.ts';
import { easeOfDifference, UNSURE_TEMPO } from './transition.ts';

/** How much the mean ease of all steps counts beside the smallest. */
const MEAN_WEIGHT = 0.25;
/** What each track between costs: a detour must make the hardest step this much easier. */
const BETWEEN_PRICE = 0.1;
/** What two tracks of one artist next to each other cost: more than any way is worth, so that they come last. */
const ARTIST_PRICE = 2;

/** `artistPairs`: neighbours of one artist, at least one of them a track between. */
export function worthOf(least: number, mean: number, between: number, artistPairs: number): number {
  return least + MEAN_WEIGHT * mean - BETWEEN_PRICE * between - ARTIST_PRICE * artistPairs;
}

export type Tempos = { low: number; high: number };

/**
 * The most ease with which something at `low` to `high` beats per minute goes on to something at `nextLow` to `nextHigh`: of single
 * tempos their ease itself. NaN: not known. `within`: see mixesWithin. Below 0: none of them mix.
 */
export function mostEase(
  harmony: number,
  { low, high }: Tempos,
  { low: nextLow, high: nextHigh }: Tempos,
  within: number,
): number {
  if (!(low > 0 && nextLow > 0)) return Math.sqrt(harmony * UNSURE_TEMPO);
  let nearest = Number.POSITIVE_INFINITY;
  for (const relation of RELATIONS) {
    const slowest = (nextLow * relation) / high - 1;
    const fastest = (nextHigh * relation) / low - 1;
    const distance = slowest > 0 ? slowest : fastest < 0 ? -fastest : 0;
    if (distance < nearest) nearest = distance;
  }
  return nearest > within ? -1 : Math.sqrt(harmony * easeOfDifference(nearest));
}

/**
 * The most ease of the hardest of `steps` steps that lead from one range of tempos to another, whatever lies between: one of them
 * must take its share of the way at least. In logarithms; half and double time lead a whole octave further. `harmony`: the best
 * of these steps. Below 0: so few steps do not lead there. NaN: not known, so there is no bound.
 */
export function mostEaseOver(harmony: number, steps: number, from: Tempos, to: Tempos, within: number): number {
  const [least, most] = [to.low - from.high, to.high - from.low];
  const above = least - Math.floor(least / OCTAVE) * OCTAVE;
  if (Number.isNaN(above)) return 1;
  // Below 0 where a whole octave lies within.
  const share = Math.min(above, OCTAVE - above - (most - least)) / steps;
  // A part slower is less than the same part faster is more.
  const difference = 1 - Math.exp(ROUNDING - share);
  if (difference > within) return -1;
  return Math.sqrt(harmony * easeOfDifference(Math.max(0, difference)));
}

const OCTAVE = Math.LN2;
const ROUNDING = 1e-9;

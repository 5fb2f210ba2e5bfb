// What a planned set is to be like, in the terms of the track graph. Pure. A track is its place in the graph.

import type { Preset } from '@tracord/shared/plan.ts';

type KeyPolicy = 'strict' | 'easy' | 'free';

export type SetWish = {
  /** How long all of it is, what was played already included. */
  minutes: number;
  /** Without effect where something was played already. */
  first?: number;
  last?: number;
  must: readonly number[];
  never: readonly number[];
  preset: Preset;
  /** Tempos in which its tracks lie, as tagged, at double or at half time. */
  bpmFrom?: number;
  bpmTo?: number;
  /** `strict`: every step is one of harmony, and every key is known; `easy`: clashes cost; `free`: keys do not count. */
  keys: KeyPolicy;
  /** So many tracks between two of one artist. */
  artistSpacing: number;
  /** Which tracks may fill it; what is asked for by itself (first, last, must, locked, requests) need not be among them. */
  allowed?: (place: number) => boolean;
  /** Tracks that stay at their place: `at` counts from 0 at the beginning of the set. */
  locked: readonly { at: number; place: number }[];
  /** Put where they cost least; left out, with a note, where they break what is asked for. */
  requests: readonly number[];
  /** Played already, the last of them is on air; UNKNOWN for one that is not in the graph. */
  played: readonly number[];
  /** When the last of `played` really started, in ms from the beginning of the set; undefined: as its lengths say. */
  onAirStartsMs?: number;
  seed: number;
};

/** An hour of anything. */
export const FIRST_WISH: SetWish = {
  minutes: 60,
  must: [],
  never: [],
  preset: 'smooth',
  keys: 'easy',
  artistSpacing: 3,
  locked: [],
  requests: [],
  played: [],
  seed: 1,
};

// A planned set as it is kept: what it was made by, and its tracks in order. Pure.

import { type PlanWish, planWish } from '@tracord/shared/plan-commands.ts';

/** `artist`, `title`, `durationMs`: as they were when it was planned. `startsMs`: from the beginning of the plan. `overlapMs`: how
 * long it runs together with the track before it. */
export type StoredPlanRow = {
  trackId: string;
  artist: string;
  title: string;
  durationMs?: number;
  startsMs: number;
  overlapMs: number;
  /** Stays at its place when the plan is made anew. */
  locked?: true;
  /** Was on air already. */
  played?: true;
  requestId?: string;
};

/** `id`: a UUID. `madeAt`, `startsAt`: ms since the epoch; without `startsAt` it is not known when it begins. `name`: empty where it
 * has none. `notes`: what it does not hold to, and why. Its seed is `wish.seed`. */
export type StoredPlan = {
  id: string;
  name: string;
  madeAt: number;
  startsAt?: number;
  lengthMs: number;
  wish: PlanWish;
  notes: string[];
  rows: StoredPlanRow[];
};

/** Nobody plays more in one set. */
export const MOST_PLAN_ROWS = 1_000;

/** A wish that was stored. What an earlier version did not know is as if nobody had asked for it; a wish that this version refuses
 * is the usual one. */
export function storedWish(json: string): PlanWish {
  const read = planWish.safeParse(JSON.parse(json));
  return read.success ? read.data : planWish.parse({});
}

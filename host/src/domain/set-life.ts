// When a set begins and when it is over. Pure: no clock, no IO.
//
// A set begins with the first play while the show is live, with what is on air already too. It ends a while after the last play,
// ten minutes after OBS's output ended, at once when the DJ ends the show, or by command; the next play while live begins
// another. Ends that came due while nobody looked have the time at which they were due.

import { GOES_ON_WITHIN_MS } from './request-set.ts';

/** A set outlives OBS's output by this long. */
export const OUTPUT_GRACE_MS = 10 * 60_000;

export type EndedBy = 'dj' | 'live' | 'output' | 'silence';

/** What is known. Times are ms since the epoch. */
export type SetLife = {
  live: boolean;
  /** The newest set. Without `endedAt` it is on. */
  set?: { fromAt: number; endedAt?: number; endedBy?: string };
  /** The play that is on air, also in rehearsal. */
  onAir?: { playId: string; at: number };
  /** The newest play that belongs to a set, and when it ended. */
  last?: { playId: string; endedAt?: number };
  /** Since when no output of OBS runs, as far as the set was told. */
  outputEndedAt?: number;
};

export type SetLifeInput =
  /** `counts`: it began while the show was live, even if it is not any more. */
  | { kind: 'on-air'; playId: string; at: number; counts?: boolean }
  /** Nothing is on air any more. */
  | { kind: 'off-air'; at: number }
  /** `by`: who said so. Where OBS ended the show, the set waits to be told when its output ended. */
  | { kind: 'live'; on: boolean; by: 'dj' | 'obs' }
  /** The last output of OBS ended then. */
  | { kind: 'output-ended'; at: number }
  /** The DJ ends the set. */
  | { kind: 'end' }
  /** Time went by. */
  | { kind: 'tick' };

export type SetLifeChange =
  | { kind: 'begin'; fromAt: number }
  | { kind: 'end'; at: number; by: EndedBy }
  /** The newest set goes on. */
  | { kind: 'reopen' };

/** `wakeAtMs`: step again with a tick then, unless something else comes first. */
export type SetLifeStep = { life: SetLife; changes: SetLifeChange[]; wakeAtMs?: number };

/** One step at `nowMs`. What is given in is left as it is. */
export function stepSetLife(before: SetLife, input: SetLifeInput, endsAfterMs: number, nowMs: number): SetLifeStep {
  const life: SetLife = { ...before };
  const changes: SetLifeChange[] = [];
  // What was due before this happened comes first; what plays since before then kept the set on.
  settle(life, changes, endsAfterMs, input.kind === 'on-air' ? Math.min(input.at, nowMs) : nowMs);
  take(life, input, changes, nowMs);
  settle(life, changes, endsAfterMs, nowMs);
  return { life, changes, wakeAtMs: due(life, endsAfterMs)?.at };
}

function take(life: SetLife, input: SetLifeInput, changes: SetLifeChange[], nowMs: number): void {
  switch (input.kind) {
    case 'tick':
      return;
    case 'on-air':
      life.onAir = { playId: input.playId, at: input.at };
      if (life.live || input.counts) count(life, life.onAir, changes, nowMs);
      return;
    case 'off-air':
      if (life.onAir !== undefined && life.onAir.playId === life.last?.playId) {
        life.last = { ...life.last, endedAt: input.at };
      }
      life.onAir = undefined;
      return;
    case 'live':
      takeLive(life, input, changes, nowMs);
      return;
    case 'output-ended':
      // An output from before the set is none of it.
      if (isOn(life) && input.at >= (life.set?.fromAt ?? 0)) {
        life.outputEndedAt = Math.min(input.at, life.outputEndedAt ?? input.at);
      }
      return;
    case 'end':
      if (isOn(life)) end(life, changes, nowMs, 'dj');
      return;
  }
}

function takeLive(
  life: SetLife,
  { on, by }: Extract<SetLifeInput, { kind: 'live' }>,
  changes: SetLifeChange[],
  nowMs: number,
): void {
  life.live = on;
  if (!on) {
    if (!isOn(life)) return;
    if (by === 'dj') end(life, changes, nowMs, 'live');
    else life.outputEndedAt ??= nowMs;
    return;
  }
  life.outputEndedAt = undefined;
  const { endedAt, endedBy } = life.set ?? {};
  if (endedAt !== undefined && endedBy === 'live' && nowMs - endedAt < GOES_ON_WITHIN_MS) reopen(life, changes);
  if (life.onAir !== undefined) count(life, life.onAir, changes, nowMs);
}

/** What is on air belongs to the set that is on, or to one that ended later, or begins one. */
function count(life: SetLife, onAir: { playId: string; at: number }, changes: SetLifeChange[], nowMs: number): void {
  const { set, last } = life;
  const isNew = onAir.playId !== last?.playId;
  life.last = { playId: onAir.playId };
  if (set !== undefined && set.endedAt === undefined) return;
  // No two sets begin at once.
  if (set?.endedAt !== undefined && (!isNew || onAir.at < set.endedAt || onAir.at <= set.fromAt)) {
    // It was only silent for longer than the set waited for it.
    if (set.endedBy === 'silence') reopen(life, changes);
    return;
  }
  life.set = { fromAt: onAir.at };
  changes.push({ kind: 'begin', fromAt: onAir.at });
  if (!life.live) end(life, changes, nowMs, 'live');
}

/** Ends a set that is over by now, at the time it was. */
function settle(life: SetLife, changes: SetLifeChange[], endsAfterMs: number, nowMs: number): void {
  const next = due(life, endsAfterMs);
  if (next !== undefined && next.at <= nowMs) end(life, changes, next.at, next.by);
}

function due(life: SetLife, endsAfterMs: number): { at: number; by: EndedBy } | undefined {
  const { set, onAir, last, outputEndedAt } = life;
  if (set === undefined || set.endedAt !== undefined) return undefined;
  const silent = onAir === undefined ? Math.max(last?.endedAt ?? 0, set.fromAt) + endsAfterMs : Infinity;
  const output = outputEndedAt === undefined ? Infinity : outputEndedAt + OUTPUT_GRACE_MS;
  if (silent === Infinity && output === Infinity) return undefined;
  return output < silent ? { at: output, by: 'output' } : { at: silent, by: 'silence' };
}

function end(life: SetLife, changes: SetLifeChange[], at: number, by: EndedBy): void {
  if (life.set !== undefined) life.set = { ...life.set, endedAt: at, endedBy: by };
  life.outputEndedAt = undefined;
  changes.push({ kind: 'end', at, by });
}

function reopen(life: SetLife, changes: SetLifeChange[]): void {
  if (life.set !== undefined) life.set = { fromAt: life.set.fromAt };
  changes.push({ kind: 'reopen' });
}

function isOn({ set }: SetLife): boolean {
  return set !== undefined && set.endedAt === undefined;
}

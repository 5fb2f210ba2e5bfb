// What a request is to somebody who looks at a key: new, waiting, waiting for long, doubtful, accepted … and its bar. Pure.

import { ACCEPTED_STATES, type RequestView, WAITING_STATES } from '@tracord/shared/requests.ts';
import { type Bar, IS, NOTCHES, stepsPassed } from './bars.ts';
import { earliest } from './drawing.ts';
import type { RequestFacts } from './face-inputs.ts';
import { ACCENT, T1, T2, WARN } from './palette.ts';

export type Stage = 'new' | 'waiting' | 'long' | 'doubtful' | 'accepted' | 'loaded' | 'playing' | 'over';

export const PULSE_MS = 400;
const PULSES = 3;
/** So long its bubble stays lime where it came up. */
export const NEW_FOR_MS = 60_000;
/** From here on a request waits long: the bar is notched. */
const LONG_SHARE = 3 / 4;

export function stageOf(request: RequestView, { shownSince, pulses }: RequestFacts, nowMs: number): Stage {
  if (ACCEPTED_STATES.includes(request.state)) {
    return request.state === 'loaded' || request.state === 'playing' ? request.state : 'accepted';
  }
  if (!WAITING_STATES.includes(request.state)) return 'over';
  if (isDoubtful(request)) return 'doubtful';
  if (waitedShare(request, nowMs) >= LONG_SHARE) return 'long';
  const isNew = pulses === true && shownSince !== undefined && nowMs < shownSince + NEW_FOR_MS;
  return isNew ? 'new' : 'waiting';
}

/** No certain track, and several that may be meant. */
export function isDoubtful({ track, candidates }: RequestView): boolean {
  return track.id === undefined && candidates !== undefined && candidates.length > 0;
}

/** The frame of a new request: three times on and off, then never again. */
export function pulse({ shownSince, pulses }: RequestFacts, nowMs: number): { on: boolean; nextAtMs?: number } {
  if (pulses !== true || shownSince === undefined) return { on: false };
  const half = PULSE_MS / 2;
  const step = Math.floor((nowMs - shownSince) / half);
  if (step < 0 || step >= 2 * PULSES - 1) return { on: false, nextAtMs: afterPulses(shownSince, nowMs) };
  return { on: step % 2 === 0, nextAtMs: shownSince + (step + 1) * half };
}

function afterPulses(shownSince: number, nowMs: number): number | undefined {
  if (nowMs < shownSince) return shownSince;
  return nowMs < shownSince + NEW_FOR_MS ? shownSince + NEW_FOR_MS : undefined;
}

/** `steps`: how many pictures the bar has from empty to full. */
export function requestBar(
  request: RequestView,
  stage: Stage,
  nowMs: number,
  steps: number,
): { bar: Bar; nextAtMs?: number } {
  switch (stage) {
    case 'accepted':
    case 'loaded':
    case 'playing':
      return { bar: IS };
    case 'over':
      return { bar: { kind: 'broken', colour: T2 } };
    case 'doubtful':
      return { bar: { kind: 'dashed', colour: WARN } };
    case 'long': {
      const { passed, nextAtMs } = stepsPassed(request.askedAt, request.expiresAt ?? 0, nowMs, NOTCHES);
      return { bar: { kind: 'notched', filled: passed, colour: WARN }, nextAtMs };
    }
    default: {
      if (request.expiresAt === undefined) return { bar: { kind: 'fill', filled: 0, colour: T1 } };
      const { passed, nextAtMs } = stepsPassed(request.askedAt, request.expiresAt, nowMs, steps);
      const long = request.askedAt + Math.ceil((request.expiresAt - request.askedAt) * LONG_SHARE);
      return { bar: { kind: 'fill', filled: passed, colour: T1 }, nextAtMs: earliest(nextAtMs, long) };
    }
  }
}

export function stageColour(stage: Stage): string {
  if (stage === 'new' || stage === 'accepted' || stage === 'loaded' || stage === 'playing') return ACCENT;
  return stage === 'long' || stage === 'doubtful' ? WARN : T1;
}

function waitedShare({ askedAt, expiresAt }: RequestView, nowMs: number): number {
  if (expiresAt === undefined || expiresAt <= askedAt) return 0;
  return (nowMs - askedAt) / (expiresAt - askedAt);
}

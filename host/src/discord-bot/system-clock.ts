// The computer's clock.

import type { Clock } from './module.ts';

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (delayMs, call) => {
    const timer = setTimeout(call, delayMs);
    return () => clearTimeout(timer);
  },
};

let offsetMs = Number.NEGATIVE_INFINITY;

/** As the host counts: a computer's clock that is set forward is followed at once; set back, time goes on at its pace. */
export function neverBackNow(): number {
  const steadyMs = performance.now();
  offsetMs = Math.max(offsetMs, Date.now() - steadyMs);
  return Math.floor(steadyMs + offsetMs);
}

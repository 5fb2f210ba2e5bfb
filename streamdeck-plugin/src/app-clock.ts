// The computer's time and timers: time never goes back, and no timer is early by it, so that a hold of 500 ms is one.

import type { OutputClock } from '@tracord/shared/output.ts';

let offsetMs = Number.NEGATIVE_INFINITY;

/** Set forward, the computer's clock is followed at once; set back, time goes on at its pace. */
function now(): number {
  const steadyMs = performance.now();
  offsetMs = Math.max(offsetMs, Date.now() - steadyMs);
  return Math.floor(steadyMs + offsetMs);
}

function after(delayMs: number, call: () => void): () => void {
  const dueMs = now() + delayMs;
  // Node's timers may be a millisecond early.
  const ring = () => {
    const leftMs = dueMs - now();
    if (leftMs > 0) timer = setTimeout(ring, leftMs);
    else call();
  };
  let timer = setTimeout(ring, delayMs);
  return () => clearTimeout(timer);
}

export const systemTimers: OutputClock = { now, after };

// Time and timers, handed in so that tests can move them.

export type Clock = {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back once after `delayMs`; the answer cancels it. */
  after(delayMs: number, call: () => void): () => void;
};

/** Longer waits overflow the timers of the system, and would be over at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export type Time = {
  now(): number;
  /** From now on it is at least this late. */
  noEarlierThan(ms: number): void;
};

/**
 * The computer's clock, except that it never goes back: while the program runs, it is never behind the steady count since
 * the start. Set forward (by hand, by the network, after sleep), it follows at once; set back, it goes on at its pace and is
 * right again at a later start. So what was played later is never earlier, and no wait is longer than was meant.
 */
export function neverBack(wallMs: () => number, steadyMs: () => number): Time {
  let offsetMs = Number.NEGATIVE_INFINITY;
  return {
    now: () => {
      const steady = steadyMs();
      offsetMs = Math.max(offsetMs, wallMs() - steady);
      return Math.floor(steady + offsetMs);
    },
    noEarlierThan: (ms) => {
      // Parts of a millisecond are not to round it down.
      offsetMs = Math.max(offsetMs, Math.ceil(ms) - Math.floor(steadyMs()));
    },
  };
}

/** A timer whose call throws is a rejection that nobody watches; its `cause` is what was thrown, its stack where it was set. */
export const systemClock: Clock & Time = {
  ...neverBack(
    () => Date.now(),
    () => performance.now(),
  ),
  after: (delayMs, call) => {
    // Tells which timer it was: where it was set.
    const fault = new Error('what a timer was to do failed');
    const run = () => {
      try {
        call();
      } catch (error) {
        fault.cause = error;
        // As a promise that nobody watches: the host writes it down and goes on, where an exception would end it.
        void Promise.reject(fault);
      }
    };
    let timer: NodeJS.Timeout;
    const wait = (leftMs: number) => {
      const isLast = leftMs <= LONGEST_TIMER_MS;
      timer = isLast ? setTimeout(run, leftMs) : setTimeout(() => wait(leftMs - LONGEST_TIMER_MS), LONGEST_TIMER_MS);
    };
    wait(delayMs);
    return () => clearTimeout(timer);
  },
};

/** A clock that stands still until it is moved; due timers run in order. */
export class ManualClock implements Clock {
  #nowMs: number;
  #timers: { dueMs: number; call: () => void }[] = [];

  constructor(nowMs = 1_700_000_000_000) {
    this.#nowMs = nowMs;
  }

  now(): number {
    return this.#nowMs;
  }

  after(delayMs: number, call: () => void): () => void {
    const timer = { dueMs: this.#nowMs + Math.max(0, delayMs), call };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  advance(byMs: number): void {
    const endMs = this.#nowMs + byMs;
    for (;;) {
      const next = this.#timers.filter((timer) => timer.dueMs <= endMs).sort((a, b) => a.dueMs - b.dueMs)[0];
      if (next === undefined) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#nowMs = next.dueMs;
      next.call();
    }
    this.#nowMs = endMs;
  }
}

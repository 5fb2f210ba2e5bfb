// The computer's time and timers.

import type { OutputClock } from '@tracord/shared/output.ts';

export const systemTimers: OutputClock = {
  now: () => Date.now(),
  after: (delayMs, call) => {
    const timer = setTimeout(call, delayMs);
    return () => clearTimeout(timer);
  },
};

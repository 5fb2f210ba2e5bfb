// Goes on with time where the last run left it: a clock that was set back between two runs (a second system on the computer,
// an empty battery) would make an undo of seconds ago last for hours, and what plays now older than what played before.

import type { Clock, Time } from '#kernel/clock.ts';
import type { HealthReporter } from '#kernel/health.ts';
import type { Logger } from '#kernel/logger.ts';

/** A time further ahead is no clock set back by hours, but one that was wrong when it was stored. */
const MOST_AHEAD_MS = 24 * 60 * 60_000;

/** A gap that nobody would notice is not said. */
const WORTH_SAYING_MS = 2 * 60_000;

/** `newest`: the newest time that was stored, ms since the epoch; undefined: none. */
export function goOnAfter(newest: number | undefined, clock: Clock & Time, report: HealthReporter, log: Logger): void {
  const aheadMs = newest === undefined ? 0 : newest - clock.now();
  if (newest === undefined || aheadMs <= 0) return;
  const isFollowed = aheadMs <= MOST_AHEAD_MS;
  log.warn('clock.behind', { aheadMs, isFollowed });
  if (isFollowed) clock.noEarlierThan(newest);
  if (aheadMs < WORTH_SAYING_MS) return;
  const gap = isFollowed ? 'times of tonight run ahead by as much' : 'those times stay as they are';
  report({
    status: 'warn',
    message: `The computer's clock is ${spoken(aheadMs)} behind what TraCord stored last; ${gap}.`,
    remedy: "Look at the computer's date and time. Once they are right, start TraCord again.",
  });
}

function spoken(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  return minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
}

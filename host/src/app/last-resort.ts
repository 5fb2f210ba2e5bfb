// What happens to faults that nobody caught: the show goes on over a promise that nobody watched, and ends in order over
// anything worse.

import type { EventEmitter } from 'node:events';
import type { Logger } from '#kernel/logger.ts';

const STOPS_WITHIN_MS = 5_000;

export type LastResort = {
  log: Logger;
  /** Stops the host in order. */
  stop: () => Promise<void>;
  exit: (code: number) => void;
};

/** Listens to `process` for the rest of its life. */
export function guardProcess(process: EventEmitter, { log, stop, exit }: LastResort): void {
  let ending = false;
  process.on('unhandledRejection', (reason: unknown) => {
    log.error('fault.unhandled', { error: reason, stack: stackOf(reason) });
  });
  process.on('uncaughtException', (error: unknown) => {
    // Of what goes wrong while it ends there is nothing more to save.
    if (ending) return;
    ending = true;
    log.error('fault.uncaught', { error, stack: stackOf(error) });
    const late = setTimeout(() => exit(1), STOPS_WITHIN_MS);
    stop()
      .catch((failure: unknown) => log.error('stop.failed', { error: failure }))
      .finally(() => {
        clearTimeout(late);
        exit(1);
      });
  });
}

function stackOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const cause = stackOf(error.cause);
  return cause === undefined ? error.stack : `${error.stack}\ncaused by ${cause}`;
}

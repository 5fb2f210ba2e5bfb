// How the host ends: on a signal in order; over a fault that nobody caught in order too, though the show goes on over a promise
// that nobody watched. Whatever hangs, it ends.

import type { EventEmitter } from 'node:events';
import type { Logger } from '#kernel/logger.ts';

const STOPS_WITHIN_MS = 10_000;
const SLOW_MS = 3_000;

export type LastResort = {
  log: Logger;
  /** Stops the host in order. */
  stop: () => Promise<void>;
  exit: (code: number) => void;
};

/** Listens to `process` for the rest of its life. */
export function guardProcess(process: EventEmitter, parts: LastResort): void {
  const { log } = parts;
  let ending = false;
  process.on('unhandledRejection', (reason: unknown) => {
    log.error('fault.unhandled', { error: reason, stack: stackOf(reason) });
  });
  process.on('uncaughtException', (error: unknown) => {
    // Of what goes wrong while it ends there is nothing more to save.
    if (ending) return;
    ending = true;
    log.error('fault.uncaught', { error, stack: stackOf(error) });
    void end(parts, 1);
  });
}

/** The first signal ends it in order, the second at once, as the system does it. */
export function stopOnSignals(process: EventEmitter, parts: LastResort): void {
  // A closed terminal sends SIGHUP.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => void end(parts, 0));
}

async function end({ log, stop, exit }: LastResort, code: number): Promise<void> {
  const late = setTimeout(() => {
    log.error('stop.hangs', { afterMs: STOPS_WITHIN_MS });
    exit(1);
  }, STOPS_WITHIN_MS);
  try {
    await stop();
    exit(code);
  } catch (error) {
    log.error('stop.failed', { error });
    exit(1);
  } finally {
    clearTimeout(late);
  }
}

/** Stops one part after the other. The log tells which of them takes long. */
export async function stopInTurn(log: Logger, parts: Record<string, () => unknown>): Promise<void> {
  for (const [part, stop] of Object.entries(parts)) {
    const slow = setTimeout(() => log.warn('stop.slow', { part }), SLOW_MS);
    await stop();
    clearTimeout(slow);
  }
}

function stackOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const cause = stackOf(error.cause);
  return cause === undefined ? error.stack : `${error.stack}\ncaused by ${cause}`;
}

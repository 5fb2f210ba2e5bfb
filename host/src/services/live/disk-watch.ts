// Looks now and then how much room is left where TraCord and OBS write, and says so before it runs out.

import type { Clock } from '#kernel/clock.ts';
import type { Logger } from '#kernel/logger.ts';
import type { Notices } from './notices.ts';

/** `use`: what is written there ("where OBS records"), the same for the same folder. */
export type WatchedFolder = { path: string; use: string };

export type DiskWatchParts = {
  notices: Pick<Notices, 'raise' | 'settle'>;
  folders: () => WatchedFolder[];
  /** Bytes that may still be written there; undefined where that cannot be known. Never rejects. */
  freeBytes: (path: string) => Promise<number | undefined>;
  /** Below so many GB there is a notice; 0: never. */
  leastGb: () => number;
  clock: Clock;
  log: Logger;
};

const LOOKS_EVERY_MS = 60_000;
const GB = 1_000_000_000;
/** Of the least; below that nothing may be waited for. */
const ALARMING = 0.2;
/** So much more than the least is enough again: a limit that is crossed to and fro says nothing new. */
const ENOUGH = 1.2;

export class DiskWatch {
  readonly #parts: DiskWatchParts;
  /** By use: what was said last. */
  readonly #said = new Map<string, 'warn' | 'alarm'>();
  #cancelTimer: (() => void) | undefined;
  #isStopped = false;

  constructor(parts: DiskWatchParts) {
    this.#parts = parts;
  }

  /** Looks now, and each minute from then on. Never rejects; resolves after the first look. */
  async start(): Promise<void> {
    await this.look();
    if (this.#isStopped) return;
    this.#cancelTimer = this.#parts.clock.after(LOOKS_EVERY_MS, () => void this.start());
  }

  async look(): Promise<void> {
    for (const folder of this.#parts.folders()) {
      const free = await this.#parts.freeBytes(folder.path);
      if (free !== undefined && !this.#isStopped) this.#judge(folder, free / GB);
    }
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancelTimer?.();
  }

  #judge({ use }: WatchedFolder, freeGb: number): void {
    const { notices, leastGb } = this.#parts;
    const least = leastGb();
    const said = this.#said.get(use);
    if (freeGb >= least * (said === undefined ? 1 : ENOUGH)) {
      if (said !== undefined) notices.settle('disk-nearly-full', use);
      this.#said.delete(use);
      return;
    }
    const level = freeGb < least * ALARMING ? 'alarm' : 'warn';
    if (said === level || said === 'alarm') return;
    this.#said.set(use, level);
    this.#parts.log.warn('disk.nearly.full', { use, freeGb });
    const message = `Only ${freeGb.toFixed(1)} GB are free ${use}.`;
    const remedy = 'Make room on that drive, or write to another one.';
    notices.raise({ kind: 'disk-nearly-full', subject: use, level, message, remedy });
  }
}

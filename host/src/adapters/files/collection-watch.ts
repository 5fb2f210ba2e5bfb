// Notices that a collection was written, went away or came back, or that Traktor wrote a history file beside it. It reads a few bytes
// at most, and writes nothing.

import { open, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { watch } from 'chokidar';
import type { Clock } from '#kernel/clock.ts';
import { DomainError, messageOf } from '#kernel/domain-error.ts';
import type { Logger } from '#kernel/logger.ts';

export type WatchCalls = {
  /** The file changed, was quiet again and is whole; or it stayed cut off, so that the import can say so. */
  imports: () => Promise<void>;
  /** The file went away. Called once until it is there again. */
  missing: () => void;
};

export type WatchTiming = {
  /** How long the file must be left alone before it is read. */
  quietMs: number;
  /** Waits between looks at a file that ends in the middle; after the last it is handed on as it is. */
  retryMs: readonly number[];
  /** Looks at the file without being told: drives that come and go, and network folders, tell nothing. */
  lookEveryMs: number;
};

const TIMING: WatchTiming = { quietMs: 2_000, retryMs: [1_000, 2_000, 4_000, 8_000], lookEveryMs: 5_000 };
const MISSING = 'missing';

/** Watches one file until stopped. What is there at the start is known: only changes are told. */
export function collectionWatch(clock: Clock, log: Logger, timing: WatchTiming = TIMING) {
  return async (file: string, calls: WatchCalls): Promise<{ stop(): Promise<void> }> => {
    const follower = new Follower(file, calls, clock, log, timing);
    await follower.start();
    return follower;
  };
}

class Follower {
  readonly #file: string;
  readonly #calls: WatchCalls;
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #timing: WatchTiming;
  /** Size and time of the file, and of the newest history file, as it was last imported or told missing. */
  #known = '';
  #cancel: (() => void) | undefined;
  #cancelLook: (() => void) | undefined;
  #stopWatching: (() => Promise<void>) | undefined;
  #stopped = false;
  #importing: Promise<void> | undefined;

  constructor(file: string, calls: WatchCalls, clock: Clock, log: Logger, timing: WatchTiming) {
    this.#file = file;
    this.#calls = calls;
    this.#clock = clock;
    this.#log = log;
    this.#timing = timing;
  }

  async start(): Promise<void> {
    this.#known = await signature(this.#file);
    const watcher = watch(dirname(this.#file), { depth: 0, ignoreInitial: true });
    watcher.on('all', (_event, path) => {
      if (path === this.#file) void this.#look();
    });
    watcher.on('error', (error) => this.#log.warn('watch.failed', { file: this.#file, error: messageOf(error) }));
    this.#stopWatching = () => watcher.close();
    this.#lookAgain();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel?.();
    this.#cancelLook?.();
    await this.#stopWatching?.();
    await this.#importing;
  }

  #lookAgain(): void {
    if (this.#stopped) return;
    this.#cancelLook = this.#clock.after(this.#timing.lookEveryMs, () => {
      void this.#look().finally(() => this.#lookAgain());
    });
  }

  async #look(): Promise<void> {
    const now = await signature(this.#file);
    if (this.#stopped || now === this.#known || this.#cancel !== undefined) return;
    if (now !== MISSING) this.#settle(now, 0);
    else if (this.#importing === undefined) {
      // A program that replaces a file takes it away for a moment.
      this.#after(this.#timing.quietMs, async () => {
        if ((await signature(this.#file)) !== MISSING) return this.#look();
        this.#known = MISSING;
        this.#calls.missing();
      });
    }
  }

  /** Waits until the file is left alone, and a little longer while it ends in the middle. */
  #settle(seen: string, tries: number): void {
    this.#after(tries === 0 ? this.#timing.quietMs : (this.#timing.retryMs[tries - 1] ?? 0), async () => {
      const now = await signature(this.#file);
      if (now === MISSING) return this.#look();
      if (now !== seen) this.#settle(now, 0);
      else if (tries < this.#timing.retryMs.length && !(await endsWhole(this.#file))) this.#settle(now, tries + 1);
      // Two looks at once may both have seen the change.
      else if (now !== this.#known) await this.#import(now);
    });
  }

  async #import(seen: string): Promise<void> {
    this.#known = seen;
    this.#importing = this.#calls.imports().catch((error: unknown) => {
      // Whoever imports has told the DJ.
      const code = error instanceof DomainError ? error.code : 'failed';
      this.#log.warn('import.failed', { file: this.#file, code, error: messageOf(error) });
    });
    await this.#importing;
    this.#importing = undefined;
    await this.#look();
  }

  #after(delayMs: number, run: () => Promise<void>): void {
    this.#cancel = this.#clock.after(delayMs, () => {
      this.#cancel = undefined;
      if (!this.#stopped) void run();
    });
  }
}

/** Changes whenever the file does, or the newest history file: Traktor may write that after the collection. */
async function signature(file: string): Promise<string> {
  try {
    const { size, mtimeMs, ino } = await stat(file);
    return `${size} ${mtimeMs} ${ino} ${await newestHistory(join(dirname(file), 'History'))}`;
  } catch (error) {
    // A drive that is being taken away answers with any of a dozen codes: it is gone all the same.
    if ((error as NodeJS.ErrnoException).syscall !== undefined) return MISSING;
    throw error;
  }
}

/** History files are named by their time. Empty where there is none. */
async function newestHistory(folder: string): Promise<string> {
  try {
    const newest = (await readdir(folder)).sort().at(-1);
    if (newest === undefined) return '';
    const { size, mtimeMs } = await stat(join(folder, newest));
    return `${newest} ${size} ${mtimeMs}`;
  } catch (error) {
    // Without a history the collection is followed all the same.
    if ((error as NodeJS.ErrnoException).syscall !== undefined) return '';
    throw error;
  }
}

async function endsWhole(file: string): Promise<boolean> {
  try {
    const handle = await open(file, 'r');
    try {
      const { size } = await handle.stat();
      const end = Buffer.alloc(Math.min(size, 256));
      await handle.read(end, 0, end.length, size - end.length);
      return end.includes('</NML>');
    } finally {
      await handle.close();
    }
  } catch (error) {
    // Traktor may hold the file locked while it writes.
    if ((error as NodeJS.ErrnoException).syscall !== undefined) return false;
    throw error;
  }
}

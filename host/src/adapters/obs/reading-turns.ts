// When OBS is read again: soon after something hinted at a change, once for many hints, one reading at a time.

import type { Clock } from '#kernel/clock.ts';

/** Hints come in bursts (a scene with fifty items that is deleted): they are waited for so long. */
const SOON_MS = 30;

export class ReadingTurns {
  readonly #read: () => Promise<void>;
  readonly #clock: Clock;
  #cancelSoon: (() => void) | undefined;
  #running: Promise<void> | undefined;

  /** `read` never rejects. */
  constructor(read: () => Promise<void>, clock: Clock) {
    this.#read = read;
    this.#clock = clock;
  }

  /** Something may have changed. */
  hint(): void {
    if (this.#cancelSoon !== undefined) return;
    this.#cancelSoon = this.#clock.after(SOON_MS, () => {
      this.#cancelSoon = undefined;
      // What was hinted at while it read is read after it, in one go.
      if (this.#running !== undefined) this.#running.then(() => this.hint());
      else this.now();
    });
  }

  /** Resolves when it was read after this call. */
  async now(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
    this.#running = this.#read();
    await this.#running.finally(() => {
      this.#running = undefined;
    });
  }

  stop(): void {
    this.#cancelSoon?.();
    this.#cancelSoon = undefined;
  }
}

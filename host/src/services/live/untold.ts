// Waits for what the audience is not told of yet, and what nothing will announce: calls once when the first of it is no secret any
// more. What is announced is told of by the announcement.

import type { Clock } from '#kernel/clock.ts';

export type UntoldParts = {
  clock: Pick<Clock, 'after'>;
  /** In so many ms the audience may know of a play that began then; 0: it may now. Undefined: not before an announcement. */
  secretForMs: (playedAt: number) => number | undefined;
  onTold: () => void;
};

export class Untold {
  readonly #parts: UntoldParts;
  #cancel: (() => void) | undefined;

  constructor(parts: UntoldParts) {
    this.#parts = parts;
  }

  /** These, in place of those before; ms since the epoch. */
  waitFor(starts: readonly number[]): void {
    const { clock, secretForMs, onTold } = this.#parts;
    this.stop();
    const waits = starts.map((at) => secretForMs(at) ?? 0).filter((ms) => ms > 0);
    if (waits.length > 0) this.#cancel = clock.after(Math.min(...waits), onTold);
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }
}

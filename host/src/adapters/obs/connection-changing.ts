// OBS changes its scene collection: from its first event to its last nothing may be asked, or OBS may crash.

import type { Clock } from '#kernel/clock.ts';

/** Its end is an event too, and could be missed. */
const MOST_MS = 10_000;

export class CollectionChange {
  readonly #clock: Clock;
  #count = 0;
  #now: { done: Promise<void>; end: () => void } | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** How many there have been, with the one that is on. */
  get count(): number {
    return this.#count;
  }

  get isOn(): boolean {
    return this.#now !== undefined;
  }

  /** Resolves when none is on. */
  async over(): Promise<void> {
    while (this.#now !== undefined) await this.#now.done;
  }

  /** `onLost`: its end did not come in time; it counts as ended. */
  begin(onLost: () => void): void {
    if (this.#now !== undefined) return;
    this.#count++;
    let resolve: () => void;
    const done = new Promise<void>((end) => {
      resolve = end;
    });
    const cancel = this.#clock.after(MOST_MS, () => {
      this.end();
      onLost();
    });
    this.#now = {
      done,
      end: () => {
        cancel();
        resolve();
      },
    };
  }

  end(): void {
    this.#now?.end();
    this.#now = undefined;
  }
}

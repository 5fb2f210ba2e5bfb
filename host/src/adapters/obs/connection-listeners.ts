// Who listens to OBS's own events, over all connections, and the wait for one of them.

import type { Clock } from '#kernel/clock.ts';
import type { Logger } from '#kernel/logger.ts';
import type { ObsAnswer, ObsEvent, ObsLink } from './link.ts';

type Listener = (data: Record<string, unknown>) => void;

const EVENT_MS = 3_000;

export class ObsListeners implements Pick<ObsLink, 'on' | 'waitFor'> {
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #byType = new Map<string, Set<Listener>>();

  constructor(clock: Clock, log: Logger) {
    this.#clock = clock;
    this.#log = log;
  }

  on(type: string, listener: Listener): () => void {
    const listeners = this.#byType.get(type) ?? new Set();
    this.#byType.set(type, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  /** A fault in one listener keeps it from no other. */
  heard({ type, data }: ObsEvent): void {
    for (const listener of [...(this.#byType.get(type) ?? [])]) {
      try {
        listener(data);
      } catch (error) {
        this.#log.error('event failed', { type, error });
      }
    }
  }

  async waitFor(
    type: string,
    fits: (data: Record<string, unknown>) => boolean,
    work: () => Promise<ObsAnswer>,
    withinMs = EVENT_MS,
  ): Promise<ObsAnswer | { ok: false; code: -3; message: string }> {
    let came: (isThere: boolean) => void;
    const event = new Promise<boolean>((resolve) => {
      came = resolve;
    });
    const off = this.on(type, (data) => fits(data) && came(true));
    try {
      const answer = await work();
      if (!answer.ok) return answer;
      const cancel = this.#clock.after(withinMs, () => came(false));
      const isThere = await event;
      cancel();
      return isThere ? answer : { ok: false, code: -3, message: 'OBS did not do it in time.' };
    } finally {
      off();
    }
  }
}

// Things that happened, past tense, told to whoever subscribed. All subscriptions stand in app/wiring.ts.

import type { Logger } from './logger.ts';

/** `Events` maps an event's name to what it carries. A listener that throws is logged and stops nobody else. */
export class EventBus<Events extends Record<string, unknown>> {
  readonly #listeners = new Map<keyof Events, Set<(carried: never) => void>>();
  readonly #log: Logger;

  constructor(log: Logger) {
    this.#log = log;
  }

  on<Name extends keyof Events>(name: Name, listener: (carried: Events[Name]) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    listeners.add(listener);
    this.#listeners.set(name, listeners);
    return () => listeners.delete(listener);
  }

  emit<Name extends keyof Events>(name: Name, carried: Events[Name]): void {
    for (const listener of this.#listeners.get(name) ?? []) {
      try {
        (listener as (carried: Events[Name]) => void)(carried);
      } catch (error) {
        this.#log.error('listener.failed', { event: String(name), error });
      }
    }
  }
}

// The current value of each topic, with a revision. An equal value publishes nothing; a new listener gets the value at once.

import { jsonEqual } from '@tracord/shared/merge-patch.ts';
import type { Logger } from './logger.ts';

export type TopicChange = { topic: string; fromRev: number; rev: number; before: unknown; value: unknown };

/** What a reader needs that knows topics by name only. */
export type TopicReader = Pick<TopicStore<Record<string, unknown>>, 'names' | 'find' | 'onChange'>;

export class TopicStore<Topics extends Record<string, unknown>> {
  readonly #held: Map<keyof Topics, { rev: number; value: unknown }>;
  readonly #listeners = new Set<(change: TopicChange) => void>();
  /** Changes that not every listener has heard of yet, oldest first. */
  readonly #untold: TopicChange[] = [];
  readonly #log: Logger;

  constructor(first: Topics, log: Logger) {
    this.#held = new Map(Object.entries(first).map(([name, value]) => [name, { rev: 0, value: freeze(value) }]));
    this.#log = log;
  }

  names(): string[] {
    return [...this.#held.keys()].map(String);
  }

  /** A topic by a name from outside: undefined where there is none. */
  find(topic: string): { rev: number; value: unknown } | undefined {
    const entry = this.#held.get(topic);
    return entry && { rev: entry.rev, value: entry.value };
  }

  get<Name extends keyof Topics>(topic: Name): Topics[Name] {
    return this.#entry(topic).value as Topics[Name];
  }

  /** Publishes `value` unless it equals the current one. The value is frozen: hand in one of your own. */
  set<Name extends keyof Topics>(topic: Name, value: Topics[Name]): void {
    const entry = this.#entry(topic);
    if (jsonEqual(entry.value, value)) return;
    this.#untold.push({ topic: String(topic), fromRev: entry.rev, rev: entry.rev + 1, before: entry.value, value });
    entry.rev += 1;
    entry.value = freeze(value);
    // A listener that sets a topic itself must not make the others hear of it before they heard of this.
    if (this.#untold.length === 1) this.#tell();
  }

  /** Every later change of any topic. */
  onChange(listener: (change: TopicChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** This topic's value now, and each later one. */
  follow<Name extends keyof Topics>(topic: Name, listener: (value: Topics[Name]) => void): () => void {
    listener(this.get(topic));
    return this.onChange((change) => {
      if (change.topic === topic) listener(change.value as Topics[Name]);
    });
  }

  #tell(): void {
    for (let change = this.#untold[0]; change !== undefined; change = this.#untold[0]) {
      for (const listener of this.#listeners) {
        try {
          listener(change);
        } catch (error) {
          this.#log.error('topic.listener.failed', { topic: change.topic, error });
        }
      }
      this.#untold.shift();
    }
  }

  #entry(topic: keyof Topics): { rev: number; value: unknown } {
    const entry = this.#held.get(topic);
    if (entry === undefined) throw new Error(`there is no topic "${String(topic)}"`);
    return entry;
  }
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) freeze(inner);
  }
  return value;
}

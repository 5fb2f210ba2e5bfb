// What the Discord bot wants to know again after a restart: ids of its pinned messages and threads, by name.

import type { BotTopics } from '@tracord/shared/topics.ts';
import type { TopicStore } from '#kernel/topic-store.ts';
import type { ShowState } from '#storage/show/show-state.ts';

const KEY = 'bot-memory';
const MOST_NAMES = 200;
/** Names that stand for something else in every object; a topic cannot carry them. */
const NO_NAMES = ['__proto__', 'constructor', 'prototype'];

export class BotMemory {
  readonly #state: Pick<ShowState, 'get' | 'set'>;
  readonly #topics: Pick<TopicStore<BotTopics>, 'set'>;
  #held: Record<string, string>;

  constructor(state: Pick<ShowState, 'get' | 'set'>, topics: Pick<TopicStore<BotTopics>, 'set'>) {
    this.#state = state;
    this.#topics = topics;
    this.#held = textsOf(state.get(KEY));
    topics.set('memory', this.#held);
  }

  /** Keeps `value` under `name`, or forgets it where there is none. Stored once it answers; throws where that fails, and then
   * nothing is changed. */
  remember(name: string, value: string | undefined): { ok: true } | { ok: false; code: string; message: string } {
    if (NO_NAMES.includes(name)) return { ok: false, code: 'invalid', message: `nothing can be kept under "${name}"` };
    const { [name]: _before, ...others } = this.#held;
    if (value !== undefined && Object.keys(others).length >= MOST_NAMES) {
      return { ok: false, code: 'too-many', message: `${MOST_NAMES} names are kept already: forget some first` };
    }
    const held = value === undefined ? others : { ...others, [name]: value };
    this.#state.set(KEY, held);
    this.#held = held;
    this.#topics.set('memory', held);
    return { ok: true };
  }
}

/** What was stored by a version that kept something else is left out. */
function textsOf(stored: unknown): Record<string, string> {
  if (typeof stored !== 'object' || stored === null) return {};
  const texts = Object.entries(stored).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(texts.filter(([name]) => !NO_NAMES.includes(name)));
}

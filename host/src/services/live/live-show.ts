// Live or rehearsal, and who said so: the DJ by hand, or OBS by streaming or recording. In rehearsal overlays work and plays count
// for nothing. The state survives a restart of the host.

import type { OperatorTopics } from '@tracord/shared/topics.ts';
import { z } from 'zod';
import type { Clock } from '#kernel/clock.ts';
import type { Logger } from '#kernel/logger.ts';
import type { TopicStore } from '#kernel/topic-store.ts';
import type { ShowState } from '#storage/show/show-state.ts';

/** A show nobody ended is not taken up again after this long. */
const FORGET_AFTER_MS = 12 * 60 * 60_000;

export type LiveBy = 'dj' | 'obs';

const storedLive = z.object({ on: z.boolean(), since: z.number(), by: z.enum(['dj', 'obs']).default('dj') });

export class LiveShow {
  readonly #topics: TopicStore<OperatorTopics>;
  readonly #state: ShowState;
  readonly #write: (write: () => void) => void;
  readonly #clock: Clock;
  readonly #log: Logger;

  /** `write` writes to the store, now or as soon as it can be. */
  constructor(
    topics: TopicStore<OperatorTopics>,
    state: ShowState,
    write: (write: () => void) => void,
    clock: Clock,
    log: Logger,
  ) {
    this.#topics = topics;
    this.#state = state;
    this.#write = write;
    this.#clock = clock;
    this.#log = log;
    const stored = storedLive.safeParse(state.get('live'));
    if (stored.success && stored.data.on && clock.now() - stored.data.since < FORGET_AFTER_MS) {
      topics.set('live', { on: true, since: stored.data.since, by: stored.data.by });
    }
  }

  /** What the DJ says stands over what OBS does: a show that OBS made live is the DJ's once the DJ says so too. */
  set(on: boolean, by: LiveBy = 'dj'): void {
    const known = this.#topics.get('live');
    const isTakenOver = on && known.on && by === 'dj' && known.by === 'obs';
    if (known.on === on && !isTakenOver) return;
    const since = isTakenOver ? (known.since ?? this.#clock.now()) : this.#clock.now();
    this.#write(() => this.#state.set('live', { on, since, by }));
    this.#topics.set('live', on ? { on, since, by } : { on, by });
    if (!isTakenOver) this.#log.info(on ? 'live.began' : 'live.ended', { by });
  }
}

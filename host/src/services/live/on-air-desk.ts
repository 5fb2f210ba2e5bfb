// Runs the on-air machine: feeds it what adapters heard and what the DJ says, wakes it when it asks, and passes its changes on.

import type { OperatorTopics } from '@tracord/shared/topics.ts';
import { type OnAirChange, type OnAirInput, step } from '#domain/on-air.ts';
import { decksView } from '#domain/on-air-decks.ts';
import { memoryOf, resumedOnAir } from '#domain/on-air-memory.ts';
import type { OnAirPolicy } from '#domain/on-air-policies.ts';
import { firstOnAir, type OnAirState } from '#domain/on-air-state.ts';
import type { HeardTrack } from '#domain/sighting.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Logger } from '#kernel/logger.ts';
import type { TopicStore } from '#kernel/topic-store.ts';
import type { ShowState } from '#storage/show/show-state.ts';
import { readOnAirRecord } from './on-air-record.ts';

export type OnAirDeskParts = {
  topics: TopicStore<OperatorTopics>;
  policy: () => OnAirPolicy;
  onChange: (change: OnAirChange) => void;
  state: ShowState;
  /** Writes to the store, now or as soon as it can be. */
  write: (write: () => void) => void;
  clock: Clock;
  log: Logger;
};

/** Under this name the show's state keeps what the machine must know after a restart. */
const RECORD = 'onAir';

export class OnAirDesk {
  readonly #parts: OnAirDeskParts;
  #state: OnAirState = firstOnAir();
  #cancelWake: (() => void) | undefined;
  /** What was stored last, as text. */
  #stored = '';

  constructor(parts: OnAirDeskParts) {
    this.#parts = parts;
  }

  /** At start: goes on from what was stored. Answers the track that may still be on air; take a tick when it is shown. */
  resume(): HeardTrack | undefined {
    const stored = this.#parts.state.get(RECORD);
    const memory = readOnAirRecord(stored);
    if (memory === undefined) return undefined;
    this.#stored = JSON.stringify(stored);
    this.#state = resumedOnAir(memory, this.#parts.clock.now());
    return this.#state.current?.heard;
  }

  /** Takes one sighting or one word of the DJ; answers the changes it made. */
  take(input: OnAirInput): OnAirChange[] {
    const { clock, policy, topics, onChange, log } = this.#parts;
    const next = step(this.#state, input, { policy: policy() }, clock.now());
    this.#state = next.state;
    this.#remember();
    topics.set('decks', decksView(next.state.decks));
    this.#cancelWake?.();
    this.#cancelWake =
      next.wakeAtMs === undefined
        ? undefined
        : clock.after(next.wakeAtMs - clock.now(), () => this.take({ kind: 'tick' }));
    for (const change of next.changes) {
      if (change.kind === 'on-air') {
        const { source, deck, mount, heard } = change;
        log.info('on-air', { source, deck, mount, artist: heard.artist, title: heard.title });
      } else log.info('off-air', { reason: change.reason });
      onChange(change);
    }
    return next.changes;
  }

  #remember(): void {
    const memory = memoryOf(this.#state);
    const text = JSON.stringify(memory);
    if (text === this.#stored) return;
    this.#stored = text;
    this.#parts.write(() => this.#parts.state.set(RECORD, memory));
  }

  stop(): void {
    this.#cancelWake?.();
  }
}

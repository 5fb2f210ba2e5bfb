// Runs the on-air machine: feeds it what adapters heard and what the DJ says, wakes it when it asks, and passes its changes on.

import type { OperatorTopics } from '@tracord/shared/topics.ts';
import { type OnAirChange, type OnAirInput, step } from '#domain/on-air.ts';
import { decksView } from '#domain/on-air-decks.ts';
import type { OnAirPolicy } from '#domain/on-air-policies.ts';
import { firstOnAir, type OnAir, type OnAirState } from '#domain/on-air-state.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Logger } from '#kernel/logger.ts';
import type { TopicStore } from '#kernel/topic-store.ts';

export type OnAirDeskParts = {
  topics: TopicStore<OperatorTopics>;
  policy: () => OnAirPolicy;
  onChange: (change: OnAirChange) => void;
  clock: Clock;
  log: Logger;
};

export class OnAirDesk {
  readonly #parts: OnAirDeskParts;
  #state: OnAirState = firstOnAir();
  #cancelWake: (() => void) | undefined;

  constructor(parts: OnAirDeskParts) {
    this.#parts = parts;
  }

  /** At start: the track a stop or a crash interrupted is still the current one. */
  resume(current: OnAir): void {
    this.#state = { ...this.#state, current };
    this.take({ kind: 'tick' });
  }

  /** Takes one sighting or one word of the DJ; answers the changes it made. */
  take(input: OnAirInput): OnAirChange[] {
    const { clock, policy, topics, onChange, log } = this.#parts;
    const next = step(this.#state, input, { policy: policy() }, clock.now());
    this.#state = next.state;
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

  stop(): void {
    this.#cancelWake?.();
  }
}

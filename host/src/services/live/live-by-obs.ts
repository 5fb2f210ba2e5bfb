// OBS makes the show live: while it streams or records, and until ten minutes after. What the DJ says by hand stands: switched off
// while OBS runs, the show is not live again before OBS has ended and starts anew; switched on, OBS's end does not end it.

import type { OperatorTopics } from '@tracord/shared/topics.ts';
import type { TopicStore } from '#kernel/topic-store.ts';
import type { ShowState } from '#storage/show/show-state.ts';
import type { LiveShow } from './live-show.ts';
import type { Outputs } from './outputs.ts';

export type LiveByObsParts = {
  topics: TopicStore<OperatorTopics>;
  live: Pick<LiveShow, 'set'>;
  outputs: Pick<Outputs, 'running' | 'follow' | 'onEnded'>;
  /** The setting `obs.makesLive`. */
  isWanted: () => boolean;
  state: ShowState;
  /** Writes to the store, now or as soon as it can be. */
  write: (write: () => void) => void;
};

/** Under this name the show's state keeps that the DJ switched off what OBS had made live. */
const DECLINED = 'liveByObsDeclined';

export class LiveByObs {
  readonly #parts: LiveByObsParts;
  #isDeclined: boolean;

  /** Begins to listen; `outputs` are resumed after that. */
  constructor(parts: LiveByObsParts) {
    this.#parts = parts;
    this.#isDeclined = parts.state.get(DECLINED) === true;
    parts.topics.follow('live', ({ on, by }) => this.#takeWord(on, by));
    parts.outputs.follow(() => this.look());
    parts.outputs.onEnded(() => this.#end());
  }

  /** Looks again at what is to be: OBS's outputs or the setting changed. */
  look(): void {
    const { topics, live, outputs, isWanted } = this.#parts;
    const running = outputs.running();
    if (running.length === 0) this.#decline(false);
    const runs = running.some(({ away }) => !away);
    if (runs && isWanted() && !this.#isDeclined && !topics.get('live').on) live.set(true, 'obs');
  }

  #takeWord(on: boolean, by: OperatorTopics['live']['by']): void {
    if (by === 'dj') this.#decline(!on && this.#parts.outputs.running().length > 0);
  }

  #end(): void {
    const { on, by } = this.#parts.topics.get('live');
    if (on && by === 'obs') this.#parts.live.set(false, 'obs');
  }

  #decline(isDeclined: boolean): void {
    if (this.#isDeclined === isDeclined) return;
    this.#isDeclined = isDeclined;
    this.#parts.write(() => this.#parts.state.set(DECLINED, isDeclined));
  }
}

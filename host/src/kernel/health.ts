// One entry per bridge: ok, waiting, warn, down or off, a sentence for the DJ, and the remedy.

import type { BridgeHealth, OperatorTopics } from '@tracord/shared/topics.ts';
import type { TopicStore } from './topic-store.ts';

export type HealthReporter = (health: BridgeHealth) => void;

export class HealthBoard {
  readonly #topics: TopicStore<OperatorTopics>;

  constructor(topics: TopicStore<OperatorTopics>) {
    this.#topics = topics;
  }

  /** The function with which one bridge reports; the newest report counts. */
  reporter(bridge: string): HealthReporter {
    return (health) => {
      const bridges = { ...this.#topics.get('health').bridges, [bridge]: health };
      const states = Object.values(bridges).map((one) => one.status);
      const status = states.includes('down') ? 'down' : states.includes('warn') ? 'warn' : 'ok';
      this.#topics.set('health', { status, bridges });
    };
  }
}

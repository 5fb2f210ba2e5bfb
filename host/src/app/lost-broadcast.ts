// While the show is live, a broadcast that was there and is gone is no mere waiting: the audience sees an old track.

import type { BridgeHealth, OperatorTopics } from '@tracord/shared/topics.ts';
import type { HealthReporter } from '#kernel/health.ts';
import type { TopicStore } from '#kernel/topic-store.ts';

/** Passes the broadcast's reports on; `waiting` after a connection becomes `warn` for as long as the show is live. */
export function warnsWhileLive(topics: TopicStore<OperatorTopics>, report: HealthReporter): HealthReporter {
  let last: BridgeHealth | undefined;
  let wasConnected = false;
  const tell = () => {
    if (last === undefined) return;
    const isLost = wasConnected && last.status === 'waiting' && topics.get('live').on;
    report(isLost ? { ...last, status: 'warn', message: `You are live without Traktor. ${last.message}` } : last);
  };
  topics.follow('live', tell);
  return (health) => {
    last = health;
    wasConnected ||= health.status === 'ok';
    tell();
  };
}

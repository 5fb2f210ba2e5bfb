// What the plugin knows of the host: everything a key or a dial may show comes from here and from the clock.

import { FIRST_OPERATOR_TOPICS, type OperatorTopics } from '@tracord/shared/topics.ts';

/** starting: not yet connected since the plugin started, for less than a few seconds. away: no host answers. */
export type HostState = 'connected' | 'away' | 'starting';

export const FOLLOWED_TOPICS = ['nowPlaying', 'live', 'requests', 'health', 'obs', 'set', 'notices', 'plan'] as const;
export type DeckTopics = Pick<OperatorTopics, (typeof FOLLOWED_TOPICS)[number]>;

/** `nowMs`: milliseconds since the epoch. While the host is away the topics are those it last said. */
export type DeckState = { host: HostState; topics: DeckTopics; nowMs: number };

export const FIRST_DECK_STATE: DeckState = {
  host: 'starting',
  topics: {
    nowPlaying: FIRST_OPERATOR_TOPICS.nowPlaying,
    live: FIRST_OPERATOR_TOPICS.live,
    requests: FIRST_OPERATOR_TOPICS.requests,
    health: FIRST_OPERATOR_TOPICS.health,
    obs: FIRST_OPERATOR_TOPICS.obs,
    set: FIRST_OPERATOR_TOPICS.set,
    notices: FIRST_OPERATOR_TOPICS.notices,
    plan: FIRST_OPERATOR_TOPICS.plan,
  },
  nowMs: 0,
};

// Times of the host as times of this computer, whose clock may be another: waits and Discord's own times go by ours. Pure.

import type { BotTopics } from '@tracord/shared/topics.ts';

/** The same topics with every time by our clock. `aheadMs`: how far the host's clock is ahead of it. */
export function inOwnTime(topics: Partial<BotTopics>, aheadMs: number): Partial<BotTopics> {
  if (aheadMs === 0) return topics;
  const { nowPlaying, requests, cues } = topics;
  return {
    ...topics,
    ...(nowPlaying && { nowPlaying: moveOnAir(nowPlaying, aheadMs) }),
    ...(requests && { requests: moveRequests(requests, aheadMs) }),
    ...(cues && { cues: moveCues(cues, aheadMs) }),
  };
}

function moveRequests(requests: BotTopics['requests'], aheadMs: number): BotTopics['requests'] {
  const byId = moveEach(requests.byId, (request) => ({
    ...moveOnAir(request, aheadMs),
    askedAt: request.askedAt - aheadMs,
    changedAt: request.changedAt - aheadMs,
  }));
  return { ...requests, byId };
}

function moveCues(cues: BotTopics['cues'], aheadMs: number): BotTopics['cues'] {
  const byId = moveEach(cues.byId, (cue) => ({
    ...cue,
    dueAt: cue.dueAt - aheadMs,
    expiresAt: cue.expiresAt - aheadMs,
  }));
  return { ...cues, byId };
}

function moveOnAir<Value extends { onAirSince?: number }>(value: Value, aheadMs: number): Value {
  const { onAirSince } = value;
  return onAirSince === undefined ? value : { ...value, onAirSince: onAirSince - aheadMs };
}

function moveEach<Value>(byId: Record<string, Value>, move: (value: Value) => Value): Record<string, Value> {
  return Object.fromEntries(Object.entries(byId).map(([id, value]) => [id, move(value)]));
}

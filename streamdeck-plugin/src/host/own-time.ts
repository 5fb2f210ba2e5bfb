// Times of the host as times of this computer, whose clock may be another: a key compares them with its own. Pure.

import type { RequestsView, RequestView } from '@tracord/shared/requests.ts';
import type { DeckTopics } from '#state.ts';

/** The same value of `topic` with every time that a key looks at by our clock. `aheadMs`: how far the host's clock is ahead of
 * it. */
export function inOwnTime<Name extends keyof DeckTopics>(
  topic: Name,
  value: DeckTopics[Name],
  aheadMs: number,
): DeckTopics[Name] {
  const move = MOVES[topic];
  return aheadMs === 0 || move === undefined ? value : move(value, aheadMs);
}

type Moves = { [Name in keyof DeckTopics]?: (value: DeckTopics[Name], aheadMs: number) => DeckTopics[Name] };

const MOVES: Moves = {
  requests: requestsInOwnTime,
  nowPlaying: (nowPlaying, aheadMs) => {
    const { onAirSince } = nowPlaying;
    return onAirSince === undefined ? nowPlaying : { ...nowPlaying, onAirSince: onAirSince - aheadMs };
  },
  live: (live, aheadMs) => (live.since === undefined ? live : { ...live, since: live.since - aheadMs }),
};

function requestsInOwnTime(requests: RequestsView, aheadMs: number): RequestsView {
  const { byId, undo } = requests;
  return {
    ...requests,
    byId: Object.fromEntries(Object.entries(byId).map(([id, request]) => [id, requestInOwnTime(request, aheadMs)])),
    ...(undo && { undo: { ...undo, since: undo.since - aheadMs, until: undo.until - aheadMs } }),
  };
}

function requestInOwnTime(request: RequestView, aheadMs: number): RequestView {
  const { askedAt, changedAt, expiresAt, announcesAt, onAirSince } = request;
  return {
    ...request,
    askedAt: askedAt - aheadMs,
    changedAt: changedAt - aheadMs,
    ...(expiresAt !== undefined && { expiresAt: expiresAt - aheadMs }),
    ...(announcesAt !== undefined && { announcesAt: announcesAt - aheadMs }),
    ...(onAirSince !== undefined && { onAirSince: onAirSince - aheadMs }),
  };
}

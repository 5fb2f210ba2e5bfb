// Requests as the host would publish them, made from a few words.

import type { RequestState, RequestsView, RequestView } from '@tracord/shared/requests.ts';

export function madeRequest(id: string, given: Partial<RequestView> = {}): RequestView {
  return {
    id,
    number: 1,
    revision: 1,
    state: 'new',
    track: {
      id: `track-${id}`,
      artist: 'Mirra Vale',
      title: `Song ${id}`,
      display: { artist: 'Mirra Vale', title: `Song ${id}` },
    },
    requester: { platform: 'discord', id: '1', name: 'mauve_fox' },
    votes: 1,
    voters: [],
    askedAt: 0,
    changedAt: 0,
    expiresAt: 7_200_000,
    skips: 0,
    score: { total: 0, parts: [] },
    ...given,
  };
}

/** In this order. */
export function madeQueue(requests: readonly RequestView[], given: Partial<RequestsView> = {}): RequestsView {
  const count = (states: RequestState[]) => requests.filter(({ state }) => states.includes(state)).length;
  return {
    open: true,
    order: requests.map(({ id }) => id),
    byId: Object.fromEntries(requests.map((request) => [request.id, request])),
    waiting: count(['new', 'skipped']),
    accepted: count(['accepted', 'loaded', 'playing']),
    ...given,
  };
}

export const waitingIds = (...ids: string[]): RequestsView => madeQueue(ids.map((id) => madeRequest(id)));

export const candidate = (id: string) => ({
  ...{ id, artist: 'Mirra Vale', title: id, confidence: 0.9 },
  display: { artist: 'Mirra Vale', title: id },
});

/** Three files may be meant. */
export const DOUBTFUL = madeRequest('a', {
  track: { artist: 'Mirra Vale', title: 'Untitled', display: { artist: 'Mirra Vale', title: 'Untitled' } },
  candidates: [candidate('x'), candidate('y'), candidate('z')],
});

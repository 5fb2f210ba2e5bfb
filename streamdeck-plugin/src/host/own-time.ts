// Times of the host as times of this computer, whose clock may be another: a key compares them with its own. Pure.

import type { RequestsView, RequestView } from '@tracord/shared/requests.ts';

/** The same requests with every time that a key looks at by our clock. `aheadMs`: how far the host's clock is ahead of it. */
export function inOwnTime(requests: RequestsView, aheadMs: number): RequestsView {
  if (aheadMs === 0) return requests;
  const { byId, undo } = requests;
  return {
    ...requests,
    byId: Object.fromEntries(Object.entries(byId).map(([id, request]) => [id, requestInOwnTime(request, aheadMs)])),
    ...(undo && { undo: { ...undo, since: undo.since - aheadMs, until: undo.until - aheadMs } }),
  };
}

function requestInOwnTime(request: RequestView, aheadMs: number): RequestView {
  const { askedAt, changedAt, expiresAt, announcesAt } = request;
  return {
    ...request,
    askedAt: askedAt - aheadMs,
    changedAt: changedAt - aheadMs,
    ...(expiresAt !== undefined && { expiresAt: expiresAt - aheadMs }),
    ...(announcesAt !== undefined && { announcesAt: announcesAt - aheadMs }),
  };
}

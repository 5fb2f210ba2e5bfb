// In which order others than the DJ read requests: by what they take them for, not by what the DJ did since. Pure.

import { ACCEPTED_STATES, type RequestsView, type RequestView, WAITING_STATES } from '@tracord/shared/requests.ts';
import { type AudienceFacts, canBeUndone, said } from './request-audience-said.ts';

/** Ids of what others take for accepted, then of what they take for waiting. What they do not know of yet changes no place:
 * such a request stands where they last read it (`facts.told`). */
export function saidOrder(view: RequestsView, finished: RequestView[], facts: AudienceFacts): string[] {
  // What others still hear may be over to the DJ already: it stands before what comes.
  const all = [...finished, ...view.order.flatMap((id) => view.byId[id] ?? [])];
  return (['accepted', 'waiting'] as const).flatMap((list) => {
    const those = all.filter((request) => saidList(request, facts) === list);
    const isNews = (request: RequestView) => canBeUndone(request, facts) || listOf(request) !== list;
    const settled = those.filter((request) => !isNews(request)).map(({ id }) => id);
    return withKept(
      settled,
      those.filter(isNews).map(({ id }) => id),
      facts.told,
    );
  });
}

/** The places, 1, 2, 3 …, that others read of what waits. */
export function saidPlaces(view: RequestsView, finished: RequestView[], facts: AudienceFacts): Map<string, number> {
  const known = new Map([...Object.values(view.byId), ...finished].map((request) => [request.id, request]));
  const waiting = saidOrder(view, finished, facts).filter((id) => {
    const request = known.get(id);
    return request !== undefined && said(request, facts) === 'waiting';
  });
  return new Map(waiting.map((id, index) => [id, index + 1]));
}

/** `settled` with each of `kept` behind what it was behind; those that `told` does not name are the first. */
function withKept(settled: string[], kept: string[], told: readonly string[]): string[] {
  const order = [...kept.filter((id) => !told.includes(id)), ...settled];
  for (const [index, id] of told.entries()) {
    if (!kept.includes(id)) continue;
    const before = told.slice(0, index).findLast((one) => order.includes(one));
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, id);
  }
  return order;
}

type List = 'accepted' | 'waiting';

function saidList(request: RequestView, facts: AudienceFacts): List | undefined {
  const words = said(request, facts);
  if (words === 'waiting') return 'waiting';
  return words === 'accepted' || words === 'playing' ? 'accepted' : undefined;
}

function listOf({ state }: RequestView): List | undefined {
  if (WAITING_STATES.includes(state)) return 'waiting';
  return ACCEPTED_STATES.includes(state) ? 'accepted' : undefined;
}

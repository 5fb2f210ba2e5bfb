// What somebody may read of their own requests: the one place where a "not this time" is said. Pure.

import type { Person, RequestsView, RequestView } from '@tracord/shared/requests.ts';
import { saidPlaces } from './request-audience-order.ts';
import { type AudienceFacts, isMasked, said } from './request-audience-said.ts';
import { personKey } from './request-record.ts';

export type Mine = {
  id: string;
  number: number;
  artist: string;
  title: string;
  mix?: string;
  /** As people see it, with its mix. */
  display: { artist: string; title: string };
  said: 'waiting' | 'accepted' | 'playing' | 'played' | 'not this time' | 'withdrawn' | 'expired';
  /** 1, 2, 3 … among those that wait. */
  place?: number;
  isVote: boolean;
  askedAt: number;
};

/** In the order of their numbers; votes too. What is masked is not there. */
export function mineOf(
  person: Pick<Person, 'platform' | 'id'>,
  view: RequestsView,
  finished: RequestView[],
  facts: AudienceFacts,
): Mine[] {
  const key = personKey(person);
  const places = saidPlaces(view, finished, facts);
  const wanted = [...Object.values(view.byId), ...finished].filter(
    (one) => [one.requester, ...one.voters].some((who) => personKey(who) === key) && !isMasked(one, facts),
  );
  return wanted
    .map((request) => {
      const { id, number, track, requester, askedAt } = request;
      const { artist, title, mix, display } = track;
      return {
        ...{ id, number, artist, title, mix, said: saidToThem(request, facts) },
        display: { artist: display.artist, title: display.title },
        place: places.get(id),
        isVote: personKey(requester) !== key,
        askedAt,
      };
    })
    .sort((a, b) => a.number - b.number);
}

function saidToThem(request: RequestView, facts: AudienceFacts): Mine['said'] {
  const words = said(request, facts);
  if (words !== 'over') return words;
  return request.state === 'expired' ? 'expired' : 'not this time';
}

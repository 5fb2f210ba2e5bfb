// What somebody may read of their own requests: the one place where a "not this time" is said. Pure.

import { type Person, type RequestsView, type RequestView, WAITING_STATES } from '@tracord/shared/requests.ts';
import { type AudienceFacts, isMasked, said } from './request-audience.ts';
import { personKey } from './request-record.ts';

export type Mine = {
  id: string;
  number: number;
  artist: string;
  title: string;
  mix?: string;
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
  const waiting = view.order.filter((id) => WAITING_STATES.includes(view.byId[id]?.state ?? 'played'));
  const wanted = [...Object.values(view.byId), ...finished].filter(
    (one) => [one.requester, ...one.voters].some((who) => personKey(who) === key) && !isMasked(one, facts),
  );
  return wanted
    .map((request) => {
      const { id, number, track, requester, askedAt } = request;
      const words = saidToThem(request, facts);
      const at = waiting.indexOf(id);
      return {
        ...{ id, number, artist: track.artist, title: track.title, mix: track.mix, said: words },
        place: words === 'waiting' && at >= 0 ? at + 1 : undefined,
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

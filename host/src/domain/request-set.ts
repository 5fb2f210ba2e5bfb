// The end of a set, and its going on after a short break. Pure.

import { beforeOf, type Decision, decided, type Edit, type Moment, revised } from './request-decision.ts';
import { listOf, type Queue, type SongRequest } from './request-record.ts';

/** A show that is live again so soon goes on: its end was a slip, or a restart of something. */
export const GOES_ON_WITHIN_MS = 10 * 60_000;

/** What waits or was taken is expired, what is on air was played, nothing can be undone any more. */
export function ended(queue: Queue, moment: Moment): Decision {
  const open = [...queue.requests.values()].filter((request) => listOf(request) !== undefined);
  const edits = open.map((request): Edit => {
    if (request.state === 'playing') {
      return { what: 'played', request: revised(request, { state: 'played', slot: undefined }, moment) };
    }
    const over: Partial<SongRequest> = { state: 'expired', slot: undefined, before: beforeOf(request) };
    return { what: 'expired', request: revised(request, over, moment) };
  });
  const decision = decided({ ...queue, undoable: [] }, edits, moment);
  return { ...decision, queue: { ...decision.queue, live: false, open: false, reason: undefined } };
}

/** Whether a request that the end of its set ended comes back where the show goes on. */
export function mayComeBack({ state, before, changedAt }: SongRequest, now: number): boolean {
  return state === 'expired' && before !== undefined && now - changedAt < GOES_ON_WITHIN_MS;
}

/** What was open when the set ended is again as it was; what was accepted is no news by that. */
export function resumed(queue: Queue, endedAt: number, moment: Moment): Decision {
  const edits = [...queue.requests.values()].flatMap((request): Edit[] => {
    const { state, changedAt, before } = request;
    if (changedAt !== endedAt || before === undefined) return [];
    if (state === 'played') return [{ what: 'resumed', request: revised(request, { state: 'playing' }, moment) }];
    if (state !== 'expired') return [];
    // What lay on a deck then is looked for on the decks of now.
    const was = before.state === 'loaded' ? 'accepted' : before.state;
    const back = { ...beforeOf(before), state: was, before: undefined };
    const again = revised(request, back, moment);
    const acceptedAt = was === 'accepted' ? again.acceptedAt : undefined;
    return [{ what: 'resumed', request: { ...again, changedAt: acceptedAt ?? again.changedAt } }];
  });
  return decided(queue, edits, moment);
}

// Taking back a request or a vote. A song that others want too goes on for the first of them who may have one more. Pure.

import type { Settings } from '@tracord/shared/settings.ts';
import { type Decision, decided, type Moment, revised } from './request-decision.ts';
import {
  type Asker,
  heldBack,
  listOf,
  type Person,
  personKey,
  type Queue,
  type SongRequest,
} from './request-record.ts';
import { type Refusal, refused } from './request-refusal.ts';
import { mayComeBack } from './request-set.ts';

type Caps = Pick<Settings['requests'], 'perPerson' | 'perHelper'>;
type RoomCaps = Caps & Pick<Settings['requests'], 'inQueue'>;
export type Withdrawal = { id: string; revision?: number; requester?: Person };

/** `isBlocked`: it is taken from them, also where it plays now. */
export function withdrawn(
  queue: Queue,
  { id, revision, requester }: Withdrawal,
  moment: Moment,
  caps: Caps,
  isBlocked = false,
): Decision | Refusal {
  const request = queue.requests.get(id);
  if (request === undefined) return refused('request-unknown', 'There is no such request in this set.');
  const key = requester && personKey(requester);
  const isVoter = request.voters.some((voter) => personKey(voter) === key);
  if (key !== undefined && !isVoter && personKey(request.requester) !== key) {
    return refused('not-yours', `Number ${request.number} is not yours.`);
  }
  // One that was declined a moment ago still waits, for all that its requester can know.
  const waits = listOf(request) !== undefined || heldBack(queue, moment.now).includes(request);
  const isInBreak = !waits && mayComeBack(request, moment.now);
  if (!waits && !isInBreak) return refused('over', `Number ${request.number} is over already.`);
  if (request.state === 'playing' && !isBlocked) return refused('over', `Number ${request.number} is on air already.`);
  if (revision !== undefined && revision !== request.revision) {
    return refused('changed', `Number ${request.number} has changed since it was shown: look again.`);
  }
  const own = isBlocked ? moment : { ...moment, by: requester ?? moment.by };
  if (isVoter) {
    const voters = request.voters.filter((voter) => personKey(voter) !== key);
    return decided(queue, [{ what: 'vote-withdrawn', request: { ...request, voters } }], own);
  }
  const heir = key && request.voters.find((voter) => openOf(queue, voter, moment.now) < capOf(voter, caps));
  if (heir) {
    const voters = request.voters.filter((voter) => voter !== heir);
    const { at: _, ...asker } = heir;
    return decided(queue, [{ what: 'handed-on', request: { ...request, requester: asker, voters } }], own);
  }
  const over: Partial<SongRequest> = { state: 'withdrawn', slot: undefined, ...(isInBreak && { before: undefined }) };
  return decided(queue, [{ what: 'withdrawn', request: revised(request, over, own) }], own);
}

/** How many requests of a person are not over, or may come back by an undo. Votes do not count: they take no room. */
export function openOf(queue: Queue, person: Pick<Person, 'platform' | 'id'>, now: number): number {
  const key = personKey(person);
  return openRequests(queue, now).filter(({ requester }) => personKey(requester) === key).length;
}

/** Everybody who has something in the queue, or voted for it, once. */
export function peopleInQueue(queue: Queue, now: number): Person[] {
  const people = openRequests(queue, now).flatMap(({ requester, voters }) => [requester, ...voters]);
  return [...new Map(people.map((person) => [personKey(person), person])).values()];
}

/** All that take room in the queue; in a break those that may come back. */
export function openRequests(queue: Queue, now: number): SongRequest[] {
  const open = (request: SongRequest) => listOf(request) !== undefined || mayComeBack(request, now);
  return [...[...queue.requests.values()].filter(open), ...heldBack(queue, now)];
}

/** Whether one more request of this person fits into every cap. */
export function hasRoomFor(queue: Queue, person: Asker, caps: RoomCaps, now: number): boolean {
  return openRequests(queue, now).length < caps.inQueue && openOf(queue, person, now) < capOf(person, caps);
}

export function capOf({ isHelper }: Pick<Asker, 'isHelper'>, { perPerson, perHelper }: Caps): number {
  return isHelper ? Math.max(perPerson, perHelper) : perPerson;
}

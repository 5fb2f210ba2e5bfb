// What may be done with the requests there are, and what comes of it: accept, skip, decline, choose, withdraw, move, clear,
// undo, block, expire. Pure: no clock, no IO. Asking is in request-asking.ts, what plays in request-on-air.ts.

import type { Settings } from '@tracord/shared/settings.ts';
import { chosen } from './request-choice.ts';
import { type Decision, decided, type Edit, type Moment, nextTurn, revised } from './request-decision.ts';
import { slotsAfterMove } from './request-order.ts';
import { listOf, type Person, personKey, type Queue, type SongRequest } from './request-record.ts';
import { type Refusal, refused } from './request-refusal.ts';
import { undone } from './request-undo.ts';
import { withdrawn } from './request-withdrawal.ts';

type OnOne = { id: string; revision?: number };

export type QueueCommand =
  | ({ kind: 'accept' | 'skip' | 'decline' } & OnOne)
  | ({ kind: 'choose'; trackId: string } & OnOne)
  | ({ kind: 'withdraw'; requester?: Person } & OnOne)
  | ({ kind: 'move'; before?: string } & OnOne)
  | { kind: 'clear' }
  | { kind: 'undo'; undoId?: string }
  | { kind: 'block'; person: Pick<Person, 'platform' | 'id'> }
  | { kind: 'expire' };

export type QueueRules = Pick<Settings['requests'], 'perPerson' | 'perHelper' | 'inQueue' | 'expireMinutes'>;

export function decide(queue: Queue, command: QueueCommand, moment: Moment, rules: QueueRules): Decision | Refusal {
  switch (command.kind) {
    case 'clear':
      return cleared(queue, moment);
    case 'undo':
      return undone(queue, command.undoId, moment);
    case 'block':
      return blocked(queue, command.person, moment, rules);
    case 'expire':
      return expired(queue, moment, rules);
    case 'withdraw':
      return withdrawn(queue, command, moment, rules);
    default:
      return onOne(queue, command, moment);
  }
}

/** When a request that waits is over by itself; undefined: never. */
export function expiresAt(
  request: SongRequest,
  { expireMinutes }: Pick<QueueRules, 'expireMinutes'>,
): number | undefined {
  if (listOf(request) !== 'waiting' || expireMinutes === 0) return undefined;
  return request.askedAt + expireMinutes * 60_000;
}

type OneCommand = Extract<QueueCommand, OnOne & { kind: 'accept' | 'skip' | 'decline' | 'choose' | 'move' }>;

function onOne(queue: Queue, command: OneCommand, moment: Moment): Decision | Refusal {
  const request = queue.requests.get(command.id);
  if (request === undefined) return refused('request-unknown', 'There is no such request in this set.');
  const list = listOf(request);
  if (list === undefined) return refused('over', `Number ${request.number} is over already.`);
  if (command.kind === 'accept' && list === 'accepted') {
    const who = request.by === undefined ? '' : ` by ${request.by.name}`;
    return refused('already-accepted', `Number ${request.number} was already accepted${who}.`);
  }
  if (command.revision !== undefined && command.revision !== request.revision) {
    return refused('changed', `Number ${request.number} has changed since it was shown: look again.`);
  }
  if (command.kind === 'move') return moved(queue, request, command.before, moment);
  if (request.state === 'playing') return refused('over', `Number ${request.number} is on air already.`);
  switch (command.kind) {
    case 'accept':
      return accepted(queue, request, moment);
    case 'skip':
      return skipped(queue, request, moment);
    case 'decline':
      return decided(queue, [declined(request, moment, 'declined')], moment, 'decline');
    case 'choose':
      return chosen(queue, request, command.trackId, moment);
  }
}

function accepted(queue: Queue, request: SongRequest, moment: Moment): Decision | Refusal {
  if (request.trackId === undefined) {
    return refused('doubtful', `It is not certain which track number ${request.number} means: choose one first.`);
  }
  const taken = { state: 'accepted', turn: nextTurn(queue), slot: undefined, acceptedAt: moment.now } as const;
  return decided(queue, [{ what: 'accepted', request: revised(request, taken, moment) }], moment, 'accept');
}

function skipped(queue: Queue, request: SongRequest, moment: Moment): Decision {
  const skips = request.skips + 1;
  if (skips > 1) {
    const { what, request: over } = declined(request, moment, 'declined');
    return decided(queue, [{ what, request: { ...over, skips } }], moment, 'skip');
  }
  const later = { state: 'skipped', skips, turn: nextTurn(queue), slot: undefined, acceptedAt: undefined } as const;
  return decided(queue, [{ what: 'skipped', request: revised(request, later, moment) }], moment, 'skip');
}

function declined(request: SongRequest, moment: Moment, what: 'declined' | 'cleared'): Edit {
  return { what, request: revised(request, { state: 'declined', slot: undefined }, moment) };
}

/** A place is no state: the revision stays. */
function moved(queue: Queue, request: SongRequest, before: string | undefined, moment: Moment): Decision | Refusal {
  const target = before === undefined ? undefined : queue.requests.get(before);
  if (before !== undefined && (target === undefined || listOf(target) !== listOf(request))) {
    return refused('request-unknown', 'The request to put it in front of is not in the same list.');
  }
  if (before === request.id) return { ok: true, queue, touched: [], changes: [] };
  const slots = slotsAfterMove(queue.requests.values(), request, before);
  const others = [...queue.requests.values()]
    .filter(({ id, slot }) => id !== request.id && slots.has(id) && slots.get(id) !== slot)
    .map((other) => ({ ...other, slot: slots.get(other.id) }));
  const requests = new Map(queue.requests);
  for (const other of others) requests.set(other.id, other);
  const edit: Edit = { what: 'moved', request: { ...request, slot: slots.get(request.id) } };
  const decision = decided({ ...queue, requests }, [edit], moment);
  return { ...decision, touched: [...decision.touched, ...others] };
}

function cleared(queue: Queue, moment: Moment): Decision {
  const waiting = [...queue.requests.values()].filter((request) => listOf(request) === 'waiting');
  if (waiting.length === 0) return { ok: true, queue, touched: [], changes: [] };
  return decided(
    queue,
    waiting.map((request) => declined(request, moment, 'cleared')),
    moment,
    'clear',
  );
}

function expired(queue: Queue, moment: Moment, rules: QueueRules): Decision {
  const due = [...queue.requests.values()].filter((request) => {
    const at = expiresAt(request, rules);
    return at !== undefined && at <= moment.now;
  });
  return decided(
    queue,
    due.map((request) => ({
      what: 'expired',
      request: revised(request, { state: 'expired', slot: undefined }, moment),
    })),
    moment,
  );
}

/** Takes back what a person asked for, and their votes. Somebody else's song goes on. */
function blocked(queue: Queue, person: Pick<Person, 'platform' | 'id'>, moment: Moment, rules: QueueRules): Decision {
  const key = personKey(person);
  let after: Decision = { ok: true, queue, touched: [], changes: [] };
  for (const { id, requester, voters } of queue.requests.values()) {
    const whose = [requester, ...voters].find((one) => personKey(one) === key);
    if (whose === undefined) continue;
    const next = withdrawn(after.queue, { id, requester: whose }, moment, rules, true);
    if (!next.ok) continue;
    const touched = new Map([...after.touched, ...next.touched].map((request) => [request.id, request]));
    after = { ...next, touched: [...touched.values()], changes: [...after.changes, ...next.changes] };
  }
  return after;
}

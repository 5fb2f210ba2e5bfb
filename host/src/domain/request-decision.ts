// What a command about requests comes to: the queue after it, and what must be stored with it. Pure.

import { shiftsAfterLeaving } from './request-order.ts';
import {
  type Before,
  listOf,
  type Person,
  personOf,
  type Queue,
  type RequestState,
  type SongRequest,
  type Undoable,
  type UndoableKind,
} from './request-record.ts';

export type ChangeKind =
  | 'added'
  | 'voted'
  | 'chosen'
  | 'accepted'
  | 'skipped'
  | 'declined'
  | 'cleared'
  | 'withdrawn'
  | 'vote-withdrawn'
  | 'handed-on'
  | 'moved'
  | 'undone'
  | 'expired'
  | 'loaded'
  | 'unloaded'
  | 'playing'
  | 'played'
  | 'corrected'
  | 'merged'
  | 'resumed';

/** One line of a request's history. */
export type Change = {
  changeId: string;
  requestId: string;
  at: number;
  what: ChangeKind;
  state: RequestState;
  revision: number;
  by?: Person;
};

export type Decision = {
  ok: true;
  queue: Queue;
  /** Requests as they are now: those that changed, and those whose place did. */
  touched: SongRequest[];
  changes: Change[];
  /** What of it can be undone. */
  undoable?: Undoable;
  /** The change that was undone. */
  undone?: string;
  /** Changes before it that can be undone again. */
  renewed?: Undoable[];
};

/** When something is done, by whom, and the id its change is known by. */
export type Moment = { now: number; changeId: string; by?: Person };

export type Edit = { what: ChangeKind; request: SongRequest };

/** A request with another state or track: that is what its revision counts. */
export function revised(request: SongRequest, fields: Partial<SongRequest>, { now, by }: Moment): SongRequest {
  return { ...request, by: by && personOf(by), ...fields, revision: request.revision + 1, changedAt: now };
}

/** The queue after `edits`; what the DJ moved comes up where others leave. */
export function decided(queue: Queue, edits: readonly Edit[], moment: Moment, undo?: UndoableKind): Decision {
  const requests = new Map(queue.requests);
  for (const { request } of edits) requests.set(request.id, request);
  const leaves = (before: SongRequest) => {
    const after = requests.get(before.id);
    return after !== undefined && listOf(after) !== listOf(before);
  };
  const mayShift = edits.some(({ request }) => {
    const before = queue.requests.get(request.id);
    return before !== undefined && leaves(before);
  });
  const shifts = mayShift ? shiftsAfterLeaving(queue.requests.values(), leaves) : [];
  const touched = new Map(edits.map(({ request }) => [request.id, request]));
  for (const { id, by } of shifts) {
    const request = requests.get(id);
    if (request?.slot === undefined) continue;
    const shifted = { ...request, slot: Math.max(0, request.slot - by) };
    requests.set(id, shifted);
    touched.set(id, shifted);
  }
  const undoable = undo && undoableOf(queue, edits, moment, undo, shifts);
  return {
    ok: true,
    queue: { ...queue, requests, undoable: undoable ? [...queue.undoable, undoable] : queue.undoable },
    touched: [...touched.values()],
    changes: edits.map((edit) => changeOf(edit, moment)),
    ...(undoable ? { undoable } : {}),
  };
}

function changeOf({ what, request }: Edit, { now, changeId, by }: Moment): Change {
  const { id, state, revision } = request;
  return { changeId, requestId: id, at: now, what, state, revision, ...(by ? { by: personOf(by) } : {}) };
}

function undoableOf(
  queue: Queue,
  edits: readonly Edit[],
  { now, changeId }: Moment,
  what: UndoableKind,
  shifts: Undoable['shifts'],
): Undoable {
  const touched = edits.flatMap(({ request: { id, revision } }) => {
    const before = queue.requests.get(id);
    return before === undefined ? [] : [{ id, revision, from: before.revision, before: beforeOf(before) }];
  });
  return { changeId, what, at: now, touched, shifts };
}

/** Names every field: what was stored as JSON does not say those that are not there. */
export function beforeOf(request: Before): Before {
  const { state, turn, slot, skips, acceptedAt, by, trackId, song, artist, title, mix } = request;
  return { state, turn, slot, skips, acceptedAt, by, trackId, song, artist, title, mix };
}

/** Of a list's next place at its end. */
export function nextTurn(queue: Queue): number {
  return 1 + Math.max(0, ...[...queue.requests.values()].map(({ turn }) => turn ?? 0));
}

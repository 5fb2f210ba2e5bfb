// Undoing the DJ's accept, skip, decline or clear: what was is again, with its place; only the revision goes on. Pure.

import { beforeOf, type Decision, decided, type Edit, type Moment, revised } from './request-decision.ts';
import { type Queue, type Undoable, type UndoableKind, undoableIds } from './request-record.ts';
import { type Refusal, refused } from './request-refusal.ts';

const WORDS: Record<UndoableKind, string> = { accept: 'Accept', skip: 'Skip', decline: 'Decline', clear: 'Clear' };

/** "Accept 14", "Clear 7 requests": what an undo at `now` would undo. */
export function undoLabel(queue: Queue, undoable: Undoable, now: number): string {
  const ids = undoableIds(queue, undoable, now);
  const word = WORDS[undoable.what];
  if (ids.length > 1) return `${word} ${ids.length} requests`;
  return `${word} ${queue.requests.get(ids[0] ?? '')?.number ?? ''}`.trim();
}

/** The newest change of which something can still be undone. */
export function newestUndoable(queue: Queue, now: number): Undoable | undefined {
  return queue.undoable.findLast((undoable) => undoableIds(queue, undoable, now).length > 0);
}

export function undone(queue: Queue, undoId: string | undefined, moment: Moment): Decision | Refusal {
  const undoable =
    undoId === undefined
      ? newestUndoable(queue, moment.now)
      : queue.undoable.find(({ changeId }) => changeId === undoId);
  if (undoable === undefined && undoId === undefined) return refused('nothing-to-undo', 'There is nothing to undo.');
  const ids = undoable === undefined ? [] : undoableIds(queue, undoable, moment.now);
  if (undoable === undefined || ids.length === 0) {
    return refused('too-late', 'It is too late to undo this: its time is over, or something else happened since.');
  }
  const edits: Edit[] = undoable.touched.flatMap(({ id, before }) => {
    const request = ids.includes(id) ? queue.requests.get(id) : undefined;
    return request === undefined ? [] : [{ what: 'undone', request: revised(request, beforeOf(before), moment) }];
  });
  // Those the DJ moved go back to where they stood, to make the room again.
  const requests = new Map(queue.requests);
  const shifted = undoable.shifts.flatMap(({ id, by }) => {
    const request = requests.get(id);
    return request?.slot === undefined || ids.includes(id) ? [] : [{ ...request, slot: request.slot + by }];
  });
  for (const request of shifted) requests.set(request.id, request);
  const renewed: Undoable[] = [];
  const rest = queue.undoable.flatMap((one) => {
    if (one === undoable) return [];
    const again = asBefore(one, undoable, edits);
    if (again !== one) renewed.push(again);
    return [again];
  });
  const decision = decided({ ...queue, requests, undoable: rest }, edits, moment);
  const touched = new Map([...shifted, ...decision.touched].map((request) => [request.id, request]));
  return { ...decision, touched: [...touched.values()], undone: undoable.changeId, renewed };
}

/** An older change is the last one again of what it left as the undone one found it. */
function asBefore(older: Undoable, undoable: Undoable, edits: readonly Edit[]): Undoable {
  const found = new Map(undoable.touched.map(({ id, from }) => [id, from]));
  const back = new Map(edits.map(({ request }) => [request.id, request.revision]));
  const touched = older.touched.map((one) => {
    const revision = found.get(one.id) === one.revision ? back.get(one.id) : undefined;
    return revision === undefined ? one : { ...one, revision };
  });
  return touched.some((one, index) => one !== older.touched[index]) ? { ...older, touched } : older;
}

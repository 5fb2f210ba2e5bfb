// Takes an edit of a set back: what stood there before stands there again, and what happened meanwhile stays.

import type { SetEdits, StoredEdit } from '#storage/show/set-edits.ts';
import type { SetStores } from '#storage/show/set-stores.ts';
import type { Setlist } from '#storage/show/setlists.ts';
import { type EditBefore, readEditBefore, subjectsOf } from './set-edit-record.ts';

/** So long the newest edit is offered, whichever set it is of. */
const OFFERED_MS = 12 * 60 * 60_000;

/** The newest later edit that changed the same; undefined: this one can be taken back. */
export function standingUpon(edits: SetEdits, edit: StoredEdit, before: EditBefore): StoredEdit | undefined {
  const subjects = new Set(subjectsOf(before));
  return edits
    .after(edit.changeId)
    .findLast((later) => subjectsOf(readEditBefore(later.before)).some((subject) => subjects.has(subject)));
}

/** The edit that is offered to be taken back beside a set: the newest of that set, or of the last hours. */
export function undoFor(
  { edits, setlists, plays }: SetStores,
  set: Setlist | undefined,
  nowMs: number,
): StoredEdit | undefined {
  const setOf = (subject: string) => {
    const play = plays.get(subject);
    return play === undefined ? subject : setlists.holding(play.at)?.id;
  };
  for (const edit of edits.newestFirst()) {
    if (edit.at >= nowMs - OFFERED_MS) return edit;
    // None of a set was made before it began.
    if (set === undefined || edit.at < set.fromAt) return undefined;
    if (subjectsOf(readEditBefore(edit.before)).some((subject) => setOf(subject) === set.id)) return edit;
  }
  return undefined;
}

export function restore({ setlists, facts, plays }: SetStores, before: EditBefore): void {
  switch (before.kind) {
    case 'rows':
      for (const { playId, fact, masks } of before.rows) {
        if (fact === undefined) facts.remove('dj', playId);
        else facts.write('dj', playId, fact);
        if (masks !== undefined) plays.restoreMasks(playId, masks);
      }
      return;
    case 'masked':
      for (const { playId, hidden, masked } of before.rows) plays.restoreMasks(playId, { hidden, masked });
      return;
    case 'added':
      facts.remove('dj', before.playId);
      facts.remove('history', before.playId);
      plays.remove(before.playId);
      return;
    case 'renamed':
      setlists.rename(before.setId, before.name);
      return;
    case 'merged':
      setlists.unmerge(before.first, before.second);
      return;
    case 'split': {
      const [first, second] = [setlists.get(before.setId), setlists.get(before.secondId)];
      if (first !== undefined && second !== undefined) setlists.merge(first, second);
    }
  }
}

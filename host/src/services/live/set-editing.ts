// What the DJ changes in sets by hand. Each edit is one transaction that keeps what stood there before, and can be taken back: the
// newest one first, or any that no later edit stands upon.

import { randomUUID } from 'node:crypto';
import type { CommandArgs, CommandResult, SetCommandName } from '@tracord/shared/commands.ts';
import type { TrackHit } from '#domain/collection.ts';
import { oneLine } from '#domain/one-line.ts';
import { EVENING_MS } from '#domain/play.ts';
import { type Refusal, refused } from '#domain/request-refusal.ts';
import { cutBefore, type PlacedPlay, startsInOrder } from '#domain/set-rows.ts';
import type { Logger } from '#kernel/logger.ts';
import type { PlayFact } from '#storage/show/play-facts.ts';
import type { SetStores } from '#storage/show/set-stores.ts';
import type { Setlist } from '#storage/show/setlists.ts';
import { addedPlay, mayStart, setFor } from './added-play.ts';
import { savedOr } from './requests-saved.ts';
import { changesMasks, type EditBefore, readEditBefore } from './set-edit-record.ts';
import { restore, standingUpon, undoFor } from './set-undo.ts';
import type { SetViews } from './set-views.ts';

export type SetEditingParts = {
  stores: SetStores;
  views: Pick<SetViews, 'placed'>;
  tracks: (ids: string[]) => Promise<TrackHit[]>;
  /** Whether these words, for a play of then, name what is masked or hidden. Never rejects. */
  hides: (named: { artist: string; title: string }, atMs: number) => Promise<boolean>;
  performer: () => string | undefined;
  now: () => number;
  /** Called after each edit. */
  onEdit: () => void;
  /** Called when plays were hidden or revealed: what is on air, or was a moment ago, may be among them. */
  onMasked: () => void;
  log: Logger;
};

type Args<Name extends SetCommandName> = CommandArgs<Name>;
type Answer<Name extends SetCommandName> = Refusal | ({ ok: true } & CommandResult<Name>);
type Placed = { set: Setlist; rows: PlacedPlay[]; row: PlacedPlay };

export class SetEditing {
  readonly #parts: SetEditingParts;

  constructor(parts: SetEditingParts) {
    this.#parts = parts;
  }

  /** The set that is kept is the earlier one; it ends as the later one did. */
  merge({ setId, withId }: Args<'set.merge'>): Answer<'set.merge'> {
    const { setlists } = this.#parts.stores;
    const [first, second] = [setlists.get(setId), setlists.get(withId)].sort(
      (a, b) => (a?.fromAt ?? 0) - (b?.fromAt ?? 0),
    );
    if (first === undefined || second === undefined) return unknownSet(setlists.get(setId) ? withId : setId);
    if (setlists.after(first.fromAt)?.id !== second.id) {
      return refused('not-neighbours', 'these sets do not follow one another: join those between them first');
    }
    const { id, name, endedAt, endedBy } = first;
    const before: EditBefore = {
      ...{ kind: 'merged', first: { id, name, end: { endedAt, endedBy } } },
      second: { id: second.id, name: second.name, fromAt: second.fromAt },
    };
    return this.#edit('Two sets joined', before, () => {
      setlists.merge(first, second);
      return { setId: id };
    });
  }

  split({ playId }: Args<'set.split'>): Answer<'set.split'> {
    const { setlists } = this.#parts.stores;
    const found = this.#find(playId);
    if (found === undefined) return unknownPlay(playId);
    const { set, rows, row } = found;
    if (row.place === 1) return refused('first-play', 'the set begins with this track already: choose a later one');
    const fromAt = cutBefore(rows, row.place);
    if (fromAt === undefined || fromAt <= set.fromAt) {
      const message = 'a track was moved across this place: split before or behind both, or move it back first';
      return refused('moved-across', message);
    }
    const secondId = randomUUID();
    const before: EditBefore = { kind: 'split', setId: set.id, secondId, playId };
    return this.#edit(`Set split at ${nameOf(row)}`, before, () => {
      setlists.split(set, secondId, fromAt);
      return { setId: secondId };
    });
  }

  rename(set: Setlist, name: string): Answer<'set.rename'> {
    const wanted = oneLine(name).trim() || undefined;
    const before: EditBefore = { kind: 'renamed', setId: set.id, name: set.name };
    const label = wanted === undefined ? 'Name of the set taken away' : `Set named “${wanted}”`;
    return this.#edit(label, before, () => {
      this.#parts.stores.setlists.rename(set.id, wanted);
      return {};
    });
  }

  /** Words that name a masked track hide the row. */
  async edit({ playId, artist, title, startsAt }: Args<'set.edit'>): Promise<Answer<'set.edit'>> {
    const found = this.#find(playId);
    if (found === undefined) return unknownPlay(playId);
    const words = {
      ...(artist === undefined ? {} : { artist: oneLine(artist) }),
      ...(title === undefined ? {} : { title: oneLine(title) }),
      ...(startsAt === undefined ? {} : { at: startsAt }),
    };
    if (Object.keys(words).length === 0)
      return refused('invalid', 'say what is to be changed: artist, title or startsAt');
    if (startsAt !== undefined && !mayStart(startsAt, found.set, this.#parts.now())) return farAway();
    const { heard, written } = found.row;
    const named = { artist: artist ?? written.artist ?? heard.artist, title: title ?? written.title ?? heard.title };
    const isHidden =
      (artist !== undefined || title !== undefined) && (await this.#parts.hides(named, found.row.play.at));
    const done = this.#write(`Changed ${nameOf(found.row)}`, new Map([[playId, words]]), { hides: isHidden });
    if (done.ok && isHidden) this.#parts.onMasked();
    return done;
  }

  nudge({ playId, byMs }: Args<'set.nudge'>): Answer<'set.nudge'> {
    const found = this.#find(playId);
    if (found === undefined) return unknownPlay(playId);
    const at = found.row.startsAt + byMs;
    if (!mayStart(at, found.set, this.#parts.now())) return farAway();
    const by = `${byMs < 0 ? '−' : '+'}${Math.abs(byMs) / 1000} s`;
    return this.#write(`Start of ${nameOf(found.row)} moved by ${by}`, new Map([[playId, { at }]]));
  }

  /** A place behind the last one is the last one. */
  move({ playId, place }: Args<'set.move'>): Answer<'set.move'> {
    const found = this.#find(playId);
    if (found === undefined) return unknownPlay(playId);
    const { set, rows, row } = found;
    const from = row.place - 1;
    const to = Math.min(place, rows.length) - 1;
    const order = rows.filter((one) => one !== row);
    order.splice(to, 0, row);
    const starts = rows.map(({ startsAt }) => startsAt);
    const wanted = order.map(({ play, startsAt }) => ({ id: play.id, startsAt }));
    const changed = startsInOrder(wanted, starts, Math.min(from, to), Math.max(from, to));
    const planned = wanted.map(({ id, startsAt }) => ({ id, at: changed.get(id) ?? startsAt }));
    const more = () => {
      // Starts that nobody wrote may follow those before them: written as they were, they stay.
      const now = this.#parts.views.placed(set);
      const isAsPlanned = planned.every(
        ({ id, at }, index) => now[index]?.play.id === id && now[index].startsAt === at,
      );
      return isAsPlanned ? undefined : factsOf(new Map(planned.map(({ id, at }) => [id, at])));
    };
    return this.#write(`${nameOf(row)} moved to place ${to + 1}`, factsOf(changed), { more });
  }

  async add({ artist, title, startsAt, trackId }: Args<'set.add'>): Promise<Answer<'set.add'>> {
    const { stores, tracks, hides, performer, now } = this.#parts;
    const [track] = trackId === undefined ? [] : await tracks([trackId]);
    if (trackId !== undefined && track === undefined) {
      return refused('track-unknown', `the library has no track "${trackId}"`);
    }
    const set = startsAt > now() ? undefined : setFor(stores.setlists, startsAt);
    if (set === undefined) return refused('set-unknown', 'no set was on at that time');
    const heard = { artist: oneLine(artist), title: oneLine(title) };
    const play = addedPlay(set, startsAt, heard, track, set.endedAt === undefined ? performer() : undefined);
    const isHidden = await hides(heard, play.at);
    Object.assign(play, { masked: isHidden, hidden: isHidden || stores.plays.isHidden(play, play.at - EVENING_MS) });
    const label = `Added ${heard.artist === '' ? heard.title : `${heard.artist} - ${heard.title}`}`;
    return this.#edit(label, { kind: 'added', playId: play.id }, () => {
      stores.plays.add(play);
      stores.facts.write('dj', play.id, { at: startsAt });
      return { playId: play.id };
    });
  }

  remove({ playId }: Args<'set.remove'>): Answer<'set.remove'> {
    const found = this.#find(playId);
    if (found === undefined) return unknownPlay(playId);
    return this.#write(`Removed ${nameOf(found.row)}`, new Map([[playId, { removed: true }]]));
  }

  /** By song, or words: every play of it that evening. What masks still apply by rules keeps a row masked. */
  mask({ playId, on }: Args<'set.mask'>): Answer<'set.mask'> {
    const { plays } = this.#parts.stores;
    const found = this.#find(playId);
    if (found === undefined) return unknownPlay(playId);
    const rows = plays.ofSong(playId).map(({ id, hidden, masked }) => ({ playId: id, hidden, masked }));
    const done = this.#edit(`${on ? 'Hid' : 'Revealed'} ${nameOf(found.row)}`, { kind: 'masked', rows }, () => {
      for (const row of rows) plays.setMasks(row.playId, { hidden: on, masked: on });
      return {};
    });
    if (done.ok) this.#parts.onMasked();
    return done;
  }

  undo({ changeId }: Args<'set.undo'>): Answer<'set.undo'> {
    const { stores, now } = this.#parts;
    const { edits } = stores;
    const edit = changeId === undefined ? undoFor(stores, stores.setlists.newest(), now()) : edits.get(changeId);
    if (edit === undefined) return refused('nothing-to-undo', 'there is nothing to take back');
    const before = readEditBefore(edit.before);
    const upon = standingUpon(stores.edits, edit, before);
    if (upon !== undefined) {
      const message = `this was changed again since: take back “${upon.label}” first`;
      return refused('nothing-to-undo', message);
    }
    const done = this.#saved(() => {
      restore(stores, before);
      edits.remove(edit.changeId);
      return { ok: true as const, changeId: edit.changeId, label: edit.label };
    });
    if (done.ok && changesMasks(before)) this.#parts.onMasked();
    return done;
  }

  /** Writes over what the DJ had written of these plays, and hides them with `hides`. `more` is asked once that is done. */
  #write(
    label: string,
    changes: Map<string, PlayFact>,
    { hides = false, more }: { hides?: boolean; more?: () => Map<string, PlayFact> | undefined } = {},
  ): Refusal | { ok: true; changeId: string } {
    const { facts, edits, plays } = this.#parts.stores;
    const before = new Map<string, PlayFact | undefined>();
    const write = (wanted: Map<string, PlayFact>) => {
      const known = facts.read([...wanted.keys()]);
      for (const [playId, change] of wanted) {
        const fact = known.get(playId)?.dj;
        if (!before.has(playId)) before.set(playId, fact);
        facts.write('dj', playId, { ...fact, ...change });
      }
    };
    return this.#saved(() => {
      write(changes);
      const rest = more?.();
      if (rest !== undefined) write(rest);
      const changeId = randomUUID();
      const rows = Array.from(before, ([playId, fact]) => {
        const play = hides ? plays.get(playId) : undefined;
        if (play === undefined) return { playId, fact };
        plays.setMasks(playId, { hidden: true, masked: true });
        return { playId, fact, masks: { hidden: play.hidden, masked: play.masked } };
      });
      edits.add({ changeId, at: this.#parts.now(), label, before: { kind: 'rows', rows } satisfies EditBefore });
      return { ok: true as const, changeId };
    });
  }

  #edit<Result extends object>(
    label: string,
    before: EditBefore,
    work: () => Result,
  ): Refusal | ({ ok: true; changeId: string } & Result) {
    const changeId = randomUUID();
    return this.#saved(() => {
      this.#parts.stores.edits.add({ changeId, at: this.#parts.now(), label, before });
      return { ...work(), ok: true as const, changeId };
    });
  }

  #saved<Result extends { ok: true; changeId: string }>(work: () => Result): Refusal | Result {
    const { stores, log, onEdit } = this.#parts;
    const done = savedOr(log, 'dj', () => stores.write(work));
    if (done.ok) onEdit();
    return done;
  }

  #find(playId: string): Placed | undefined {
    const { setlists, plays } = this.#parts.stores;
    const play = plays.get(playId);
    const set = play?.live ? setlists.holding(play.at) : undefined;
    if (set === undefined) return undefined;
    const rows = this.#parts.views.placed(set);
    const row = rows.find((one) => one.play.id === playId);
    return row && { set, rows, row };
  }
}

function factsOf(starts: ReadonlyMap<string, number>): Map<string, PlayFact> {
  return new Map(Array.from(starts, ([id, at]) => [id, { at }]));
}

function nameOf({ written, heard }: PlacedPlay): string {
  const artist = written.artist ?? heard.artist;
  const title = written.title ?? heard.title;
  return artist === '' ? title : `${artist} - ${title}`;
}

function farAway(): Refusal {
  return refused('invalid', 'this is more than 12 hours away from the set: choose a start nearer to it');
}

function unknownSet(id: string): Refusal {
  return refused('set-unknown', `there is no set "${id}"`);
}

function unknownPlay(playId: string): Refusal {
  return refused('play-unknown', `no set has a row for the play "${playId}"`);
}

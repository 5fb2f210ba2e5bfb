// A request as the host keeps it, and the queue of one set. Pure data: every function makes a new value of them.

import { ACCEPTED_STATES, type Person, type RequestState, WAITING_STATES } from '@tracord/shared/requests.ts';

export type { Person, RequestState };

/** A track somebody may mean. `song` is never empty: a track without artist and title is a song of its own. */
export type AskedTrack = { trackId: string; song: string; artist: string; title: string; mix?: string };

/** Who wants a song. `isHelper`: staff or subscriber, who may have more at once. */
export type Asker = Person & { isHelper: boolean };
/** Somebody who asked for the same song after the first. */
export type Voter = Asker & { at: number };

export type SongRequest = {
  id: string;
  setId: string;
  number: number;
  revision: number;
  state: RequestState;
  /** Absent, as `song`, while it is doubtful; artist and title are then those of the best candidate. */
  trackId?: string;
  song?: string;
  artist: string;
  title: string;
  mix?: string;
  /** What doubtful words may mean, best first; kept after the DJ chose. */
  candidates: readonly (AskedTrack & { confidence: number })[];
  requester: Asker;
  /** Who asked first: the requester, unless that one withdrew and it goes on for somebody else. */
  firstBy: Pick<Person, 'platform' | 'id'>;
  words?: string;
  voters: readonly Voter[];
  askedAt: number;
  changedAt: number;
  by?: Person;
  skips: number;
  /** When it was put at the end of its list, counted over the set: accepted and skipped ones stand in this order. */
  turn?: number;
  /** Where the DJ put it in its list, from 0; a place behind the last is the last. */
  slot?: number;
  acceptedAt?: number;
  /** The play that made it playing or played, and what it was before. */
  playId?: string;
  before?: Before;
  onAirSince?: number;
};

export type UndoableKind = 'accept' | 'skip' | 'decline' | 'clear';

/** What an undo, or a correction of what is on air, puts back. */
export type Before = Pick<
  SongRequest,
  'state' | 'turn' | 'slot' | 'skips' | 'acceptedAt' | 'by' | 'trackId' | 'song' | 'artist' | 'title' | 'mix'
>;

/** A change that can still be undone. */
export type Undoable = {
  changeId: string;
  what: UndoableKind;
  at: number;
  /** `revision` is the one after the change: another one means that something else happened since. `from` is the one before. */
  touched: readonly { id: string; revision: number; from: number; before: Before }[];
  /** How far those that stay have moved up because of it. */
  shifts: readonly { id: string; by: number }[];
};

/** The requests of one set. `requests` holds those that are over, too. */
export type Queue = {
  setId?: string;
  live: boolean;
  open: boolean;
  reason?: string;
  requests: ReadonlyMap<string, SongRequest>;
  /** Oldest first. */
  undoable: readonly Undoable[];
};

export const EMPTY_QUEUE: Queue = { live: false, open: false, requests: new Map(), undoable: [] };

/** So long a change of the DJ's can be undone, and nobody hears of it. */
export const UNDO_MS = 20_000;

export type List = 'waiting' | 'accepted';

/** The list a request stands in; undefined: it is over. */
export function listOf({ state }: Pick<SongRequest, 'state'>): List | undefined {
  if (WAITING_STATES.includes(state)) return 'waiting';
  return ACCEPTED_STATES.includes(state) ? 'accepted' : undefined;
}

export function personKey({ platform, id }: Pick<Person, 'platform' | 'id'>): string {
  return `${platform}:${id}`;
}

/** Without what only the host keeps of an asker. */
export function personOf({ platform, id, name }: Person): Person {
  return { platform, id, name };
}

export function wantsIt(request: SongRequest, person: Pick<Person, 'platform' | 'id'>): boolean {
  const key = personKey(person);
  return personKey(request.requester) === key || request.voters.some((voter) => personKey(voter) === key);
}

/** What of a change can still be undone: nothing after its time, and no request that something else happened to. */
export function undoableIds(queue: Queue, { at, touched }: Undoable, now: number): string[] {
  if (now >= at + UNDO_MS) return [];
  return touched.filter(({ id, revision }) => queue.requests.get(id)?.revision === revision).map(({ id }) => id);
}

/** By request: until when its last change can be undone. Others are not in it. */
export function undoableUntil(queue: Queue, now: number): Map<string, number> {
  return new Map(
    queue.undoable.flatMap((undoable) =>
      undoableIds(queue, undoable, now).map((id) => [id, undoable.at + UNDO_MS] as const),
    ),
  );
}

/** Requests that an undo may still bring back into the queue: to everybody outside they wait. */
export function heldBack(queue: Queue, now: number): SongRequest[] {
  return queue.undoable
    .flatMap((undoable) => undoableIds(queue, undoable, now))
    .flatMap((id) => queue.requests.get(id) ?? [])
    .filter((request) => listOf(request) === undefined);
}

// What others than the DJ see of requests: the audience, and the Discord bot. Pure. It fails closed: a request whose track is
// masked, or may be, is in neither view; typed words are in neither; and a change that can still be undone shows in neither.

import type {
  BotRequest,
  BotRequests,
  Person,
  PublicRequest,
  PublicRequests,
  RequestsView,
  RequestTrack,
  RequestView,
} from '@tracord/shared/requests.ts';
import { UNDO_MS } from './request-record.ts';

export type AudienceFacts = {
  now: number;
  /** Whether every request's track is marked by the masks of now. While it is not, nothing is shown. */
  marksAreCurrent: boolean;
  /** What the audience sees on air: the start of that play, and whether it is "ID – ID" to them. */
  onAir: { since?: number; masked: boolean };
  /** Whether the audience was told of a play that began then. */
  knowsOf: (onAirSince: number) => boolean;
  /** Whether a play that began then is masked, by the DJ or by a rule. */
  isMaskedPlay: (onAirSince: number) => boolean;
  /** When others were first told that a request was accepted, by its id; only of those they still take for accepted. */
  announced: ReadonlyMap<string, number>;
  /** A name as it may be shown; undefined where it may not. */
  nameOf: (person: Person) => string | undefined;
  isBlocked: (person: Person) => boolean;
  /** The line that says how to ask, and the one that says that nobody can. */
  howToAsk: string;
  closed: string;
};

/** The audience's view. `finished`: the requests of this set that are over, as the operator's are. */
export function publicRequests(view: RequestsView, finished: RequestView[], facts: AudienceFacts): PublicRequests {
  // What the audience still hears may be over to the DJ already: it stands before what comes.
  const shown = [...finished, ...requestsOf(view)].flatMap((request) => {
    const state = publicState(request, facts);
    return state === undefined ? [] : [{ request, state }];
  });
  const rows = shown.map(({ request, state }) => [request.id, publicRequest(request, state, facts)] as const);
  return {
    open: view.open,
    hint: view.open ? facts.howToAsk : (view.reason ?? facts.closed),
    order: rows.map(([id]) => id),
    byId: Object.fromEntries(rows),
    onAir: onAir(shown.find(({ state }) => state === 'playing')?.request, facts),
  };
}

/** The Discord bot's view. `messageOf`: the message of a request in Discord, by the request's id. */
export function botRequests(
  view: RequestsView,
  finished: RequestView[],
  messageOf: (requestId: string) => string | undefined,
  facts: AudienceFacts,
): BotRequests {
  const open = (request: RequestView) => !isMasked(request, facts);
  const known = [...requestsOf(view), ...finished].filter(open);
  return {
    open: view.open,
    reason: view.reason,
    setId: view.setId,
    order: requestsOf(view)
      .filter(open)
      .map(({ id }) => id),
    byId: Object.fromEntries(known.map((request) => [request.id, botRequest(request, messageOf, facts)])),
  };
}

/** `facts.announced` as it is after these views: what others now take for accepted, and since when. */
export function announcedNow(view: RequestsView, finished: RequestView[], facts: AudienceFacts): Map<string, number> {
  return new Map(
    [...requestsOf(view), ...finished]
      .filter((request) => ['accepted', 'playing'].includes(said(request, facts)) && !isMasked(request, facts))
      .map((request) => [request.id, announcedAt(request, facts)]),
  );
}

function requestsOf({ order, byId }: RequestsView): RequestView[] {
  return order.flatMap((id) => byId[id] ?? []);
}

/** One masked candidate masks a doubtful request, and a masked play the request it was for. What names no track of the library
 * cannot be judged, and is masked. */
export function isMasked({ track, candidates = [], onAirSince }: RequestView, facts: AudienceFacts): boolean {
  if (!facts.marksAreCurrent || track.masked === true) return true;
  if (track.id === undefined && candidates.length === 0) return true;
  if (candidates.some(({ masked }) => masked === true)) return true;
  if (onAirSince === undefined) return false;
  return facts.isMaskedPlay(onAirSince) || (facts.onAir.masked && facts.onAir.since === onAirSince);
}

/** What others may read of its state: the change before, while the last one can be undone; the play, once they know of it. */
export function said(request: RequestView, facts: AudienceFacts): BotRequest['said'] {
  const before = facts.announced.has(request.id) ? 'accepted' : 'waiting';
  if (canBeUndone(request, facts)) return before;
  const { state, onAirSince } = request;
  switch (state) {
    case 'new':
    case 'skipped':
      return 'waiting';
    case 'accepted':
    case 'loaded':
      return 'accepted';
    case 'playing':
      return isOnAir(request, facts) ? 'playing' : before;
    case 'played':
      if (isOnAir(request, facts)) return 'playing';
      return onAirSince === undefined || facts.knowsOf(onAirSince) ? 'played' : before;
    case 'withdrawn':
      return 'withdrawn';
    case 'declined':
    case 'expired':
      return 'over';
  }
}

function canBeUndone({ announcesAt }: RequestView, { now }: AudienceFacts): boolean {
  return announcesAt !== undefined && now < announcesAt;
}

function isOnAir({ onAirSince }: RequestView, facts: AudienceFacts): boolean {
  return onAirSince !== undefined && onAirSince === facts.onAir.since && facts.knowsOf(onAirSince);
}

/** Undefined: not for the audience. A doubtful request never is: nobody knows yet which track it means. */
function publicState(request: RequestView, facts: AudienceFacts): PublicRequest['state'] | undefined {
  if (isMasked(request, facts) || request.track.id === undefined || canBeUndone(request, facts)) return undefined;
  const words = said(request, facts);
  if (words === 'playing') return 'playing';
  if (words !== 'accepted') return undefined;
  return request.state === 'loaded' ? 'loaded' : 'accepted';
}

function publicRequest(request: RequestView, state: PublicRequest['state'], facts: AudienceFacts): PublicRequest {
  const { display, mix, artwork } = request.track;
  return {
    number: request.number,
    state,
    track: {
      display: { artist: display.artist, title: display.title },
      mix,
      artwork: artwork && { id: artwork.id, colors: { main: artwork.colors.main, dark: artwork.colors.dark } },
    },
    ...askers(request, facts),
    announcedAt: announcedAt(request, facts),
  };
}

function onAir(request: RequestView | undefined, facts: AudienceFacts): PublicRequests['onAir'] {
  const { since, masked } = facts.onAir;
  if (request === undefined || since === undefined || masked) return undefined;
  return { onAirSince: since, ...askers(request, facts) };
}

/** The first who asked, where the name may be shown, and how many more. Who is blocked counts for nothing. */
function askers({ requester, voters }: RequestView, facts: AudienceFacts): { name?: string; others: number } {
  return {
    name: facts.isBlocked(requester) ? undefined : facts.nameOf(requester),
    others: voters.filter((voter) => !facts.isBlocked(voter)).length,
  };
}

/** Where it is not remembered: an accept is told of when it can no longer be undone, every other change at once. */
function announcedAt({ id, state, changedAt }: RequestView, facts: AudienceFacts): number {
  const toldAt = state === 'accepted' ? Math.min(facts.now, changedAt + UNDO_MS) : changedAt;
  return facts.announced.get(id) ?? toldAt;
}

function botRequest(
  request: RequestView,
  messageOf: (requestId: string) => string | undefined,
  facts: AudienceFacts,
): BotRequest {
  const { id, number, revision, state, requester, voters, votes, askedAt, changedAt, by, onAirSince } = request;
  return {
    ...{ id, number, revision, state, requester, voters, votes, askedAt, changedAt, by },
    said: said(request, facts),
    track: botTrack(request.track),
    candidates: request.candidates?.map(({ id: candidate, artist, title, mix }) => ({
      id: candidate,
      artist,
      title,
      mix,
    })),
    // When it went on air, others may know once they know that it did.
    onAirSince: onAirSince !== undefined && facts.knowsOf(onAirSince) ? onAirSince : undefined,
    message: messageOf(id),
  };
}

function botTrack({ id, artist, title, mix, display }: RequestTrack): BotRequest['track'] {
  return { id, artist, title, mix, display: { artist: display.artist, title: display.title } };
}

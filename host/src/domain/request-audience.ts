// What others than the DJ see of requests: the audience, and the Discord bot. Pure. It fails closed: a request whose track is
// masked, or may be, is in neither view; typed words are in neither; and a change that can still be undone shows in neither.

import type {
  BotPerson,
  BotRequest,
  BotRequests,
  Person,
  PublicRequest,
  PublicRequests,
  RequestsView,
  RequestTrack,
  RequestView,
} from '@tracord/shared/requests.ts';
import { saidOrder } from './request-audience-order.ts';
import { type AudienceFacts, canBeUndone, isMasked, readableName, said } from './request-audience-said.ts';
import { UNDO_MS } from './request-record.ts';

/** The audience's view. `finished`: the requests of this set that are over, as the operator's are. */
export function publicRequests(view: RequestsView, finished: RequestView[], facts: AudienceFacts): PublicRequests {
  const known = byIdOf(view, finished);
  const shown = saidOrder(view, finished, facts).flatMap((id) => {
    const request = known.get(id);
    const state = request && publicState(request, facts);
    return request === undefined || state === undefined ? [] : [{ request, state }];
  });
  const rows = shown.map(({ request, state }) => [request.id, publicRequest(request, state, facts)] as const);
  return {
    open: view.open,
    hint: hintOf(view, facts),
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
  const known = [...byIdOf(view, finished).values()].filter((request) => !isMasked(request, facts));
  const byId = Object.fromEntries(known.map((request) => [request.id, botRequest(request, messageOf, facts)]));
  return {
    open: view.open,
    reason: view.reason,
    closedText: view.open ? undefined : facts.closedText,
    setId: view.setId,
    order: saidOrder(view, finished, facts).filter((id) => Object.hasOwn(byId, id)),
    byId,
  };
}

/** `facts.announced` as it is after these views: what others now take for accepted, and since when. */
export function announcedNow(view: RequestsView, finished: RequestView[], facts: AudienceFacts): Map<string, number> {
  return new Map(
    [...byIdOf(view, finished).values()]
      .filter((request) => ['accepted', 'playing'].includes(said(request, facts)) && !isMasked(request, facts))
      .map((request) => [request.id, announcedAt(request, facts)]),
  );
}

function byIdOf({ order, byId }: RequestsView, finished: RequestView[]): Map<string, RequestView> {
  const all = [...order.flatMap((id) => byId[id] ?? []), ...finished];
  return new Map(all.map((request) => [request.id, request]));
}

/** Short: on overlays it stands beside the word "requests". */
function hintOf({ open, reason }: RequestsView, { isLive, howToAsk }: AudienceFacts): string {
  if (open) return howToAsk;
  if (reason === undefined) return 'closed';
  return isLive ? `closed: ${reason}` : reason;
}

/** Undefined: not for the audience. A doubtful request never is: nobody knows yet which track it means. */
function publicState(request: RequestView, facts: AudienceFacts): PublicRequest['state'] | undefined {
  if (isMasked(request, facts) || request.track.id === undefined) return undefined;
  const words = said(request, facts);
  if (words === 'playing') return 'playing';
  if (words !== 'accepted') return undefined;
  return request.state === 'loaded' && !canBeUndone(request, facts) ? 'loaded' : 'accepted';
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
    name: facts.showNames ? readableName(requester, facts) : undefined,
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
  const known = (person: Person): BotPerson => ({
    ...person,
    shownAs: readableName(person, facts),
    isBlocked: facts.isBlocked(person) || undefined,
  });
  return {
    ...{ id, number, revision, state, votes, askedAt, changedAt, by },
    said: said(request, facts),
    distance: request.track.masked ? undefined : request.distance,
    track: botTrack(request.track),
    candidates: request.candidates?.map(({ id: candidate, ...track }) => ({ ...botTrack(track), id: candidate })),
    requester: known(requester),
    voters: voters.map(known),
    // When it went on air, others may know once they know that it did.
    onAirSince: onAirSince !== undefined && facts.knowsOf(onAirSince) ? onAirSince : undefined,
    message: messageOf(id),
  };
}

function botTrack({ id, artist, title, mix, display }: RequestTrack): BotRequest['track'] {
  return { id, artist, title, mix, display: { artist: display.artist, title: display.title } };
}

// The topic `requests` from the queue and what the library says of its tracks. Pure but for covers that are not here yet.

import type {
  RequestCandidate,
  RequestsView,
  RequestTrack,
  RequestUndo,
  RequestView,
} from '@tracord/shared/requests.ts';
import type { TrackHit } from '#domain/collection.ts';
import { keyView } from '#domain/musical-key.ts';
import type { CleanTitle } from '#domain/now-track.ts';
import { cutLine } from '#domain/one-line.ts';
import { inOrder, type Placed } from '#domain/request-order.ts';
import { expiresAt, type QueueRules } from '#domain/request-queue.ts';
import {
  listOf,
  personOf,
  type Queue,
  type SongRequest,
  UNDO_MS,
  undoableIds,
  undoableUntil,
} from '#domain/request-record.ts';
import { newestUndoable, undoLabel } from '#domain/request-undo.ts';
import { bestPlaylist, type RequestTracks } from './requests-tracks.ts';

/** Of what is undone: so much is on no key and no page. */
const LONGEST_TITLE = 100;

export type RequestsViewParts = {
  tracks: RequestTracks;
  titles: CleanTitle;
  rules: Pick<QueueRules, 'expireMinutes'>;
  /** Why requests are closed while no show is live. */
  rehearsal: string;
  now: number;
};

export function requestsView(queue: Queue, parts: RequestsViewParts): RequestsView {
  const accepted = inOrder(queue.requests.values(), 'accepted');
  const waiting = inOrder(queue.requests.values(), 'waiting');
  const undoable = undoableUntil(queue, parts.now);
  const views = [...accepted, ...waiting].map((placed) => requestView(placed, undoable, parts));
  return {
    open: queue.open,
    reason: queue.open ? undefined : queue.live ? queue.reason : parts.rehearsal,
    setId: queue.setId,
    order: views.map(({ id }) => id),
    byId: Object.fromEntries(views.map((view) => [view.id, view])),
    waiting: waiting.length,
    accepted: accepted.length,
    undo: undoView(queue, parts.now),
  };
}

/** Requests of the set that are over, by number. */
export function finishedViews(queue: Queue, parts: RequestsViewParts): RequestView[] {
  const undoable = undoableUntil(queue, parts.now);
  return [...queue.requests.values()]
    .filter((request) => listOf(request) === undefined)
    .map((request) => requestView({ request, score: { total: 0, parts: [] } }, undoable, parts));
}

function requestView(
  { request, score }: Placed,
  undoable: ReadonlyMap<string, number>,
  parts: RequestsViewParts,
): RequestView {
  const { id, number, revision, state, requester, words, voters, askedAt, changedAt, skips, by, onAirSince } = request;
  return {
    ...{ id, number, revision, state, words, askedAt, changedAt, skips, by, onAirSince, score },
    track: trackOf(request, parts),
    candidates: request.song === undefined ? candidatesOf(request, parts) : undefined,
    requester: personOf(requester),
    votes: 1 + voters.length,
    voters: voters.map(personOf),
    distance: listOf(request) === undefined ? undefined : parts.tracks.distances.get(request.trackId ?? ''),
    expiresAt: expiresAt(request, parts.rules),
    announcesAt: undoable.get(id),
  };
}

function trackOf(request: SongRequest, { tracks, titles }: RequestsViewParts): RequestTrack {
  const { trackId, artist, title, mix } = request;
  const masked = isMasked(request, tracks) || undefined;
  const named = { artist, title, mix, display: titles({ artist, title, mix }), masked };
  if (trackId === undefined) return named;
  const hit = tracks.get(trackId);
  const isTaken = listOf(request) === 'accepted';
  return {
    ...named,
    id: trackId,
    ...(hit ? factsOf(hit) : {}),
    artwork: isTaken ? tracks.cover(trackId) : undefined,
    playlist: isTaken ? bestPlaylist(hit) : undefined,
  };
}

function candidatesOf({ candidates }: SongRequest, { tracks, titles }: RequestsViewParts): RequestCandidate[] {
  return candidates.map(({ trackId, artist, title, mix, confidence }) => {
    const hit = tracks.get(trackId);
    return {
      ...{ id: trackId, artist, title, mix, confidence },
      ...(hit ? factsOf(hit) : {}),
      display: titles({ artist, title, mix }),
      masked: tracks.isMasked(hit) || undefined,
    };
  });
}

function factsOf({ album, releasedOn, key, trackBpm, durationMs, excluded }: TrackHit): Partial<RequestTrack> {
  const year = Number(releasedOn?.slice(0, 4));
  return {
    excluded: excluded || undefined,
    ...{ album, trackBpm, durationMs },
    year: year > 0 ? year : undefined,
    key: key === undefined ? undefined : keyView(key),
  };
}

/** Where any track it may mean is masked, it is. */
export function isMasked({ trackId, candidates }: SongRequest, tracks: RequestTracks): boolean {
  const ids = trackId === undefined ? candidates.map((one) => one.trackId) : [trackId];
  return ids.some((id) => tracks.isMasked(tracks.get(id)));
}

function undoView(queue: Queue, now: number): RequestUndo | undefined {
  const undoable = newestUndoable(queue, now);
  if (undoable === undefined) return undefined;
  const { changeId, what, at } = undoable;
  const [first = '', ...more] = undoableIds(queue, undoable, now);
  const title = more.length === 0 ? queue.requests.get(first)?.title : undefined;
  const shown = title === undefined ? undefined : cutLine(title, LONGEST_TITLE);
  return { changeId, what, label: undoLabel(queue, undoable, now), title: shown, since: at, until: at + UNDO_MS };
}

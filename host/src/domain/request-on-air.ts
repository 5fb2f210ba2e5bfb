// What plays and what lies on the decks, told to the queue: by song, never by artist or title alone. A corrected match takes
// back what it said. Pure.

import { beforeOf, type Decision, decided, type Edit, type Moment, nextTurn, revised } from './request-decision.ts';
import { type AskedTrack, listOf, type Queue, type SongRequest, undoableUntil } from './request-record.ts';

/** A play of this set. `song`: certain; `maybe`: what else it may be, best first. */
export type SetPlay = { playId: string; at: number; song?: string; maybe: readonly string[] };

/** `current` is on air now; `past` are the plays of the set that are over and certain. */
export function onAir(queue: Queue, current: SetPlay | undefined, past: readonly SetPlay[], moment: Moment): Decision {
  const all = [...queue.requests.values()];
  const after = new Map<string, Edit>();
  const edit = (request: SongRequest, what: Edit['what'], fields: Partial<SongRequest>) =>
    after.set(request.id, { what, request: revised(request, { by: undefined, ...fields }, moment) });

  for (const request of all) {
    if (request.state !== 'playing') continue;
    if (request.playId !== current?.playId) edit(request, 'played', { state: 'played', slot: undefined });
    else if (current !== undefined && isAnother(request, current)) {
      edit(request, 'corrected', { ...request.before, playId: undefined, onAirSince: undefined, before: undefined });
    }
  }
  const open = all.filter((request) => listOf(request) !== undefined && request.state !== 'playing');
  for (const request of open) {
    const played = past.find(
      (play) => play.song === request.song && play.at >= request.askedAt && play.song !== undefined,
    );
    if (played)
      edit(request, 'played', { state: 'played', slot: undefined, playId: played.playId, onAirSince: played.at });
  }
  for (const request of current === undefined ? [] : meant(open, current)) {
    if (current === undefined || after.has(request.id)) continue;
    const chosen = request.candidates.find(({ song }) => song === current.song);
    edit(request, 'playing', {
      ...(request.song === undefined && chosen ? namesOf(chosen) : {}),
      ...(listOf(request) === 'waiting' ? { turn: nextTurn(queue), slot: undefined } : {}),
      state: 'playing',
      playId: current.playId,
      onAirSince: current.at,
      before: beforeOf(request),
    });
  }
  return decided(queue, [...after.values()], moment);
}

/** The DJ chose by playing it. */
function namesOf({ trackId, song, artist, title, mix }: AskedTrack): AskedTrack {
  return { trackId, song, artist, title, mix };
}

/** Whether the play is known to be another song than the request's. Not known at all is no reason. */
function isAnother({ song }: SongRequest, { song: certain, maybe }: SetPlay): boolean {
  if (certain !== undefined) return certain !== song;
  return maybe.length > 0 && (song === undefined || !maybe.includes(song));
}

/** A certain play is whatever waits or was taken with its song; a doubtful one at most one request that was taken before. */
function meant(open: SongRequest[], play: SetPlay): SongRequest[] {
  const asked = open.filter(({ askedAt }) => askedAt <= play.at);
  if (play.song !== undefined) {
    return asked.filter(({ song, candidates }) =>
      song === undefined ? candidates.some((one) => one.song === play.song) : song === play.song,
    );
  }
  const taken = asked
    .filter(({ acceptedAt, song }) => acceptedAt !== undefined && acceptedAt <= play.at && song !== undefined)
    .sort((a, b) => Number(b.state === 'loaded') - Number(a.state === 'loaded'));
  for (const maybe of play.maybe) {
    const request = taken.find(({ song }) => song === maybe);
    if (request !== undefined) return [request];
  }
  return [];
}

/** Accepted requests whose song lies on a deck are loaded. A track that is put on a deck now ends the time for an undo; one
 * that lay there before waits for that time to pass. */
export function onDecks(
  queue: Queue,
  songs: ReadonlySet<string>,
  justLoaded: ReadonlySet<string>,
  moment: Moment,
): Decision {
  const edits: Edit[] = [];
  for (const request of queue.requests.values()) {
    const { state, song, id } = request;
    if (song === undefined) continue;
    if (state === 'loaded' && !songs.has(song)) {
      edits.push({ what: 'unloaded', request: revised(request, { state: 'accepted' }, moment) });
    }
    const isDue = justLoaded.has(song) || undoableUntil(queue, id, moment.now) === undefined;
    if (state === 'accepted' && songs.has(song) && isDue) {
      edits.push({ what: 'loaded', request: revised(request, { state: 'loaded' }, moment) });
    }
  }
  return decided(queue, edits, moment);
}

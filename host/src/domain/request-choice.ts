// Choosing the track that a doubtful request means. A song that is open already is not asked for twice: it gets the vote. Pure.

import { type Decision, decided, type Moment, revised } from './request-decision.ts';
import { listOf, type Queue, type SongRequest, type Voter, wantsIt } from './request-record.ts';
import { type Refusal, refused } from './request-refusal.ts';

export function chosen(queue: Queue, request: SongRequest, trackId: string, moment: Moment): Decision | Refusal {
  const candidate = request.candidates.find((one) => one.trackId === trackId);
  if (candidate === undefined) {
    return refused('not-a-candidate', `That track is none of those number ${request.number} may mean.`);
  }
  if (request.trackId === trackId) return { ok: true, queue, touched: [], changes: [] };
  const { song, artist, title, mix } = candidate;
  const named = revised(request, { trackId, song, artist, title, mix }, moment);
  const same = [...queue.requests.values()].find(
    (one) => one !== request && one.song === song && listOf(one) !== undefined && one.state !== 'playing',
  );
  if (same === undefined) return decided(queue, [{ what: 'chosen', request: named }], moment);
  // What the DJ took already is the one that stays.
  if (listOf(request) === 'accepted' && listOf(same) === 'waiting') {
    const stays = { what: 'chosen' as const, request: withVotesOf(named, same) };
    return decided(queue, [stays, merged(same, moment)], moment);
  }
  const stays = { what: 'voted' as const, request: withVotesOf(same, request) };
  return decided(queue, [stays, merged(request, moment)], moment);
}

/** All who want the other one want this one. */
function withVotesOf(request: SongRequest, other: SongRequest): SongRequest {
  const first: Voter = { ...other.requester, at: other.askedAt };
  const more = [first, ...other.voters].filter((one) => !wantsIt(request, one));
  return more.length === 0 ? request : { ...request, voters: [...request.voters, ...more] };
}

function merged(request: SongRequest, moment: Moment) {
  return { what: 'merged' as const, request: revised(request, { state: 'withdrawn', slot: undefined }, moment) };
}

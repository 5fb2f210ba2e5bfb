// Asking for a song: a new request, or a vote for the one there is. Pure.

import { type Decision, decided, type Moment } from './request-decision.ts';
import {
  type AskedTrack,
  heldBack,
  listOf,
  personKey,
  personOf,
  type Queue,
  type SongRequest,
  type Voter,
  wantsIt,
} from './request-record.ts';
import { type Refusal, refused, refusedByRule } from './request-refusal.ts';
import {
  type AskerFacts,
  type AskRules,
  type PlayFacts,
  personRefused,
  type RuledTrack,
  roomRefused,
  trackRefused,
} from './request-rules.ts';

export type Candidate = RuledTrack & { confidence: number };

export type Ask = {
  /** Of the request it becomes, if it becomes one. */
  id: string;
  who: AskerFacts;
  /** What it may mean, best first: one is certain, several are doubtful, none is not in the library. */
  candidates: readonly Candidate[];
  words?: string;
  plays: PlayFacts;
  /** Whether the audience was told of a play that began then: one it does not know of can be voted for. */
  knowsOf: (playedAt: number) => boolean;
};

export type Asked = Decision & { outcome: 'added' | 'voted'; request: SongRequest };

/** Votes of one person at a time, and voters of one request: enough for every honest wish. */
const VOTES_PER_PERSON = 20;
const VOTERS_PER_REQUEST = 500;

export function ask(queue: Queue, asked: Ask, rules: AskRules, moment: Moment): Asked | Refusal {
  const { who, plays } = asked;
  const { texts } = rules;
  const { now } = moment;
  const notNow = personRefused(queue, who, rules, now);
  if (notNow !== undefined) return notNow;
  const [first] = asked.candidates;
  if (first === undefined || queue.setId === undefined) return refusedByRule('track-unknown', texts);
  const same = sameWish(queue, asked, now);
  if (same !== undefined) return vote(queue, same, asked, rules, moment);
  const noRoom = roomRefused(queue, who.asker, rules, now);
  if (noRoom !== undefined) return noRoom;
  const ruled = asked.candidates.map((track) => ({ track, refusal: trackRefused(track, plays, rules) }));
  const fit = ruled.filter(({ refusal }) => refusal === undefined).map(({ track }) => track);
  const [best] = fit;
  if (best === undefined) return ruled[0]?.refusal ?? refusedByRule('track-unknown', texts);
  const request = newRequest(queue, queue.setId, asked, best, fit, now);
  const edit = { what: 'added' as const, request };
  return { ...decided(queue, [edit], { ...moment, by: who.asker }), outcome: 'added', request };
}

function newRequest(
  queue: Queue,
  setId: string,
  { id, who, words, candidates }: Ask,
  best: AskedTrack,
  fit: readonly Candidate[],
  now: number,
): SongRequest {
  // That a rule refuses all but one of what it may mean makes that one no surer.
  const isCertain = candidates.every(({ song }) => song === best.song);
  const { artist, title, mix } = best;
  return {
    ...{ id, setId, number: 1 + highestNumber(queue), revision: 1, state: 'new', artist, title, mix },
    ...(isCertain ? { trackId: best.trackId, song: best.song } : {}),
    candidates: isCertain
      ? []
      : fit.map((one) => ({ ...trackOf(one), confidence: Math.min(1, Math.max(0, one.confidence)) })),
    requester: who.asker,
    firstBy: { platform: who.asker.platform, id: who.asker.id },
    ...{ words, voters: [], askedAt: now, changedAt: now, by: personOf(who.asker), skips: 0 },
  };
}

function trackOf({ trackId, song, artist, title, mix }: AskedTrack): AskedTrack {
  return { trackId, song, artist, title, mix };
}

function highestNumber(queue: Queue): number {
  let highest = 0;
  for (const { number } of queue.requests.values()) highest = Math.max(highest, number);
  return highest;
}

/** The request there is for the same song, or for the same doubtful words. */
function sameWish(queue: Queue, { candidates, knowsOf }: Ask, now: number): SongRequest | undefined {
  const songs = songsOf(candidates);
  const open = [...queue.requests.values()].filter(
    (request) => listOf(request) !== undefined && (request.state !== 'playing' || !knowsOf(request.onAirSince ?? 0)),
  );
  return [...open, ...heldBack(queue, now)].find((request) =>
    request.song === undefined ? songsOf(request.candidates) === songs : request.song === songs,
  );
}

function songsOf(candidates: readonly AskedTrack[]): string {
  return [...new Set(candidates.map(({ song }) => song))].sort().join('\n');
}

function vote(
  queue: Queue,
  request: SongRequest,
  { who: { asker } }: Ask,
  { texts }: AskRules,
  moment: Moment,
): Asked | Refusal {
  const { number, title } = request;
  if (wantsIt(request, asker)) return refusedByRule('already-asked', texts, { number, title });
  const key = personKey(asker);
  const votes = [...queue.requests.values()].filter(
    (one) => listOf(one) !== undefined && one.voters.some((voter) => personKey(voter) === key),
  );
  if (votes.length >= VOTES_PER_PERSON) return refusedByRule('too-many-open', texts, { count: votes.length });
  if (request.voters.length >= VOTERS_PER_REQUEST) {
    return refused('queue-full', `So many people want number ${number} that no more can be counted.`);
  }
  const voter: Voter = { ...asker, at: moment.now };
  const voted = { ...request, voters: [...request.voters, voter] };
  const edit = { what: 'voted' as const, request: voted };
  return { ...decided(queue, [edit], { ...moment, by: asker }), outcome: 'voted', request: voted };
}

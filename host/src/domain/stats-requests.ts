// The figures of requests: how many, what became of them, how long people waited, and what and who stands out. Pure.

import type { CountedName, CountedSong, Stats } from '@tracord/shared/stats.ts';
import type { RequestState } from './request-record.ts';
import { Tally } from './stats-tally.ts';

/** A request, as far as numbers need it. `person`: "<platform>:<id>", `name`: how they were called then; `people`: that one and
 * then those who voted, each by a number from 0 that is theirs alone. */
export type CountedRequest = {
  artist: string;
  title: string;
  mix?: string;
  /** Absent while it is not certain which song is meant. */
  song?: string;
  trackId?: string;
  person: string;
  name: string;
  people: readonly number[];
  state: RequestState;
  askedAt: number;
  changedAt: number;
  acceptedAt?: number;
  onAirSince?: number;
  playId?: string;
};

export type RequestsInput = {
  requests: readonly CountedRequest[];
  /** Not for the audience: its track is masked or may be. */
  isMasked: (request: CountedRequest) => boolean;
  /** Whether what became of it may be told yet. */
  isTold: (request: CountedRequest) => boolean;
  inClear: boolean;
  /** In no list, whoever looks. */
  isBlocked: (person: number) => boolean;
  /** How somebody of this name is called; undefined: not to be named. */
  nameOf: (name: string) => string | undefined;
  top: number;
};

export type RequestFigures = Pick<
  Stats,
  | 'asked'
  | 'accepted'
  | 'playedRequests'
  | 'declined'
  | 'expired'
  | 'votes'
  | 'people'
  | 'acceptanceRate'
  | 'waitToPlayMs'
  | 'waitToAcceptMs'
  | 'topRequested'
  | 'topRequesters'
>;

/** What became of a request: `isTaken` also where it was played unasked, or ran out after it was accepted. */
type Fate = { isTaken: boolean; isPlayed: boolean; isRefused: boolean; isExpired: boolean };

/**
 * - `asked`, `votes`, `people` (who asked or voted): all, also what was taken back, masked, or by blocked people.
 * - `accepted`: taken, on air, played, or run out after it was taken. `playedRequests`: on air or played. `declined`: refused
 *   ("not this time") or put off ("skipped"). `expired`: run out, taken or not.
 * - `acceptanceRate`: `accepted` of those that are accepted, declined or expired.
 * - `waitToPlayMs`: median of being on air less asking; `waitToAcceptMs`: of being accepted less asking.
 * - `topRequested`: by song, votes counted; `topRequesters`: by requests, votes not. Neither counts what was taken back, nor
 *   blocked people.
 * Unless in clear, a masked request is only asked: what became of it is in no number, and it is in no list.
 */
export function requestFigures(input: RequestsInput): RequestFigures {
  const { requests, inClear, isBlocked, nameOf, top } = input;
  const seen: boolean[] = [];
  const songs = new Tally<CountedRequest>();
  const maskedSongs = new Set<string>();
  const requesters = new Tally<string>();
  const sums = { accepted: 0, playedRequests: 0, declined: 0, expired: 0, decided: 0, votes: 0, people: 0 };
  const toPlay: number[] = [];
  const toAccept: number[] = [];

  for (const request of requests) {
    const { song, person, name, people, state, askedAt, acceptedAt, onAirSince } = request;
    let wanted = 0;
    for (const one of people) {
      if (!isBlocked(one)) wanted += 1;
      // Without holes: a list with holes is slow.
      while (seen.length <= one) seen.push(false);
      if (seen[one]) continue;
      seen[one] = true;
      sums.people += 1;
    }
    sums.votes += people.length - 1;
    const isMasked = input.isMasked(request);
    if (isMasked && !inClear) continue;
    if (state !== 'withdrawn') {
      const [asker = -1] = people;
      if (!isBlocked(asker)) requesters.add(person, name, askedAt);
      if (song) {
        songs.add(song, request, askedAt, wanted);
        if (isMasked) maskedSongs.add(song);
      }
    }
    if (!inClear && !input.isTold(request)) continue;
    const { isTaken, isPlayed, isRefused, isExpired } = fateOf(request);
    sums.accepted += isTaken ? 1 : 0;
    sums.playedRequests += isPlayed ? 1 : 0;
    sums.declined += isRefused ? 1 : 0;
    sums.expired += isExpired ? 1 : 0;
    sums.decided += isTaken || isRefused || isExpired ? 1 : 0;
    // A clock that was set back makes no wait negative.
    if (isPlayed && onAirSince !== undefined) toPlay.push(Math.max(0, onAirSince - askedAt));
    if (isTaken && acceptedAt !== undefined) toAccept.push(Math.max(0, acceptedAt - askedAt));
  }
  const { decided, ...counts } = sums;
  const [waitToPlayMs, waitToAcceptMs] = [median(toPlay), median(toAccept)];
  return {
    ...{ asked: requests.length, ...counts },
    ...(decided === 0 ? {} : { acceptanceRate: sums.accepted / decided }),
    ...(waitToPlayMs === undefined ? {} : { waitToPlayMs }),
    ...(waitToAcceptMs === undefined ? {} : { waitToAcceptMs }),
    topRequested: songs.top(top).map(({ key, shown, count }) => counted(shown, count, maskedSongs.has(key))),
    topRequesters: named(requesters, nameOf, top),
  };
}

function fateOf({ state, acceptedAt }: CountedRequest): Fate {
  const isPlayed = state === 'playing' || state === 'played';
  const isExpired = state === 'expired';
  const ranOutTaken = isExpired && acceptedAt !== undefined;
  const isTaken = isPlayed || state === 'accepted' || state === 'loaded' || ranOutTaken;
  return { isTaken, isPlayed, isRefused: state === 'declined' || state === 'skipped', isExpired };
}

function counted({ artist, title, mix, trackId }: CountedRequest, count: number, isMasked: boolean): CountedSong {
  return {
    ...{ artist, title, count },
    ...(mix === undefined ? {} : { mix }),
    ...(trackId === undefined ? {} : { trackId }),
    ...(isMasked ? { masked: true as const } : {}),
  };
}

/** Who may not be named leaves their place to the next. */
function named(tally: Tally<string>, nameOf: (name: string) => string | undefined, top: number): CountedName[] {
  const list: CountedName[] = [];
  for (const { shown, count } of tally.ranked()) {
    if (list.length === top) break;
    const name = nameOf(shown);
    if (name !== undefined) list.push({ name, count });
  }
  return list;
}

/** The middle one, or whole milliseconds between the middle two. */
function median(values: number[]): number | undefined {
  if (values.length === 0) return undefined;
  const sorted = new Float64Array(values).sort();
  const low = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  const high = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return Math.round((low + high) / 2);
}

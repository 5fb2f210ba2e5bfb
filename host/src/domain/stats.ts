// A show in numbers, of whatever plays, requests and searches are handed in: what each figure means stands beside it, in
// stats-plays.ts and stats-requests.ts. A play belongs to a time by when it was heard, a request by when it was asked. Pure.

import type { CountedName, Stats, StatsNumbers } from '@tracord/shared/stats.ts';
import { type PlaysInput, playFigures } from './stats-plays.ts';
import { type RequestsInput, requestFigures } from './stats-requests.ts';

export type StatsInput = PlaysInput &
  Omit<RequestsInput, 'isMasked'> & {
    isMaskedRequest: RequestsInput['isMasked'];
    span: Pick<Stats, 'of' | 'from' | 'to'>;
    /** All searches, and the words that were looked for most. */
    searches: number;
    topSearches: CountedName[];
  };

export function statsOf({ span, searches, topSearches, isMaskedRequest, ...input }: StatsInput): Stats {
  const { topPlayed, topArtists, topGenres, tempo, keys, hours, ...plays } = playFigures(input);
  const { topRequested, topRequesters, ...requests } = requestFigures({ ...input, isMasked: isMaskedRequest });
  return {
    ...{ ...span, ...plays, ...requests, searches },
    ...{ topPlayed, topRequested, topArtists, topGenres, topRequesters, topSearches, tempo, keys, hours },
  };
}

/** The few that fit on a screen. */
export function statsNumbers(stats: Stats): StatsNumbers {
  const { plays, songs, asked, playedRequests, people, playedMs, acceptanceRate } = stats;
  return {
    ...{ plays, songs, asked, playedRequests, people, playedMs },
    ...(acceptanceRate === undefined ? {} : { acceptanceRate }),
  };
}

// What a DJ played, as nights, and within them which track went into which. Pure.

import { EVENING_MS } from '#domain/play.ts';

/** A play out of a history. `place`: in the TrackGraph; absent where the collection does not have the track. */
export type NightPlay = {
  /** Ms since the epoch. */
  at: number;
  /** How long it ran; absent where the history does not say. */
  durationMs?: number;
  /** Whether the audience heard it; absent in old files. */
  public?: boolean;
  place?: number;
};

/** `sets`: the places of what was played without a long break, in that order; NOT_THERE for what the collection does not have. */
export type Night = { at: number; sets: number[][] };

/** `to` was played right after `from`. `before`: how many of playedIn came before it; `inSet`: how many tracks since the last
 * break. */
export type Transition = { from: number; to: number; before: number; inSet: number };

export const NOT_THERE = -1;

/** What ran shorter was tried, or taken out again: nobody went on from it. Traktor writes a play down after some ten seconds;
 * what is only listened to beforehand runs half a minute, what is played five. */
export const LEAST_MS = 60_000;

/** A pause this long is no transition: no track lasts longer, so that somebody else played, or nobody. A shorter one may be an
 * announcement or a record, after which the DJ goes on from where they were. */
export const LONGEST_PAUSE_MS = 30 * 60_000;

/** Plays less than 12 hours apart are one night, in however many files they lie; a file that holds several days is several.
 * Oldest first, in whatever order they are given. `songOf`: a song that is started again goes on. */
export function nightsOf(plays: readonly NightPlay[], songOf: (place: number) => number): Night[] {
  const nights: Night[] = [];
  let endedAt = Number.NEGATIVE_INFINITY;
  let night: Night | undefined;
  for (const play of heard(plays)) {
    if (night === undefined || play.at - endedAt >= EVENING_MS) {
      night = { at: play.at, sets: [] };
      nights.push(night);
      endedAt = Number.NEGATIVE_INFINITY;
    }
    if (play.at - endedAt > LONGEST_PAUSE_MS) night.sets.push([]);
    const set = night.sets.at(-1) ?? [];
    const place = play.place ?? NOT_THERE;
    const last = set.at(-1) ?? NOT_THERE;
    const isSame = place !== NOT_THERE && last !== NOT_THERE && songOf(last) === songOf(place);
    if (!isSame) set.push(place);
    endedAt = Math.max(endedAt, play.at + (play.durationMs ?? 0));
  }
  return nights;
}

export function transitionsOf({ sets }: Night): Transition[] {
  const transitions: Transition[] = [];
  let before = 0;
  for (const set of sets) {
    for (const [index, to] of set.entries()) {
      if (to === NOT_THERE) continue;
      const from = set[index - 1] ?? NOT_THERE;
      if (from !== NOT_THERE) transitions.push({ from, to, before, inSet: index });
      before++;
    }
  }
  return transitions;
}

/** All places of a night that the collection has, in the order they were played. */
export function playedIn({ sets }: Night): number[] {
  return sets.flat().filter((place) => place !== NOT_THERE);
}

/** In the order they were started. Where a file does not say how long a track ran, or whether it was heard, it counts. */
function heard(plays: readonly NightPlay[]): NightPlay[] {
  return plays
    .filter((play) => play.public !== false && (play.durationMs ?? LEAST_MS) >= LEAST_MS)
    .sort((a, b) => a.at - b.at);
}

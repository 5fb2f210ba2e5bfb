// Finds the plays of Traktor's history among the plays of a set, and says what is to be put right. Pure, and the same however
// often it is done.
//
// Traktor notes when a deck was started, in whole seconds, and for how long it ran; it notes nothing while it plays. So a start
// that only the broadcast told is set to the noted one. A start that the decks told is the moment the track came on air, which
// may be long after its deck was started: it stays, and only deck and end are taken. What the DJ wrote stands.

import { aligned } from './history-alignment.ts';
import type { Play } from './play.ts';

/** A play as a history file has it. `key`: this play of this file. `public`: absent where the file does not say. */
export type PastPlay = {
  key: string;
  artist: string;
  title: string;
  /** Ms since the epoch. */
  at: number;
  durationMs?: number;
  deck?: string;
  public?: boolean;
  trackId?: string;
  song?: string;
};

/** What is known of a play beside what was heard. */
export type KnownFact = {
  at?: number;
  endedAt?: number;
  artist?: string;
  title?: string;
  deck?: string;
  removed?: boolean;
  historyKey?: string;
};
export type PlayToMatch = Pick<
  Play,
  'id' | 'at' | 'endedAt' | 'artist' | 'title' | 'trackId' | 'song' | 'source' | 'deck'
> & { history?: KnownFact; dj?: KnownFact };

/** `facts`: what the history says of plays, whole. `missed`: what was played and not heard. */
export type HistoryCorrection = { facts: { playId: string; fact: KnownFact }[]; missed: PastPlay[] };

/** Missed tracks are taken in where they began with `fromAt` ≤ at < `toAt`. `lagMs`: how late the broadcast names a track. */
export type HistoryWindow = { fromAt: number; toAt: number; lagMs: number };

/** Shorter, and nobody heard it as a track: it is not taken in. */
export const LEAST_PLAYED_MS = 20_000;
/** Old files do not say what was only listened to beforehand: that is half a minute, seldom more. */
const LEAST_UNSAID_MS = 60_000;
/** A track that was seen again so long after it ended was seen late, not played anew. */
const SEEN_LATE_MS = 5 * 60_000;
/** … nor so long before it began: clocks and lags differ. */
const SEEN_EARLY_MS = 60_000;

/** `plays`: of one set, in the order they were heard. `past`: in the order they were played. */
export function matchHistory(
  plays: readonly PlayToMatch[],
  past: readonly PastPlay[],
  window: HistoryWindow,
): HistoryCorrection {
  const heardByAudience = past.filter((one) => one.public !== false);
  const pairs = aligned(plays, heardByAudience, window.lagMs);
  const facts: HistoryCorrection['facts'] = [];
  for (const play of plays) {
    const one = pairs.get(play);
    const fact = one === undefined ? factOfUnmatched(play, pairs) : factOf(play, one);
    if (fact !== undefined) facts.push({ playId: play.id, fact });
  }
  const found = new Set(pairs.values());
  return { facts, missed: heardByAudience.filter((one) => !found.has(one) && isMissed(one, window)) };
}

/** Whether a track of the history belongs into the list although nothing was heard of it. */
function isMissed({ at, durationMs = 0, public: isPublic }: PastPlay, { fromAt, toAt }: HistoryWindow): boolean {
  return at >= fromAt && at < toAt && durationMs >= (isPublic === undefined ? LEAST_UNSAID_MS : LEAST_PLAYED_MS);
}

/** What the history says of a play that it has. */
export function factOf(play: Pick<Play, 'source'>, { key, at, durationMs, deck }: PastPlay): KnownFact {
  const isRough = play.source === 'broadcast' || play.source === 'history';
  return {
    ...(isRough ? { at } : {}),
    ...(durationMs === undefined ? {} : { endedAt: at + durationMs }),
    ...(deck === undefined ? {} : { deck }),
    historyKey: key,
  };
}

/** A track that was seen twice, though played once, stands in the list once; a row the DJ touched stays. */
function factOfUnmatched(play: PlayToMatch, pairs: ReadonlyMap<PlayToMatch, PastPlay>): KnownFact | undefined {
  if (play.dj !== undefined || play.source === 'manual') return undefined;
  for (const [other, one] of pairs) {
    const endsAt = one.at + (one.durationMs ?? 0);
    const isWithin = play.at > one.at - SEEN_EARLY_MS && play.at < endsAt + SEEN_LATE_MS;
    if (isWithin && isSameText(play, other)) return { removed: true };
  }
  return undefined;
}

function isSameText(a: PlayToMatch, b: PlayToMatch): boolean {
  return (a.song !== undefined && a.song === b.song) || (a.artist === b.artist && a.title === b.title);
}

// Finds the plays of Traktor's history among the plays of a set, and says what is to be put right. Pure, and the same however
// often it is done.
//
// Traktor notes when a deck was started, in whole seconds, and for how long it ran; it notes nothing while it plays. So a start
// that only the broadcast told is set to the noted one. A start that the decks told is the moment the track came on air, which
// may be long after its deck was started: it stays, and only deck and end are taken. What the DJ wrote stands.

import { aligned, FAR_MS, isAlike, startOf } from './history-alignment.ts';
import { type Around, onAirOf, ownPlays, startsOf } from './history-voices.ts';
import type { Play } from './play.ts';

/** A play as a history file has it. `key`: this play of this file, whatever time the file says. `public`: absent where the file
 * does not say. */
export type PastPlay = {
  key: string;
  file?: string;
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
/** `live`: absent where it counts. */
export type PlayToMatch = Pick<
  Play,
  'id' | 'at' | 'endedAt' | 'artist' | 'title' | 'trackId' | 'song' | 'source' | 'deck' | 'mount' | 'performer'
> &
  Partial<Pick<Play, 'live' | 'hidden' | 'masked'>> & { history?: KnownFact; dj?: KnownFact };

/** What was played and not heard. `isDoubtful`: it may be what the audience must not learn of. */
export type MissedPlay = PastPlay & { performer?: string; isDoubtful: boolean };

/** `facts`: what the history says of plays, whole. */
export type HistoryCorrection = { facts: { playId: string; fact: KnownFact }[]; missed: MissedPlay[] };

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

/** The times of a file that was read anew with others than before, by more than this, are not to be trusted. */
const SHIFTED_MS = 60_000;

/** `plays`: of one set, in the order they were heard, and among them what was heard in rehearsal. `past`: in the order they were
 * played. */
export function matchHistory(
  plays: readonly PlayToMatch[],
  past: readonly PastPlay[],
  window: HistoryWindow,
): HistoryCorrection {
  const heardByAudience = past.filter((one) => one.public !== false);
  const pairs = aligned(plays, heardByAudience, window.lagMs);
  const own = ownPlays(plays, pairs, window.lagMs);
  // A guest plays the same track as this computer's Traktor did.
  for (const [play, one] of pairs) if (!own.has(play) && play.history?.historyKey !== one.key) pairs.delete(play);
  const facts: HistoryCorrection['facts'] = [];
  const shifted = new Set<string | undefined>();
  for (const play of plays) {
    const one = pairs.get(play);
    if (one !== undefined && isShifted(play, one)) shifted.add(one.file ?? one.key);
    else if (play.live !== false) {
      const fact = one === undefined ? factOfUnmatched(play, plays, pairs, window.lagMs) : factOf(play, one);
      if (fact !== undefined) facts.push({ playId: play.id, fact });
    }
  }
  const around = { plays, pairs, own, window, starts: startsOf(plays, pairs, window.lagMs) };
  const isRead = isReadBefore(plays, past);
  const found = new Set(pairs.values());
  const left = heardByAudience.filter((one) => !found.has(one) && isMissed(one, window));
  const twice = new Set(facts.flatMap(({ playId, fact }) => (fact.removed ? playId : [])));
  const missed: MissedPlay[] = [];
  for (const one of left) {
    const isTrusted = !shifted.has(one.file ?? one.key) && !isRead(one);
    const onAir = isTrusted ? onAirOf(one, around) : undefined;
    if (onAir !== undefined) missed.push({ ...one, ...onAir, isDoubtful: isDoubtful(one, around, twice) });
  }
  return { facts, missed };
}

/** Whether it says of this play another start than it did before. */
function isShifted({ at: heardAt, history }: PlayToMatch, { key, at, durationMs }: PastPlay): boolean {
  if (history === undefined || history.historyKey !== key) return false;
  if (history.at !== undefined) return Math.abs(history.at - at) > SHIFTED_MS;
  // The start was left as it was heard, and only the end is known. A track that played on ends later, and began as it did.
  const endsAt = at + (durationMs ?? 0);
  const isOtherEnd = history.endedAt !== undefined && Math.abs(history.endedAt - endsAt) > SHIFTED_MS;
  return isOtherEnd && Math.abs(heardAt - at) > FAR_MS;
}

/** Tells of each play of the history whether it was found before, in a file that is known by another name now: as often as it
 * was found. */
function isReadBefore(plays: readonly PlayToMatch[], past: readonly PastPlay[]): (one: PastPlay) => boolean {
  const keys = new Set(past.map(({ key }) => key));
  const gone = plays.filter(({ history }) => history?.historyKey !== undefined && !keys.has(history.historyKey));
  return (one) => {
    const index = gone.findIndex((play) => isAlike(play, one));
    if (index >= 0) gone.splice(index, 1);
    return index >= 0;
  };
}

type Matched = Around & { plays: readonly PlayToMatch[]; pairs: ReadonlyMap<PlayToMatch, PastPlay> };

/** Whether the audience may be kept from learning of it: the DJ hid it, a mask did, or the DJ wrote other words, and the history
 * calls it by its name. `twice`: rows that are taken out, since they are another's. */
function isDoubtful(missed: PastPlay, { plays, pairs, window }: Matched, twice: ReadonlySet<string>): boolean {
  const endsAt = missed.at + (missed.durationMs ?? 0);
  return plays.some((play, index) => {
    if (play.hidden !== true && play.masked !== true && !isRewritten(play)) return false;
    const pair = pairs.get(play);
    if (isAlike(play, missed) || (pair !== undefined && isSameText(pair, missed))) return true;
    if (pair !== undefined || twice.has(play.id)) return false;
    const until = play.endedAt ?? plays[index + 1]?.at ?? Number.MAX_SAFE_INTEGER;
    return startOf(play, window.lagMs) - SEEN_EARLY_MS < endsAt && until + SEEN_EARLY_MS > missed.at;
  });
}

function isRewritten({ dj }: PlayToMatch): boolean {
  return dj?.artist !== undefined || dj?.title !== undefined || dj?.removed === true;
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

/** A track that the broadcast named twice, though played once, stands in the list once; a row the DJ touched stays, and so does
 * what the decks told, what came by another way, and what was named again after another track once it was over. */
function factOfUnmatched(
  play: PlayToMatch,
  plays: readonly PlayToMatch[],
  pairs: ReadonlyMap<PlayToMatch, PastPlay>,
  lagMs: number,
): KnownFact | undefined {
  if (play.dj !== undefined || play.source !== 'broadcast') return undefined;
  for (const [other, one] of pairs) {
    if (other.live === false || other.mount !== play.mount || other.performer !== play.performer) continue;
    if (!isSameText(play, other)) continue;
    const endsAt = one.at + (one.durationMs ?? 0);
    const isWithin = play.at > one.at - SEEN_EARLY_MS && play.at < endsAt + SEEN_LATE_MS;
    const isRunning = startOf(play, lagMs) < endsAt;
    if (isWithin && (isRunning || !isOtherBetween(play, other, plays))) return { removed: true };
  }
  return undefined;
}

function isOtherBetween(a: PlayToMatch, b: PlayToMatch, plays: readonly PlayToMatch[]): boolean {
  const [from, to] = [plays.indexOf(a), plays.indexOf(b)].sort((one, other) => one - other);
  return plays.slice(from, to).some((play) => !isSameText(play, a));
}

type Text = { artist: string; title: string; song?: string };

function isSameText(a: Text, b: Text): boolean {
  return (a.song !== undefined && a.song === b.song) || (a.artist === b.artist && a.title === b.title);
}

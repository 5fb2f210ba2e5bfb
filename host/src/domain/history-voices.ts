// Whose plays Traktor's history speaks of. It is the history of this computer alone: of a guest's computer it knows nothing, and
// what ran here beside a guest, or before the show, nobody heard. Pure.

import { startOf } from './history-alignment.ts';
import type { HistoryWindow, PastPlay, PlayToMatch } from './history-match.ts';

/** So near each other began what was heard and what was noted where both are of this computer. */
const NEAR_MS = 5 * 60_000;
/** A start that was heard and one that was noted are this far apart at most, but for the broadcast's lag. */
const UNSURE_MS = 60_000;

type Pairs = ReadonlyMap<PlayToMatch, PastPlay>;

/** The plays that may be of this computer: what the decks told, what comes by a way that history knows, and what says of itself
 * neither way nor performer. */
export function ownPlays(plays: readonly PlayToMatch[], pairs: Pairs, lagMs: number): Set<PlayToMatch> {
  const known = new Set<string>([voiceOf({})]);
  for (const play of plays) {
    const one = pairs.get(play);
    const isNear = one !== undefined && Math.abs(startOf(play, lagMs) - one.at) <= NEAR_MS;
    if (play.source === 'decks' || (isNear && play.source !== 'history')) known.add(voiceOf(play));
  }
  return new Set(plays.filter((play) => play.source === 'history' || known.has(voiceOf(play))));
}

function voiceOf({ mount, performer }: Pick<PlayToMatch, 'mount' | 'performer'>): string {
  return JSON.stringify([mount ?? '', performer ?? '']);
}

/** When each play began, as far as it is known, the first first. */
export function startsOf(plays: readonly PlayToMatch[], pairs: Pairs, lagMs: number): Start[] {
  return plays.map((play) => ({ play, at: pairs.get(play)?.at ?? startOf(play, lagMs) })).sort((a, b) => a.at - b.at);
}

type Start = { play: PlayToMatch; at: number };
export type Around = {
  /** Every play near the set, in rehearsal too. */
  starts: readonly Start[];
  own: ReadonlySet<PlayToMatch>;
  window: HistoryWindow;
};

/** Who played what nobody heard of; undefined: it is not sure that it was on air. */
export function onAirOf(missed: PastPlay, { starts, own, window }: Around): { performer?: string } | undefined {
  const before = starts.findLast(({ at }) => at <= missed.at);
  const meanwhile = starts.findLast(({ at }) => at <= missed.at + UNSURE_MS);
  // In rehearsal from there on, until something live is heard again.
  const isRehearsed = [before, meanwhile].some((one) => one?.play.live === false && one.at >= window.fromAt);
  if (isRehearsed) return undefined;
  const last = before?.play.live === false ? undefined : before?.play;
  const next = starts.find(({ play, at }) => at > missed.at && play.live !== false)?.play;
  if (last !== undefined && own.has(last)) return { performer: last.performer };
  const isOver = last === undefined || (last.endedAt !== undefined && last.endedAt <= missed.at);
  if (!isOver) return undefined;
  if (next === undefined) return last === undefined ? {} : undefined;
  return own.has(next) ? { performer: next.performer } : undefined;
}

// Keeps the on-air machine's waits as long as they are when the computer's clock is set back in the midst of a set. Pure.

import { DECKS, type Deck, type Decks } from './on-air-decks.ts';
import type { Mount, OnAir, OnAirState } from './on-air-state.ts';

/** The state for a step at `nowMs`: the same, or, where the last step was later than that, all its times moved back. */
export function byClockOf(state: OnAirState, nowMs: number): OnAirState {
  const { at } = state;
  if (at === undefined || nowMs >= at) return at === nowMs ? state : { ...state, at: nowMs };
  const moved = (time: number) => time - (at - nowMs);
  const { lead } = state.ballot;
  return {
    ...state,
    at: nowMs,
    decks: movedDecks(state.decks, moved),
    ballot: lead === undefined ? state.ballot : { ...state.ballot, lead: { ...lead, since: moved(lead.since) } },
    feed: withTimes(state.feed, ['lastAt', 'backSince'], moved),
    replaced: state.replaced.map((one) => ({ ...one, at: moved(one.at) })),
    mounts: movedMounts(state.mounts, moved),
    foreign: state.foreign && { ...state.foreign, at: moved(state.foreign.at) },
    current: state.current && movedTrack(state.current, moved),
    former: state.former && movedTrack(state.former, moved),
    liveSince: state.liveSince === undefined ? undefined : moved(state.liveSince),
    lastSoundAt: state.lastSoundAt === undefined ? undefined : moved(state.lastSoundAt),
  };
}

type Moved = (time: number) => number;

function movedTrack(track: OnAir, moved: Moved): OnAir {
  return withTimes(track, ['since', 'renewedAt'], moved);
}

function movedMounts(mounts: Record<string, Mount>, moved: Moved): Record<string, Mount> {
  const entries = Object.entries(mounts).map(([name, mount]) => [name, withTimes(mount, ['goneAt'], moved)] as const);
  return Object.fromEntries(entries);
}

function movedDecks(decks: Decks, moved: Moved): Decks {
  const result: Decks = {};
  const times = ['stoppedAt', 'positionAt', 'doubtfulUntil', 'lastAudibleAt', 'arrivedAt'] as const;
  for (const id of DECKS) {
    const deck: Deck | undefined = decks[id];
    if (deck !== undefined) result[id] = withTimes(deck, times, moved);
  }
  return result;
}

/** A copy with the named times moved, where they are there. */
function withTimes<Key extends string, T extends { [key in Key]?: number }>(
  record: T,
  keys: readonly Key[],
  moved: Moved,
): T {
  const copy = { ...record };
  for (const key of keys) {
    const time = record[key];
    if (time !== undefined) Object.assign(copy, { [key]: moved(time) });
  }
  return copy;
}

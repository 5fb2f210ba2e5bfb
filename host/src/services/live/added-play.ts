// A track that the DJ adds to a set by hand: which set it belongs to, the play it becomes, and when a row may start.

import { randomUUID } from 'node:crypto';
import type { TrackHit } from '#domain/collection.ts';
import type { Play } from '#domain/play.ts';
import type { Setlist, Setlists } from '#storage/show/setlists.ts';

/** A track between two sets belongs to the nearer one, if that is near at all. */
const NEAR_MS = 3 * 60 * 60_000;

/** The set a track of then belongs to; undefined: none was on, nor near. */
export function setFor(setlists: Setlists, atMs: number): Setlist | undefined {
  const before = setlists.holding(atMs);
  if (before !== undefined && (before.endedAt === undefined || atMs <= before.endedAt)) return before;
  const after = setlists.after(atMs);
  const sinceMs = before?.endedAt === undefined ? Number.POSITIVE_INFINITY : atMs - before.endedAt;
  const untilMs = after === undefined ? Number.POSITIVE_INFINITY : after.fromAt - atMs;
  const nearer = sinceMs <= untilMs ? before : after;
  return Math.min(sinceMs, untilMs) <= NEAR_MS ? nearer : undefined;
}

/** No row starts longer before its set began, or after it ended. */
const START_WITHIN_MS = 12 * 60 * 60_000;

/** Whether a row of this set may start then. */
export function mayStart(atMs: number, { fromAt, endedAt }: Setlist, nowMs: number): boolean {
  return atMs >= fromAt - START_WITHIN_MS && atMs <= (endedAt ?? nowMs) + START_WITHIN_MS;
}

/** It lies in the window of its set, whatever start the DJ writes over it. */
export function addedPlay(
  set: Setlist,
  startsAt: number,
  heard: { artist: string; title: string },
  track: TrackHit | undefined,
  performer: string | undefined,
): Play {
  const at = Math.max(startsAt, set.fromAt);
  return {
    id: randomUUID(),
    // It is over: what is on air is never added by hand.
    ...{ at, endedAt: at, ...heard, source: 'manual', live: true, hidden: false, masked: false, performer },
    ...(track === undefined
      ? { confidence: 0, matchedBy: 'none' }
      : { trackId: track.id, song: track.song, confidence: 1, matchedBy: 'dj' }),
  };
}

// Texts as they were heard, of what is on air and of plays that are stored. Pure.

import type { Play } from '#domain/play.ts';
import type { HeardTrack } from '#domain/sighting.ts';

export function sameText(a: HeardTrack, b: HeardTrack): boolean {
  return a.artist === b.artist && a.title === b.title && (a.path ?? b.path) === (b.path ?? a.path);
}

/** A play of the past as a heard text: its path was not stored, what it was found to be was. */
export function heardOf({ artist, title }: Play): HeardTrack {
  return { artist, title };
}

/** A source that falls silent and comes back with the same text within this time goes on with its play. */
const SAME_PLAY_WITHIN_MS = 15 * 60_000;

export function goesOnAt({ at, endedAt }: Play, nowMs: number): boolean {
  return nowMs - (endedAt ?? at) < SAME_PLAY_WITHIN_MS;
}

/** The play that goes on with what may still be on air. It need not be the newest: others were added to the list by hand, or by
 * what the history said. */
export function stillOnAir(plays: readonly Play[], onAir: HeardTrack | undefined): Play | undefined {
  const open = plays.find(({ endedAt, source }) => endedAt === undefined && source !== 'history');
  return open !== undefined && onAir !== undefined && sameText(heardOf(open), onAir) ? open : undefined;
}

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

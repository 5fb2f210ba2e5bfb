// How much a track drives, as far as its tags and its owner's rating tell. Pure.

import type { TrackFields } from '#domain/track.ts';

/** `energy`: 0 calm to 1 driving. `sure`: somebody wrote it down, or measured it; else it is guessed from the rating. */
export type Energy = { energy: number; sure: boolean };

/** As Mixed In Key and others write it into a comment: "8A - Energy 7", "Energy: 7". */
const WRITTEN = /\benergy\s*[:=-]?\s*(10|[1-9])\b/i;

/** Undefined where nothing tells. */
export function energyOf({
  comment,
  comment2,
  stars,
}: Pick<TrackFields, 'comment' | 'comment2' | 'stars'>): Energy | undefined {
  for (const text of [comment, comment2]) {
    const written = text === undefined ? undefined : WRITTEN.exec(text)?.[1];
    if (written !== undefined) return { energy: Number(written) / 10, sure: true };
  }
  // What is liked most is mostly played at the height of a night.
  return stars === undefined || stars === 0 ? undefined : { energy: 0.3 + 0.1 * stars, sure: false };
}

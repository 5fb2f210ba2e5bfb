// How much a track drives, as far as its tags and its owner's rating tell. Pure.

import type { TrackFields } from '#domain/track.ts';

/** As Mixed In Key and others write it into a comment: "8A - Energy 7", "Energy: 7". */
const WRITTEN = /\benergy\s*[:=-]?\s*(10|[1-9])\b/i;

type Telling = Pick<TrackFields, 'comment' | 'comment2' | 'stars'>;

/** 0 calm to 1 driving; undefined where nothing tells. */
export function energyOf({ comment, comment2, stars }: Telling): number | undefined {
  for (const text of [comment, comment2]) {
    const written = text === undefined ? undefined : WRITTEN.exec(text)?.[1];
    if (written !== undefined) return Number(written) / 10;
  }
  // What is liked most is mostly played at the height of a night.
  return stars === undefined || stars === 0 ? undefined : 0.3 + 0.1 * stars;
}

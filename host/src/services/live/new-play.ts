// A play that begins, as it was heard.

import { randomUUID } from 'node:crypto';
import type { OnAirChange } from '#domain/on-air.ts';
import type { Play } from '#domain/play.ts';

export type BeganOnAir = Extract<OnAirChange, { kind: 'on-air' }>;

export function newPlay(
  { heard, at, source, mount, deck }: BeganOnAir,
  about: Pick<Play, 'live' | 'hidden' | 'performer'>,
): Play {
  const { artist, title } = heard;
  return {
    id: randomUUID(),
    ...{ at, source, mount, deck, artist, title },
    ...about,
    // Until it is known whose track it is.
    masked: true,
    confidence: 0,
    matchedBy: 'none',
  };
}

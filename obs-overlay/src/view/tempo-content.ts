// What the overlay "bpm" shows. Pure.

import type { PublicTopics } from '@tracord/shared/topics.ts';
import { edgeOf, type PublicNowPlaying } from './card-content.ts';
import type { OverlayParams } from './params.ts';

export type TempoContent = { bpm: number; edge: string; demo: boolean };

/** Undefined where the tempo is not known, or not for the audience. */
export function tempoContent(
  { bpm }: PublicTopics['tempo'],
  now: PublicNowPlaying,
  params: OverlayParams,
  demo: boolean,
): TempoContent | undefined {
  if (bpm === undefined) return undefined;
  const artwork = now.track?.masked ? undefined : now.track?.artwork;
  return { bpm, edge: edgeOf(params, artwork), demo };
}

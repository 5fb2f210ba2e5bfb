// What one play shows: from the text as heard, the library's track if it is certain, and the cover. Pure.

import type { ArtworkView, NowTrack } from '@tracord/shared/topics.ts';
import type { TrackHit } from './collection.ts';
import { keyView } from './musical-key.ts';
import type { HeardTrack } from './sighting.ts';

export type CleanTitle = (raw: { artist: string; title: string; mix?: string }) => { artist: string; title: string };

/** With `hit` the library's fields stand; without it nothing is shown but the text as sent, cleaned. */
export function nowTrack(
  heard: HeardTrack,
  hit: TrackHit | undefined,
  artwork: ArtworkView | undefined,
  clean: CleanTitle,
): NowTrack {
  if (hit === undefined) {
    const { artist, title, mix } = heard;
    return { artist, title, mix, display: clean({ artist, title, mix }) };
  }
  const { id, artist, title, mix, remixer, album, genre, label, catalogNo, trackBpm, durationMs } = hit;
  return {
    ...{ id, artist, title, mix, remixer, album, genre, label, catalogNo, trackBpm, durationMs, artwork },
    year: yearOf(hit.releasedOn),
    key: hit.key === undefined ? undefined : keyView(hit.key),
    display: clean({ artist, title, mix }),
  };
}

function yearOf(date: string | undefined): number | undefined {
  const year = Number(date?.slice(0, 4));
  return year > 0 ? year : undefined;
}

// Covers and tracks as the host gives them.

import type { DetailSource } from '#on-air-details.ts';
import type { HostClient } from './host-client.ts';

/** The size of a key on the sharpest device. */
const COVER_PX = 144;

export function hostDetails(host: HostClient): DetailSource {
  return {
    cover: (id) => host.picture(`/artwork/${encodeURIComponent(id)}?size=${COVER_PX}`),
    track: async (id) => {
      const answer = await host.query('tracks.get', { id });
      if (!answer?.ok) return undefined;
      const { artist, title, mix, album, durationMs, releasedOn } = answer.value as TrackDetail;
      const year = Number(releasedOn?.slice(0, 4)) || undefined;
      return { id, artist, title, mix, album, durationMs, year };
    },
  };
}

/** Those fields of the answer to tracks.get that a dial shows. */
type TrackDetail = {
  artist: string;
  title: string;
  mix?: string;
  album?: string;
  durationMs?: number;
  releasedOn?: string;
};

// The library's tracks and playlists in the shape the API answers. Pure.

import type { QueryOutput } from '@tracord/shared/queries.ts';
import type { PlaylistNode, TrackDetail } from '#domain/collection.ts';
import { keyView } from '#domain/musical-key.ts';
import type { TrackSummary } from '#domain/track.ts';

export type TrackRow = QueryOutput<'tracks.search'>['tracks'][number];
export type TrackDetailRow = QueryOutput<'tracks.get'>;
type PlaylistRow = QueryOutput<'playlists.list'>['playlists'][number];

export function trackRow(track: TrackSummary): TrackRow {
  const { id, artist, title, mix, remixer, album, genre, label, catalogNo, durationMs, stars, playCount } = track;
  const { importedOn, lastPlayedOn, releasedOn } = track;
  return {
    ...{ id, artist, title, mix, remixer, album, genre, label, catalogNo, durationMs, stars, playCount },
    ...{ importedOn, lastPlayedOn, releasedOn },
    bpm: track.trackBpm,
    key: track.key === undefined ? undefined : keyView(track.key),
    missing: track.missingSince !== undefined || undefined,
  };
}

export function trackDetail({ summary, fields, sources, files }: TrackDetail): TrackDetailRow {
  const { producer, comment, comment2, lyrics, keyText, bitrateBps, color } = fields;
  return {
    ...trackRow(summary),
    trackBpm: summary.trackBpm,
    ...{ producer, comment, comment2, lyrics, keyText, bitrateBps, color },
    // Grid markers are Traktor's, not the DJ's.
    cues: (fields.cues ?? []).flatMap(({ kind, name, startMs, lengthMs, hotCue, color: cueColor }) =>
      kind === 'grid' ? [] : [{ kind, name, startMs, lengthMs, hotCue, color: cueColor }],
    ),
    playlists: summary.playlists,
    files,
    sources,
  };
}

/** The tree as a list, parents before children. */
export function playlistNodes(nodes: PlaylistNode[], parent?: string): PlaylistRow[] {
  return nodes.flatMap(({ id, kind, name, entries, rule, children }) => [
    { id, parent, kind, name, tracks: entries, rule },
    ...playlistNodes(children, id),
  ]);
}

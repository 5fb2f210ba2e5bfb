// A row of the table `tracks` as the rest of the host knows it: a TrackSummary.

import { musicalKey } from '#domain/musical-key.ts';
import type { TrackSummary } from '#domain/track.ts';

export type TrackRow = {
  n: number;
  id: string;
  song: string;
  artist: string;
  title: string;
  mix: string | null;
  remixer: string | null;
  album: string | null;
  genre: string | null;
  label: string | null;
  catalog_no: string | null;
  comment: string | null;
  comment2: string | null;
  bpm: number | null;
  musical_key: number | null;
  duration_ms: number | null;
  stars: number | null;
  play_count: number | null;
  imported_on: string | null;
  last_played_on: string | null;
  released_on: string | null;
  path: string | null;
  excluded: number;
  missing_since: number | null;
};

/** The columns a TrackRow needs, for `select ${TRACK_COLUMNS} from tracks`. */
export const TRACK_COLUMNS =
  'n id song artist title mix remixer album genre label catalog_no comment comment2 bpm musical_key duration_ms stars play_count imported_on last_played_on released_on path excluded missing_since'
    .split(' ')
    .map((column) => `tracks.${column}`)
    .join(', ');

/** Leaves out what the row does not know, so that the summary is plain JSON without null. */
export function trackSummary(row: TrackRow): TrackSummary {
  const summary: TrackSummary = {
    id: row.id,
    song: row.song,
    artist: row.artist,
    title: row.title,
    excluded: row.excluded === 1,
  };
  if (row.mix !== null) summary.mix = row.mix;
  if (row.remixer !== null) summary.remixer = row.remixer;
  if (row.album !== null) summary.album = row.album;
  if (row.genre !== null) summary.genre = row.genre;
  if (row.label !== null) summary.label = row.label;
  if (row.catalog_no !== null) summary.catalogNo = row.catalog_no;
  if (row.comment !== null) summary.comment = row.comment;
  if (row.comment2 !== null) summary.comment2 = row.comment2;
  if (row.bpm !== null) summary.trackBpm = row.bpm;
  const key = row.musical_key === null ? undefined : musicalKey(row.musical_key);
  if (key !== undefined) summary.key = key;
  if (row.duration_ms !== null) summary.durationMs = row.duration_ms;
  if (row.stars !== null) summary.stars = row.stars;
  if (row.play_count !== null) summary.playCount = row.play_count;
  if (row.imported_on !== null) summary.importedOn = row.imported_on;
  if (row.last_played_on !== null) summary.lastPlayedOn = row.last_played_on;
  if (row.released_on !== null) summary.releasedOn = row.released_on;
  if (row.path !== null) summary.path = row.path;
  if (row.missing_since !== null) summary.missingSince = row.missing_since;
  return summary;
}

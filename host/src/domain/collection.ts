// What the library answers when it is asked for tracks, playlists, past plays and the last import. Pure types.
// `…At` is milliseconds since the epoch; an absent member is not known.

import type { MaskRules } from './masks.ts';
import type { TrackFields, TrackSummary } from './track.ts';

/** A track in a list or a search result. */
export type TrackHit = TrackSummary & {
  /** Full paths of the lists that hold it, "Folder/List". */
  playlists: string[];
  /** Why the audience must not learn of it; absent: it may. Counts for all files of a song. */
  maskedBecause?: string;
};

/** What the DJ keeps out of search and requests (patterns over whole paths; loops and one-shots), and what from the audience. */
export type LibraryRules = { exclude: string[]; excludeLoops: boolean; masks: MaskRules };

/** Everything known of one track. `sources`: which source each field was taken from ("traktor"). */
export type TrackDetail = {
  summary: TrackHit;
  fields: TrackFields;
  sources: Record<string, string>;
  /** `missing`: no source lists this file any more. */
  files: { path: string; missing: boolean }[];
};

/** What an import could not read: a reason as a sentence, how often, and up to five examples. */
export type Skipped = { reason: string; count: number; examples: string[] };

export type PlaylistKind = 'folder' | 'list' | 'rule';

export type PlaylistNode = {
  id: string;
  name: string;
  kind: PlaylistKind;
  /** Lists: how many entries they have, those that lead nowhere included. */
  entries?: number;
  /** Rules: the query as its program stores it. */
  rule?: string;
  children: PlaylistNode[];
};

/** One list with its tracks in order; a track may stand in it twice. */
export type PlaylistDetail = {
  id: string;
  name: string;
  kind: PlaylistKind;
  rule?: string;
  /** Entries that lead to no track. */
  dangling: number;
  tracks: TrackHit[];
};

/** The library in numbers. `tracks` are those a source lists now, `missing` those it no longer does. */
export type LibraryCounts = {
  tracks: number;
  playlists: number;
  cues: number;
  plays: number;
  missing: number;
  excluded: number;
  skipped: Skipped[];
  /** Absent: nothing was ever imported. */
  collection?: { path: string; importedAt: number; program: string };
};

/** Bytes of the collection read so far and in all. */
export type ImportProgress = { done: number; total: number };

/** What an import did. `added + changed + unchanged` are the entries the collection has now. */
export type ImportReport = {
  collection: string;
  program: string;
  added: number;
  changed: number;
  unchanged: number;
  /** Tracks that the collection no longer lists, as of this import. */
  vanished: number;
  /** Tracks that had vanished and are listed again. */
  returned: number;
  playlists: number;
  cues: number;
  /** Past plays in all history files. */
  plays: number;
  skipped: Skipped[];
  durationMs: number;
};

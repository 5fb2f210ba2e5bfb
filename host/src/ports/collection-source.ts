// What a DJ program's collection gives to an import. One implementation per program; the import knows none of them.

import type { Skipped } from '#domain/collection.ts';
import type { TrackFields } from '#domain/track.ts';

/** What the source says of one track. */
export type SourceEntry = {
  /** As the source names the track in its playlists. */
  key: string;
  /** Where the file lies on the computer that wrote the collection. */
  path: string;
  fields: TrackFields;
  /** Values that could not be understood: a reason as a sentence, and the value. They also stand in `fields.other`. */
  unread: { reason: string; value: string }[];
};

export type EntryOutcome = { entry: SourceEntry } | { skipped: string; example: string };

/** The two halves of an xxh64 over the entry's bytes, each 0 … 2^32 − 1. */
export type EntryHash = { high: number; low: number };

export type SourcePlaylist = {
  kind: 'folder' | 'list' | 'rule';
  name: string;
  /** The source's own id, where it has one. */
  uuid?: string;
  rule?: string;
  /** Lists: keys of entries, in order. */
  keys: string[];
  children: SourcePlaylist[];
};

export type SourcePlay = {
  key: string;
  artist: string;
  title: string;
  /** Milliseconds since the epoch. */
  at?: number;
  durationMs?: number;
  deck?: string;
  public?: boolean;
};

export type CollectionVisitor = {
  /** Called for each entry in turn. `parse` is asked only where the hash is not known. `hash` is reused: copy what is kept. */
  entry(hash: EntryHash, parse: () => EntryOutcome): void;
  /** Bytes read so far. */
  progress(doneBytes: number): void;
};

export type CollectionRead = {
  /** The program that wrote the file, as it names itself. */
  program: string;
  playlists: SourcePlaylist[];
  /** What lies outside of entries and could not be read. */
  skipped: Skipped[];
  /** The name of the volume that the system starts from, where entries tell it: their paths begin at "/". */
  bootVolume?: string;
};

export type HistoryFile = { name: string; hash: string };

export type CollectionSource = {
  readonly name: string;
  /** Reads the whole collection in one pass. Throws DomainError `collection-missing`, `collection-unreadable`,
   * `collection-truncated` or `not-nml`, at any moment: what the visitor was given before must not stay.
   * `bootVolume`: as an earlier read answered it. */
  read(file: string, visitor: CollectionVisitor, bootVolume?: string): CollectionRead;
  /** The files that keep what was played, oldest first; none where the folder is missing. */
  historyFiles(collection: string): HistoryFile[];
  /** Throws like `read`. */
  readHistory(collection: string, name: string): SourcePlay[];
};

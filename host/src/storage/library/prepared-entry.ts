// What a source says of one track, made into the rows that hold it: all the work that needs no database, so that another thread
// can do it. Plain arrays and texts, which cross between threads at little cost.

import { type ExclusionTest, isSample } from '#domain/exclusion.ts';
import { pathKey } from '#domain/path-key.ts';
import { songKey, songName } from '#domain/song.ts';
import type { TrackFields } from '#domain/track.ts';
import { searchTexts } from './search-texts.ts';

/** What a source says of one track. Preparing empties `fields` of its audioId. */
export type EntryToWrite = {
  key: string;
  path: string;
  fields: TrackFields;
  /** Values that were not understood. */
  unread: { reason: string; value: string }[];
  hashHigh: number;
  hashLow: number;
};

export type RowValue = string | number | null;

/** The columns of `tracks` that are made from fields, in the order of `PreparedEntry.track`. */
export const TRACK_VALUES =
  'song, artist, title, mix, remixer, album, genre, label, catalog_no, comment, comment2, bpm, musical_key, duration_ms, stars, play_count, imported_on, last_played_on, released_on, path, excluded';

export type PreparedEntry = {
  key: string;
  hashHigh: number;
  hashLow: number;
  /** Without grid markers. */
  cues: number;
  /** Base64, as the source has it. */
  audioId: string | undefined;
  /** TrackFields as JSON, without audioId. */
  fields: string;
  /** path, path_key, size_kib, duration_ms */
  file: [path: string, pathKey: string, sizeKib: number | null, durationMs: number | null];
  /** Of the track, if this entry is its only one. `song` is "" for a track without a name. */
  track: RowValue[];
  /** Of that track, as searchTexts makes them. */
  texts: string[];
  /** Reason, example, reason, example … */
  unread: string[];
};

export class EntryPreparer {
  readonly #excluded: ExclusionTest;

  constructor(excluded: ExclusionTest) {
    this.#excluded = excluded;
  }

  prepare(entry: EntryToWrite): PreparedEntry {
    const { fields, path } = entry;
    const key = pathKey(path);
    const { audioId } = fields;
    fields.audioId = undefined;
    return {
      key: entry.key,
      hashHigh: entry.hashHigh,
      hashLow: entry.hashLow,
      cues: cueCount(fields),
      audioId,
      fields: JSON.stringify(fields),
      file: [path, key, fields.fileSizeKib ?? null, fields.durationMs ?? null],
      ...this.#resolved(fields, path, key),
      unread: entry.unread.length === 0 ? [] : unreadValues(entry),
    };
  }

  /** Values of a track that is made from several entries; its first file lies at `path`. */
  track(fields: TrackFields, path: string): { track: RowValue[]; texts: string[] } {
    return this.#resolved(fields, path, pathKey(path));
  }

  #resolved(fields: TrackFields, path: string, key: string): { track: RowValue[]; texts: string[] } {
    const name = songName(fields);
    const song = songKey(name);
    return { track: this.#track(song, fields, path, key), texts: searchTexts(fields, name) };
  }

  #track(song: string, fields: TrackFields, path: string, key: string): RowValue[] {
    return [
      song,
      fields.artist ?? '',
      fields.title ?? '',
      fields.mix ?? null,
      fields.remixer ?? null,
      fields.album ?? null,
      fields.genre ?? null,
      fields.label ?? null,
      fields.catalogNo ?? null,
      fields.comment ?? null,
      fields.comment2 ?? null,
      fields.trackBpm ?? null,
      fields.key ?? null,
      fields.durationMs ?? null,
      fields.stars ?? null,
      fields.playCount ?? null,
      fields.importedOn ?? null,
      fields.lastPlayedOn ?? null,
      fields.releasedOn ?? null,
      path,
      this.#excluded(key, isSample(fields)) ? 1 : 0,
    ];
  }
}

function cueCount(fields: TrackFields): number {
  let count = 0;
  for (const cue of fields.cues ?? []) if (cue.kind !== 'grid') count++;
  return count;
}

function unreadValues({ fields, path, unread }: EntryToWrite): string[] {
  const name = [fields.artist, fields.title].filter((part) => part !== undefined).join(' - ');
  return unread.flatMap(({ reason, value }) => [reason, `${name || path}: "${value}"`]);
}

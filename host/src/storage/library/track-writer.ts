// The one place that writes what a source says of a track: the entry, the file it lies in, the track resolved from all its
// entries, and the search index. Runs inside the transaction of an import.

import { randomFillSync } from 'node:crypto';
import { type ExclusionTest, isSample } from '#domain/exclusion.ts';
import { pathKey } from '#domain/path-key.ts';
import { resolveFields } from '#domain/resolve-fields.ts';
import { songKey } from '#domain/song.ts';
import type { TrackFields } from '#domain/track.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';
import { packAudioId, unpackFields } from './entry-rows.ts';
import { type SearchFields, SearchIndexWriter } from './search-index.ts';

/** What a source says of one track, ready to be stored. `fields` is emptied of its audioId by writing. */
export type EntryToWrite = {
  key: string;
  path: string;
  fields: TrackFields;
  unread: { reason: string; value: string }[];
  hashHigh: number;
  hashLow: number;
};

/** Where an entry stands that is written again. */
export type EntryPlace = { entry: number; track: number; file: number };

const TRACK_VALUES =
  'song, artist, title, mix, remixer, album, genre, label, catalog_no, comment, comment2, bpm, musical_key, duration_ms, stars, play_count, imported_on, last_played_on, released_on, path, excluded';
const SEARCHED = 'artist, title, mix, remixer, album, label, genre, comment, comment2';

export class TrackWriter {
  readonly #source: string;
  readonly #search: SearchIndexWriter;
  readonly #excluded: ExclusionTest;
  readonly #newId = idMaker();
  readonly #statements;
  #nextTrack: number;
  #nextFile: number;
  #nextEntry: number;

  constructor(db: SqliteDatabase, source: string, excluded: ExclusionTest) {
    this.#source = source;
    this.#excluded = excluded;
    this.#search = new SearchIndexWriter(db);
    const next = (table: string) =>
      ((db.prepare(`select max(n) from ${table}`).pluck().get() as number | null) ?? 0) + 1;
    this.#nextTrack = next('tracks');
    this.#nextFile = next('files');
    this.#nextEntry = next('source_entries');
    this.#statements = {
      insertTrack: db.prepare(`insert into tracks (n, id, ${TRACK_VALUES}) values (?, ?${', ?'.repeat(21)})`),
      insertFile: db.prepare(
        'insert into files (n, track, path, path_key, size_kib, duration_ms) values (?, ?, ?, ?, ?, ?)',
      ),
      insertEntry: db.prepare(
        'insert into source_entries (n, source, key, track, file, hash_high, hash_low, cues, audio_id, fields) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      ),
      updateTrack: db.prepare(
        `update tracks set (${TRACK_VALUES}, missing_since) = (?${', ?'.repeat(20)}, null) where n = ?`,
      ),
      updateFile: db.prepare(
        'update files set path = ?, path_key = ?, size_kib = ?, duration_ms = ?, missing_since = null where n = ?',
      ),
      updateEntry: db.prepare(
        'update source_entries set key = ?, hash_high = ?, hash_low = ?, cues = ?, audio_id = ?, fields = ?, missing_since = null where n = ?',
      ),
      entriesOf: db.prepare(
        'select source, fields from source_entries where track = ? and missing_since is null order by n',
      ),
      pathOf: db.prepare('select path from files where track = ? and missing_since is null order by n').pluck(),
      idOf: db.prepare('select id from tracks where n = ?').pluck(),
      searchedOf: db.prepare(`select ${SEARCHED} from tracks where n = ?`),
      forgetUnread: db.prepare('delete from unread_values where entry = ?'),
      insertUnread: db.prepare('insert into unread_values (entry, reason, example) values (?, ?, ?)'),
    };
  }

  /** A track that no source named before: it gets an id of its own. */
  writeNew(entry: EntryToWrite): EntryPlace {
    const { insertTrack, insertFile, insertEntry } = this.#statements;
    const place = { entry: this.#nextEntry++, track: this.#nextTrack++, file: this.#nextFile++ };
    const { fields } = entry;
    const key = pathKey(entry.path);
    const audioId = packAudioId(fields);
    const id = this.#newId();
    insertTrack.run(place.track, id, ...this.#trackValues(id, fields, entry.path, key));
    insertFile.run(place.file, place.track, entry.path, key, fields.fileSizeKib ?? null, fields.durationMs ?? null);
    insertEntry.run(
      place.entry,
      this.#source,
      entry.key,
      place.track,
      place.file,
      entry.hashHigh,
      entry.hashLow,
      cueCount(fields),
      audioId,
      JSON.stringify(fields),
    );
    this.#search.put(place.track, fields);
    this.#writeUnread(place.entry, entry);
    return place;
  }

  /** An entry that was there before, perhaps under another key and path; the track keeps its id. */
  writeAgain(place: EntryPlace, entry: EntryToWrite): void {
    const { updateFile, updateEntry, forgetUnread } = this.#statements;
    const { fields } = entry;
    const audioId = packAudioId(fields);
    updateFile.run(entry.path, pathKey(entry.path), fields.fileSizeKib ?? null, fields.durationMs ?? null, place.file);
    updateEntry.run(
      entry.key,
      entry.hashHigh,
      entry.hashLow,
      cueCount(fields),
      audioId,
      JSON.stringify(fields),
      place.entry,
    );
    forgetUnread.run(place.entry);
    this.#writeUnread(place.entry, entry);
    this.#resolveTrack(place.track);
  }

  /** To be called before the commit. */
  finish(): void {
    this.#search.finish();
  }

  #resolveTrack(track: number): void {
    const { entriesOf, pathOf, idOf, searchedOf, updateTrack } = this.#statements;
    const entries = (entriesOf.all(track) as { source: string; fields: string }[]).map(({ source, fields }) => ({
      source,
      fields: unpackFields(fields, null),
    }));
    const { fields } = resolveFields(entries);
    const path = pathOf.get(track) as string;
    const before = withoutNull(searchedOf.get(track) as Record<string, string | null>);
    updateTrack.run(...this.#trackValues(idOf.get(track) as string, fields, path, pathKey(path)), track);
    this.#search.put(track, fields, before);
  }

  #trackValues(id: string, fields: TrackFields, path: string, key: string): unknown[] {
    return [
      // A track without a name is a song of its own.
      songKey(fields) || `#${id}`,
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

  #writeUnread(n: number, entry: EntryToWrite): void {
    const name = [entry.fields.artist, entry.fields.title].filter((part) => part !== undefined).join(' - ');
    for (const { reason, value } of entry.unread) {
      this.#statements.insertUnread.run(n, reason, `${name || entry.path}: "${value}"`);
    }
  }
}

/** What the search index was given for a track without these columns: absent ones, and "" for artist and title. */
function withoutNull(row: Record<string, string | null>): SearchFields {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
}

function cueCount(fields: TrackFields): number {
  let count = 0;
  for (const cue of fields.cues ?? []) if (cue.kind !== 'grid') count++;
  return count;
}

/** Ids of 12 letters that can stand in an address, 72 random bits each. */
function idMaker(): () => string {
  const pool = Buffer.alloc(9 * 1024);
  let at = pool.length;
  return () => {
    if (at === pool.length) {
      randomFillSync(pool);
      at = 0;
    }
    at += 9;
    return pool.toString('base64url', at - 9, at);
  };
}

// The one place that writes what a source says of a track: the entry, the file it lies in, the track resolved from all its
// entries, and the search index. Runs inside the transaction of an import.

import { randomFillSync } from 'node:crypto';
import { resolveFields } from '#domain/resolve-fields.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';
import { storedAudioId, unpackFields } from './entry-rows.ts';
import { type EntryPreparer, type PreparedEntry, type RowValue, TRACK_VALUES } from './prepared-entry.ts';
import { SearchIndexWriter } from './search-index.ts';
import type { SearchFields } from './search-texts.ts';
import { changedTracks } from './track-changes.ts';

/** Where an entry stands that is written again. */
export type EntryPlace = { entry: number; track: number; file: number };

const COLUMNS = TRACK_VALUES.split(', ');
const SEARCHED = ['artist', 'title', 'mix', 'remixer', 'album', 'label', 'genre', 'comment', 'comment2'] as const;
const SEARCHED_AT = SEARCHED.map((name) => [name, COLUMNS.indexOf(name)] as const);

export class TrackWriter {
  readonly #db: SqliteDatabase;
  readonly #source: string;
  readonly #search: SearchIndexWriter;
  readonly #preparer: EntryPreparer;
  readonly #noteChange: (track: number) => void;
  readonly #newId = idMaker();
  readonly #statements;
  /** The search index is filled again at the end. */
  #searchLater = false;
  #nextTrack: number;
  #nextFile: number;
  #nextEntry: number;

  constructor(db: SqliteDatabase, source: string, preparer: EntryPreparer) {
    this.#db = db;
    this.#source = source;
    this.#preparer = preparer;
    this.#search = new SearchIndexWriter(db);
    this.#noteChange = changedTracks(db);
    const next = (table: string) =>
      ((db.prepare(`select max(n) from ${table}`).pluck().get() as number | null) ?? 0) + 1;
    this.#nextTrack = next('tracks');
    this.#nextFile = next('files');
    this.#nextEntry = next('source_entries');
    if (this.#nextTrack === 1) this.#search.empty();
    this.#statements = {
      insertTrack: db.prepare(`insert into tracks (n, id, ${TRACK_VALUES}) values (?${', ?'.repeat(22)})`),
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
      moveEntry: db.prepare('update source_entries set key = ? where n = ?'),
      updateEntry: db.prepare(
        'update source_entries set hash_high = ?, hash_low = ?, cues = ?, audio_id = ?, fields = ?, missing_since = null where n = ?',
      ),
      keyOf: db.prepare('select key from source_entries where n = ?').pluck(),
      fileOf: db.prepare('select path, path_key, size_kib, duration_ms, missing_since from files where n = ?').raw(),
      trackOf: db.prepare(`select id, missing_since, ${TRACK_VALUES} from tracks where n = ?`).raw(),
      hasOthers: db
        .prepare('select 1 from source_entries where track = ? and n <> ? and missing_since is null limit 1')
        .pluck(),
      entriesOf: db.prepare(
        'select source, fields from source_entries where track = ? and missing_since is null order by n',
      ),
      pathOf: db.prepare('select path from files where track = ? and missing_since is null order by n').pluck(),
      forgetUnread: db.prepare('delete from unread_values where entry = ?'),
      insertUnread: db.prepare('insert into unread_values (entry, reason, example) values (?, ?, ?)'),
    };
  }

  /** A track that no source named before: it gets an id of its own. */
  writeNew(entry: PreparedEntry): void {
    const { insertTrack, insertFile, insertEntry } = this.#statements;
    const place = { entry: this.#nextEntry++, track: this.#nextTrack++, file: this.#nextFile++ };
    const id = this.#newId();
    insertTrack.run(place.track, id, withSong(entry.track, id));
    insertFile.run(place.file, place.track, entry.file);
    const { key, hashHigh, hashLow, cues, audioId, fields } = entry;
    insertEntry.run(
      place.entry,
      this.#source,
      key,
      place.track,
      place.file,
      hashHigh,
      hashLow,
      cues,
      audioId === undefined ? null : storedAudioId(audioId),
      fields,
    );
    if (!this.#searchLater) this.#search.put(place.track, searchFields(entry.track), undefined, entry.texts);
    this.#writeUnread(place.entry, entry.unread);
  }

  /** An entry that was there before, perhaps under another key and path; the track keeps its id. */
  writeAgain(place: EntryPlace, entry: PreparedEntry): void {
    const { updateEntry, moveEntry, keyOf, updateFile, fileOf, forgetUnread, hasOthers } = this.#statements;
    const { key, hashHigh, hashLow, cues, audioId, fields } = entry;
    // Indexes are touched only where something they hold changed.
    if (!equal(fileOf.get(place.file) as RowValue[], [...entry.file, null])) updateFile.run(entry.file, place.file);
    if (keyOf.get(place.entry) !== key) moveEntry.run(key, place.entry);
    const stored = audioId === undefined ? null : storedAudioId(audioId);
    updateEntry.run(hashHigh, hashLow, cues, stored, fields, place.entry);
    forgetUnread.run(place.entry);
    this.#writeUnread(place.entry, entry.unread);
    const alone = hasOthers.get(place.track, place.entry) === undefined;
    this.#updateTrack(place.track, alone ? entry : this.#resolve(place.track));
  }

  /** From here on the search index is left alone, and `finish` fills it again: quicker when many tracks change. */
  searchLater(): void {
    this.#searchLater = true;
  }

  /** To be called before the commit. */
  finish(): void {
    if (this.#searchLater) this.#fillSearch();
    this.#search.finish();
  }

  /** What all entries of a track say together. */
  #resolve(track: number): { track: RowValue[]; texts: string[] } {
    const { entriesOf, pathOf } = this.#statements;
    const entries = (entriesOf.all(track) as { source: string; fields: string }[]).map(({ source, fields }) => ({
      source,
      fields: unpackFields(fields, null),
    }));
    return this.#preparer.track(resolveFields(entries).fields, pathOf.get(track) as string);
  }

  #updateTrack(n: number, { track, texts }: { track: RowValue[]; texts: string[] }): void {
    const [id, missingSince, ...before] = this.#statements.trackOf.get(n) as [string, number | null, ...RowValue[]];
    const now = withSong(track, id);
    if (missingSince !== null || !equal(before, now)) {
      this.#statements.updateTrack.run(now, n);
      this.#noteChange(n);
    }
    const searchedAlike = SEARCHED_AT.every(([, at]) => before[at] === now[at]);
    if (!this.#searchLater && !searchedAlike) this.#search.put(n, searchFields(now), searchFields(before), texts);
  }

  #fillSearch(): void {
    this.#search.empty();
    const rows = this.#db.prepare(`select n, ${TRACK_VALUES} from tracks where n > ? order by n limit 1000`).raw();
    let last = 0;
    for (let page = rows.all(last) as [number, ...RowValue[]][]; page.length > 0; ) {
      for (const [n, ...values] of page) {
        this.#search.put(n, searchFields(values));
        last = n;
      }
      page = rows.all(last) as [number, ...RowValue[]][];
    }
  }

  #writeUnread(entry: number, unread: string[]): void {
    for (let at = 0; at < unread.length; at += 2) {
      this.#statements.insertUnread.run(entry, unread[at], unread[at + 1]);
    }
  }
}

/** A track without a name is a song of its own. */
function withSong(track: RowValue[], id: string): RowValue[] {
  if (track[0] === '') track[0] = `#${id}`;
  return track;
}

/** What the search index was given for a track with these values of TRACK_VALUES. */
function searchFields(values: RowValue[]): SearchFields {
  const fields: SearchFields = {};
  for (const [name, at] of SEARCHED_AT) {
    const value = values[at];
    if (typeof value === 'string') fields[name] = value;
  }
  return fields;
}

function equal(some: readonly RowValue[], other: readonly RowValue[]): boolean {
  return some.length === other.length && some.every((value, at) => value === other[at]);
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

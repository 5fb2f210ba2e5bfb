// Marks what a source no longer lists, and takes the mark away when it is listed again. Nothing is deleted: plays and choices
// point at tracks.

import type { SqliteDatabase } from '#storage/open-database.ts';
import { changedTracks } from './track-changes.ts';

/** `entries` are row numbers; `at` is milliseconds since the epoch. */
export function markMissing(db: SqliteDatabase, entries: readonly number[], at: number): void {
  const entry = db.prepare('update source_entries set missing_since = ? where n = ?');
  const file = db.prepare('update files set missing_since = ? where n = (select file from source_entries where n = ?)');
  const track = db
    .prepare<{ at: number; n: number }, number>(
      `update tracks set missing_since = @at where n = (select track from source_entries where n = @n)
     and not exists (select 1 from source_entries e where e.track = tracks.n and e.missing_since is null) returning n`,
    )
    .pluck();
  const noteChange = changedTracks(db);
  for (const n of entries) {
    entry.run(at, n);
    file.run(at, n);
    const gone = track.get({ at, n });
    if (gone !== undefined) noteChange(gone);
  }
}

export function markListed(db: SqliteDatabase, entries: readonly number[]): void {
  const entry = db.prepare('update source_entries set missing_since = null where n = ?');
  const file = db.prepare(
    'update files set missing_since = null where n = (select file from source_entries where n = ?)',
  );
  const track = db
    .prepare<[number], number>(
      'update tracks set missing_since = null where n = (select track from source_entries where n = ?) returning n',
    )
    .pluck();
  const noteChange = changedTracks(db);
  for (const n of entries) {
    entry.run(n);
    file.run(n);
    const back = track.get(n);
    if (back !== undefined) noteChange(back);
  }
}

/** A macOS volume turned out to be the one that the system starts from: its files lie at "/…", not at "/Volumes/name/…". */
export function moveBootVolume(db: SqliteDatabase, volume: string): void {
  const prefix = `/Volumes/${volume}`;
  db.prepare(
    'update files set path = substr(path, :from), path_key = substr(path_key, :from) where substr(path, 1, :length) = :prefix',
  ).run({ prefix: `${prefix}/`, length: prefix.length + 1, from: prefix.length + 1 });
  db.prepare('update tracks set path = substr(path, :from) where substr(path, 1, :length) = :prefix').run({
    prefix: `${prefix}/`,
    length: prefix.length + 1,
    from: prefix.length + 1,
  });
}

// What is remembered of the last import: where it came from, what it could not read, and the library in numbers.

import type { LibraryCounts, Skipped } from '#domain/collection.ts';
import { SkippedTally } from '#domain/skipped-tally.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';

export type LastImport = {
  collection: string;
  program: string;
  finishedAt: number;
  playlistsHash: string;
  bootVolume: string | undefined;
};

export function lastImport(db: SqliteDatabase): LastImport | undefined {
  const row = db.prepare('select * from last_import').get() as Record<string, string | number | null> | undefined;
  if (row === undefined) return undefined;
  return {
    collection: String(row.collection),
    program: String(row.program),
    finishedAt: Number(row.finished_at),
    playlistsHash: String(row.playlists_hash),
    bootVolume: row.boot_volume === null ? undefined : String(row.boot_volume),
  };
}

export function writeLastImport(db: SqliteDatabase, done: LastImport, skipped: Skipped[]): void {
  db.exec('delete from last_import; delete from skipped');
  db.prepare('insert into last_import values (?, ?, ?, ?, ?)').run(
    done.collection,
    done.program,
    done.finishedAt,
    done.playlistsHash,
    done.bootVolume ?? null,
  );
  const insert = db.prepare('insert into skipped (reason, count, examples) values (?, ?, ?)');
  for (const { reason, count, examples } of skipped) insert.run(reason, count, JSON.stringify(examples));
}

/** What the last import left out, and values of entries that could not be understood. */
export function allSkipped(db: SqliteDatabase): Skipped[] {
  const tally = new SkippedTally();
  for (const row of db.prepare('select reason, count, examples from skipped').all() as {
    reason: string;
    count: number;
    examples: string;
  }[]) {
    tally.addAll([{ reason: row.reason, count: row.count, examples: JSON.parse(row.examples) as string[] }]);
  }
  const unread = db
    .prepare(
      'select reason, example from unread_values join source_entries e on e.n = entry where e.missing_since is null order by unread_values.rowid',
    )
    .iterate() as IterableIterator<{ reason: string; example: string }>;
  for (const { reason, example } of unread) tally.add(reason, example);
  return tally.list();
}

export function libraryCounts(db: SqliteDatabase): LibraryCounts {
  const count = (sql: string) => db.prepare(sql).pluck().get() as number;
  const last = lastImport(db);
  const all = count('select count(*) from tracks');
  const missing = count('select count(*) from tracks where missing_since is not null');
  return {
    tracks: all - missing,
    playlists: count("select count(*) from playlists where kind <> 'folder'"),
    cues: count(
      'select coalesce(sum(cues), 0) from source_entries indexed by source_entries_known where missing_since is null',
    ),
    plays: count('select count(*) from past_plays'),
    missing,
    excluded: count('select count(*) from tracks where excluded = 1 and missing_since is null'),
    skipped: allSkipped(db),
    collection: last && { path: last.collection, importedAt: last.finishedAt, program: last.program },
  };
}

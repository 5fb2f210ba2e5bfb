// What makes a first import quick: indexes are made when all rows are there, and SQLite may use more memory meanwhile.

import type { SqliteDatabase } from '#storage/open-database.ts';

const TABLES = ['tracks', 'files', 'source_entries', 'unread_values'];
const LOADING_CACHE_KIB = 16 * 1024;
const RESTING_CACHE_KIB = 8 * 1024;
const RESTING_LOG_PAGES = 1000;
/** What the full-text index gathers before it writes a piece: fewer pieces are to be merged. The second is SQLite's own. */
const LOADING_TEXT_BYTES = 8 << 20;
const RESTING_TEXT_BYTES = 1 << 20;

/** Drops the indexes of the tables that an import fills, `keep` apart, and lets the full-text index gather more; the answer puts
 * both right, index by index: it goes on when it is asked for the next. Inside one transaction nobody else sees them gone. */
export function beginBulkLoad(db: SqliteDatabase, keep: readonly string[] = []): () => Iterable<void> {
  const indexes = db
    .prepare(
      `select name, sql from sqlite_master where type = 'index' and sql is not null and tbl_name in (${TABLES.map(() => '?').join(', ')})`,
    )
    .all(...TABLES) as { name: string; sql: string }[];
  const dropped = indexes.filter(({ name }) => !keep.includes(name));
  for (const { name } of dropped) db.exec(`drop index "${name}"`);
  const gatherTexts = (bytes: number) =>
    db.exec(`insert into search_texts (search_texts, rank) values ('hashsize', ${bytes})`);
  gatherTexts(LOADING_TEXT_BYTES);
  return function* endBulkLoad() {
    gatherTexts(RESTING_TEXT_BYTES);
    for (const { sql } of dropped) {
      db.exec(sql);
      yield;
    }
  };
}

/** Gives SQLite a large page cache, and lets the log grow; the answer takes both back. */
export function beginLargeCache(db: SqliteDatabase): () => void {
  db.pragma(`cache_size = -${LOADING_CACHE_KIB}`);
  db.pragma('wal_autocheckpoint = 0');
  return () => {
    db.pragma(`cache_size = -${RESTING_CACHE_KIB}`);
    db.pragma(`wal_autocheckpoint = ${RESTING_LOG_PAGES}`);
    db.pragma('shrink_memory');
  };
}

/** Moves what lies in the log to its place in the file, and gives the log's space back. Commits are safe without. */
export function emptyLog(db: SqliteDatabase): void {
  db.pragma('wal_checkpoint(TRUNCATE)');
}

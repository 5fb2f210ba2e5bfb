// What makes a first import quick: indexes are made when all rows are there, and SQLite may use more memory meanwhile.

import type { SqliteDatabase } from '#storage/open-database.ts';

const TABLES = ['tracks', 'files', 'source_entries', 'unread_values'];
const LOADING_CACHE_KIB = 96 * 1024;
const RESTING_CACHE_KIB = 8 * 1024;

/** Drops the indexes of the tables that an import fills; the answer makes them again. Inside one transaction nobody else
 * sees them gone. */
export function dropIndexes(db: SqliteDatabase): () => void {
  const indexes = db
    .prepare(
      `select name, sql from sqlite_master where type = 'index' and sql is not null and tbl_name in (${TABLES.map(() => '?').join(', ')})`,
    )
    .all(...TABLES) as { name: string; sql: string }[];
  for (const { name } of indexes) db.exec(`drop index "${name}"`);
  return () => {
    for (const { sql } of indexes) db.exec(sql);
  };
}

/** Runs `load` with a large page cache and gives the memory back afterwards. */
export function withLargeCache<T>(db: SqliteDatabase, load: () => T): T {
  db.pragma(`cache_size = -${LOADING_CACHE_KIB}`);
  try {
    return load();
  } finally {
    db.pragma(`cache_size = -${RESTING_CACHE_KIB}`);
    db.pragma('shrink_memory');
  }
}

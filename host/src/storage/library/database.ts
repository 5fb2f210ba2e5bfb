// Opens library.sqlite: written by the library worker alone, read by the query worker. It can be made again from its sources.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openDatabase, openReadOnly, type SqliteDatabase } from '#storage/open-database.ts';

const MIGRATIONS = join(import.meta.dirname, 'migrations');

/** Twice SQLite's own: rows of entries take a kilobyte, and a first import writes a third quicker. Stays as a file was made. */
const PAGE_BYTES = 8192;

/** Opens or creates `file`. Throws DomainError as `openDatabase` does. */
export function openLibraryDatabase(file: string): SqliteDatabase {
  if (!existsSync(file)) create(file);
  const db = openDatabase(file, MIGRATIONS, 'NORMAL');
  // The importer writes parents before children; checking that again for each row takes a tenth of an import.
  db.pragma('foreign_keys = OFF');
  return db;
}

/** The size of pages can only be chosen before anything is written. */
function create(file: string): void {
  const db = new Database(file);
  db.pragma(`page_size = ${PAGE_BYTES}`);
  db.pragma('journal_mode = WAL');
  db.close();
}

/** Opens an existing library for reading. Throws when it does not exist. */
export function openLibraryReadOnly(file: string): SqliteDatabase {
  return openReadOnly(file);
}

/** Opened when it is first asked for: by then its writer has made it. */
export function libraryReader(file: string): () => SqliteDatabase {
  let opened: SqliteDatabase | undefined;
  return () => {
    opened ??= openLibraryReadOnly(file);
    return opened;
  };
}

/** Whether a collection was ever imported into `file`. A file that is not there holds none. */
export function everImported(file: string): boolean {
  if (!existsSync(file)) return false;
  const db = openReadOnly(file);
  try {
    const tables = db.prepare("select count(*) from sqlite_master where name = 'last_import'").pluck().get();
    return tables === 1 && db.prepare('select count(*) from last_import').pluck().get() === 1;
  } finally {
    db.close();
  }
}

// Opens library.sqlite: written by the library worker alone, read by the query worker. It can be made again from its sources.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase, openReadOnly, type SqliteDatabase } from '#storage/open-database.ts';

const MIGRATIONS = join(import.meta.dirname, 'migrations');

/** Opens or creates `file`. Throws DomainError as `openDatabase` does. */
export function openLibraryDatabase(file: string): SqliteDatabase {
  const db = openDatabase(file, MIGRATIONS, 'NORMAL');
  // The importer writes parents before children; checking that again for each row takes a tenth of an import.
  db.pragma('foreign_keys = OFF');
  return db;
}

/** Opens an existing library for reading. Throws when it does not exist. */
export function openLibraryReadOnly(file: string): SqliteDatabase {
  return openReadOnly(file);
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

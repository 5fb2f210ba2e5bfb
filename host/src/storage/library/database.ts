// Opens library.sqlite: written by the library worker alone, read by the query worker. It can be made again from its sources.

import { join } from 'node:path';
import { openDatabase, openReadOnly, type SqliteDatabase } from '../open-database.ts';

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

// Opens an SQLite file and brings it to the newest migration. Migrations are numbered SQL files; `user_version` counts them.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { DomainError } from '#kernel/domain-error.ts';
import { databaseFault } from './database-fault.ts';

export type SqliteDatabase = Database.Database;

// Loads the native part now, and not with the first file: a worker is ready once its modules are loaded.
new Database(':memory:').close();

/** Opens or creates `file`. `synchronous` FULL: what was acknowledged survives a power cut; NORMAL: may lose the last moments.
 * Throws DomainError `database-newer` for a file of a later version, else as `databaseFault` tells. */
export function openDatabase(file: string, migrationsFolder: string, synchronous: 'FULL' | 'NORMAL'): SqliteDatabase {
  let db: SqliteDatabase | undefined;
  try {
    db = new Database(file);
    db.pragma('journal_mode = WAL');
    db.pragma(`synchronous = ${synchronous}`);
    db.pragma('foreign_keys = ON');
    migrate(db, file, migrationsFolder);
    return db;
  } catch (cause) {
    db?.close();
    throw databaseFault(file, cause);
  }
}

/** Opens an existing database to read from it only. Throws DomainError as `databaseFault` tells. */
export function openReadOnly(file: string): SqliteDatabase {
  let db: SqliteDatabase | undefined;
  try {
    db = new Database(file, { readonly: true, fileMustExist: true });
    db.pragma('query_only = ON');
    // Nothing is read before it is asked for: a file that is no database shows here.
    db.pragma('user_version');
    return db;
  } catch (cause) {
    db?.close();
    throw databaseFault(file, cause);
  }
}

function migrate(db: SqliteDatabase, file: string, folder: string): void {
  const steps = readdirSync(folder)
    .filter((name) => /^\d{4}-.*\.sql$/.test(name))
    .sort();
  const version = db.pragma('user_version', { simple: true }) as number;
  if (version > steps.length) {
    throw new DomainError(
      'database-newer',
      `the database ${file} was made by a newer version of TraCord: update TraCord, or use another data folder with --data`,
    );
  }
  for (const [index, step] of steps.entries()) {
    if (index < version) continue;
    const sql = readFileSync(join(folder, step), 'utf8');
    db.transaction(() => {
      db.exec(sql);
      db.pragma(`user_version = ${index + 1}`);
    }).immediate();
  }
}

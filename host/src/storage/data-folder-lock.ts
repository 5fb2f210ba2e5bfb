// One host per data folder. An exclusive lock on a file, which the system lets go when its process ends, however it ends:
// no lock is ever stale, and no process id has to be believed.

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { DomainError } from '#kernel/domain-error.ts';
import { databaseFault } from './database-fault.ts';

export type DataFolderLock = { release(): void };

/** What the holder says of itself. `address` is where its pages are. */
export type LockHolder = { pid: number; address: string };

/**
 * Holds `host.lock` in `folder`, which exists, until released or the process ends. Throws DomainError `already-running`,
 * which names the holder, where another process has it.
 */
export function lockDataFolder(folder: string, holder: LockHolder): DataFolderLock {
  const file = join(folder, 'host.lock');
  // In a file of its own: closing any other handle of a locked file would let the lock go on some systems.
  const holderFile = join(folder, 'host.lock.json');
  const db = locked(file, holderFile, folder);
  writeFileSync(holderFile, `${JSON.stringify(holder)}\n`);
  return {
    release: () => {
      rmSync(holderFile, { force: true });
      db.close();
    },
  };
}

/** Any lock of SQLite's serves on all systems; nothing is written into the file. */
function locked(file: string, holderFile: string, folder: string): Database.Database {
  const db = openEmpty(file, folder);
  try {
    // Without it a journal would lie beside the file after a crash.
    db.pragma('journal_mode = memory');
    db.exec('begin exclusive');
    return db;
  } catch (error) {
    db.close();
    const fault = databaseFault(file, error);
    if (!(fault instanceof DomainError)) throw fault;
    if (fault.code === 'database-damaged') {
      // Somebody wrote into it; the lock is in the system, not in the text.
      rmSync(file);
      return locked(file, holderFile, folder);
    }
    if (fault.code !== 'database-busy') throw fault;
    const message = `TraCord already runs with the data folder ${folder}${holderInWords(holderFile)}. Use that one or stop it first; or name another folder with --data.`;
    throw new DomainError('already-running', message, { cause: error });
  }
}

function openEmpty(file: string, folder: string): Database.Database {
  try {
    return new Database(file, { timeout: 0 });
  } catch (error) {
    const message = `The data folder ${folder} cannot be written: make it yours to write, or name another with --data.`;
    throw new DomainError('data-folder', message, { cause: error });
  }
}

function holderInWords(file: string): string {
  try {
    const { pid, address } = JSON.parse(readFileSync(file, 'utf8')) as LockHolder;
    return ` (process ${pid}, ${address})`;
  } catch {
    // It has not written it yet.
    return '';
  }
}

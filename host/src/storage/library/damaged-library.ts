// Puts a damaged library out of the way. Nothing in it is the DJ's alone: it is read again from the collection.

import { existsSync, renameSync } from 'node:fs';

/** Renames `file` and what SQLite keeps beside it; nobody may have it open. The answer is its new path. */
export function setLibraryAside(file: string, now: Date): string {
  const date = now.toISOString().slice(0, 19).replaceAll(':', '-');
  let aside = `${file}.damaged-${date}`;
  for (let again = 2; existsSync(aside); again += 1) aside = `${file}.damaged-${date}-${again}`;
  for (const part of ['', '-wal', '-shm']) {
    if (existsSync(file + part)) renameSync(file + part, aside + part);
  }
  return aside;
}

// Opens show.sqlite: small, written by the host itself, and what it acknowledged survives a power cut.

import { join } from 'node:path';
import { openDatabase, type SqliteDatabase } from '#storage/open-database.ts';

/** Opens or creates `show.sqlite` in `folder`. Throws DomainError as `openDatabase` does. */
export function openShowDatabase(folder: string): SqliteDatabase {
  return openDatabase(join(folder, 'show.sqlite'), join(import.meta.dirname, 'migrations'), 'FULL');
}

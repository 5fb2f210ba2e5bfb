// Opens what is stored, and starts the workers around the library.

import { startWorker, type WorkerLink } from '#kernel/workers.ts';
import { Catalogue } from '#services/library/catalogue.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';
import { openShowDatabase } from '#storage/show/database.ts';
import { Plays } from '#storage/show/plays.ts';
import { ShowState } from '#storage/show/show-state.ts';

export type StorageRoom = {
  show: SqliteDatabase;
  plays: Plays;
  state: ShowState;
  catalogue: Catalogue;
  /** Has the library in memory, to plan with. */
  thinker: WorkerLink;
  /** All that are to be stopped. */
  workers: WorkerLink[];
};

const WRITER_RESTS_AFTER_MS = 10_000;

export function storageRoom(folder: string): StorageRoom {
  const show = openShowDatabase(folder);
  // Between imports the writer is not needed, and an import leaves it large.
  const writer = startWorker('library-writer', { folder }, { stopWhenIdleMs: WRITER_RESTS_AFTER_MS });
  const reader = startWorker('library-reader', { folder });
  const thinker = startWorker('library-planner', { folder });
  return {
    ...{ show, plays: new Plays(show), state: new ShowState(show), thinker },
    catalogue: new Catalogue(writer, reader, [thinker]),
    workers: [writer, reader, thinker],
  };
}

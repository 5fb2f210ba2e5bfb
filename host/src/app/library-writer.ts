// Entry of the worker that alone writes library.sqlite. `workerData.folder` is the data folder.

import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { workerData } from 'node:worker_threads';
import { bootVolume } from '#adapters/traktor/boot-volume.ts';
import { openTraktorSource } from '#adapters/traktor/nml/traktor-source.ts';
import type { ImportProgress, LibraryRules } from '#domain/collection.ts';
import { serveWorker } from '#kernel/worker-server.ts';
import { startWorker } from '#kernel/workers.ts';
import { applyRules } from '#services/library/apply-rules.ts';
import { feedFromWorker } from '#services/library/entry-feed.ts';
import { importCollection } from '#services/library/import-collection.ts';
import { tellingFaults } from '#storage/database-fault.ts';
import { emptyLog } from '#storage/library/bulk-load.ts';
import { setLibraryAside } from '#storage/library/damaged-library.ts';
import { openLibraryDatabase } from '#storage/library/database.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';

const { folder } = workerData as { folder: string };
const file = join(folder, 'library.sqlite');
let opened: SqliteDatabase | undefined;
let tidying: NodeJS.Timeout | undefined;

/** After an import, when nothing more comes: who waits for it need not wait for this as well. After opening too, for a process
 * that ended before. */
const TIDY_AFTER_MS = 2_000;

function library(): SqliteDatabase {
  if (opened !== undefined) return opened;
  mkdirSync(folder, { recursive: true });
  opened = openLibraryDatabase(file);
  tidyLater(opened);
  return opened;
}

function tidyLater(db: SqliteDatabase): void {
  clearTimeout(tidying);
  tidying = setTimeout(() => {
    if (!db.inTransaction) emptyLog(db);
  }, TIDY_AFTER_MS);
}

const methods = {
  open: () => {
    library();
  },
  import: async (input: { collection: string; rules: LibraryRules }, progress: (value: ImportProgress) => void) => {
    const source = await openTraktorSource({ bootVolume: bootVolume() });
    const totalBytes = statSync(input.collection, { throwIfNoEntry: false })?.size ?? 0;
    const db = library();
    const parser = startWorker('library-parser', {});
    try {
      return await importCollection(db, source, input.collection, {
        feed: feedFromWorker(parser),
        rules: input.rules,
        totalBytes,
        onProgress: progress,
        now: Date.now,
      });
    } finally {
      tidyLater(db);
      await parser.stop();
    }
  },
  applyRules: (rules: LibraryRules) => applyRules(library(), rules),
  /** Nobody may read it meanwhile. The answer is where it lies now. */
  setAside: () => {
    clearTimeout(tidying);
    opened?.close();
    opened = undefined;
    return setLibraryAside(file, new Date());
  },
};

serveWorker(tellingFaults(file, methods));

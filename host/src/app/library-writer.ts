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
import { emptyLog } from '#storage/library/bulk-load.ts';
import { openLibraryDatabase } from '#storage/library/database.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';

const { folder } = workerData as { folder: string };
let opened: SqliteDatabase | undefined;
let tidying: NodeJS.Timeout | undefined;

/** After an import, when nothing more comes: who waits for it need not wait for this as well. */
const TIDY_AFTER_MS = 2_000;

function library(): SqliteDatabase {
  mkdirSync(folder, { recursive: true });
  opened ??= openLibraryDatabase(join(folder, 'library.sqlite'));
  return opened;
}

function tidyLater(): void {
  clearTimeout(tidying);
  tidying = setTimeout(() => {
    if (!library().inTransaction) emptyLog(library());
  }, TIDY_AFTER_MS);
}

serveWorker({
  open: () => {
    library();
  },
  import: async (input: { collection: string; rules: LibraryRules }, progress: (value: ImportProgress) => void) => {
    const source = await openTraktorSource({ bootVolume: bootVolume() });
    const totalBytes = statSync(input.collection, { throwIfNoEntry: false })?.size ?? 0;
    const parser = startWorker('library-parser', {});
    try {
      return await importCollection(library(), source, input.collection, {
        feed: feedFromWorker(parser),
        rules: input.rules,
        totalBytes,
        onProgress: progress,
        now: Date.now,
      });
    } finally {
      tidyLater();
      await parser.stop();
    }
  },
  applyRules: (rules: LibraryRules) => applyRules(library(), rules),
});

// Entry of the worker that plans: it reads library.sqlite into memory with the first question. `workerData.folder` is the data folder;
// the writer has opened the library before.

import { join } from 'node:path';
import { workerData } from 'node:worker_threads';
import { serveWorker } from '#kernel/worker-server.ts';
import { plannerMethods } from '#services/library/planner-methods.ts';
import { tellingFaults } from '#storage/database-fault.ts';
import { libraryReader } from '#storage/library/database.ts';

const { folder } = workerData as { folder: string };
const file = join(folder, 'library.sqlite');
const library = libraryReader(file);

serveWorker(tellingFaults(file, plannerMethods(library)));

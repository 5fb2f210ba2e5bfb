// Entry of the worker that reads library.sqlite: search, matching, lists. `workerData.folder` is the data folder; the writer
// has opened the library before the first question comes.

import { join } from 'node:path';
import { workerData } from 'node:worker_threads';
import { serveWorker } from '#kernel/worker-server.ts';
import { catalogueMethods } from '#services/library/catalogue-methods.ts';
import { matchMethods } from '#services/library/match.ts';
import { type SearchAnswer, type SearchInput, searchMethods } from '#services/library/search.ts';
import { tellingFaults } from '#storage/database-fault.ts';
import { libraryReader } from '#storage/library/database.ts';

const { folder } = workerData as { folder: string };
const file = join(folder, 'library.sqlite');
const library = libraryReader(file);

const searching = searchMethods(library);
const search = (input: SearchInput) => searching.search(input as never, () => {}) as SearchAnswer;

serveWorker(tellingFaults(file, { ...catalogueMethods(library, search), ...searching, ...matchMethods(library) }));

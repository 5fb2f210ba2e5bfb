// Imports the given collections one after the other in a process of its own and prints one line of JSON for each: for the
// benchmark beside it. Arguments: the data folder, then collections. Meanwhile this thread does what a host's does.

import { monitorEventLoopDelay } from 'node:perf_hooks';
import { DEFAULT_SETTINGS } from '@tracord/shared/settings.ts';
import { startWorker } from '../../host/src/kernel/workers.ts';
import { Catalogue } from '../../host/src/services/library/catalogue.ts';
import { openShowDatabase } from '../../host/src/storage/show/database.ts';

export type ImportRun = {
  added: number;
  changed: number;
  unchanged: number;
  ms: number;
  /** Of this process so far: host thread and both workers. */
  maxRssMb: number;
  /** 99 of 100 delays of the host's thread are shorter. */
  loopDelayP99Ms: number;
  /** How long each play took that was stored meanwhile. */
  playsMs: number[];
};

const STORE_PLAY_EVERY_MS = 100;

const [folder = '', ...collections] = process.argv.slice(2);
const show = openShowDatabase(folder);
const insertPlay = show.prepare(
  "insert into plays (id, at, artist, title, source, live, confidence, matched_by) values (?, ?, 'Artist', 'Title', 'broadcast', 1, 1, 'text')",
);
const writer = startWorker('library-writer', { folder });
const reader = startWorker('library-reader', { folder });
const catalogue = new Catalogue(writer, reader);
await catalogue.summary();
let plays = 0;

for (const collection of collections) {
  const playsMs: number[] = [];
  const storing = setInterval(() => {
    const from = performance.now();
    insertPlay.run(String(plays++), Date.now());
    playsMs.push(performance.now() - from);
  }, STORE_PLAY_EVERY_MS);

  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const from = performance.now();
  const { library, masks } = DEFAULT_SETTINGS;
  const { exclude, excludeLoops } = library;
  const report = await catalogue.importCollection(collection, { rules: { exclude, excludeLoops, masks } });
  const ms = performance.now() - from;
  delay.disable();
  clearInterval(storing);
  const run: ImportRun = {
    ...{ added: report.added, changed: report.changed, unchanged: report.unchanged, ms },
    maxRssMb: process.resourceUsage().maxRSS / 1024,
    loopDelayP99Ms: delay.percentile(99) / 1e6,
    playsMs,
  };
  process.stdout.write(`${JSON.stringify(run)}\n`);
}
await Promise.all([writer.stop(), reader.stop()]);
show.close();

// Fuzzes the broadcast's Ogg reader: `node scripts/fuzz-ogg.ts [cases] [seed]`, a million cases by default.
// Ends with an error at the first wrong title, or when memory grows by more than 64 MB between collections of garbage.

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { fuzzReader } from '../test/fakes/ogg-fuzz.ts';

const cases = Number(process.argv[2] ?? 1_000_000);
const seed = Number(process.argv[3] ?? 1);
const ALLOWED_GROWTH_BYTES = 64 * 1024 * 1024;

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

function heldBytes(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

const startedMs = performance.now();
const atFirst = heldBytes();
let most = atFirst;
let peakRss = 0;
const result = fuzzReader(cases, seed, (done) => {
  if (done % 20_000 !== 0) return;
  peakRss = Math.max(peakRss, process.memoryUsage().rss);
  most = Math.max(most, heldBytes());
  if (most - atFirst > ALLOWED_GROWTH_BYTES)
    throw new Error(`memory grew by ${megabytes(most - atFirst)} by case ${done}`);
});
const seconds = (performance.now() - startedMs) / 1000;
console.log(
  `${result.cases} cases, ${megabytes(result.bytes)} fed, ${result.heard} titles heard (none wrong), ` +
    `${result.damagedPages} damaged pages dropped, held memory grew by at most ${megabytes(most - atFirst)}, ` +
    `peak RSS ${megabytes(peakRss)}, ${seconds.toFixed(0)} s, seed ${seed}`,
);

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

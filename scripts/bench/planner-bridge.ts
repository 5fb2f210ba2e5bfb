// Ways and distances of the planner: how long it takes to find the best ways to a track, and to say of 100 requests how far they
// are. `node scripts/bench/planner-bridge.ts --entries 200000 --seed 1` runs it alone.

import { parseArgs } from 'node:util';
import { bridges } from '../../host/src/domain/planner/bridge.ts';
import { reachFrom } from '../../host/src/domain/planner/reach.ts';
import type { TrackGraph } from '../../host/src/domain/planner/track-graph.ts';
import { SeededRandom } from '../made-collection/random.ts';
import { madeGraph, searchedDistance } from './planner-graph.ts';
import { quantile } from './quantile.ts';
import type { Bench, BenchRow } from './row.ts';

const PAIRS = 400;
const REFRESHES = 40;
const REQUESTS = 100;
const PLAIN_SEARCHES = 3;
/** How many songs of the night were played before. */
const PLAYED = 40;

export const bench: Bench = async ({ entries, seed, say }) => entries.flatMap((count) => measure(count, seed, say));

function measure(entries: number, seed: number, say: (line: string) => void): BenchRow[] {
  const graph = madeGraph(entries, seed);
  const random = new SeededRandom(seed, 41);
  const played = new Set(Array.from({ length: PLAYED }, () => graph.song[random.below(entries)] ?? 0));
  const blocked = (place: number) => played.has(graph.song[place] ?? 0);
  bridges(graph, 0, 1, { blocked });

  const times: number[] = [];
  let reached = 0;
  for (let pair = 0; pair < PAIRS; pair++) {
    const [from, to] = [random.below(entries), random.below(entries)];
    const started = performance.now();
    const ways = bridges(graph, from, to, { blocked });
    times.push(performance.now() - started);
    if (ways.length > 0) reached += 1;
  }
  const refreshes: number[] = [];
  const plain: number[] = [];
  for (let round = 0; round < REFRESHES; round++) {
    const from = random.below(entries);
    const requests = Array.from({ length: REQUESTS }, () => random.below(entries));
    const started = performance.now();
    const reach = reachFrom(graph, from, { blocked });
    const found = requests.map(reach);
    refreshes.push(performance.now() - started);
    if (round < PLAIN_SEARCHES) plain.push(plainSearch(graph, from, requests, found, blocked));
  }
  const of = `${entries.toLocaleString('en')} tracks`;
  say(`ways, ${of}: ${reached} of ${PAIRS} pairs within 3 steps, p50 ${quantile(times, 0.5).toFixed(1)} ms`);
  say(`distances, ${of}: p50 ${quantile(refreshes, 0.5).toFixed(1)} ms`);
  const p95 = quantile(refreshes, 0.95);
  return [
    { figure: `ways of up to 3 steps p50, ${of}, ms`, measured: quantile(times, 0.5), bound: { atMost: 50 } },
    { figure: `ways of up to 3 steps p95, ${of}, ms`, measured: quantile(times, 0.95), bound: { atMost: 50 } },
    { figure: `${REQUESTS} distances refreshed p95, ${of}, ms`, measured: p95, bound: { atMost: 100 } },
    {
      figure: `${REQUESTS} distances beside a search from track to track, ${of}, ms`,
      measured: p95,
      against: { name: 'plain search', measured: quantile(plain, 0.5) },
      bound: { atMost: 0.1 },
    },
  ];
}

/** How long the plain search takes for the same answers. Throws where they are not the same. */
function plainSearch(
  graph: TrackGraph,
  from: number,
  requests: readonly number[],
  found: readonly string[],
  blocked: (place: number) => boolean,
): number {
  const started = performance.now();
  const plain = searchedDistance(graph, from, blocked);
  const wanted = requests.map(plain);
  const time = performance.now() - started;
  const wrong = wanted.findIndex((distance, at) => distance !== found[at]);
  if (wrong >= 0) throw new Error(`place ${requests[wrong]} is ${wanted[wrong]} from ${from}, not ${found[wrong]}`);
  return time;
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({
    options: { entries: { type: 'string', default: '200000' }, seed: { type: 'string', default: '1' } },
  });
  const rows = await bench({
    entries: values.entries.split(',').map(Number),
    seed: Number(values.seed),
    say: console.log,
  });
  console.table(rows.map(({ figure, measured, against }) => ({ figure, measured, against: against?.measured })));
}

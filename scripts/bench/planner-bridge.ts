// Ways and distances of the planner: how long it takes to find the best ways to a track, and to say of 100 requests how far they
// are. `npm run bench -- --only planner-bridge` runs it alone.

import { bridges } from '../../host/src/domain/planner/bridge.ts';
import { reachFrom } from '../../host/src/domain/planner/reach.ts';
import type { TrackGraph } from '../../host/src/domain/planner/track-graph.ts';
import { SeededRandom } from '../made-collection/random.ts';
import { type GraphShape, madeGraph, searchedDistance } from './planner-graph.ts';
import { quantile } from './quantile.ts';
import type { Bench, BenchRow } from './row.ts';

const PAIRS = 400;
const REFRESHES = 60;
const REQUESTS = 100;
/** The plain search takes minutes where there are ten times as many. */
const PLAIN_TRACKS = 20_000;
const PLAIN_SEARCHES = 5;
/** How many songs of the night were played before. */
const PLAYED = 40;

/** One in twenty without a key and as many without a tempo; and all analysed, so that more of the ways are long or there are none. */
const LIBRARIES = [
  { name: 'tracks', unknown: 0.05 },
  { name: 'analysed tracks', unknown: 0 },
];

export const bench: Bench = async ({ entries, seed, say }) => {
  const rows = entries.flatMap((count) =>
    LIBRARIES.flatMap(({ name, unknown }) => {
      const night = new Night({ entries: count, seed, unknown }, `${count.toLocaleString('en')} ${name}`);
      return [...night.ways(say), ...night.distances()];
    }),
  );
  const small = new Night({ entries: PLAIN_TRACKS, seed, unknown: 0 }, `${PLAIN_TRACKS.toLocaleString('en')} tracks`);
  return [...rows, small.besidePlain()];
};

/** A library, and a set in which some songs were played already. */
class Night {
  readonly #graph: TrackGraph;
  readonly #random: SeededRandom;
  readonly #of: string;
  readonly #blocked: (place: number) => boolean;

  constructor(shape: GraphShape, of: string) {
    this.#graph = madeGraph(shape);
    this.#random = new SeededRandom(shape.seed, 41);
    this.#of = of;
    const played = new Set(Array.from({ length: PLAYED }, () => this.#graph.song[this.#place()] ?? 0));
    this.#blocked = (place) => played.has(this.#graph.song[place] ?? 0);
    // The graph puts its tracks in order when it is first asked.
    bridges(this.#graph, 0, 1);
  }

  ways(say: (line: string) => void): BenchRow[] {
    const times: number[] = [];
    let reached = 0;
    for (let pair = 0; pair < PAIRS; pair++) {
      const [from, to] = [this.#place(), this.#place()];
      const started = performance.now();
      const ways = bridges(this.#graph, from, to, { blocked: this.#blocked });
      times.push(performance.now() - started);
      if (ways.length > 0) reached += 1;
    }
    say(`${this.#of}: ${reached} of ${PAIRS} pairs within 3 steps, slowest ${Math.max(...times).toFixed(1)} ms`);
    return [
      { figure: `ways of up to 3 steps p50, ${this.#of}, ms`, measured: quantile(times, 0.5), bound: { atMost: 25 } },
      { figure: `ways of up to 3 steps p95, ${this.#of}, ms`, measured: quantile(times, 0.95), bound: { atMost: 50 } },
    ];
  }

  distances(): BenchRow[] {
    const times = Array.from({ length: REFRESHES }, () => this.#refreshed().time);
    const [p50, p95] = [quantile(times, 0.5), quantile(times, 0.95)];
    return [
      { figure: `${REQUESTS} distances refreshed p50, ${this.#of}, ms`, measured: p50, bound: { atMost: 50 } },
      { figure: `${REQUESTS} distances refreshed p95, ${this.#of}, ms`, measured: p95, bound: { atMost: 100 } },
    ];
  }

  /** Beside going from track to track. Throws where the answers are not the same. */
  besidePlain(): BenchRow {
    const [times, plain]: [number[], number[]] = [[], []];
    for (let round = 0; round < PLAIN_SEARCHES; round++) {
      const { from, requests, found, time } = this.#refreshed();
      const started = performance.now();
      const wanted = requests.map(searchedDistance(this.#graph, from, this.#blocked));
      plain.push(performance.now() - started);
      times.push(time);
      const wrong = wanted.findIndex((distance, at) => distance !== found[at]);
      if (wrong >= 0) throw new Error(`place ${requests[wrong]} is ${wanted[wrong]} from ${from}, not ${found[wrong]}`);
    }
    return {
      figure: `${REQUESTS} distances beside going from track to track, ${this.#of}, ms`,
      measured: quantile(times, 0.5),
      against: { name: 'plain search', measured: quantile(plain, 0.5) },
      bound: { atMost: 0.1 },
    };
  }

  #refreshed() {
    const from = this.#place();
    const requests = Array.from({ length: REQUESTS }, () => this.#place());
    const started = performance.now();
    const found = requests.map(reachFrom(this.#graph, from, { blocked: this.#blocked }));
    return { from, requests, found, time: performance.now() - started };
  }

  #place(): number {
    return this.#random.below(this.#graph.room);
  }
}

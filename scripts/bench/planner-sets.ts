// Building sets: how long one of twenty tracks takes from a large library, and how good it is on fifty fixed tasks, beside the
// textbook way and, where all sets can be tried, the best there is.
// `node scripts/bench/planner-sets.ts --entries 200000 --seed 1` runs it alone.

import { parseArgs } from 'node:util';
import { timingOf } from '../../host/src/domain/planner/overlap.ts';
import { buildSet } from '../../host/src/domain/planner/set-builder.ts';
import { setCost } from '../../host/src/domain/planner/set-objective.ts';
import { brokenRules } from '../../host/src/domain/planner/set-rules.ts';
import { FIRST_WISH, type SetWish } from '../../host/src/domain/planner/set-wish.ts';
import type { TrackGraph } from '../../host/src/domain/planner/track-graph.ts';
import { SeededRandom } from '../made-collection/random.ts';
import { nearestNeighbour } from './nearest-neighbour.ts';
import { quantile } from './quantile.ts';
import type { Bench, BenchRow } from './row.ts';
import { setInstances } from './set-instances.ts';
import { setLibrary } from './set-library.ts';
import { optimum } from './set-optimum.ts';

const BUILDS = 300;
const WARM_UP = 10;
/** About twenty tracks. */
const MINUTES = 106;

export const bench: Bench = async ({ entries, seed, say }) => [
  ...entries.map((count) => measureTimes(count, seed, say)),
  ...measureQuality(say),
];

function measureTimes(entries: number, seed: number, say: (line: string) => void): BenchRow {
  const graph = setLibrary(entries, seed);
  const random = new SeededRandom(seed, 52);
  const times: number[] = [];
  const lengths: number[] = [];
  let refused = 0;
  for (let built = -WARM_UP; built < BUILDS; built++) {
    const wish = anyWish(graph, random, built + WARM_UP);
    const started = performance.now();
    const set = buildSet(graph, wish, { timing: timingOf(graph) });
    if (built >= 0) times.push(performance.now() - started);
    if (!set.ok) refused++;
    else {
      lengths.push(set.tracks.length);
      const broken = brokenRules(graph, wish, set.tracks);
      if (broken.length > 0) throw new Error(`a set breaks its rules: ${broken.join(', ')}`);
    }
  }
  say(
    `sets from ${entries} tracks: median ${quantile(times, 0.5).toFixed(1)} ms, slowest ${Math.max(...times).toFixed(1)} ms, ` +
      `${quantile(lengths, 0.5)} tracks (median), ${refused} of ${BUILDS} refused`,
  );
  const figure = `set of about 20 tracks from ${entries.toLocaleString('en')}, p99, ms`;
  return { figure, measured: quantile(times, 0.99), bound: { atMost: 100 } };
}

/** Each kind of wish in turn. */
function anyWish(graph: TrackGraph, random: SeededRandom, turn: number): SetWish {
  const at = (bpm?: [number, number]): number => {
    for (;;) {
      const place = random.below(graph.room);
      const tempo = graph.bpm[place] ?? Number.NaN;
      if ((graph.key[place] ?? -1) >= 0 && (bpm === undefined || (tempo >= bpm[0] && tempo <= bpm[1]))) return place;
    }
  };
  const wish: SetWish = { ...FIRST_WISH, minutes: MINUTES, seed: turn };
  const kinds: (() => Partial<SetWish>)[] = [
    () => ({ preset: 'build' }),
    () => ({ first: at(), last: at(), preset: 'surprise' }),
    () => ({ must: [at([120, 130]), at([120, 130]), at([120, 130]), at([120, 130])], bpmFrom: 120, bpmTo: 130 }),
    () => ({ keys: 'strict', first: at(), preset: 'breather' }),
    () => ({ played: [at(), at()], requests: [at(), at()] }),
    () => ({ allowed: (place) => graph.genre[place] === 1 + (turn % 20), locked: [{ at: 5, place: at() }] }),
  ];
  return { ...wish, ...kinds[turn % kinds.length]?.() };
}

function measureQuality(say: (line: string) => void): BenchRow[] {
  let [ratio, gap, sum, sumBase, unordered] = [0, 0, 0, 0, 0];
  for (const { name, graph, wish, timing, small } of setInstances()) {
    const set = buildSet(graph, wish, { timing });
    if (!set.ok) throw new Error(`${name}: ${set.message}`);
    const whole = { ...wish, must: [...wish.must, ...wish.requests] };
    const broken = brokenRules(graph, whole, set.tracks);
    if (broken.length > 0) throw new Error(`${name} breaks its rules: ${broken.join(', ')}`);
    const cost = setCost(graph, wish, timing, set.tracks);
    const baseline = nearestNeighbour(graph, wish, timing);
    const best = small ? optimum(graph, wish, timing) : undefined;
    if (baseline === undefined) unordered++;
    else {
      // A hair for the order of additions.
      ratio = Math.max(ratio, cost <= baseline.cost + 1e-9 ? Math.min(1, cost / baseline.cost) : cost / baseline.cost);
      sum += cost;
      sumBase += baseline.cost;
    }
    if (best !== undefined) gap = Math.max(gap, cost <= best.cost + 1e-9 ? 0 : cost / best.cost - 1);
    say(
      `  ${name}: ${cost.toFixed(3)}, textbook ${baseline?.cost.toFixed(3) ?? 'none'}` +
        (best === undefined ? '' : `, best ${best.cost.toFixed(3)}`),
    );
  }
  say(`fifty sets: cost ${sum.toFixed(2)} in all, textbook ${sumBase.toFixed(2)}; it found none for ${unordered}`);
  return [
    { figure: 'fifty fixed sets, worst cost as a part of the textbook way', measured: ratio, bound: { atMost: 1 } },
    { figure: 'small fixed sets, worst cost above the best there is, %', measured: gap * 100, bound: { atMost: 2 } },
  ];
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
  console.table(rows.map(({ figure, measured }) => ({ figure, measured })));
}

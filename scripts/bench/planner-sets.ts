// Building sets: how long one of twenty tracks takes from a large library, and how good it is on fifty fixed tasks, beside the
// textbook way and, where all sets can be tried, the best there is.
// `npm run bench -- --only planner-sets` runs it alone.

import { timingOf } from '../../host/src/domain/planner/overlap.ts';
import { buildSet } from '../../host/src/domain/planner/set-builder.ts';
import { brokenRules } from '../../host/src/domain/planner/set-rules.ts';
import { FIRST_WISH, type SetWish } from '../../host/src/domain/planner/set-wish.ts';
import type { TrackGraph } from '../../host/src/domain/planner/track-graph.ts';
import { SeededRandom } from '../made-collection/random.ts';
import { quantile } from './quantile.ts';
import type { Bench, BenchRow } from './row.ts';
import { setLibrary } from './set-library.ts';
import { setQualities } from './set-quality.ts';

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
  const all = [...setQualities()];
  for (const { name, cost, textbook, best } of all) {
    const beside = best === undefined ? '' : `, best ${best.toFixed(3)}`;
    say(`  ${name}: ${cost.toFixed(3)}, textbook ${textbook?.toFixed(3) ?? 'none'}${beside}`);
  }
  const sum = (costs: (number | undefined)[]) => costs.reduce<number>((total, one = 0) => total + one, 0).toFixed(2);
  const unordered = all.filter(({ textbook }) => textbook === undefined).length;
  say(
    `fifty sets: cost ${sum(all.map(({ cost }) => cost))} in all, textbook ${sum(all.map(({ textbook }) => textbook))}; it found none for ${unordered}`,
  );
  const ratio = Math.max(...all.map((one) => one.ratio ?? 0));
  const gap = Math.max(...all.map((one) => one.gap ?? 0));
  return [
    { figure: 'fifty fixed sets, worst cost as a part of the textbook way', measured: ratio, bound: { atMost: 1 } },
    { figure: 'small fixed sets, worst cost above the best there is, %', measured: gap * 100, bound: { atMost: 2 } },
  ];
}

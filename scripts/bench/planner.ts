// Suggestions: how long the best 50 take beside scoring every track, and what a change of the library costs.
// `npm run bench -- --only planner` runs it alone.

import { Habits } from '../../host/src/domain/planner/habits.ts';
import { nightsOf } from '../../host/src/domain/planner/nights.ts';
import { fromPlace, suggest } from '../../host/src/domain/planner/suggest.ts';
import { PRESET_WEIGHTS, type SuggestContext, scorer } from '../../host/src/domain/planner/suggestion-parts.ts';
import { type PlannerTrack, TrackGraph } from '../../host/src/domain/planner/track-graph.ts';
import { SeededRandom } from '../made-collection/random.ts';
import { changeRows } from './planner-change.ts';
import { madeTracks } from './planner-graph.ts';
import { quantile } from './quantile.ts';
import type { Bench, BenchRow } from './row.ts';

const SEARCHES = 1_000;
const PLAIN_SEARCHES = 20;
const TOP = 50;
const NIGHTS = 100;
const TRACKS_A_NIGHT = 25;
const TODAY = 20_000;
const DAY_MS = 86_400_000;

export const bench: Bench = async ({ entries, seed, say }) => {
  const rows: BenchRow[] = [];
  for (const count of entries) {
    rows.push(...rowsOf(count, seed, say));
    // Now that none of the former's tracks are in memory any more: in the host they never are.
    rows.push(...(await changeRows(count, seed)));
  }
  return rows;
};

function rowsOf(count: number, seed: number, say: (line: string) => void): BenchRow[] {
  const random = new SeededRandom(seed, 50);
  const tracks = tagged(madeTracks({ entries: count, seed, unknown: 0.05 }), random);
  const graph = new TrackGraph();
  graph.put(tracks);
  const habits = Habits.learn(graph, madeNights(graph, random));
  const of = `${count.toLocaleString('en')} tracks`;
  const contextOf = (place: number): SuggestContext => ({
    ...{ from: fromPlace(graph, place), weights: PRESET_WEIGHTS.smooth, energyStep: 0, today: TODAY },
    habits: habits.from(place, { placeInSet: 0.5 }),
    wishes: new Map([[random.below(count), 2]]),
  });
  // Buckets are put in order when they are first asked for.
  suggest(graph, contextOf(0), TOP);
  const places = Array.from({ length: SEARCHES }, () => random.below(count));
  const isKnown = (place: number) => (graph.key[place] ?? -1) >= 0 && !Number.isNaN(graph.bpm[place]);
  const timesFrom = (from: number[]) =>
    from.map((place) => timed(1, () => suggest(graph, contextOf(place), TOP))[0] ?? 0);
  const times = timesFrom(places.filter(isKnown));
  graph.keyLock = false;
  const unlocked = timesFrom(places.filter(isKnown));
  graph.keyLock = true;
  const unknown = timesFrom(places.filter((place) => !isKnown(place)));
  const plain = timed(PLAIN_SEARCHES, () => everyTrack(graph, contextOf(random.below(count))));
  say(
    `${of}: slowest ${Math.max(...times).toFixed(1)} ms; every track scored and sorted ${quantile(plain, 0.5).toFixed(0)} ms`,
  );
  return [
    { figure: `top ${TOP} suggestions p50, ${of}, ms`, measured: quantile(times, 0.5), bound: { atMost: 3 } },
    { figure: `top ${TOP} suggestions p99, ${of}, ms`, measured: quantile(times, 0.99), bound: { atMost: 3 } },
    {
      figure: `the same without the key lock p99, ${of}, ms`,
      measured: quantile(unlocked, 0.99),
      bound: { atMost: 3 },
    },
    {
      figure: `the same after a track without key or tempo p95, ${of}, ms`,
      measured: quantile(unknown, 0.95),
      bound: { atMost: 25 },
    },
    {
      figure: `top ${TOP} suggestions p50 beside scoring every track, ${of}`,
      measured: quantile(times, 0.5),
      against: { name: 'every track', measured: quantile(plain, 0.5) },
      bound: { atMost: 0.5 },
    },
  ];
}

function everyTrack(graph: TrackGraph, context: SuggestContext): number[] {
  const score = scorer(graph, context);
  const scores = new Float64Array(graph.room);
  for (let place = 0; place < graph.room; place++) scores[place] = score(place);
  return Array.from(scores.keys())
    .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))
    .slice(0, TOP);
}

/** With what a DJ's tags say beside key and tempo. */
function tagged(tracks: readonly PlannerTrack[], random: SeededRandom): PlannerTrack[] {
  return tracks.map((track) => ({
    ...track,
    genre: `genre ${random.below(40)}`,
    label: `label ${random.below(3_000)}`,
    stars: random.chance(0.4) ? 1 + random.below(5) : undefined,
    energy: random.chance(0.4) ? random.below(11) / 10 : undefined,
    playedDay: random.chance(0.2) ? TODAY - random.below(900) : undefined,
  }));
}

function madeNights(graph: TrackGraph, random: SeededRandom) {
  const plays = Array.from({ length: NIGHTS * TRACKS_A_NIGHT }, (_, n) => ({
    at: Math.floor(n / TRACKS_A_NIGHT) * DAY_MS + (n % TRACKS_A_NIGHT) * 300_000,
    durationMs: 300_000,
    place: random.below(graph.room),
  }));
  return nightsOf(plays, (place) => graph.song[place] ?? 0);
}

function timed(times: number, work: () => unknown): number[] {
  return Array.from({ length: times }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
}

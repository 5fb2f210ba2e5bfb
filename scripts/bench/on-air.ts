// Plays generated performances to the on-air machine and holds what it publishes against what the room heard.
// Directly: `node scripts/bench/on-air.ts --seed 1 --performances 10000`.

import { parseArgs } from 'node:util';
import { step } from '../../host/src/domain/on-air.ts';
import type { OnAirPolicy } from '../../host/src/domain/on-air-policies.ts';
import { firstOnAir } from '../../host/src/domain/on-air-state.ts';
import { SeededRandom } from '../made-collection/random.ts';
import { firstHeard, reignsOf, timesReigned } from './on-air-truth.ts';
import { makePerformance, type Performance, START_MS, trackName } from './performances.ts';
import type { Bench, BenchRow } from './row.ts';

export const AUTOMATIC: readonly OnAirPolicy[] = ['dominant', 'first-audible', 'full-over', 'others-stopped'];

/** A track that reigned this long without a break has to be published, and to be on air at the end of it. */
const MUST_BE_SHOWN_MS = 20_000;
/** Up to here a message may take to arrive. */
const MOST_DELAY_MS = 20;

export type Verdict = {
  tracks: number;
  published: number;
  mustBeShown: number;
  /** Published, though it could not have been heard until then. */
  neverAudible: number;
  /** Reigned for 20 s and was not published. */
  missing: number;
  /** Published more often than it came to reign. */
  doubled: number;
  /** Reigned for 20 s, and something else was on air at the end of that. */
  wrongAtEnd: number;
  /** From the moment the room heard a track for the first time to its publication, ms. */
  latenciesMs: number[];
  /** The first faults, in words. */
  faults: string[];
};

type Publication = { atMs: number; track?: number };

/** Plays one performance under `policy`. Messages take 0–20 ms each and stay in order. */
export function play(performance: Performance, policy: OnAirPolicy, random: SeededRandom): Publication[] {
  const publications: Publication[] = [];
  let state = firstOnAir();
  let wakeAtMs: number | undefined;
  const take = (input: Parameters<typeof step>[1], atMs: number) => {
    const next = step(state, input, { policy }, atMs);
    state = next.state;
    wakeAtMs = next.wakeAtMs;
    for (const change of next.changes) {
      publications.push({ atMs, track: change.kind === 'on-air' ? numberOf(change.heard.title) : undefined });
    }
  };
  const tickUntil = (endMs: number) => {
    while (wakeAtMs !== undefined && wakeAtMs <= endMs) take({ kind: 'tick' }, wakeAtMs);
  };
  let lastMs = 0;
  for (const { atMs, sighting } of performance.sent) {
    lastMs = Math.max(lastMs, atMs + random.below(MOST_DELAY_MS + 1));
    tickUntil(lastMs);
    take(sighting, lastMs);
  }
  tickUntil(performance.endMs);
  return publications;
}

export function emptyVerdict(): Verdict {
  const counts = { tracks: 0, published: 0, mustBeShown: 0, neverAudible: 0, missing: 0, doubled: 0, wrongAtEnd: 0 };
  return { ...counts, latenciesMs: [], faults: [] };
}

/** Adds to `verdict` what is to be said of these publications. `name` stands before faults. */
export function judge(
  verdict: Verdict,
  { truth, endMs, tracks }: Performance,
  publications: readonly Publication[],
  policy: OnAirPolicy,
  name: string,
): void {
  const reigns = reignsOf(truth, endMs, policy);
  const allowed = timesReigned(reigns);
  const heard = firstHeard(truth);
  const shown = new Map<number, number[]>();
  const fault = (kind: 'neverAudible' | 'missing' | 'doubled' | 'wrongAtEnd', track: number, atMs: number) => {
    verdict[kind] += 1;
    const second = ((atMs - START_MS) / 1000).toFixed(2);
    if (verdict.faults.length < 20) verdict.faults.push(`${name}, ${policy}: track ${track} ${kind} at ${second} s`);
  };
  verdict.tracks += tracks;
  for (const { track, atMs } of publications) {
    if (track === undefined) continue;
    verdict.published += 1;
    const times = [...(shown.get(track) ?? []), atMs];
    shown.set(track, times);
    if ((heard.get(track) ?? Infinity) > atMs) fault('neverAudible', track, atMs);
    if (times.length > Math.max(1, allowed.get(track) ?? 0)) fault('doubled', track, atMs);
  }
  for (const { track, fromMs, toMs } of reigns) {
    if (track === undefined || toMs - fromMs < MUST_BE_SHOWN_MS) continue;
    verdict.mustBeShown += 1;
    if (!shown.has(track)) fault('missing', track, toMs);
    else if (publications.findLast(({ atMs }) => atMs < toMs)?.track !== track) fault('wrongAtEnd', track, toMs);
  }
  for (const [track, atMs] of heard) {
    const first = shown.get(track)?.[0];
    if (first !== undefined) verdict.latenciesMs.push(first - atMs);
  }
}

/** All policies over `count` performances. */
export function judgeAll(count: number, seed: number, say: (line: string) => void): Map<OnAirPolicy, Verdict> {
  const verdicts = new Map(AUTOMATIC.map((policy) => [policy, emptyVerdict()]));
  for (let number = 0; number < count; number++) {
    const performance = makePerformance(seed, number);
    for (const [policy, verdict] of verdicts) {
      const publications = play(performance, policy, new SeededRandom(seed, number, 1));
      judge(verdict, performance, publications, policy, `performance ${number}`);
    }
    if ((number + 1) % 2_000 === 0) say(`${number + 1} of ${count} performances`);
  }
  return verdicts;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const bench: Bench = async ({ seed, say }) => rowsOf(10_000, seed, say);

function rowsOf(count: number, seed: number, say: (line: string) => void): BenchRow[] {
  const rows: BenchRow[] = [];
  const many = new Intl.NumberFormat('en').format(count);
  for (const [policy, verdict] of judgeAll(count, seed, say)) {
    const { tracks, published, mustBeShown, latenciesMs, faults } = verdict;
    const latencies = [0.5, 0.95, 1].map((share) => percentile(latenciesMs, share)).join(' / ');
    say(
      `${policy}: ${tracks} tracks, ${published} published, ${mustBeShown} reigns ≥ 20 s; latency p50 / p95 / max ${latencies} ms`,
    );
    for (const fault of faults) say(`  ${fault}`);
    const none = { atMost: 0 };
    const over = `on air, ${many} performances, ${policy}`;
    rows.push({ figure: `${over}: published, never audible`, measured: verdict.neverAudible, bound: none });
    rows.push({ figure: `${over}: 20 s on top, not published`, measured: verdict.missing, bound: none });
    rows.push({ figure: `${over}: 20 s on top, another shown`, measured: verdict.wrongAtEnd, bound: none });
    rows.push({ figure: `${over}: published more than once`, measured: verdict.doubled, bound: none });
    if (policy !== 'first-audible') continue;
    const p95 = percentile(latenciesMs, 0.95);
    rows.push({ figure: `${over}: audible to published p95, ms`, measured: p95, bound: { atMost: 300 } });
  }
  return rows;
}

function numberOf(title: string): number {
  return Number(title.slice(trackName(0).length - 1));
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { seed: { type: 'string', default: '1' }, performances: { type: 'string', default: '10000' } },
  });
  const rows = rowsOf(Number(values.performances), Number(values.seed), (line) => process.stderr.write(`${line}\n`));
  for (const { figure, measured } of rows) process.stdout.write(`${figure}: ${measured}\n`);
}

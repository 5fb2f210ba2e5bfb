// Where a moment of the evening lies in a recording or a stream. Pure.
//
// A recording's clock is the recorder's own: it stands still in a pause and begins anew at 0 in each file. A stream's clock goes
// on while it reconnects. Between what OBS was seen to say, time is shared out evenly; where nobody looked and a pause could
// have hidden, the answer is rough.

import type { OutputKind } from '@tracord/shared/sets.ts';

/** What is stored of an output. `durationMs`: of the whole output as OBS counts it, pauses left out. `split`: from then on it
 * writes to `path`. `away`: from then on nobody saw what it did. */
export type OutputMark = {
  /** Ms since the epoch. */
  at: number;
  what: 'started' | 'seen' | 'paused' | 'resumed' | 'split' | 'away' | 'stopped';
  durationMs?: number;
  path?: string;
};

/** `marks` in the order they were seen. */
export type OutputClock = { id: string; kind: OutputKind; startedAt: number; endedAt?: number; marks: OutputMark[] };

/** `ms` from the beginning of `file` (1, 2, 3 …). `rough`: only known to some seconds. */
export type OutputPlace = { file: number; ms: number; rough?: true };

/** `path`: as far as OBS named it. */
export type OutputFile = { number: number; path?: string };

/**
 * The duration that OBS tells counts what has left the encoder: it stays behind what is recorded by a constant time, which is
 * known once the start was seen (OBS 29, x264: 0.64 s). Of a recording whose start nobody saw it is taken to be this.
 */
export const USUAL_LAG_MS = 600;
/** An encoder that looks ahead as far as it can stays behind by no more than this. */
const MOST_LAG_MS = 5_000;
/** Within this the recorder's count and the wall clock agree: more, and something happened that nobody saw … */
const AGREE_MS = 400;
/** … two clocks of one computer part by no more than this share. */
const DRIFT = 0.000_02;

/** Where the moment `atMs` (ms since the epoch) lies; undefined: not on this output. A moment in a pause lies where it paused. */
export function placeOn(clock: OutputClock, atMs: number): OutputPlace | undefined {
  if (atMs < beginOf(clock) || (clock.endedAt !== undefined && atMs > clock.endedAt)) return undefined;
  const { recorded, isRough, splits } = lineOf(clock);
  const wholeMs = recorded(atMs);
  const file = splits.findLastIndex((fromMs) => wholeMs >= fromMs);
  const place = { file: file + 2, ms: Math.round(wholeMs - (splits[file] ?? 0)) };
  return isRough(atMs) ? { ...place, rough: true } : place;
}

/** Ms that were recorded between two moments (ms since the epoch), all files together; 0: nothing of that is on this output. */
export function recordedBetween(clock: OutputClock, fromMs: number, toMs: number): number {
  const { recorded } = lineOf(clock);
  const within = (atMs: number) => recorded(Math.min(Math.max(atMs, beginOf(clock)), clock.endedAt ?? atMs));
  return Math.max(0, within(toMs) - within(fromMs));
}

/** In the order they were written. There is always one. */
export function filesOf({ marks }: OutputClock): OutputFile[] {
  const first = marks.find(({ what, path }) => path !== undefined && what === 'started');
  const splits = marks.filter(({ what }) => what === 'split');
  const stopped = marks.find(({ what }) => what === 'stopped');
  const paths = [splits.length === 0 ? (first ?? stopped)?.path : first?.path, ...splits.map(({ path }) => path)];
  return paths.map((path, index) => (path === undefined ? { number: index + 1 } : { number: index + 1, path }));
}

/** How long one file is, or all of them, in ms; of an output that still runs, as far as it was seen. 0: there is no such file. */
export function lengthOf(clock: OutputClock, file?: number): number {
  const { recorded, splits } = lineOf(clock);
  const lastMs = Math.max(beginOf(clock), ...clock.marks.map(({ at }) => at));
  const endMs = recorded(clock.endedAt ?? lastMs) - (hasStopped(clock) ? lagOf(clock) : 0);
  const bounds = [0, ...splits, endMs];
  const [fromMs, toMs] = file === undefined ? [0, bounds.at(-1)] : [bounds[file - 1], bounds[file]];
  return fromMs === undefined || toMs === undefined ? 0 : Math.max(0, Math.round(toMs - fromMs));
}

/** It says that it stopped when the last picture has left the encoder. */
function hasStopped({ kind, marks }: OutputClock): boolean {
  return kind === 'recording' && ['seen', 'stopped'].every((wanted) => marks.some(({ what }) => what === wanted));
}

/** How far the told duration stays behind what is recorded, ms: known where somebody watched from the start on. */
export function lagOf(clock: OutputClock): number {
  const first = clock.marks.findIndex(({ what, durationMs = 0 }) => what === 'seen' && durationMs > 0);
  const { at, durationMs = 0 } = clock.marks[first] ?? {};
  const before = clock.marks.slice(0, first);
  const isWatched = before.some(({ what }) => what === 'started') && !before.some(({ what }) => what === 'away');
  if (at === undefined || !isWatched) return USUAL_LAG_MS;
  const lagMs = runningTime(clock)(at) - durationMs;
  return lagMs > MOST_LAG_MS ? USUAL_LAG_MS : Math.max(0, lagMs);
}

/** When it began: OBS's own word before what was reckoned. */
function beginOf({ startedAt, marks }: OutputClock): number {
  return marks.find(({ what }) => what === 'started')?.at ?? startedAt;
}

type Line = {
  /** Ms recorded in all files together until `atMs`. */
  recorded: (atMs: number) => number;
  isRough: (atMs: number) => boolean;
  /** What was recorded when the second, third … file began, ms. */
  splits: number[];
};

/** Marks are never changed in place: the line of a clock is drawn once. */
const lines = new WeakMap<OutputClock, Line>();

function lineOf(clock: OutputClock): Line {
  const known = lines.get(clock);
  if (known !== undefined) return known;
  const line = clock.kind === 'stream' ? streamLine(clock) : recordingLine(clock);
  lines.set(clock, line);
  return line;
}

function streamLine(clock: OutputClock): Line {
  const beginMs = beginOf(clock);
  return { recorded: (atMs) => Math.max(0, atMs - beginMs), isRough: () => false, splits: [] };
}

/** What was recorded, over the time that the recorder ran: pauses are no time there, and a straight line joins what was seen. */
function recordingLine(clock: OutputClock): Line {
  const ran = runningTime(clock);
  const lagMs = lagOf(clock);
  const points = pointsOf(clock, ran, lagMs);
  const recorded = (atMs: number) => Math.max(0, onLine(points, atMs, ran(atMs)));
  const stretches = roughStretches(clock, points);
  const splits = clock.marks
    .filter(({ what }) => what === 'split')
    // A file changes when its first picture has left the encoder.
    .map(({ at, durationMs }) => durationMs ?? Math.max(0, recorded(at) - lagMs));
  return { recorded, isRough: (atMs) => stretches.some(([from, to]) => atMs > from && atMs < to), splits };
}

/** Ms from the beginning to a moment, pauses left out. */
function runningTime(clock: OutputClock): (atMs: number) => number {
  const beginMs = beginOf(clock);
  const pauses: [from: number, to: number][] = [];
  for (const { what, at } of clock.marks) {
    const last = pauses.at(-1);
    const isPaused = last !== undefined && last[1] === Infinity;
    if (what === 'paused' && !isPaused) pauses.push([at, Infinity]);
    if (what === 'resumed' && isPaused) last[1] = at;
  }
  return (atMs) => {
    const paused = pauses.reduce((sum, [from, to]) => sum + Math.max(0, Math.min(to, atMs) - from), 0);
    return atMs - beginMs - paused;
  };
}

type Point = { at: number; ranMs: number; recordedMs: number };

function pointsOf(clock: OutputClock, ran: (atMs: number) => number, lagMs: number): Point[] {
  const beginMs = beginOf(clock);
  const points: Point[] = [];
  if (clock.marks.some(({ what }) => what === 'started')) points.push({ at: beginMs, ranMs: 0, recordedMs: 0 });
  let isPausedSince = false;
  for (const { at, what, durationMs } of clock.marks) {
    const last = points.at(-1);
    // As long as somebody looked, a pause would have been told.
    if (what === 'away' && last !== undefined) {
      const ranMs = ran(at);
      points.push({ at, ranMs, recordedMs: last.recordedMs + ranMs - last.ranMs });
    }
    if (what === 'paused') isPausedSince = true;
    if (what === 'resumed' || what === 'away') isPausedSince = false;
    // In a pause the count says nothing new, and the encoder may have brought out what it held back.
    if (what !== 'seen' || durationMs === undefined || durationMs === 0 || isPausedSince) continue;
    const before = points.at(-1);
    points.push({ at, ranMs: ran(at), recordedMs: Math.max(before?.recordedMs ?? 0, durationMs + lagMs) });
  }
  return points;
}

function onLine(points: readonly Point[], atMs: number, ranMs: number): number {
  const after = points.findIndex((point) => point.at > atMs);
  const a = points[after === -1 ? points.length - 1 : after - 1];
  const b = after === -1 ? undefined : points[after];
  if (a === undefined) return b === undefined ? ranMs : b.recordedMs - (b.ranMs - ranMs);
  if (b === undefined) return a.recordedMs + (ranMs - a.ranMs);
  const share = b.ranMs === a.ranMs ? 0 : (ranMs - a.ranMs) / (b.ranMs - a.ranMs);
  return a.recordedMs + (b.recordedMs - a.recordedMs) * share;
}

/** Where a pause could have hidden: nobody looked, and what was counted is not what had to be. */
function roughStretches(clock: OutputClock, points: readonly Point[]): [from: number, to: number][] {
  const stretches: [number, number][] = [];
  const wasSeenToStart = clock.marks.some(({ what }) => what === 'started');
  if (!wasSeenToStart) stretches.push([-Infinity, points[0]?.at ?? Infinity]);
  for (const [index, to] of points.entries()) {
    const from = points[index - 1];
    if (from === undefined) continue;
    const ranMs = to.ranMs - from.ranMs;
    const offMs = Math.abs(to.recordedMs - from.recordedMs - ranMs);
    if (offMs > AGREE_MS + ranMs * DRIFT) stretches.push([from.at, to.at]);
  }
  for (const [index, { what, at }] of clock.marks.entries()) {
    if (what !== 'away') continue;
    const rest = clock.marks.slice(index + 1);
    const back = rest.findIndex(({ what }) => what === 'seen');
    const between = back === -1 ? rest : rest.slice(0, back);
    if (back === -1 || between.some(({ what }) => what !== 'away')) stretches.push([at, rest[back]?.at ?? Infinity]);
  }
  return stretches;
}

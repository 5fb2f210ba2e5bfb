// Where the next track of a set starts in the one before it, and how long both run together, so that the times of a set are those
// of the clock. From cues where a DJ has set them, else a sensible default. Pure.
//
// A track is entered at: its fade-in marker, else its load marker, else a hot cue named "in", "mix in" or "intro", else a hot cue
// within its first 32 beats, else its beginning. The next one starts at: its fade-out marker, else a hot cue named "out", "mix out"
// or "outro", else its last hot cue in the last quarter, else 32 beats before its end (at least 8 s). Markers to enter count in the
// first half only, markers to leave in the second. Both run together for at most a third of either, and 128 beats.

import type { Cue } from '#domain/track.ts';
import type { TrackGraph } from './track-graph.ts';

/** What a length that nobody knows counts as. */
export const LENGTH_UNKNOWN_MS = 300_000;
const BPM_UNKNOWN = 120;
const BLEND_BEATS = 32;
const LONGEST_BEATS = 128;
const LEAST_MS = 8_000;

const IN = /^(mix[ -]?)?in(tro)?$/i;
const OUT = /^(mix[ -]?)?out(ro)?$/i;

/** Absent or not above 0: not known. Cues outside the length are passed over. */
export type Mixable = { lengthMs?: number; bpm?: number; cues?: readonly Cue[] };

/** The times of a set by places of the graph: `advanceMs`: how long after the start of one track the next one starts, above 0;
 * `restMs`: how long a track sounds when nothing comes after it. */
export type Timing = { advanceMs: (from: number, to: number) => number; restMs: (place: number) => number };

/** Of the row at this place it is known when it really started, in ms from the beginning of the set. */
export type OnAirRow = { at: number; startsMs: number };

/** In ms of the clock, from the start of the first: when each starts, and how long it runs together with the one before it. What is
 * after `onAir` counts from there, and nothing before it started later. */
export function setTimes(rows: readonly Mixable[], onAir?: OnAirRow): { startsMs: number; overlapMs: number }[] {
  const times: { startsMs: number; overlapMs: number }[] = [];
  let startsMs = 0;
  for (let at = 0; at < rows.length; at++) {
    const [before, row] = [rows[at - 1], rows[at]];
    const blend = before && row && blendOf(spanOf(before), spanOf(row));
    startsMs += blend?.advanceMs ?? 0;
    if (at === onAir?.at) startsMs = onAir.startsMs;
    times.push({ startsMs: Math.round(startsMs), overlapMs: Math.round(blend?.overlapMs ?? 0) });
  }
  for (const time of times.slice(0, onAir?.at ?? 0)) time.startsMs = Math.min(time.startsMs, onAir?.startsMs ?? 0);
  return times;
}

/** From the beginning of the set to the end of the last. */
export function setLengthMs(rows: readonly Mixable[], onAir?: OnAirRow): number {
  const last = rows.at(-1);
  if (last === undefined) return 0;
  return Math.round((setTimes(rows, onAir).at(-1)?.startsMs ?? 0) + heardMs(spanOf(last)));
}

/** `cuesOf` is asked once per track. */
export function timingOf(graph: TrackGraph, cuesOf: (place: number) => readonly Cue[] | undefined = () => []): Timing {
  const spans = new Map<number, Span>();
  const span = (place: number): Span => {
    const known = spans.get(place);
    if (known !== undefined) return known;
    const made = spanOf({ lengthMs: graph.durationMs[place], bpm: graph.bpm[place], cues: cuesOf(place) });
    spans.set(place, made);
    return made;
  };
  return {
    advanceMs: (from, to) => blendOf(span(from), span(to)).advanceMs,
    restMs: (place) => heardMs(span(place)),
  };
}

/** Positions within a track. `leavesMs` is absent where no cue says it. */
type Span = { lengthMs: number; beatMs: number; entersMs: number; leavesMs?: number };

function spanOf({ lengthMs: length, bpm, cues = [] }: Mixable): Span {
  const lengthMs = length !== undefined && length > 0 && Number.isFinite(length) ? length : LENGTH_UNKNOWN_MS;
  const beatMs = 60_000 / (bpm !== undefined && bpm > 0 && Number.isFinite(bpm) ? bpm : BPM_UNKNOWN);
  const early = cues.filter(({ startMs }) => startMs >= 0 && startMs < lengthMs / 2);
  const late = cues.filter(({ startMs }) => startMs >= lengthMs / 2 && startMs < lengthMs);
  const entry =
    early.find(({ kind }) => kind === 'fade-in') ??
    early.find(({ kind }) => kind === 'load') ??
    early.find((cue) => isPad(cue) && IN.test(cue.name?.trim() ?? '')) ??
    byTime(early.filter((cue) => isPad(cue) && cue.startMs <= BLEND_BEATS * beatMs)).at(0);
  const exit =
    late.find(({ kind }) => kind === 'fade-out') ??
    late.find((cue) => isPad(cue) && OUT.test(cue.name?.trim() ?? '')) ??
    byTime(late.filter((cue) => isPad(cue) && cue.startMs >= lengthMs * 0.75)).at(-1);
  return { lengthMs, beatMs, entersMs: entry?.startMs ?? 0, leavesMs: exit?.startMs };
}

/** A grid marker often owns a pad too, and says nothing of mixing. */
function isPad({ kind, hotCue }: Cue): boolean {
  return hotCue !== undefined && (kind === 'cue' || kind === 'loop');
}

function byTime(cues: Cue[]): Cue[] {
  return cues.sort((a, b) => a.startMs - b.startMs);
}

function heardMs({ lengthMs, entersMs }: Span): number {
  return lengthMs - entersMs;
}

function blendOf(from: Span, to: Span): { advanceMs: number; overlapMs: number } {
  // The next track is alone before the one after it starts.
  const alone = to.leavesMs === undefined ? heardMs(to) : to.leavesMs - to.entersMs;
  const longest = Math.min(LONGEST_BEATS * from.beatMs, heardMs(from) / 3, heardMs(to) / 3, alone);
  const wanted =
    from.leavesMs === undefined ? Math.max(LEAST_MS, BLEND_BEATS * from.beatMs) : from.lengthMs - from.leavesMs;
  const overlapMs = Math.min(wanted, longest);
  const leavesMs = from.leavesMs ?? from.lengthMs - overlapMs;
  return { advanceMs: leavesMs - from.entersMs, overlapMs };
}

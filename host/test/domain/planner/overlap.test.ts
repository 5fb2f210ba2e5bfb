import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { LENGTH_UNKNOWN_MS, type Mixable, setLengthMs, setTimes, timingOf } from '#domain/planner/overlap.ts';
import { TrackGraph } from '#domain/planner/track-graph.ts';
import type { Cue } from '#domain/track.ts';

const MINUTE = 60_000;
const track = (minutes: number, ...cues: Cue[]): Mixable => ({ lengthMs: minutes * MINUTE, bpm: 120, cues });
const cue = (kind: Cue['kind'], startMs: number, more: Partial<Cue> = {}): Cue => ({ kind, startMs, ...more });
const plain = track(6);
// 32 beats at 120 BPM.
const BLEND = 16_000;

describe('the second track starts, and how long both run together', () => {
  test.each<[string, Mixable, Mixable, number, number]>([
    ['no cues: 32 beats before the end', plain, plain, 6 * MINUTE - BLEND, BLEND],
    ['no tempo: as at 120 BPM', { lengthMs: 6 * MINUTE }, plain, 6 * MINUTE - BLEND, BLEND],
    ['very fast: 8 s at least', { lengthMs: 6 * MINUTE, bpm: 300 }, plain, 6 * MINUTE - 8_000, 8_000],
    ['a short track: a third of it', { lengthMs: 12_000, bpm: 120 }, plain, 8_000, 4_000],
    ['a short next track: a third of that', plain, { lengthMs: 12_000, bpm: 120 }, 6 * MINUTE - 4_000, 4_000],
    ['no length: five minutes', { bpm: 120 }, plain, LENGTH_UNKNOWN_MS - BLEND, BLEND],
    ['a fade-out', track(6, cue('fade-out', 5.5 * MINUTE)), plain, 5.5 * MINUTE, 30_000],
    ['an early fade-out: 128 beats together', track(6, cue('fade-out', 4 * MINUTE)), plain, 4 * MINUTE, 64_000],
    ['a fade-in: that much of it is not heard', track(6, cue('fade-in', MINUTE)), plain, 5 * MINUTE - BLEND, BLEND],
    ['a load marker', track(6, cue('load', 10_000)), plain, 6 * MINUTE - 10_000 - BLEND, BLEND],
    [
      'a fade-in goes before a load marker',
      track(6, cue('load', 0), cue('fade-in', MINUTE)),
      plain,
      5 * MINUTE - BLEND,
      BLEND,
    ],
    ['a pad called in', track(6, cue('cue', MINUTE, { hotCue: 3, name: 'Mix In' })), plain, 5 * MINUTE - BLEND, BLEND],
    ['a pad near the beginning', track(6, cue('cue', 4_000, { hotCue: 1 })), plain, 6 * MINUTE - 4_000 - BLEND, BLEND],
    ['a pad further in says nothing', track(6, cue('cue', MINUTE, { hotCue: 1 })), plain, 6 * MINUTE - BLEND, BLEND],
    [
      'the last pad of the last quarter',
      track(6, cue('cue', 5 * MINUTE, { hotCue: 1 }), cue('loop', 5.5 * MINUTE, { hotCue: 2 })),
      plain,
      5.5 * MINUTE,
      30_000,
    ],
    [
      'a pad called out',
      track(6, cue('cue', 5 * MINUTE, { hotCue: 1, name: 'out' }), cue('cue', 5.5 * MINUTE, { hotCue: 2 })),
      plain,
      5 * MINUTE,
      60_000,
    ],
    [
      'a pad before the last quarter says nothing',
      track(6, cue('cue', 4 * MINUTE, { hotCue: 1 })),
      plain,
      6 * MINUTE - BLEND,
      BLEND,
    ],
    ['a grid marker says nothing', track(6, cue('grid', 4_000, { hotCue: 1 })), plain, 6 * MINUTE - BLEND, BLEND],
    ['a cue that is on no pad says nothing', track(6, cue('cue', 4_000)), plain, 6 * MINUTE - BLEND, BLEND],
    [
      'fade-out before fade-in: neither is believed',
      track(6, cue('fade-in', 5 * MINUTE), cue('fade-out', MINUTE)),
      plain,
      6 * MINUTE - BLEND,
      BLEND,
    ],
    ['beyond the end: not believed', track(6, cue('fade-out', 7 * MINUTE)), plain, 6 * MINUTE - BLEND, BLEND],
  ])('%s', (_, one, next, startsMs, overlapMs) => {
    expect(setTimes([one, next])).toEqual([
      { startsMs: 0, overlapMs: 0 },
      { startsMs, overlapMs },
    ]);
  });
});

it('nothing has no times and no length', () => {
  expect(setTimes([])).toEqual([]);
  expect(setLengthMs([])).toBe(0);
});

it('the length goes to the end of the last track', () => {
  expect(setLengthMs([plain])).toBe(6 * MINUTE);
  expect(setLengthMs([plain, track(4, cue('fade-in', 30_000))])).toBe(6 * MINUTE - BLEND + 3.5 * MINUTE);
});

it('what comes after a track on air counts from when that one really started, and nothing before it started later', () => {
  const starts = (startsMs: number) =>
    setTimes([plain, plain, plain], { at: 1, startsMs }).map((time) => time.startsMs);
  expect(starts(9 * MINUTE)).toEqual([0, 9 * MINUTE, 15 * MINUTE - BLEND]);
  expect(starts(-MINUTE)).toEqual([-MINUTE, -MINUTE, 5 * MINUTE - BLEND]);
  expect(setLengthMs([plain, plain], { at: 1, startsMs: 9 * MINUTE })).toBe(15 * MINUTE);
});

const anyCue: fc.Arbitrary<Cue> = fc.record({
  kind: fc.constantFrom('cue', 'fade-in', 'fade-out', 'load', 'grid', 'loop'),
  startMs: fc.integer({ min: -1_000, max: 700_000 }),
  hotCue: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }),
});
const anyTrack: fc.Arbitrary<Mixable> = fc.record({
  lengthMs: fc.option(fc.integer({ min: -1, max: 700_000 }), { nil: undefined }),
  bpm: fc.option(fc.double({ min: 0, max: 300 }), { nil: undefined }),
  cues: fc.array(anyCue, { maxLength: 6 }),
});

it('whatever the cues say: starts rise, and no three tracks run together', () => {
  fc.assert(
    fc.property(fc.array(anyTrack, { minLength: 1, maxLength: 12 }), (rows) => {
      const times = setTimes(rows);
      expect(times).toHaveLength(rows.length);
      for (let at = 1; at < times.length; at++) {
        const [before, now] = [times[at - 1], times[at]];
        // A millisecond either way is rounding.
        expect(now?.startsMs).toBeGreaterThanOrEqual((before?.startsMs ?? 0) + (before?.overlapMs ?? 0) - 2);
        expect(now?.overlapMs).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});

it('times by places of the graph are the same', () => {
  const graph = new TrackGraph();
  const base = { artist: 'a', bpm: 120 };
  graph.put([
    { ...base, id: 'one', song: '1', durationMs: 6 * MINUTE },
    { ...base, id: 'two', song: '2' },
  ]);
  const cues = [cue('fade-out', 5 * MINUTE), cue('fade-in', MINUTE)];
  const timing = timingOf(graph, (place) => (place === 0 ? cues : undefined));
  expect(timing.advanceMs(0, 1)).toBe(4 * MINUTE);
  expect(timing.advanceMs(1, 0)).toBe(LENGTH_UNKNOWN_MS - BLEND);
  expect(timing.restMs(0)).toBe(5 * MINUTE);
});

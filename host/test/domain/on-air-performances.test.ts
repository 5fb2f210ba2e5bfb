// The on-air machine against made-up performances: what the room heard against what was published. The benchmark
// `on-air` does the same with 10,000 of them.

import { describe, expect, it } from 'vitest';
import { AUTOMATIC, emptyVerdict, judge, judgeAll, percentile } from '../../../scripts/bench/on-air.ts';
import { START_MS } from '../../../scripts/bench/performances.ts';

describe('over 300 performances', () => {
  const verdicts = judgeAll(300, 20_240, () => {});

  it.each(AUTOMATIC)('%s shows what was heard, all of it, and once', (policy) => {
    const verdict = verdicts.get(policy) ?? emptyVerdict();
    expect(verdict.faults).toEqual([]);
    expect(verdict.mustBeShown).toBeGreaterThan(1_000);
    expect(verdict.published).toBeGreaterThan(1_000);
  });

  it('first-audible publishes within 300 ms of the first sound, in 95 of 100', () => {
    const { latenciesMs } = verdicts.get('first-audible') ?? emptyVerdict();
    expect(percentile(latenciesMs, 0.95)).toBeLessThanOrEqual(300);
  });
});

describe('the judge finds', () => {
  const sound = (fromMs: number, track: number, loudness: number) => ({
    atMs: START_MS + fromMs,
    voices: [{ track, loudness }],
  });
  const performance = {
    sent: [],
    truth: [sound(0, 1, 1), sound(60_000, 2, 0), sound(70_000, 3, 1)],
    endMs: START_MS + 120_000,
    tracks: 3,
  };
  const at = (ms: number, track: number) => ({ atMs: START_MS + ms, track });

  it.each([
    ['nothing wrong', [at(0, 1), at(70_000, 3)], {}],
    ['a track that was never audible', [at(0, 1), at(65_000, 2), at(70_000, 3)], { neverAudible: 1 }],
    ['a track published before it could be heard', [at(0, 1), at(69_000, 3)], { neverAudible: 1 }],
    ['a track that is missing', [at(0, 1)], { missing: 1 }],
    ['a track published twice', [at(0, 1), at(10, 1), at(70_000, 3)], { doubled: 1 }],
    ['another track shown at the end', [at(0, 1), at(70_000, 3), at(71_000, 1)], { doubled: 1, wrongAtEnd: 1 }],
  ])('%s', (_what, publications, found) => {
    const verdict = emptyVerdict();
    judge(verdict, performance, publications, 'dominant', 'this');
    expect(verdict).toMatchObject({ neverAudible: 0, missing: 0, doubled: 0, wrongAtEnd: 0, ...found });
  });
});

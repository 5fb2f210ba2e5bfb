import { describe, expect, it } from 'vitest';
import { rollDurationMs, rollKeyframes, rollStops } from '#view/roll.ts';

describe('the roll of a long title', () => {
  it('rests 2 s, moves at 50 px/s, rests again', () => {
    expect(rollStops(2, 50)).toEqual([
      { atMs: 0, offsetPx: 0 },
      { atMs: 2_000, offsetPx: 0 },
      { atMs: 3_000, offsetPx: 50 },
      { atMs: 5_000, offsetPx: 50 },
      { atMs: 6_000, offsetPx: 100 },
      { atMs: 8_000, offsetPx: 100 },
    ]);
  });

  it('lasts as long as its stops', () => {
    expect(rollDurationMs(rollStops(1, 100))).toBe(6_000);
    expect(rollDurationMs([])).toBe(0);
  });

  it('becomes keyframes upwards or sideways', () => {
    const frames = rollKeyframes(rollStops(1, 100), 'Y', -1);
    expect(frames.map((frame) => frame.offset)).toEqual([0, 2 / 6, 4 / 6, 1]);
    expect(frames.at(-1)?.transform).toBe('translateY(-100px)');
    expect(rollKeyframes(rollStops(1, 100), 'X', 1).at(-1)?.transform).toBe('translateX(100px)');
  });
});

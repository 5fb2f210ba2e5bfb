import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { ManualClock, neverBack, systemClock } from '#kernel/clock.ts';

describe('a manual clock', () => {
  test('stands still until it is moved', () => {
    const clock = new ManualClock(1_000);
    expect(clock.now()).toBe(1_000);
    clock.advance(250);
    expect(clock.now()).toBe(1_250);
  });

  test('calls what is due, in order of time, each at its own time', () => {
    const clock = new ManualClock(0);
    const heard: [string, number][] = [];
    clock.after(200, () => heard.push(['second', clock.now()]));
    clock.after(100, () => heard.push(['first', clock.now()]));
    clock.after(301, () => heard.push(['not yet', clock.now()]));
    clock.advance(300);
    expect(heard).toEqual([
      ['first', 100],
      ['second', 200],
    ]);
  });

  test('a timer set by a timer runs in the same move if it is due', () => {
    const clock = new ManualClock(0);
    const heard: number[] = [];
    clock.after(100, () => clock.after(50, () => heard.push(clock.now())));
    clock.advance(149);
    expect(heard).toEqual([]);
    clock.advance(1);
    expect(heard).toEqual([150]);
  });

  test('a cancelled timer does not run, also when another one cancels it', () => {
    const clock = new ManualClock(0);
    const heard: string[] = [];
    const cancelLater = clock.after(20, () => heard.push('cancelled'));
    clock.after(10, cancelLater);
    clock.advance(100);
    expect(heard).toEqual([]);
  });

  test('a delay below zero is due at once, and nothing runs before a move', () => {
    const clock = new ManualClock(0);
    let runs = 0;
    clock.after(-5, () => {
      runs += 1;
    });
    expect(runs).toBe(0);
    clock.advance(0);
    expect(runs).toBe(1);
  });
});

describe("the computer's time", () => {
  const START = 1_700_000_000_000;
  const HOUR = 3_600_000;
  /** Time as it is told after each step: so much went by, so much the clock was set. */
  const told = (steps: { passedMs: number; setMs: number }[]) => {
    let wall = START;
    let steady = 17.25;
    const { now } = neverBack(
      () => wall,
      () => steady,
    );
    return [
      now(),
      ...steps.map(({ passedMs, setMs }) => {
        wall += passedMs + setMs;
        steady += passedMs;
        return now();
      }),
    ];
  };

  test.each([
    ['left alone', 0, 1000],
    ['set back', -HOUR, 1000],
    ['set forward', HOUR, HOUR + 1000],
  ])('%s: a second later', (_, setMs, later) => {
    expect(told([{ passedMs: 1000, setMs }])).toEqual([START, START + later]);
  });

  test('set back and forward again: as if nothing had been', () => {
    const steps = [
      { passedMs: 1000, setMs: -HOUR },
      { passedMs: 1000, setMs: HOUR },
    ];
    expect(told(steps)).toEqual([START, START + 1000, START + 2000]);
  });

  test('is no earlier than it was told, goes on from there, and follows the computer once that is later', () => {
    let steady = 17.75;
    let wall = START;
    const time = neverBack(
      () => wall,
      () => steady,
    );
    time.noEarlierThan(START - HOUR);
    expect(time.now()).toBe(START);
    time.noEarlierThan(START + HOUR);
    expect(time.now()).toBe(START + HOUR);
    steady += 1_000;
    wall += 1_000;
    expect(time.now()).toBe(START + HOUR + 1_000);
    wall += 2 * HOUR;
    expect(time.now()).toBe(START + 2 * HOUR + 1_000);
  });

  test('however it is set: whole milliseconds, and at least as much later as went by', () => {
    const step = fc.record({ passedMs: fc.nat(100_000), setMs: fc.integer({ min: -HOUR, max: HOUR }) });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const times = told(steps);
        for (const [index, { passedMs }] of steps.entries()) {
          const [before = 0, after = 0] = times.slice(index, index + 2);
          expect(Number.isInteger(after)).toBe(true);
          expect(after - before).toBeGreaterThanOrEqual(passedMs);
        }
      }),
    );
  });
});

describe("the computer's timers", () => {
  const DAY = 86_400_000;
  afterEach(() => {
    vi.useRealTimers();
  });

  test('a wait of months is over after months, not at once', () => {
    vi.useFakeTimers();
    const call = vi.fn();
    systemClock.after(60 * DAY, call);
    vi.advanceTimersByTime(60 * DAY - 1);
    expect(call).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(call).toHaveBeenCalledOnce();
  });

  test('can be called off in any part of it', () => {
    vi.useFakeTimers();
    const call = vi.fn();
    const cancel = systemClock.after(60 * DAY, call);
    vi.advanceTimersByTime(40 * DAY);
    cancel();
    vi.advanceTimersByTime(40 * DAY);
    expect(call).not.toHaveBeenCalled();
  });
});

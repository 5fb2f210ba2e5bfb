import { describe, expect, test } from 'vitest';
import { ManualClock } from '#kernel/clock.ts';

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

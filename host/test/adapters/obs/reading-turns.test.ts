import { expect, test } from 'vitest';
import { ReadingTurns } from '#adapters/obs/reading-turns.ts';
import { ManualClock } from '#kernel/clock.ts';

/** Readings that end when they are told to. */
function readings() {
  const clock = new ManualClock();
  const ends: (() => void)[] = [];
  const turns = new ReadingTurns(() => new Promise((resolve) => ends.push(resolve)), clock);
  const end = async () => {
    ends.at(-1)?.();
    // What waits for it goes on.
    for (let step = 0; step < 10; step++) await Promise.resolve();
  };
  return { clock, turns, end, begun: () => ends.length };
}

test('many hints make one reading, soon after the first', () => {
  const { clock, turns, begun } = readings();
  for (let hint = 0; hint < 500; hint++) turns.hint();
  clock.advance(29);
  expect(begun()).toBe(0);
  clock.advance(1_000);
  expect(begun()).toBe(1);
});

test('hints while it reads make one more, after it', async () => {
  const { clock, turns, end, begun } = readings();
  turns.hint();
  clock.advance(30);
  for (let hint = 0; hint < 500; hint++) {
    turns.hint();
    clock.advance(1);
  }
  expect(begun()).toBe(1);
  await end();
  clock.advance(30);
  expect(begun()).toBe(2);
  await end();
  clock.advance(1_000);
  expect(begun()).toBe(2);
});

test('asked for now it is read once more, though it reads already', async () => {
  const { turns, end, begun } = readings();
  const first = turns.now();
  let isThere = false;
  const second = turns.now().then(() => {
    isThere = true;
  });
  await end();
  await first;
  expect([begun(), isThere]).toEqual([2, false]);
  await end();
  await second;
});

test('stopped, hints are forgotten', () => {
  const { clock, turns, begun } = readings();
  turns.hint();
  turns.stop();
  clock.advance(1_000);
  expect(begun()).toBe(0);
});

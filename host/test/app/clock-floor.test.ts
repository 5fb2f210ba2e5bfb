import { expect, it } from 'vitest';
import { goOnAfter } from '#app/clock-floor.ts';
import { neverBack } from '#kernel/clock.ts';
import { silentLogger } from '#kernel/logger.ts';

const START = 1_700_000_000_000;
const HOUR = 3_600_000;

it.each([
  ['nothing was stored yet', undefined, START],
  ['it is later than what was stored', START - HOUR, START],
  ['the clock was set back', START + 3 * HOUR, START + 3 * HOUR],
  ['the clock was days ahead when it was stored', START + 25 * HOUR, START],
])('begins where time is where %s', (_, newest, now) => {
  const time = neverBack(
    () => START,
    () => 0,
  );
  goOnAfter(newest, { ...time, after: () => () => {} }, silentLogger);
  expect(time.now()).toBe(now);
});

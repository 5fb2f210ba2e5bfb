import { expect, it } from 'vitest';
import { goOnAfter } from '#app/clock-floor.ts';
import { neverBack } from '#kernel/clock.ts';
import { silentLogger } from '#kernel/logger.ts';

const START = 1_700_000_000_000;
const HOUR = 3_600_000;

it.each([
  ['nothing was stored yet', undefined, START, undefined],
  ['it is later than what was stored', START - HOUR, START, undefined],
  ['the clock was set right by a little', START + 30_000, START + 30_000, undefined],
  ['the clock was set back', START + 3 * HOUR, START + 3 * HOUR, '3 hours behind'],
  ['the clock was days ahead when it was stored', START + 25 * HOUR, START, '25 hours behind'],
])('begins where time is where %s', (_, newest, now, said) => {
  const time = neverBack(
    () => START,
    () => 0,
  );
  const reports: string[] = [];
  const report = ({ message }: { message: string }) => reports.push(message);
  goOnAfter(newest, { ...time, after: () => () => {} }, report, silentLogger);
  expect(time.now()).toBe(now);
  expect(reports).toEqual(said === undefined ? [] : [expect.stringContaining(said)]);
});

import { afterEach, beforeEach, expect, it } from 'vitest';
import { placeOn } from '#domain/output-clock.ts';
import { OutputsForTest } from './outputs-for-test.ts';

const MINUTE = 60_000;
let host: OutputsForTest;
let begin: number;

beforeEach(() => {
  host = new OutputsForTest();
  begin = host.clock.now();
});
afterEach(() => host.close());

/** Looks every five seconds for so long. */
function run(ms: number, output: 'recording' | 'stream' = 'recording'): void {
  for (let passed = 0; passed < ms; passed += 5_000) {
    host.clock.advance(5_000);
    host.seen(begin, output);
  }
}

it('a night of looking at OBS writes little', () => {
  host.started('recording');
  run(8 * 60 * MINUTE);
  expect(host.rows()).toBe(1 + 8 * 60);
});

it('the recording goes on where it was when the host is killed and starts again', () => {
  host.started('recording');
  run(3 * MINUTE);
  host.restart(20_000);
  run(MINUTE);
  expect(host.outputs.running()).toEqual([
    { id: expect.any(String), kind: 'recording', startedAt: begin, away: false },
  ]);
  const [clock, ...others] = host.outputs.clocks(begin, host.clock.now());
  expect(others).toEqual([]);
  expect(clock && placeOn(clock, begin + 3 * MINUTE + 10_000)).toEqual({ file: 1, ms: 190_000 });
});

it('answers with the outputs of a time', () => {
  host.started('recording');
  run(MINUTE);
  host.stopped('recording');
  host.clock.advance(MINUTE);
  host.started('recording');
  const clocks = (from: number, to: number) => host.outputs.clocks(begin + from, begin + to).length;
  expect([clocks(-5, -1), clocks(0, 1), clocks(70_000, 80_000), clocks(0, 2 * MINUTE), clocks(9e9, 9e9)]).toEqual([
    0, 1, 0, 2, 1,
  ]);
});

it('tells followers when something changed, and only then', () => {
  host.started();
  host.clock.advance(1_000);
  host.seen(begin);
  const told = host.told;
  host.clock.advance(1_000);
  host.seen(begin);
  expect(host.told).toBe(told);
  host.take({ kind: 'output.away', at: host.clock.now() });
  expect(host.told).toBe(told + 1);
});

it('says once that all of it ended, ten minutes after the last', () => {
  host.started('stream');
  host.started('recording');
  host.clock.advance(MINUTE);
  host.stopped('stream');
  host.clock.advance(20 * MINUTE);
  expect(host.ended).toEqual([]);
  host.stopped('recording');
  host.clock.advance(10 * MINUTE - 1);
  expect(host.ended).toEqual([]);
  host.clock.advance(1);
  expect(host.ended).toEqual([begin + 21 * MINUTE]);
  host.restart(MINUTE);
  host.clock.advance(60 * MINUTE);
  expect(host.ended).toHaveLength(1);
});

it('does not say so where it goes on within ten minutes', () => {
  host.started();
  host.clock.advance(MINUTE);
  host.stopped();
  host.clock.advance(9 * MINUTE);
  host.started();
  host.clock.advance(60 * MINUTE);
  expect(host.ended).toEqual([]);
});

it('says so after a restart too', () => {
  host.started();
  host.clock.advance(MINUTE);
  host.stopped();
  host.restart(30 * MINUTE);
  host.clock.advance(1);
  expect(host.ended).toEqual([begin + MINUTE]);
});

it('takes an output that OBS cannot be asked about for running', () => {
  host.started();
  host.clock.advance(MINUTE);
  host.take({ kind: 'output.away', at: host.clock.now() });
  host.clock.advance(60 * MINUTE);
  expect(host.ended).toEqual([]);
  host.take({ kind: 'output.idle', output: 'stream', at: host.clock.now() });
  host.clock.advance(1);
  expect(host.ended).toEqual([begin + MINUTE]);
});

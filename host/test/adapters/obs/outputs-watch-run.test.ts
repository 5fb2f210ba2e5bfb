// What one output makes of events and readings that come in odd orders.

import { beforeEach, expect, test } from 'vitest';
import { OutputRun } from '#adapters/obs/outputs-watch-run.ts';
import type { OutputSighting } from '#domain/output-sighting.ts';

let told: OutputSighting[];
let ended: { at: number; asked: boolean; whileGone: boolean }[];
let run: OutputRun;

beforeEach(() => {
  told = [];
  ended = [];
  run = new OutputRun({
    kind: 'stream',
    tell: (sighting) => told.push(sighting),
    onEnded: (at, how) => ended.push({ at, ...how }),
  });
});

const event = (state: string, at: number) => run.changed(`OBS_WEBSOCKET_OUTPUT_${state}`, null, at);
const active = (durationMs: number, at: number) => ({ active: true, durationMs, at });
const kinds = () => told.map(({ kind }) => kind);

test('what was read before its end came is no beginning', () => {
  event('STARTED', 100);
  event('STOPPED', 500);
  run.read(active(380, 490), 490);
  expect(kinds()).toEqual(['output.started', 'output.stopped']);
  expect(run.view).toEqual({ active: false });
});

test('what was asked before its beginning and answered after it is no end', () => {
  run.read({ active: false }, 10);
  event('STARTED', 100);
  run.read({ active: false }, 130, 90);
  expect(kinds()).toEqual(['output.idle', 'output.started']);
  expect(ended).toEqual([]);
  expect(run.view.active).toBe(true);
});

test('what is read between its two first events is not told: it began with the second', () => {
  run.read({ active: false }, 50);
  event('STARTING', 100);
  run.read(active(10, 110), 110);
  event('STARTED', 120);
  run.read(active(10, 130), 130);
  expect(kinds()).toEqual(['output.idle', 'output.started', 'output.seen']);
});

test('what another one does that began unseen is not told of the one before', () => {
  run.read(active(0, 100), 100);
  event('PAUSED', 300);
  run.split('/recordings/2.mkv', 350);
  expect(told).toEqual([]);
  run.read({ ...active(20, 400), paused: true }, 400);
  expect(told).toMatchObject([{ kind: 'output.seen', durationMs: 20, paused: true }]);
});

test('one that runs with a count of nothing is not told: its first event is on its way', () => {
  run.read(active(0, 100), 100);
  expect(told).toEqual([]);
});

test('each further attempt to get a connection back is not told', () => {
  event('STARTED', 0);
  for (const at of [100, 200, 300]) event('RECONNECTING', at);
  event('RECONNECTED', 400);
  event('RECONNECTING', 500);
  expect(kinds()).toEqual([...['output.started', 'output.reconnecting', 'output.reconnected', 'output.reconnecting']]);
});

test('what is read as idle right after STOPPING waits for its last event', () => {
  event('STARTED', 0);
  event('STOPPING', 1_000);
  run.read({ active: false }, 1_030);
  event('STOPPED', 1_600);
  expect(kinds()).toEqual(['output.started', 'output.stopped']);
  expect(ended).toEqual([{ at: 1_600, asked: true, whileGone: false }]);
});

test('what is read as idle before OBS tells of its end waits for that, and is believed where it does not come', () => {
  event('STARTED', 0);
  run.read({ active: false }, 1_000);
  event('STOPPING', 1_200);
  event('STOPPED', 1_300);
  expect(ended).toEqual([{ at: 1_300, asked: true, whileGone: false }]);
  event('STARTED', 10_000);
  run.read({ active: false }, 15_000);
  expect(run.view.active).toBe(true);
  run.read({ active: false }, 20_000);
  expect(told.at(-1)).toMatchObject({ kind: 'output.idle', at: 15_000 });
  expect(ended.at(-1)).toEqual({ at: 15_000, asked: false, whileGone: true });
});

test('a stop that was expected long ago is not asked for', () => {
  event('STARTED', 0);
  run.expectStop(1_000);
  event('STOPPED', 40_000);
  expect(ended).toEqual([{ at: 40_000, asked: false, whileGone: false }]);
});

test('idle is told once for each connection, and again after a loss', () => {
  run.read({ active: false }, 10);
  run.read({ active: false }, 20);
  run.away(false, 30);
  run.read({ active: false }, 40);
  run.read({ active: false }, 50);
  expect(told.map(({ at }) => at)).toEqual([10, 40]);
  expect(ended).toEqual([]);
});

test('lost while it was about to stop, it is not missed', () => {
  event('STARTED', 0);
  event('STOPPING', 1_000);
  run.away(false, 1_100);
  run.read({ active: false }, 3_000);
  expect(ended).toEqual([]);
});

test('a pause that a reading just after it does not know yet stands; one that it knows of later counts', () => {
  event('STARTED', 0);
  event('PAUSED', 5_000);
  run.read(active(4_900, 5_030), 5_030);
  expect(run.view).toEqual({ active: true, paused: true, durationMs: 5_000, at: 5_000 });
  expect(told.at(-1)).toMatchObject({ kind: 'output.seen', paused: true });
  run.read(active(4_900, 6_000), 6_000);
  expect(run.view.paused).toBeUndefined();
});

test('what was answered too late tells nothing of an output that is known, and finds one that is not', () => {
  run.read(active(5_000, 8_000), 8_000, 5_000);
  expect(kinds()).toEqual(['output.seen']);
  run.read(active(18_000, 21_000), 21_000, 18_000);
  expect(kinds()).toEqual(['output.seen']);
  run.read(active(23_000, 23_100), 23_100, 23_000);
  expect(told.at(-1)).toMatchObject({ kind: 'output.seen', at: 23_100, durationMs: 23_000 });
  // That it ended is true, however late.
  run.read({ active: false }, 40_000, 30_000);
  run.read({ active: false }, 55_000, 45_000);
  expect(kinds().at(-1)).toBe('output.idle');
});

// What the bridge tells of recording and stream, and when it raises an alarm; times are those of a clock that stands still between.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ObsAlarms } from '#adapters/obs/alarms.ts';
import { ObsConnection } from '#adapters/obs/connection.ts';
import { OutputsWatch } from '#adapters/obs/outputs-watch.ts';
import type { OutputSighting } from '#domain/output-sighting.ts';
import { ManualClock } from '#kernel/clock.ts';
import { silentLogger } from '#kernel/logger.ts';
import { FakeObs } from '../../../../test/fakes/obs.ts';
import { until } from '../../../../test/fakes/until.ts';

let clock: ManualClock;
let obs: FakeObs;
let link: ObsConnection;
let watch: OutputsWatch;
let sightings: OutputSighting[];

beforeEach(async () => {
  clock = new ManualClock(1_000_000);
  obs = await FakeObs.start({ clock, lagMs: 600 });
  await watchIt();
});

afterEach(async () => {
  watch.stop();
  link.stop();
  await obs.stop();
});

async function watchIt(): Promise<void> {
  sightings = [];
  link = new ObsConnection({
    ...{ url: obs.url, clock, log: silentLogger, isLive: () => true },
    password: () => ({ known: true, password: obs.password }),
    onPhase: ({ phase }) => phase === 'away' && watch.away(),
  });
  watch = new OutputsWatch({
    ...{ link, clock, log: silentLogger, alarms: new ObsAlarms(), onChange: () => {} },
    onSighting: (sighting) => sightings.push(sighting),
  });
  link.start();
  await connected();
}

const connected = () => until(() => expect(link.state).toBeDefined());
/** Resolves when the last sighting is this. */
const told = (sighting: object) => until(() => expect(sightings.at(-1)).toEqual(sighting));
const alarm = (message: RegExp) => until(() => expect(watch.alarms.at(-1)?.message).toMatch(message));
/** Everything OBS said so far has been heard, and what was to be asked after it has been. */
async function heardAll(): Promise<void> {
  await link.request('GetStats');
  await link.request('GetStats');
}

async function pass(ms: number): Promise<void> {
  clock.advance(ms);
  await heardAll();
}

async function comeBack(): Promise<void> {
  await until(() => expect(link.state).toBeUndefined());
  clock.advance(1_000);
  await connected();
  await heardAll();
}

test('at first it is told that nothing runs', () => {
  expect(sightings).toEqual([
    { kind: 'output.idle', output: 'recording', at: 1_000_000 },
    { kind: 'output.idle', output: 'stream', at: 1_000_000 },
  ]);
});

test('a recording that began just before anybody listened is found, though nothing more happens', async () => {
  watch.stop();
  link.stop();
  obs.recording.start();
  clock.advance(300);
  await watchIt();
  expect(watch.recording).toEqual({ active: false });
  await pass(1_000);
  const [at, durationMs] = [clock.now(), 700];
  await told({ kind: 'output.seen', output: 'recording', at, durationMs, paused: false });
  expect(watch.recording).toMatchObject({ active: true });
});

describe('a recording', () => {
  const output = 'recording';

  test('is told with the times of its events', async () => {
    obs.recording.start();
    await told({ kind: 'output.started', output, at: 1_000_000, path: '/recordings/1.mkv' });
    expect(watch.recording).toEqual({ active: true, durationMs: 0, at: 1_000_000 });
    await pass(4_000);
    obs.recording.pause();
    await told({ kind: 'output.paused', output, at: 1_004_000 });
    expect(watch.recording).toEqual({ active: true, paused: true, durationMs: 4_000, at: 1_004_000 });
    await pass(3_000);
    obs.recording.resume();
    await told({ kind: 'output.resumed', output, at: 1_007_000 });
    await pass(1_000);
    obs.recording.split();
    await told({ kind: 'output.split', output, at: 1_008_000, path: '/recordings/2.mkv' });
    obs.recording.stop();
    await told({ kind: 'output.stopped', output, at: 1_008_000, path: '/recordings/2.mkv', asked: true });
    await heardAll();
    expect(watch.alarms).toEqual([]);
    expect(watch.recording).toEqual({ active: false });
  });

  test('is asked how long it is about every ten seconds, as OBS counts it', async () => {
    obs.recording.start();
    await until(() => expect(sightings.at(-1)?.kind).toBe('output.started'));
    sightings = [];
    for (let step = 0; step < 60; step++) await pass(1_000);
    const seen = sightings.flatMap((sighting) => (sighting.kind === 'output.seen' ? [sighting] : []));
    expect(seen.length).toBeGreaterThanOrEqual(5);
    expect(seen.length).toBeLessThanOrEqual(8);
    for (const { at, durationMs } of seen) expect(durationMs).toBe(Math.max(0, at - 1_000_600));
    // Shown is what is in the file.
    expect(watch.recording).toEqual({ active: true, durationMs: 0, at: 1_000_000 });
  });

  test('that nobody stopped raises an alarm until it is acknowledged', async () => {
    obs.recording.start();
    await until(() => expect(watch.recording.active).toBe(true));
    obs.recording.stop({ quiet: true });
    await alarm(/^The recording stopped, and nobody asked for it/);
    expect(sightings.at(-1)).toMatchObject({ kind: 'output.stopped', asked: false });
    expect(watch.acknowledge()).toBe(1);
    expect(watch.alarms).toEqual([]);
    expect(watch.acknowledge()).toBe(0);
  });

  test('that OBS stopped for want of disk space raises one too, though it looks asked for', async () => {
    obs.recording.start();
    await until(() => expect(watch.recording.active).toBe(true));
    obs.state.freeDiskMb = 45;
    obs.recording.stop();
    await alarm(/disk is full/);
  });

  test('that a command of ours stops raises none, however OBS says it', async () => {
    obs.recording.start();
    await until(() => expect(watch.recording.active).toBe(true));
    watch.expectStop('recording');
    obs.recording.stop({ quiet: true });
    await told({ kind: 'output.stopped', output, at: 1_000_000, path: '/recordings/1.mkv', asked: true });
    await heardAll();
    expect(watch.alarms).toEqual([]);
  });
});

describe('a stream', () => {
  const output = 'stream';

  test('that never began has not ended', async () => {
    obs.state.canStream = false;
    await obs.do('StartStream');
    await heardAll();
    expect(sightings.map(({ kind }) => kind)).toEqual(['output.idle', 'output.idle']);
    expect(watch.alarms).toEqual([]);
  });

  test('goes on while it has no connection: its time is not that of OBS’s counter, which begins again', async () => {
    obs.stream.start();
    await told({ kind: 'output.started', output, at: 1_000_000 });
    await pass(20_000);
    obs.stream.lose();
    await told({ kind: 'output.reconnecting', output, at: 1_020_000 });
    expect(watch.streaming).toMatchObject({ active: true, reconnecting: true });
    await pass(2_000);
    obs.stream.lose();
    await pass(3_000);
    obs.stream.regain();
    await told({ kind: 'output.reconnected', output, at: 1_025_000 });
    sightings = [];
    await pass(10_000);
    await until(() => expect(sightings.at(-1)?.kind).toBe('output.seen'));
    expect(sightings.at(-1)).toEqual({ kind: 'output.seen', output, at: 1_035_000, durationMs: 34_400, paused: false });
    expect(watch.streaming).toEqual({ active: true, durationMs: 0, at: 1_000_000 });
  });

  test('that cannot go on raises an alarm', async () => {
    obs.stream.start();
    await until(() => expect(watch.streaming.active).toBe(true));
    obs.stream.lose();
    obs.stream.stop({ quiet: true });
    await alarm(/^The stream ended, and nobody asked for it/);
  });

  test('has its lost frames counted while it runs', async () => {
    obs.stream.start();
    await until(() => expect(watch.streaming.active).toBe(true));
    expect(watch.dropped).toBeUndefined();
    await pass(10_600);
    await until(() => expect(watch.dropped).toEqual({ frames: 0, of: 300 }));
    // More frames were sent, none was lost: nothing to tell.
    const { dropped } = watch;
    const asked = obs.asked.length;
    await pass(10_000);
    await until(() => expect(obs.asked.slice(asked).map(({ type }) => type)).toContain('GetStreamStatus'));
    await link.request('GetStats');
    expect(watch.dropped).toBe(dropped);
    obs.stream.stop();
    await until(() => expect(watch.dropped).toBeUndefined());
  });
});

describe('when the connection is lost while it records', () => {
  beforeEach(async () => {
    obs.recording.start();
    await until(() => expect(watch.recording.active).toBe(true));
    await pass(8_000);
    sightings = [];
  });

  test('and the recording goes on, that is told and no alarm', async () => {
    obs.drop();
    await until(() => expect(sightings).toEqual([{ kind: 'output.away', at: 1_008_000 }]));
    await comeBack();
    expect(sightings).toContainEqual({
      ...{ kind: 'output.seen', output: 'recording', at: 1_009_000, durationMs: 8_400, paused: false },
    });
    expect(watch.alarms).toEqual([]);
    expect(watch.recording).toMatchObject({ active: true });
  });

  test('since OBS crashed, it is an alarm', async () => {
    await obs.kill();
    await obs.start();
    await comeBack();
    expect(sightings).toContainEqual({ kind: 'output.idle', output: 'recording', at: 1_009_000 });
    await alarm(/running before OBS was gone/);
    expect(watch.alarms).toHaveLength(1);
  });

  test('since the DJ closed OBS, it is none', async () => {
    obs.emit('ExitStarted');
    await heardAll();
    await obs.kill();
    await obs.start();
    await comeBack();
    expect(watch.alarms).toEqual([]);
  });

  test('and again before it was read, the alarm still comes', async () => {
    await obs.kill();
    obs.state.isBusy = true;
    await obs.start();
    await until(() => expect(link.state).toBeUndefined());
    clock.advance(1_000);
    await until(() => expect(obs.clients).toBe(1));
    obs.drop();
    await until(() => expect(obs.clients).toBe(0));
    obs.state.isBusy = false;
    await until(async () => {
      clock.advance(500);
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(link.state).toBeDefined();
    });
    await alarm(/running before OBS was gone/);
  });

  test('a scene collection that is switched loses nothing', async () => {
    obs.model.collections.set('Other', { scenes: [...obs.model.now.scenes], inputs: [], program: 'Main' });
    await obs.do('SetCurrentSceneCollection', { sceneCollectionName: 'Other' });
    await until(() => {
      clock.advance(50);
      expect(link.state?.collection).toBe('Other');
    });
    expect(sightings.filter(({ kind }) => kind === 'output.away')).toEqual([]);
    expect(watch.recording.active).toBe(true);
  });
});

// What the bridge says of itself over time, on a clock that is moved.

import type { ObsView } from '@tracord/shared/obs.ts';
import type { BridgeHealth } from '@tracord/shared/topics.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ObsAlarms } from '#adapters/obs/alarms.ts';
import { ObsBridge, type ObsBridgeParts } from '#adapters/obs/bridge.ts';
import { ManualClock } from '#kernel/clock.ts';
import { silentLogger } from '#kernel/logger.ts';
import { FakeObs } from '../../../../test/fakes/obs.ts';
import { until } from '../../../../test/fakes/until.ts';

let clock: ManualClock;
let obs: FakeObs;
let isLive: boolean;
let views: ObsView[];
let health: BridgeHealth;
let bridge: ObsBridge;

beforeEach(async () => {
  clock = new ManualClock();
  obs = await FakeObs.start({ version: '5.1', clock });
  isLive = false;
  views = [];
});

afterEach(async () => {
  bridge.stop();
  await obs.stop();
});

function start(parts: Partial<ObsBridgeParts> = {}): void {
  bridge = new ObsBridge({
    ...{ url: obs.url, clock, log: silentLogger, alarms: new ObsAlarms() },
    password: () => ({ known: true, password: obs.password }),
    report: (report) => {
      health = report;
    },
    isLive: () => isLive,
    onView: (view) => views.push(view),
    onSighting: () => {},
    boundSources: () => [],
    ...parts,
  });
  bridge.start();
}

const status = (wanted: ObsView['status']) => until(() => expect(views.at(-1)?.status).toBe(wanted));

test('with an empty address OBS is left alone', async () => {
  start({ url: '' });
  expect(views.map((view) => view.status)).toEqual(['off']);
  expect(health.status).toBe('off');
  clock.advance(60_000);
  expect(await bridge.link.request('GetStats')).toMatchObject({ ok: false, code: -1 });
  expect(obs.received).toBe('');
});

test('it waits for OBS, connects, and never shows a connected OBS without its scenes', async () => {
  await obs.kill();
  start();
  await status('away');
  expect(health).toMatchObject({ status: 'waiting', message: expect.stringMatching(/nothing answers/) });
  await obs.start();
  clock.advance(1_000);
  await status('connected');
  expect(health.status).toBe('ok');
  const shown = views.filter((view) => view.status === 'connected').map((view) => view.scenes.order.length);
  expect(shown).not.toContain(0);
  expect(views.at(-1)?.lacks.join(' ')).toMatch(/chapters.*new file.*by name only/);
});

test('gone for half a minute while live, it says what to look at', async () => {
  isLive = true;
  start();
  await status('connected');
  await obs.kill();
  await status('away');
  expect(health).toMatchObject({ status: 'warn', remedy: expect.stringMatching(/^Start OBS again/) });
  const goneAt = clock.now();
  await until(() => {
    clock.advance(500);
    expect(health.remedy).toMatch(/not in Safe Mode/);
  });
  expect(clock.now() - goneAt).toBeGreaterThanOrEqual(30_000);
  for (const view of views.filter((one) => one.status === 'away')) expect(view.scenes.order).toEqual([]);
  isLive = false;
  bridge.refresh();
  expect(health.status).toBe('waiting');
  await obs.start();
  clock.advance(5_000);
  await status('connected');
  expect(health.status).toBe('ok');
});

test('refused it is not away; and what it is given later counts', async () => {
  let password = 'wrong';
  start({ password: () => ({ known: true, password }) });
  await status('refused');
  expect(health.status).toBe('down');
  password = obs.password ?? '';
  clock.advance(30_000);
  await status('connected');
});

test('thrown out, it comes back when it is started again', async () => {
  start();
  await status('connected');
  obs.kick();
  await status('refused');
  expect(health.message).toMatch(/by hand in OBS/);
  clock.advance(600_000);
  bridge.start();
  await status('connected');
});

test('an alarm is shown until it is acknowledged, and a stop of ours raises none', async () => {
  start();
  await status('connected');
  const active = (isActive: boolean) => until(() => expect(views.at(-1)?.recording.active).toBe(isActive));
  obs.recording.start();
  await active(true);
  bridge.expectStop('recording');
  obs.recording.stop({ quiet: true });
  await active(false);
  obs.recording.start();
  await active(true);
  obs.recording.stop({ quiet: true });
  await until(() => expect(views.at(-1)?.alarms.map(({ what }) => what)).toEqual(['recording']));
  expect(bridge.acknowledge()).toBe(1);
  expect(views.at(-1)?.alarms).toEqual([]);
});

test('stopped while OBS records, it does not show a recording that ended', async () => {
  start();
  await status('connected');
  obs.recording.start();
  await until(() => expect(views.at(-1)?.recording.active).toBe(true));
  const count = views.length;
  bridge.stop();
  expect(views).toHaveLength(count);
});

test('the password is never sent, nor said', async () => {
  const said: string[] = [];
  const say = (event: string, fields?: object) => said.push(event + JSON.stringify(fields ?? {}));
  const log = { debug: say, info: say, warn: say, error: say, scope: () => log };
  start({ log });
  await status('connected');
  expect(obs.received).toContain('authentication');
  const everything = [obs.received, ...said, JSON.stringify(views), JSON.stringify(health)].join('\n');
  expect(everything).not.toContain(obs.password);
});

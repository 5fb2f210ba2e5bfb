// What becomes of the connection when OBS is absent, another, busy, slow, or throws us out.

import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { type ConnectionParts, ObsConnection } from '#adapters/obs/connection.ts';
import type { ObsPhase } from '#adapters/obs/health.ts';
import { ManualClock } from '#kernel/clock.ts';
import { silentLogger } from '#kernel/logger.ts';
import { freePort } from '../../../../test/fakes/free-port.ts';
import { FakeObs } from '../../../../test/fakes/obs.ts';
import { until } from '../../../../test/fakes/until.ts';

let clock: ManualClock;
let phases: ObsPhase[];
let password: string | undefined;
let isLive: boolean;
let link: ObsConnection | undefined;
const endings: (() => unknown)[] = [];

beforeEach(() => {
  clock = new ManualClock();
  phases = [];
  password = 'correct horse';
  isLive = false;
});

afterEach(async () => {
  link?.stop();
  for (const end of endings.splice(0)) await end();
});

function connect(url: string, more: Partial<ConnectionParts> = {}): ObsConnection {
  link = new ObsConnection({
    ...{ url, clock, log: silentLogger, isLive: () => isLive },
    password: () => ({ known: true, password }),
    onPhase: (phase) => phases.push(phase),
    ...more,
  });
  link.start();
  return link;
}

async function startFake(options?: Parameters<typeof FakeObs.start>[0]): Promise<FakeObs> {
  const obs = await FakeObs.start(options);
  endings.push(() => obs.stop());
  return obs;
}

const phaseCount = (count: number) => until(() => expect(phases).toHaveLength(count));
const isRead = (connection: ObsConnection) => until(() => expect(connection.state).toBeDefined());

async function listenOn(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endings.push(() => server.close());
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('what is there instead of OBS', () => {
  test('nothing', async () => {
    connect(`ws://127.0.0.1:${await freePort()}`);
    await phaseCount(1);
    expect(phases[0]).toEqual({ phase: 'away', refusal: { why: 'absent' } });
  });

  test('nothing on either address of a name', async () => {
    connect(`ws://localhost:${await freePort()}`);
    await phaseCount(1);
    expect(phases[0]).toEqual({ phase: 'away', refusal: { why: 'absent' } });
  });

  test('a web page', async () => {
    connect(await listenOn(createHttpServer((_request, response) => response.end('Hello'))));
    await phaseCount(1);
    expect(phases[0]).toMatchObject({ phase: 'away', refusal: { why: 'other-program' } });
  });

  test.each([
    ['another language', () => false as const],
    ['nothing to say', () => 'obswebsocket.json'],
  ])('another program with a WebSocket and %s', async (_what, handleProtocols) => {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0, handleProtocols });
    await new Promise((resolve) => server.once('listening', resolve));
    endings.push(() => server.close());
    const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
    connect(url, { patience: { openMs: 100, answerMs: 100 } });
    await phaseCount(1);
    expect(phases[0]).toMatchObject({ phase: 'away', refusal: { why: 'other-program' } });
  });

  test('something that takes the connection and says nothing', async () => {
    connect(await listenOn(createServer((socket) => endings.push(() => socket.destroy()))), {
      patience: { openMs: 50, answerMs: 50 },
    });
    await phaseCount(1);
    expect(phases[0]).toEqual({ phase: 'away', refusal: { why: 'absent' } });
  });
});

describe('it is tried again', () => {
  test('after 1, 2 and then each 5 seconds, until it is there', async () => {
    const port = await freePort();
    connect(`ws://127.0.0.1:${port}`);
    await phaseCount(1);
    for (const [index, waitMs] of [1_000, 2_000, 5_000, 5_000, 5_000].entries()) {
      clock.advance(waitMs - 1);
      await Promise.resolve();
      expect(phases).toHaveLength(index + 1);
      clock.advance(1);
      await phaseCount(index + 2);
    }
    await startFake({ port });
    clock.advance(5_000);
    await until(() => expect(phases.at(-1)).toEqual({ phase: 'connected', version: '30.2.3' }));
  });

  test.each([
    ['slowly', false, 30_000],
    ['within 5 s while live', true, 5_000],
  ])('with a wrong password %s, and with the one that is right by then', async (_how, live, waitMs) => {
    isLive = live;
    password = 'wrong';
    const obs = await startFake();
    const connection = connect(obs.url);
    await phaseCount(1);
    expect(phases[0]).toEqual({ phase: 'away', refusal: { why: 'password-wrong' } });
    password = 'correct horse';
    clock.advance(waitMs - 1);
    await Promise.resolve();
    expect(phases).toHaveLength(1);
    clock.advance(1);
    await isRead(connection);
  });

  test('not while nobody knows whether there is a password', async () => {
    const obs = await startFake();
    connect(obs.url, { password: () => ({ known: false, problem: 'Line 3 is not understood.' }) });
    expect(phases).toEqual([{ phase: 'no-secret', problem: 'Line 3 is not understood.' }]);
    expect(obs.received).toBe('');
  });

  test('not after it was thrown out by hand, until it is started again', async () => {
    const obs = await startFake();
    const connection = connect(obs.url);
    await isRead(connection);
    obs.kick();
    await until(() => expect(phases.at(-1)).toEqual({ phase: 'away', refusal: { why: 'kicked' } }));
    const before = obs.received;
    const count = phases.length;
    clock.advance(3_600_000);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([obs.received, phases.length]).toEqual([before, count]);
    connection.start();
    await isRead(connection);
  });

  test('when OBS says nothing any more', async () => {
    const obs = await startFake();
    const connection = connect(obs.url, { patience: { openMs: 1_000, answerMs: 30 } });
    await isRead(connection);
    obs.answerDelayMs = 300;
    expect(await connection.request('GetStats')).toMatchObject({ ok: false, code: -5 });
    clock.advance(5_000);
    await until(() => expect(phases.at(-1)).toMatchObject({ phase: 'away' }));
    obs.answerDelayMs = 0;
    clock.advance(1_000);
    await isRead(connection);
  });
});

describe('while OBS is not ready', () => {
  test('it is waited for, at the beginning', async () => {
    const obs = await startFake();
    obs.state.isBusy = true;
    const connection = connect(obs.url);
    await until(() => expect(obs.asked.length).toBeGreaterThan(0));
    expect(connection.state).toBeUndefined();
    obs.state.isBusy = false;
    await until(() => {
      clock.advance(200);
      expect(connection.state).toBeDefined();
    });
    expect(phases.map(({ phase }) => phase)).toEqual(['loading', 'connected']);
  });

  test('only what it did not do is asked again, in order', async () => {
    const obs = await startFake({ collections: { Show: ['Main', 'Break'] } });
    const connection = connect(obs.url);
    await isRead(connection);
    obs.asked.length = 0;
    obs.refuse('GetVideoSettings', 207, 2);
    const types = ['GetStats', 'GetVideoSettings', 'GetStudioModeEnabled'];
    const requests = types.map((type) => ({ type }));
    const finished = async (answer: Promise<unknown[]>) => {
      let isThere = false;
      void answer.then(() => {
        isThere = true;
      });
      await until(() => {
        clock.advance(200);
        expect(isThere).toBe(true);
      });
      return answer;
    };
    const done = { ok: true };
    expect(await finished(connection.batch(requests))).toMatchObject([done, done, done]);
    expect(obs.asked.map(({ type }) => type)).toEqual([...types, 'GetVideoSettings', 'GetVideoSettings']);
    obs.asked.length = 0;
    obs.refuse('GetVideoSettings', 207, 1);
    expect(await finished(connection.batch(requests, { halt: true }))).toMatchObject([done, done, done]);
    expect(obs.asked.map(({ type }) => type)).toEqual([...types.slice(0, 2), ...types.slice(1)]);
  });
});

test('what is under way when the connection breaks is answered, and nothing is sent into the next one', async () => {
  const obs = await startFake();
  const connection = connect(obs.url, { patience: { openMs: 5_000, answerMs: 600_000 } });
  await isRead(connection);
  obs.refuse('GetHotkeyList', 207);
  const early = connection.request('GetHotkeyList');
  await until(() => expect(obs.asked.at(-1)?.type).toBe('GetHotkeyList'));
  obs.answerDelayMs = 100;
  const single = connection.request('GetStats');
  const many = connection.batch([{ type: 'GetStats' }, { type: 'GetVersion' }]);
  await until(() => expect(obs.asked.at(-1)?.type).toBe('GetStats'));
  obs.drop();
  const lost = { ok: false, code: -1 };
  expect(await single).toMatchObject(lost);
  expect(await many).toMatchObject([lost, lost]);
  obs.answerDelayMs = 0;
  clock.advance(1_000);
  await isRead(connection);
  clock.advance(10_000);
  expect(await early).toMatchObject(lost);
  expect(obs.asked.filter(({ type }) => type === 'GetHotkeyList')).toHaveLength(1);
});

test('a listener that fails takes it from no other', async () => {
  const obs = await startFake();
  const connection = connect(obs.url);
  await isRead(connection);
  const heard: unknown[] = [];
  connection.on('CustomEvent', () => {
    throw new Error('broken');
  });
  const off = connection.on('CustomEvent', ({ eventData }) => heard.push(eventData));
  await obs.do('BroadcastCustomEvent', { eventData: { one: 1 } });
  await until(() => expect(heard).toEqual([{ one: 1 }]));
  off();
  await obs.do('BroadcastCustomEvent', { eventData: { two: 2 } });
  await connection.request('GetStats');
  expect(heard).toHaveLength(1);
});

test('when it is stopped nothing is said any more', async () => {
  const obs = await startFake();
  const connection = connect(obs.url);
  await isRead(connection);
  const count = phases.length;
  connection.stop();
  expect(connection.state).toBeUndefined();
  await until(() => expect(obs.clients).toBe(0));
  clock.advance(60_000);
  expect(phases).toHaveLength(count);
  expect(await connection.request('GetStats')).toMatchObject({ ok: false, code: -1 });
});

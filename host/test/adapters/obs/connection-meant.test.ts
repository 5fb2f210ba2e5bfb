// What was meant for another scene collection, or an earlier moment, is never sent; slow answers and servers that close.

import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { ObsConnection } from '#adapters/obs/connection.ts';
import { PATIENCE } from '#adapters/obs/connection-socket.ts';
import type { ObsPhase } from '#adapters/obs/health.ts';
import { setUpSources } from '#adapters/obs/setup-command.ts';
import { ManualClock } from '#kernel/clock.ts';
import { silentLogger } from '#kernel/logger.ts';
import { FakeObs } from '../../../../test/fakes/obs.ts';
import { until } from '../../../../test/fakes/until.ts';

let clock: ManualClock;
let phases: ObsPhase[];
let link: ObsConnection;
const endings: (() => unknown)[] = [];

beforeEach(() => {
  clock = new ManualClock();
  phases = [];
});
afterEach(async () => {
  link.stop();
  for (const end of endings.splice(0)) await end();
});

async function startFake(): Promise<FakeObs> {
  const obs = await FakeObs.start({ collections: { Show: ['Main', 'Break'], Other: ['Main', 'Break'] } });
  endings.push(() => obs.stop());
  return obs;
}

function connect(url: string, patience = PATIENCE): void {
  link = new ObsConnection({
    ...{ url, clock, patience, log: silentLogger, isLive: () => false },
    password: () => ({ known: true, password: 'correct horse' }),
    onPhase: (phase) => phases.push(phase),
  });
  link.start();
}

const isRead = () => until(() => expect(link.state).toBeDefined());
const types = (obs: FakeObs) => obs.asked.map(({ type }) => type);

describe('while OBS opens another scene collection', () => {
  const begin = async (obs: FakeObs) => {
    obs.emit('CurrentSceneCollectionChanging', { sceneCollectionName: 'Show' });
    await until(() => expect(link.state).toBeUndefined());
  };
  const end = async (obs: FakeObs) => {
    obs.model.collection = 'Other';
    obs.emit('CurrentSceneCollectionChanged', { sceneCollectionName: 'Other' });
    await until(() => {
      clock.advance(200);
      expect(link.state?.collection).toBe('Other');
    });
  };

  test('work in several steps goes no further, a new request waits', async () => {
    const obs = await startFake();
    connect(obs.url);
    await isRead();
    const here = link.here();
    expect(here.state).toBe(link.state);
    expect(await here.request('GetStats')).toMatchObject({ ok: true });
    await begin(obs);
    const meantNow = link.request('GetVersion');
    await end(obs);
    expect(here.state).toBeUndefined();
    expect(await here.request('SetCurrentProgramScene', { sceneName: 'Break' })).toMatchObject({ ok: false, code: -4 });
    expect(await here.batch([{ type: 'StartStream' }, { type: 'StartRecord' }])).toMatchObject([
      { code: -4 },
      { code: -4 },
    ]);
    expect(await meantNow).toMatchObject({ ok: true });
    expect(types(obs)).not.toContain('SetCurrentProgramScene');
    expect(types(obs)).not.toContain('StartRecord');
  });

  test('what OBS was not ready for is not sent into the new one', async () => {
    const obs = await startFake();
    connect(obs.url);
    await isRead();
    obs.state.isBusy = true;
    const asked = link.request('SetCurrentProgramScene', { sceneName: 'Break' });
    await until(() => expect(types(obs)).toContain('SetCurrentProgramScene'));
    await begin(obs);
    obs.state.isBusy = false;
    await end(obs);
    expect(await asked).toMatchObject({ ok: false, code: -4 });
    expect(obs.model.now.program).toBe('Main');
  });

  test('sources are not made in the new one', async () => {
    const obs = await startFake();
    connect(obs.url);
    await isRead();
    const answer = obs.do.bind(obs);
    obs.do = async (type, data) => {
      const made = await answer(type, data);
      if (type === 'CreateInput') obs.emit('CurrentSceneCollectionChanging', { sceneCollectionName: 'Show' });
      return made;
    };
    const parts = { link, webPort: 47123 };
    const made = setUpSources(parts, { collection: 'Show', bindings: [] }, { sources: ['text:title', 'text:artist'] });
    await until(() => expect(link.state).toBeUndefined());
    await end(obs);
    expect((await made).answer).toMatchObject({ ok: false, code: 'obs-away' });
    expect(obs.model.now.inputs).toEqual([]);
  });
});

test('what comes too late is not sent, also where only OBS was slow', async () => {
  const obs = await startFake();
  connect(obs.url);
  await isRead();
  obs.state.isBusy = true;
  const dueAt = clock.now();
  const cue = link.here(() => clock.now() - dueAt <= 5_000).request('SetCurrentProgramScene', { sceneName: 'Break' });
  await until(() => expect(types(obs)).toContain('SetCurrentProgramScene'));
  obs.state.isBusy = false;
  const answers: unknown[] = [];
  void cue.then((answer) => answers.push(answer));
  await until(() => {
    // Over and over: that OBS was not ready may be known here only after the first time.
    clock.advance(5_001);
    expect(answers).toMatchObject([{ ok: false, code: -4 }]);
  });
  expect(obs.model.now.program).toBe('Main');
});

test('a reading that takes too long is begun again', async () => {
  const obs = await startFake();
  const first = obs.do.bind(obs);
  let slow = true;
  obs.do = async (type, data) => {
    if (slow && type === 'GetSceneCollectionList') {
      slow = false;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    return first(type, data);
  };
  connect(obs.url, { openMs: 1_000, answerMs: 100 });
  await until(() => {
    clock.advance(20);
    expect(link.state?.collection).toBe('Show');
  });
  expect(phases.map(({ phase }) => phase)).toEqual(['loading', 'connected']);
});

describe('a server that is none', () => {
  async function serve(onMessage: (op: number, close: () => void) => string | undefined): Promise<string> {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0, handleProtocols: () => 'obswebsocket.json' });
    endings.push(() => server.close());
    server.on('connection', (socket) => {
      socket.send(JSON.stringify({ op: 0, d: { obsWebSocketVersion: '5.5.0', rpcVersion: 1 } }));
      socket.on('message', (message) => {
        const answer = onMessage(Number(JSON.parse(String(message)).op), () => socket.close(1000));
        if (answer !== undefined) socket.send(answer);
      });
    });
    await new Promise((resolve) => server.once('listening', resolve));
    return `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  test('and closes once it has let us in is tried ever more slowly', async () => {
    const identified = JSON.stringify({ op: 2, d: { negotiatedRpcVersion: 1 } });
    connect(
      await serve((op, close) => {
        if (op === 1) return identified;
        close();
        return undefined;
      }),
    );
    for (const [index, waitMs] of [1_000, 2_000, 5_000].entries()) {
      await until(() => expect(phases).toHaveLength(index + 1));
      expect(phases.at(-1)).toEqual({ phase: 'away', refusal: { why: 'mute' } });
      clock.advance(waitMs - 1);
      await new Promise((resolve) => setImmediate(resolve));
      expect(phases).toHaveLength(index + 1);
      clock.advance(1);
    }
    await until(() => expect(phases).toHaveLength(4));
  });

  test('is let go at once where it is stopped', async () => {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0, handleProtocols: () => 'obswebsocket.json' });
    endings.push(() => server.close());
    await new Promise((resolve) => server.once('listening', resolve));
    connect(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`, { openMs: 60_000, answerMs: 60_000 });
    await until(() => expect(server.clients.size).toBe(1));
    link.stop();
    await until(() => expect(server.clients.size).toBe(0));
  });
});

// The bridges over real sockets: what a change of settings, of passwords and of the show does to them.

import { connect } from 'node:net';
import { DEFAULT_SETTINGS, type Settings } from '@tracord/shared/settings.ts';
import { FIRST_OPERATOR_TOPICS } from '@tracord/shared/topics.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Bridges } from '#app/bridges.ts';
import type { BroadcastPassword } from '#app/secrets-keeper.ts';
import { HealthBoard } from '#kernel/health.ts';
import { silentLogger } from '#kernel/logger.ts';
import { TopicStore } from '#kernel/topic-store.ts';
import { connectSource } from '../../../test/fakes/broadcast-source.ts';
import { freePort } from '../../../test/fakes/free-port.ts';
import { until } from '../../../test/fakes/until.ts';

let current: Settings;
let secret: BroadcastPassword;
let listeners: { sections: string[]; call: () => void }[];
let topics: TopicStore<typeof FIRST_OPERATOR_TOPICS>;
let heard: string[];
let bridges: Bridges;

beforeEach(async () => {
  const ports = [await freePort(), await freePort()];
  current = structuredClone(DEFAULT_SETTINGS);
  current.broadcast.port = ports[0] ?? 0;
  current.decks.port = ports[1] ?? 0;
  secret = { known: true, password: undefined };
  listeners = [];
  heard = [];
  topics = new TopicStore(FIRST_OPERATOR_TOPICS, silentLogger);
  bridges = new Bridges({
    settings: {
      get current() {
        return current;
      },
      onChange: (sections, call) => listeners.push({ sections, call }),
    },
    broadcastPassword: () => secret,
    topics,
    health: new HealthBoard(topics),
    onSighting: (sighting) => heard.push(sighting.kind),
    log: silentLogger,
  });
});
afterEach(() => bridges.stop());

const health = (bridge: string) => topics.get('health').bridges[bridge];
const change = (section: string) => {
  for (const { sections, call } of listeners) if (sections.includes(section)) call();
};
const isOpen = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true));
    socket.on('error', () => resolve(false)).on('connect', () => socket.destroy());
  });
const source = () => connectSource({ port: current.broadcast.port });

describe('bridges', () => {
  test('listen where the settings say, and no deck feed unless wanted', async () => {
    await bridges.start();
    expect(health('broadcast')?.status).toBe('waiting');
    expect(health('decks')?.status).toBe('off');
    expect(await isOpen(current.broadcast.port)).toBe(true);
    expect(await isOpen(current.decks.port)).toBe(false);
  });

  test('a changed port: the old one is free, the new one hears', async () => {
    await bridges.start();
    const before = current.broadcast.port;
    current.broadcast.port = await freePort();
    change('broadcast');
    await until(async () => expect(await isOpen(current.broadcast.port)).toBe(true));
    expect(await isOpen(before)).toBe(false);
    const traktor = await source();
    await traktor.sendTitle({ artist: 'A', title: 'One' });
    await until(() => expect(heard).toContain('broadcast.title'));
    await traktor.close();
  });

  test('the deck feed is switched on and off', async () => {
    await bridges.start();
    current.decks.enabled = true;
    change('decks');
    await until(async () => expect(await isOpen(current.decks.port)).toBe(true));
    current.decks.enabled = false;
    change('decks');
    await until(() => expect(health('decks')?.status).toBe('off'));
    expect(await isOpen(current.decks.port)).toBe(false);
  });

  test('changes in a row end with the last', async () => {
    await bridges.start();
    const ports = [await freePort(), await freePort(), await freePort()];
    for (const port of ports) {
      current = structuredClone(current);
      current.broadcast.port = port;
      change('broadcast');
    }
    await until(async () => expect(await Promise.all(ports.map(isOpen))).toEqual([false, false, true]));
  });

  test('stopped, they start no more', async () => {
    await bridges.start();
    await bridges.stop();
    change('broadcast');
    await bridges.stop();
    expect(await isOpen(current.broadcast.port)).toBe(false);
  });
});

describe('the password', () => {
  test('none is known: the port stays closed, and the line is told', async () => {
    secret = { known: false, problem: 'secrets.yaml, line 2: a tab stands in front of this line.' };
    await bridges.start();
    expect(await isOpen(current.broadcast.port)).toBe(false);
    expect(health('broadcast')).toMatchObject({ status: 'down', remedy: expect.stringContaining('line 2') });
  });

  test('a new one is asked for from then on', async () => {
    await bridges.start();
    secret = { known: true, password: 'hunter2' };
    bridges.passwordChanged();
    await until(async () => expect((await source()).status).toBe(401));
    const traktor = await connectSource({ port: current.broadcast.port, password: 'hunter2' });
    expect(traktor.status).toBe(200);
    await traktor.close();
  });
});

describe('a broadcast that is gone', () => {
  const goLive = (on: boolean) => topics.set('live', { on, by: 'dj' });
  const comeAndGo = async () => {
    const traktor = await source();
    await traktor.sendTitle({ artist: 'A', title: 'One' });
    await until(() => expect(health('broadcast')?.status).toBe('ok'));
    await traktor.close();
  };

  test('is a warning while live, and for no longer', async () => {
    await bridges.start();
    goLive(true);
    await comeAndGo();
    await until(() => expect(health('broadcast')?.status).toBe('warn'));
    expect(health('broadcast')?.message).toMatch(/live without Traktor.*press the antenna/);
    expect(topics.get('health').status).toBe('warn');
    goLive(false);
    expect(health('broadcast')?.status).toBe('waiting');
    goLive(true);
    expect(health('broadcast')?.status).toBe('warn');
  });

  test('is waited for in rehearsal, and before it ever came', async () => {
    await bridges.start();
    await comeAndGo();
    await until(() => expect(health('broadcast')?.status).toBe('waiting'));
    await bridges.stop();
  });

  test('that never was there is no warning', async () => {
    await bridges.start();
    goLive(true);
    expect(health('broadcast')?.status).toBe('waiting');
  });
});

import { connectToHost, type HostLink } from '@tracord/shared/host-link.ts';
import { FIRST_OPERATOR_TOPICS, FIRST_PUBLIC_TOPICS } from '@tracord/shared/topics.ts';
import { io } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startWebServer, type WebServer } from '#adapters/web/server.ts';
import { silentLogger } from '#kernel/logger.ts';
import { TopicStore } from '#kernel/topic-store.ts';
import { freePort } from '../../../../test/fakes/free-port.ts';

const TOKEN = 'the-token';
let port: number;
let web: WebServer;
let operator: TopicStore<typeof FIRST_OPERATOR_TOPICS>;
let audience: TopicStore<typeof FIRST_PUBLIC_TOPICS>;
const links: HostLink[] = [];

async function start(): Promise<void> {
  web = await startWebServer({
    port,
    version: '1',
    bootId: 'boot',
    topics: { operator, audience },
    isOperatorToken: (given) => given === TOKEN,
    query: async (name, _input, role) => ({ ok: true, value: `${name} for ${role}` }),
    command: async (name, _args, _id, role) =>
      role === 'operator' ? { ok: true, name } : { ok: false, code: 'forbidden', message: 'no' },
    artwork: async () => undefined,
    userCss: async () => '',
    pages: '/nowhere',
    report: () => {},
    log: silentLogger,
  });
}

function link(role: 'operator' | 'audience', topics: string[], token?: string) {
  const seen: Record<string, unknown>[] = [];
  const connections: boolean[] = [];
  const made = connectToHost(`http://127.0.0.1:${port}`, {
    auth: { role, token },
    topics,
    onTopic: (topic, value) => seen.push({ [topic]: value }),
    onConnected: (connected) => connections.push(connected),
  });
  links.push(made);
  return { link: made, seen, connections };
}

beforeEach(async () => {
  port = await freePort();
  operator = new TopicStore(FIRST_OPERATOR_TOPICS, silentLogger);
  audience = new TopicStore(FIRST_PUBLIC_TOPICS, silentLogger);
  await start();
});
afterEach(async () => {
  for (const made of links.splice(0)) made.close();
  await web.stop();
});

describe('following topics', () => {
  it('gives the value at once and each change after it', async () => {
    const { seen } = link('audience', ['live']);
    await vi.waitFor(() => expect(seen).toEqual([{ live: { on: false } }]));
    audience.set('live', { on: true });
    await vi.waitFor(() => expect(seen.at(-1)).toEqual({ live: { on: true } }));
  });

  it('keeps the views apart', async () => {
    const viewer = link('audience', ['live']);
    const dj = link('operator', ['live', 'settings'], TOKEN);
    await vi.waitFor(() => expect(viewer.seen).toHaveLength(1));
    await vi.waitFor(() => expect(dj.seen).toHaveLength(2));
    operator.set('live', { on: true, since: 5, by: 'dj' });
    await vi.waitFor(() => expect(dj.seen.at(-1)).toEqual({ live: { on: true, since: 5, by: 'dj' } }));
    expect(viewer.seen).toHaveLength(1);
  });

  it('mends itself when the host was stopped and started', async () => {
    const { seen, connections } = link('audience', ['live']);
    await vi.waitFor(() => expect(seen).toHaveLength(1));
    await web.stop();
    await vi.waitFor(() => expect(connections.at(-1)).toBe(false));
    audience.set('live', { on: true });
    await start();
    await vi.waitFor(() => expect(seen.at(-1)).toEqual({ live: { on: true } }), 5_000);
  });
});

describe('who may connect', () => {
  const refusalOf = (auth: object, origin?: string) =>
    new Promise<string>((resolve, reject) => {
      const socket = io(`http://127.0.0.1:${port}`, {
        transports: ['websocket'],
        auth,
        reconnection: false,
        extraHeaders: origin === undefined ? undefined : { origin },
      });
      socket.on('connect', () => {
        socket.close();
        reject(new Error('it was let in'));
      });
      socket.on('connect_error', (error) => {
        socket.close();
        resolve(error.message);
      });
    });

  it('refuses a wrong token, a nameless client and foreign pages', async () => {
    expect(await refusalOf({ role: 'operator', token: 'wrong' })).toContain('token');
    expect(await refusalOf({ role: 'operator' })).toContain('token');
    expect(await refusalOf({ role: 'boss' })).toContain('say who you are');
    await expect(refusalOf({ role: 'audience' }, 'https://example.com')).resolves.toBeTruthy();
    await expect(refusalOf({ role: 'audience' }, `http://127.0.0.1:${port}`)).rejects.toThrow('let in');
  });
});

describe('questions and commands', () => {
  it('pass the role on', async () => {
    const viewer = link('audience', []);
    expect(await viewer.link.query('health.get')).toEqual({ ok: true, value: 'health.get for audience' });
    expect(await viewer.link.command('live.set', { on: true }, 'c1')).toMatchObject({ ok: false });
    const dj = link('operator', [], TOKEN);
    expect(await dj.link.command('live.set', { on: true }, 'c2')).toEqual({ ok: true, name: 'live.set' });
  });

  it('survives nonsense', async () => {
    const socket = io(`http://127.0.0.1:${port}`, { transports: ['websocket'], auth: { role: 'audience' } });
    await new Promise<void>((resolve) => socket.on('connect', resolve));
    socket.emit('subscribe', 'live');
    socket.emit('subscribe', 'live', 'no function');
    socket.emit('command', null, null);
    const answer = await socket.emitWithAck('subscribe', ['__proto__']);
    expect(answer).toMatchObject({ ok: false, code: 'unknown' });
    expect(await socket.emitWithAck('command', 7)).toMatchObject({ ok: false, code: 'invalid' });
    socket.close();
  });
});

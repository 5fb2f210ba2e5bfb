import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { connectToHost, type HostLink } from '@tracord/shared/host-link.ts';
import type { Role } from '@tracord/shared/protocol.ts';
import { FIRST_BOT_TOPICS, FIRST_OPERATOR_TOPICS, FIRST_PUBLIC_TOPICS } from '@tracord/shared/topics.ts';
import { io } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startWebServer, type WebServer } from '#adapters/web/server.ts';
import { createLogger, silentLogger } from '#kernel/logger.ts';
import { TopicStore } from '#kernel/topic-store.ts';
import { freePort } from '../../../../test/fakes/free-port.ts';
import { until } from '../../../../test/fakes/until.ts';
import { roleOf, TOKENS } from './web-for-test.ts';

let port: number;
let web: WebServer;
let operator: TopicStore<typeof FIRST_OPERATOR_TOPICS>;
let audience: TopicStore<typeof FIRST_PUBLIC_TOPICS>;
let bot: TopicStore<typeof FIRST_BOT_TOPICS>;
const links: HostLink[] = [];
let logged: string[];
let hostIsAheadMs: number;
/** Ends the questions that are open. */
let slow: (() => void)[];

async function start(): Promise<void> {
  web = await startWebServer({
    port,
    version: '1',
    bootId: 'boot',
    now: () => Date.now() + hostIsAheadMs,
    topics: { operator, bot, requester: audience, audience },
    roleOf,
    query: (name, _input, role) => {
      if (name === 'throws') throw new Error('a fault at once');
      if (name === 'rejects') return Promise.reject(new Error('a fault later'));
      if (name === 'slow') return new Promise((resolve) => slow.push(() => resolve({ ok: true, value: 'late' })));
      return Promise.resolve({ ok: true, value: `${name} for ${role}` });
    },
    command: async (name, _args, _id, role) =>
      role === 'operator' ? { ok: true, name } : { ok: false, code: 'forbidden', message: 'no' },
    artwork: async () => undefined,
    userCss: async () => '',
    pages: '/nowhere',
    report: () => {},
    log: createLogger(({ event }) => logged.push(event)),
  });
}

function link(role: Role, topics: string[], token = role === 'audience' ? undefined : TOKENS[role]) {
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
  logged = [];
  hostIsAheadMs = 0;
  slow = [];
  port = await freePort();
  operator = new TopicStore(FIRST_OPERATOR_TOPICS, silentLogger);
  audience = new TopicStore(FIRST_PUBLIC_TOPICS, silentLogger);
  bot = new TopicStore(FIRST_BOT_TOPICS, silentLogger);
  await start();
});
afterEach(async () => {
  for (const made of links.splice(0)) made.close();
  await web.stop();
});

describe('following topics', () => {
  it('gives the value at once and each change after it', async () => {
    const { seen } = link('audience', ['live']);
    await until(() => expect(seen).toEqual([{ live: { on: false } }]));
    audience.set('live', { on: true });
    await until(() => expect(seen.at(-1)).toEqual({ live: { on: true } }));
  });

  it('keeps the views apart', async () => {
    const viewer = link('audience', ['live']);
    const dj = link('operator', ['live', 'settings']);
    await until(() => expect(viewer.seen).toHaveLength(1));
    await until(() => expect(dj.seen).toHaveLength(2));
    operator.set('live', { on: true, since: 5, by: 'dj' });
    await until(() => expect(dj.seen.at(-1)).toEqual({ live: { on: true, since: 5, by: 'dj' } }));
    expect(viewer.seen).toHaveLength(1);
  });

  it('shows the bot its own topics, and a chat what the audience sees', async () => {
    const ofBot = link('bot', ['requests', 'memory']);
    const ofChat = link('requester', ['requests']);
    await until(() => expect(ofBot.seen).toHaveLength(2));
    await until(() => expect(ofChat.seen).toHaveLength(1));
    bot.set('memory', { panel: '1/2' });
    audience.set('requests', { open: true, hint: 'ask', order: [], byId: {} });
    await until(() => expect(ofBot.seen.at(-1)).toEqual({ memory: { panel: '1/2' } }));
    await until(() => expect(ofChat.seen.at(-1)).toMatchObject({ requests: { hint: 'ask' } }));
    expect(await ofChat.link.query('x')).toMatchObject({ value: 'x for requester' });
    expect(ofBot.seen).toHaveLength(3);
  });

  it('mends itself when the host was stopped and started', async () => {
    const { seen, connections } = link('audience', ['live']);
    await until(() => expect(seen).toHaveLength(1));
    await web.stop();
    await until(() => expect(connections.at(-1)).toBe(false));
    audience.set('live', { on: true });
    await start();
    await until(() => expect(seen.at(-1)).toEqual({ live: { on: true } }));
  });
});

describe('the time', () => {
  it.each([-40_000, 0, 3_600_000])('is the host’s, whose clock is ahead by %i ms', async (aheadMs) => {
    hostIsAheadMs = aheadMs;
    const { link: line, seen } = link('audience', ['live']);
    expect(Math.abs(line.hostNow() - Date.now())).toBeLessThan(5_000);
    await until(() => expect(seen).toHaveLength(1));
    expect(Math.abs(line.hostNow() - Date.now() - aheadMs)).toBeLessThan(5_000);
  });
});

describe('who may connect', () => {
  /** What the host said to a client that it did not let in. */
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

  /** The bare upgrade, as a browser sends it: the host's own answer, which socket.io's client does not show. */
  const upgrade = (headers: Record<string, string>) =>
    new Promise<{ status: number; text: string }>((resolve, reject) => {
      const asked = request({
        ...{ host: '127.0.0.1', port, path: '/socket.io/?EIO=4&transport=websocket' },
        headers: {
          Connection: 'Upgrade',
          Upgrade: 'websocket',
          'Sec-WebSocket-Version': '13',
          'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
          ...headers,
        },
      });
      asked.on('upgrade', (response, socket) => {
        socket.destroy();
        resolve({ status: response.statusCode ?? 0, text: '' });
      });
      asked.on('response', (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk) => {
          text += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      });
      asked.on('error', reject);
      asked.end();
    });

  it('refuses a wrong token and a nameless client, each with its sentence', async () => {
    expect(await refusalOf({ role: 'operator', token: 'wrong' })).toContain('token is wrong');
    expect(await refusalOf({ role: 'operator' })).toContain('token is wrong');
    expect(await refusalOf({ role: 'boss' })).toContain('say who you are');
    await expect(refusalOf({ role: 'audience' }, `http://127.0.0.1:${port}`)).rejects.toThrow('let in');
  });

  it.each<[Role, string, RegExp]>([
    ['operator', 'wrong', /operator token is wrong: .* file operator-token/],
    ['requester', 'wrong', /requester token is wrong: .* file requester-token/],
    ['requester', '', /requester token is wrong/],
    ['bot', 'wrong', /bot token is wrong: only the bot/],
    ['operator', TOKENS.requester, /this is the requester token.* file operator-token/],
    ['operator', TOKENS.bot, /this is the bot token/],
    ['requester', TOKENS.operator, /this is the operator token.* file requester-token/],
    ['bot', TOKENS.requester, /this is the requester token/],
  ])('as %s with %j: refused, with the right place', async (role, token, says) => {
    expect(await refusalOf({ role, token })).toMatch(says);
  });

  it.each(['operator', 'bot', 'requester'] as const)('as %s with its own token: let in', async (role) => {
    await expect(refusalOf({ role, token: TOKENS[role] })).rejects.toThrow('let in');
  });

  it.each([
    ['another web page', () => ({ origin: 'https://example.com' })],
    ['a page on another local port', () => ({ origin: `http://127.0.0.1:${port + 1}` })],
    ['a sandboxed page', () => ({ origin: 'null' })],
    ['a page that hides its origin', () => ({ 'sec-fetch-site': 'cross-site' })],
  ])('refuses the upgrade of %s, saying so', async (_name, headers) => {
    const answer = await upgrade(headers());
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('other web pages are refused');
  });

  it('refuses a name that was pointed at this computer', async () => {
    expect(await upgrade({ host: `evil.example:${port}` })).toMatchObject({
      status: 400,
      text: expect.stringContaining('not served'),
    });
  });

  it('lets programs and our own pages upgrade', async () => {
    expect((await upgrade({})).status).toBe(101);
    expect((await upgrade({ origin: `http://127.0.0.1:${port}` })).status).toBe(101);
  });
});

describe('questions and commands', () => {
  it('pass the role on', async () => {
    const viewer = link('audience', []);
    expect(await viewer.link.query('health.get')).toEqual({ ok: true, value: 'health.get for audience' });
    expect(await viewer.link.command('live.set', { on: true }, 'c1')).toMatchObject({ ok: false });
    const dj = link('operator', []);
    expect(await dj.link.command('live.set', { on: true }, 'c2')).toEqual({ ok: true, name: 'live.set' });
  });

  it('survives nonsense', async () => {
    const socket = io(`http://127.0.0.1:${port}`, { transports: ['websocket'], auth: { role: 'audience' } });
    await new Promise<void>((resolve) => socket.on('connect', resolve));
    const nameless = { toString: 1, valueOf: 1 };
    for (const event of ['subscribe', 'query', 'command']) {
      socket.emit(event);
      socket.emit(event, 'live', 'no function');
      socket.emit(event, null, null, null, null);
      // No text can be made of this one.
      socket.emit(event, nameless, nameless);
      for (const first of [nameless, null, 7, [nameless], Buffer.from('x'), 'x'.repeat(101)]) {
        expect(await socket.emitWithAck(event, first, nameless)).toMatchObject({ ok: false, code: 'invalid' });
      }
    }
    expect(await socket.emitWithAck('subscribe', ['__proto__'])).toMatchObject({ ok: false, code: 'unknown' });
    expect(await socket.emitWithAck('query', 'health.get')).toMatchObject({ ok: true });
    socket.close();
  });

  it('answers a fault of the host as failed, and logs it', async () => {
    const viewer = link('audience', []);
    expect(await viewer.link.query('rejects')).toMatchObject({ ok: false, code: 'failed' });
    expect(await viewer.link.query('throws')).toMatchObject({ ok: false, code: 'failed' });
    expect(logged.filter((event) => event === 'socket.failed')).toHaveLength(2);
  });

  it('answers only so many questions of one client at once', async () => {
    const viewer = link('audience', []);
    const asked = Array.from({ length: 9 }, () => viewer.link.query('slow'));
    expect(await asked[8]).toMatchObject({ ok: false, code: 'busy' });
    for (const end of slow) end();
    expect(await Promise.all(asked.slice(0, 8))).toEqual(Array(8).fill({ ok: true, value: 'late' }));
  });
});

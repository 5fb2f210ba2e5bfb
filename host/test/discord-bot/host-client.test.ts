// The bot's line to the host, on the real socket protocol, with a host that hangs up in the middle of a command.

import type { AddressInfo } from 'node:net';
import { DEFAULT_SETTINGS } from '@tracord/shared/settings.ts';
import { FIRST_BOT_TOPICS } from '@tracord/shared/topics.ts';
import { Server } from 'socket.io';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ConnectedHost } from '#discord-bot/host-client.ts';
import type { Changed, Clock } from '#discord-bot/module.ts';
import { systemClock } from '#discord-bot/system-clock.ts';

let io: Server;
let client: ConnectedHost;
let arrived: string[];
let changes: Changed[];
let isAheadMs: number;

beforeEach(() => {
  arrived = [];
  changes = [];
  isAheadMs = 0;
  io = new Server(0, { transports: ['websocket'] });
  io.on('connection', (socket) => {
    socket.on('subscribe', (topics: string[], answer) => {
      const values: Record<string, unknown> = { ...FIRST_BOT_TOPICS, discord: DEFAULT_SETTINGS.discord };
      const snapshots = topics.map((topic) => ({ topic, rev: 0, value: values[topic] }));
      answer({ ok: true, bootId: '1', now: Date.now() + isAheadMs, snapshots });
    });
  });
});

afterEach(async () => {
  client.close();
  await io.close();
});

async function connected(clock: Clock = systemClock): Promise<ConnectedHost> {
  const { port } = io.httpServer.address() as AddressInfo;
  client = new ConnectedHost(`http://127.0.0.1:${port}`, 'token', clock, (what) => changes.push(what));
  await client.complete;
  return client;
}

/** What the host does with each command that arrives. */
const onCommand = (take: (count: number, hangUp: () => void, answer: (value: object) => void) => void) =>
  io.on('connection', (socket) => {
    socket.on('command', ({ commandId }: { commandId: string }, answer) => {
      arrived.push(commandId);
      take(arrived.length, () => socket.conn.close(), answer);
    });
  });

test('all topics are there from the start, and a change is told', async () => {
  const host = await connected();
  expect(host.isConnected).toBe(true);
  expect(host.topics.discord.presence).toBe(true);
  expect(host.topics.requests.open).toBe(false);
  io.emit('patch', { topic: 'requests', fromRev: 0, rev: 1, patch: { open: true } });
  await expect.poll(() => host.topics.requests.open).toBe(true);
  expect(changes.at(-1)).toBe('requests');
});

const HOURS_MS = 3 * 3_600_000;

test.each([-HOURS_MS, HOURS_MS])('times of a host whose clock is %i ms ahead are told by our own', async (ahead) => {
  isAheadMs = ahead;
  onCommand((_count, _hangUp, answer) => answer({ ok: false, code: 'wait', message: 'Wait.', retryAt: at + ahead }));
  const at = Date.now();
  const host = await connected();
  const cue = { id: 'c', kind: 'request-message', requestId: 'r', mention: [], dueAt: at + ahead };
  const asked = { id: 'r', askedAt: at + ahead, changedAt: at + ahead, onAirSince: at + ahead };
  for (const [topic, patch] of Object.entries({
    cues: { order: ['c'], byId: { c: { ...cue, expiresAt: at + ahead + 120_000 } } },
    requests: { byId: { r: asked } },
    nowPlaying: { onAirSince: at + ahead },
  })) {
    io.emit('patch', { topic, fromRev: 0, rev: 1, patch });
  }
  await expect.poll(() => host.topics.nowPlaying.onAirSince).toBeDefined();
  const isAbout = (ms: number | undefined, wanted: number) =>
    expect(Math.abs((ms ?? 0) - wanted)).toBeLessThan(HOURS_MS / 2);
  const { cues, requests, nowPlaying } = host.topics;
  isAbout(cues.byId.c?.dueAt, at);
  expect((cues.byId.c?.expiresAt ?? 0) - (cues.byId.c?.dueAt ?? 0)).toBe(120_000);
  isAbout(requests.byId.r?.askedAt, at);
  isAbout(requests.byId.r?.changedAt, at);
  isAbout(nowPlaying.onAirSince, at);
  // What belongs together by its time still does.
  expect(requests.byId.r?.onAirSince).toBe(nowPlaying.onAirSince);
  const refusal = await host.command('requests.open', {});
  isAbout('retryAt' in refusal ? refusal.retryAt : undefined, at);
});

test('a clock of ours that is set back moves the times of the host with it', async () => {
  let setBackMs = 0;
  const host = await connected({ ...systemClock, now: () => systemClock.now() - setBackMs });
  const at = Date.now();
  io.emit('patch', { topic: 'nowPlaying', fromRev: 0, rev: 1, patch: { onAirSince: at } });
  await expect.poll(() => host.topics.nowPlaying.onAirSince).toBe(at);
  setBackMs = HOURS_MS;
  io.emit('patch', { topic: 'choices', fromRev: 0, rev: 1, patch: { version: 1 } });
  await expect.poll(() => host.topics.choices.version).toBe(1);
  expect(Math.abs((host.topics.nowPlaying.onAirSince ?? 0) - at + HOURS_MS)).toBeLessThan(HOURS_MS / 2);
});

test('a line that breaks in the middle of a command: the same command is sent again, and done once', async () => {
  onCommand((count, hangUp, answer) => (count === 1 ? hangUp() : answer({ ok: true, open: true })));
  const host = await connected();
  expect(await host.command('requests.open', {})).toEqual({ ok: true, open: true });
  expect(arrived).toHaveLength(2);
  expect(arrived[0]).toBe(arrived[1]);
});

test('a host that does not come back is a refusal with a sentence', async () => {
  onCommand((_, hangUp) => {
    void io.close();
    hangUp();
  });
  const soon: Clock = { now: systemClock.now, after: (ms, call) => systemClock.after(ms === 5_000 ? 20 : ms, call) };
  const host = await connected(soon);
  const away = { ok: false, code: 'host-away' };
  expect(await host.command('requests.open', {})).toMatchObject(away);
  expect(await host.query('requests.stats', {})).toMatchObject(away);
  expect(arrived).toHaveLength(1);
});

test('a host that says nothing is one that is away', async () => {
  onCommand(() => {});
  const soon: Clock = { now: systemClock.now, after: (ms, call) => systemClock.after(ms === 10_000 ? 20 : ms, call) };
  const host = await connected(soon);
  expect(await host.command('requests.open', {})).toMatchObject({ ok: false, code: 'host-away' });
  expect(arrived).toHaveLength(1);
});

// Webhooks at a real server of their own, with time moved by hand.

import type { Notice } from '@tracord/shared/notices.ts';
import type { BridgeHealth } from '@tracord/shared/topics.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Webhook } from '#adapters/webhook/webhook-forms.ts';
import { Webhooks } from '#adapters/webhook/webhooks.ts';
import { ManualClock } from '#kernel/clock.ts';
import { createLogger, formatLine } from '#kernel/logger.ts';
import { until } from '../../../../test/fakes/until.ts';
import { FakeWebhookServer } from '../../../../test/fakes/webhook-server.ts';

const SECRET = 'AgX7secretTokenPQ';
const notice: Notice = {
  ...{ id: 'n1', kind: 'recording-stopped', level: 'alarm', at: 1_700_000_000_000, count: 1 },
  ...{ message: 'The recording stopped by itself – at <once> & for good.', remedy: 'Look at OBS.' },
};

let server: FakeWebhookServer;
let clock: ManualClock;
let hooks: Webhook[];
let health: BridgeHealth;
let logged: string[];
let webhooks: Webhooks;

beforeEach(async () => {
  server = await FakeWebhookServer.start();
  clock = new ManualClock();
  hooks = [{ form: 'json', url: `${server.url}/in?token=${SECRET}` }];
  logged = [];
  webhooks = new Webhooks({
    ...{ webhooks: () => hooks, clock, log: createLogger((line) => void logged.push(formatLine(line)), 'debug') },
    report: (said) => {
      health = said;
    },
  });
});
afterEach(async () => {
  webhooks.stop();
  await server.stop();
  expect(JSON.stringify([logged, health])).not.toContain(SECRET);
});

const send = () => webhooks.send(hooks[0] ?? { form: 'json', url: '' }, notice);

describe('what is sent', () => {
  const cases: [Webhook['form'], string, (body: string) => unknown][] = [
    ['ntfy', '/tracord', (body) => body],
    ['slack', '/services/T0/B0/x', (body) => JSON.parse(body)],
    ['gotify', `/message?token=${SECRET}`, (body) => JSON.parse(body)],
    ['json', '/', (body) => JSON.parse(body)],
  ];
  const text = `${notice.message}\n${notice.remedy}`;
  const title = 'TraCord: Recording stopped';
  const bodies: Record<Webhook['form'], unknown> = {
    ntfy: text,
    slack: {
      text: `:rotating_light: *${title}*\nThe recording stopped by itself – at &lt;once&gt; &amp; for good.\nLook at OBS.`,
    },
    gotify: { title, message: text, priority: 8 },
    json: {
      ...{ id: 'n1', kind: 'recording-stopped', level: 'alarm', title, at: notice.at },
      ...{ message: notice.message, remedy: notice.remedy },
    },
  };
  test.each(cases)('%s', async (form, path, read) => {
    hooks = [{ form, url: `${server.url}${path}` }];
    expect(await send()).toEqual({ outcome: 'sent' });
    const [got] = server.received;
    expect(got?.path).toBe(path);
    expect(read(got?.body ?? '')).toEqual(bodies[form]);
    if (form === 'ntfy') expect(got?.headers).toMatchObject({ title, priority: '5', tags: 'rotating_light' });
    else expect(got?.headers['content-type']).toBe('application/json');
  });

  test('a name and a password in the address go as a header', async () => {
    hooks = [{ form: 'ntfy', url: `http://dj:${SECRET}@127.0.0.1:${server.port}/topic` }];
    expect(await send()).toEqual({ outcome: 'sent' });
    const login = Buffer.from(`dj:${SECRET}`).toString('base64');
    expect(server.received[0]).toMatchObject({ path: '/topic', headers: { authorization: `Basic ${login}` } });
  });
});

describe('what comes back', () => {
  test.each([
    [{ status: 204 }, { outcome: 'sent' }],
    [{ status: 500 }, { outcome: 'failed', reason: 'answers 500' }],
    [
      { status: 429, headers: { 'retry-after': '7' } },
      { outcome: 'failed', reason: 'answers 429', retryAfterMs: 7_000 },
    ],
    [
      { status: 503, headers: { 'retry-after': new Date(1_700_000_090_000).toUTCString() } },
      { outcome: 'failed', reason: 'answers 503', retryAfterMs: 90_000 },
    ],
    [{ status: 404 }, { outcome: 'refused', reason: 'answers 404' }],
    [
      { status: 401, body: `no ${SECRET}` },
      { outcome: 'refused', reason: 'answers 401' },
    ],
    ['close' as const, { outcome: 'failed', reason: 'cannot be reached (UND_ERR_SOCKET)' }],
  ])('%j', async (answer, outcome) => {
    server.answers.push(answer);
    expect(await send()).toEqual(outcome);
    expect(health.status).toBe(outcome.outcome === 'sent' ? 'ok' : 'warn');
  });

  test('nothing within 5 s: it is not waited for any longer', async () => {
    server.answers.push('hang');
    const sent = send();
    await until(() => expect(server.received).toHaveLength(1));
    clock.advance(4_999);
    expect(server.abandoned).toBe(0);
    clock.advance(1);
    expect(await sent).toEqual({ outcome: 'failed', reason: 'did not answer in time' });
    await until(() => expect(server.abandoned).toBe(1));
  });

  test('more than anybody needs: it is not read', async () => {
    server.answers.push({ status: 200, body: 'x'.repeat(64 * 1024 * 1024) });
    expect(await send()).toEqual({ outcome: 'sent' });
    await until(() => expect(server.abandoned).toBe(1));
  });

  test('nobody there', async () => {
    hooks = [{ form: 'json', url: `${server.url}/in?token=${SECRET}` }];
    await server.stop();
    expect(await send()).toEqual({ outcome: 'failed', reason: 'cannot be reached (ECONNREFUSED)' });
    expect(health).toMatchObject({ status: 'warn', message: expect.stringContaining('127.0.0.1') });
    server = await FakeWebhookServer.start();
  });
});

describe('another address', () => {
  test('on the same host is followed, with all that was sent', async () => {
    server.answers.push({ status: 308, headers: { location: '/there' } });
    expect(await send()).toEqual({ outcome: 'sent' });
    expect(server.received.map(({ path }) => path)).toEqual([`/in?token=${SECRET}`, '/there']);
    expect(server.received[1]?.body).toBe(server.received[0]?.body);
  });

  test.each([`http://localhost:1/`, 'ftp://127.0.0.1/', 'nonsense://', ''])(
    'on another is not: %s',
    async (location) => {
      server.answers.push({ status: 302, headers: { location } });
      const outcome = await send();
      // An empty one is the same address again.
      if (location === '') expect(outcome).toEqual({ outcome: 'sent' });
      else expect(outcome).toEqual({ outcome: 'refused', reason: 'sends on to another address' });
      expect(server.received).toHaveLength(location === '' ? 2 : 1);
    },
  );

  test('and so on for ever is not', async () => {
    for (let n = 0; n < 5; n++) server.answers.push({ status: 307, headers: { location: '/' } });
    expect((await send()).outcome).toBe('refused');
    expect(server.received).toHaveLength(3);
  });
});

describe('an address that fails', () => {
  test('is left alone after three times, tried once, and used again when it is well', async () => {
    const hook = hooks[0] ?? { form: 'json', url: '' };
    for (const wait of [0, 0, 60_000, 120_000]) {
      server.answers.push({ status: 500 });
      await send();
      expect(webhooks.waitMs(hook)).toBe(wait);
      clock.advance(wait);
      expect(webhooks.waitMs(hook)).toBe(0);
    }
    await send();
    expect(health).toEqual({ status: 'ok', message: `Notices go to 127.0.0.1:${server.port}.` });
    server.answers.push({ status: 500 });
    await send();
    expect(webhooks.waitMs(hook)).toBe(0);
  });

  test('says nothing of it any more when the settings change; without addresses it is off', async () => {
    server.answers.push({ status: 500 });
    await send();
    expect(health.status).toBe('warn');
    webhooks.settingsChanged();
    expect(health.status).toBe('ok');
    hooks = [];
    webhooks.settingsChanged();
    expect(health.status).toBe('off');
  });
});

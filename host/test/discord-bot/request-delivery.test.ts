// Where the messages of requests go, whatever Discord does meanwhile.

import { afterEach, describe, expect, test } from 'vitest';
import { until } from '../../../test/fakes/until.ts';
import { type RequestChannel, requestChannel } from './request-channel.ts';
import { cue, request, type Stage } from './staff-stage.ts';

let at: Stage;
let texts: RequestChannel['texts'];
let said: RequestChannel['said'];
afterEach(() => at.stop());

async function withChannel(threadPerSet = false): Promise<string> {
  const begun = await requestChannel(threadPerSet);
  ({ at, texts, said } = begun);
  return begun.id;
}

describe('when Discord is away', () => {
  test('nothing older than two minutes is sent, and only the newest state is edited', async () => {
    await withChannel();
    at.host.request(request(1));
    at.host.cue(cue('request-message', 'r1'));
    await said('waiting');
    await at.discord.goAway();
    at.host.request({ ...(at.host.topics.requests.byId.r1 ?? request(1)), said: 'accepted' });
    at.host.request(request(2));
    at.host.cue(cue('request-message', 'r2'));
    await until(() => expect(at.host.taken.has('request-message-r2')).toBe(true));
    const failed = (part: string) => at.logged.filter((line) => line.includes(`"part":"${part}"`)).length;
    // An hour, in which both were tried.
    const backAt = at.clock.now() + 3_600_000;
    await until(() => {
      at.clock.advance(60_000);
      expect(at.clock.now()).toBeGreaterThanOrEqual(backAt);
      expect(failed('requests')).toBeGreaterThan(0);
      expect(failed('request-edits')).toBeGreaterThan(2);
    });
    at.host.request({ ...(at.host.topics.requests.byId.r1 ?? request(1)), said: 'played' });
    at.host.request(request(3, { askedAt: at.clock.now() }));
    await at.discord.comeBack();
    at.host.cue(cue('request-message', 'r3', { dueAt: at.clock.now(), expiresAt: at.clock.now() + 120_000 }));
    await until(() => {
      at.clock.advance(500);
      expect(texts()).toHaveLength(2);
      expect(texts()[0]).toContain('🎶 played');
    });
    expect(texts()[1]).toContain('Slow Voltage 3');
    expect(at.in('requests')[0]?.edits).toHaveLength(1);
  });

  test('a short one is waited for: the message comes once', async () => {
    await withChannel();
    at.discord.limitNext('POST /channels/:channel/messages', 2, { retryAfterS: 0.2 });
    at.host.request(request(1));
    at.host.cue(cue('request-message', 'r1'));
    await until(() => {
      at.clock.advance(100);
      expect(texts()).toHaveLength(1);
    });
    expect(at.host.ran('cue.take')).toHaveLength(1);
    expect(at.troubles.size).toBe(0);
  });
});

test('many edits at once wait for their turn, and all arrive', async () => {
  await withChannel();
  const numbers = Array.from({ length: 20 }, (_, index) => index + 1);
  for (const number of numbers) {
    at.host.request(request(number));
    at.host.cue(cue('request-message', `r${number}`));
  }
  await until(() => expect(texts()).toHaveLength(20));
  await at.quiet();
  at.discord.rest.bucket('PATCH /channels/:channel/messages/:message', 5, 150);
  const { requests } = at.host.topics;
  const byId = Object.values(requests.byId).map((one) => [one.id, { ...one, said: 'accepted' as const }]);
  at.host.set('requests', { ...requests, byId: Object.fromEntries(byId) });
  await until(() => {
    at.clock.advance(20);
    for (const text of texts()) expect(text).toContain('✅ accepted');
  });
  const patched = at.discord.requests.filter(({ method }) => method === 'PATCH');
  expect(patched.filter(({ status }) => status === 200)).toHaveLength(20);
  expect(patched.filter(({ status }) => status === 429).length).toBeLessThanOrEqual(3);
  expect(at.troubles.size).toBe(0);
});

describe('what the DJ reads', () => {
  test('a channel that is gone, by its setting', async () => {
    const id = await withChannel();
    at.discord.world.channels.delete(id);
    at.host.request(request(1));
    at.host.cue(cue('request-message', 'r1'));
    await until(() => expect(at.troubles.get('requests')?.message).toContain('discord.requestsChannel is gone'));
    expect(at.troubles.get('requests')?.remedy).toContain('discord.requestsChannel');
  });
});

describe('a thread for each set', () => {
  const threads = () => at.discord.threads(at.discord.channel('requests').id);

  test('is started with the first message, and found again', async () => {
    await withChannel(true);
    at.host.request(request(1));
    at.host.cue(cue('request-message', 'r1'));
    await until(() => expect(threads()).toHaveLength(1));
    expect(threads()[0]?.name).toMatch(/^Requests \d{1,2} \w{3,4} \d{4}$/);
    await until(() => expect(at.discord.messages(threads()[0]?.id ?? '')).toHaveLength(1));
    await at.restart();
    at.host.request(request(2));
    at.host.cue(cue('request-message', 'r2'));
    await until(() => expect(at.discord.messages(threads()[0]?.id ?? '')).toHaveLength(2));
    expect(threads()).toHaveLength(1);
    at.host.set('requests', { open: true, setId: 'set-2', order: [], byId: {} });
    at.host.request(request(1));
    at.host.cue(cue('request-message', 'r1', { id: 'another' }));
    await until(() => expect(threads()).toHaveLength(2));
    expect(texts()).toEqual([]);
  });

  test('killed after it was started: the next start finds it', async () => {
    await withChannel(true);
    at.host.answers = ({ name, args }) =>
      name === 'bot.remember' && String(args.value).split('|')[2] !== ''
        ? { ok: false, code: 'killed', message: '' }
        : undefined;
    at.host.request(request(1));
    at.host.cue(cue('request-message', 'r1'));
    await until(() => expect(at.discord.messages(threads()[0]?.id ?? '')).toHaveLength(1));
    at.host.answers = () => undefined;
    await at.restart();
    at.host.request(request(2));
    at.host.cue(cue('request-message', 'r2'));
    await until(() => expect(at.discord.messages(threads()[0]?.id ?? '')).toHaveLength(2));
    expect(threads()).toHaveLength(1);
  });

  test('somebody deleted it: another is started', async () => {
    await withChannel(true);
    at.host.request(request(1));
    at.host.cue(cue('request-message', 'r1'));
    await until(() => expect(at.host.topics.requests.byId.r1?.message).toBeDefined());
    at.discord.world.channels.delete(threads()[0]?.id ?? '');
    at.host.request(request(2));
    at.host.cue(cue('request-message', 'r2'));
    await until(() => expect(at.discord.messages(threads()[0]?.id ?? '')).toHaveLength(1));
    expect(threads()).toHaveLength(1);
  });
});

import { afterEach, describe, expect, test } from 'vitest';
import { STAFF_MODULES } from '#discord-bot/staff-side.ts';
import { until } from '../../../test/fakes/until.ts';
import { ada, cue, mia, NOW, request, type Stage, stage } from './staff-stage.ts';

let at: Stage;
afterEach(() => at.stop());

/** One request channel, no other; `threadPerSet` as given. */
async function withChannel(threadPerSet = false): Promise<string> {
  at = await stage(STAFF_MODULES);
  const { id } = at.discord.channel('requests');
  at.host.set('discord', { ...at.host.topics.discord, requestsChannel: id, threadPerSet });
  return id;
}

const texts = () => at.in('requests').map(({ message }) => message.content);

async function said(...parts: string[]): Promise<void> {
  await until(() => {
    at.clock.advance(100);
    expect(texts()).toHaveLength(parts.length);
    for (const [index, part] of parts.entries()) expect(texts()[index]).toContain(part);
  });
}

describe('a message for each request', () => {
  test('is sent once and edited as the request goes on', async () => {
    await withChannel();
    at.host.request(request(1));
    at.host.cue(cue('request-message', 'r1'));
    await said('🕓 waiting');
    expect(texts()[0]).toBe('**1** Slow Voltage 1 – Mirelle Okafor\n-# asked by Ada · 🕓 waiting');
    for (const [said_, words] of [
      ['accepted', '✅ accepted'],
      ['playing', '🔊 on air now'],
      ['played', '🎶 played'],
    ] as const) {
      at.clock.advance(10_000);
      const held = at.host.topics.requests.byId.r1 ?? request(1);
      at.host.request({ ...held, said: said_, voters: [mia] });
      await said(words);
    }
    expect(texts()[0]).toContain('asked by Ada and 1 more');
    expect(at.discord.requests.filter(({ route }) => route.startsWith('POST /channels'))).toHaveLength(1);
    expect(at.host.ran('cue.done').map(({ args }) => args.message)).toEqual([at.host.topics.requests.byId.r1?.message]);
    expect(at.discord.violations).toEqual([]);
  });

  test('never says that it was skipped or declined', async () => {
    await withChannel();
    at.host.request(request(1));
    at.host.cue(cue('request-message', 'r1'));
    await said('waiting');
    at.clock.advance(10_000);
    at.host.request({ ...(at.host.topics.requests.byId.r1 ?? request(1)), state: 'declined', said: 'over' });
    at.clock.advance(60_000);
    await at.quiet();
    expect(texts()[0]).toContain('waiting');
  });

  test('is never written twice, whenever the bot is started again', async () => {
    await withChannel();
    at.host.request(request(1));
    at.host.cue(cue('request-message', 'r1'));
    await said('waiting');
    for (let start = 0; start < 3; start++) {
      await at.restart();
      at.host.request({ ...(at.host.topics.requests.byId.r1 ?? request(1)) });
      await at.quiet();
    }
    expect(texts()).toHaveLength(1);
    // Nothing was to be said, so nothing was edited either.
    expect(at.discord.requests.filter(({ method }) => method === 'PATCH')).toEqual([]);
  });

  test('killed after it was taken, before it was sent: it is not sent', async () => {
    await withChannel();
    at.host.taken.add('request-message-r1');
    at.host.request(request(1));
    at.host.cue(cue('request-message', 'r1'));
    await at.restart();
    await at.quiet();
    expect(texts()).toEqual([]);
  });

  test('killed after it was sent, before that was said: the message is found and goes on', async () => {
    await withChannel();
    let isKilled = false;
    at.host.answers = ({ name }) =>
      name === 'cue.done' && !isKilled ? { ok: false, code: 'killed', message: 'never arrived' } : undefined;
    at.host.request(request(1));
    at.host.cue(cue('request-message', 'r1'));
    await said('waiting');
    isKilled = true;
    await at.restart();
    at.clock.advance(10_000);
    at.host.request(request(1, { said: 'accepted', state: 'accepted' }));
    await said('✅ accepted');
    expect(at.host.ran('cue.done')).toHaveLength(1);
  });

  test('stopped after it was taken: it is sent before the bot ends', async () => {
    await withChannel();
    at.host.answers = ({ name }) => {
      if (name === 'cue.take') setTimeout(() => void at.restart(), 0);
      return undefined;
    };
    at.host.request(request(1));
    at.host.cue(cue('request-message', 'r1'));
    await said('waiting');
    await until(() => expect(at.host.ran('cue.done')).toHaveLength(1));
    await at.quiet();
  });

  test('what was sent twice with the same nonce is one message, and a lost answer is asked for again', async () => {
    await withChannel();
    let lost = 2;
    at.host.answers = ({ name }) =>
      name === 'cue.take' && lost-- > 0 ? { ok: false, code: 'host-away', message: 'away' } : undefined;
    at.host.request(request(1));
    at.host.cue(cue('request-message', 'r1'));
    await until(() => {
      at.clock.advance(1_000);
      expect(texts()).toHaveLength(1);
    });
    const ids = at.host.ran('cue.take').map(({ commandId }) => commandId);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(1);
  });

  test('is edited to the newest state only, whatever went by in between', async () => {
    await withChannel();
    at.host.request(request(1));
    at.host.cue(cue('request-message', 'r1'));
    await said('waiting');
    for (const word of ['accepted', 'playing', 'played'] as const) {
      at.host.request({ ...(at.host.topics.requests.byId.r1 ?? request(1)), said: word });
    }
    at.clock.advance(10_000);
    await said('🎶 played');
    await at.quiet();
    expect(at.in('requests')[0]?.edits.length).toBeLessThanOrEqual(2);
  });

  test('a request that is masked now is taken out, also when the bot was away then', async () => {
    await withChannel();
    for (const number of [1, 2]) {
      at.host.request(request(number));
      at.host.cue(cue('request-message', `r${number}`));
    }
    await said('Slow Voltage 1', 'Slow Voltage 2');
    const { r1, r2 } = at.host.topics.requests.byId;
    at.host.set('requests', { ...at.host.topics.requests, byId: r2 === undefined ? {} : { r2 } });
    at.clock.advance(10_000);
    await said('**1** This request is not shown.', 'Slow Voltage 2');
    expect(r1?.message).toBeDefined();
    at.host.connect(false);
    at.host.topics = { ...at.host.topics, requests: { ...at.host.topics.requests, byId: {} } };
    at.host.isConnected = true;
    await at.restart();
    await said('**1** This request is not shown.', '**2** This request is not shown.');
  });

  test('a request that is hidden for a moment only, as while masks change, is left alone', async () => {
    await withChannel();
    at.host.request(request(1));
    at.host.cue(cue('request-message', 'r1'));
    await said('Slow Voltage 1');
    const { requests } = at.host.topics;
    for (const start of [false, true]) {
      at.host.set('requests', { ...requests, byId: {} });
      if (start) await at.restart();
      await at.quiet();
      at.clock.advance(2_000);
      at.host.set('requests', requests);
      at.clock.advance(10_000);
      await at.quiet();
    }
    expect(at.in('requests')[0]?.edits).toEqual([]);
  });

  test('messages of another set stay as they are', async () => {
    await withChannel();
    at.host.request(request(1));
    at.host.cue(cue('request-message', 'r1'));
    await said('Slow Voltage 1');
    at.host.set('requests', { open: true, setId: 'set-2', order: [], byId: {} });
    at.clock.advance(10_000);
    await at.restart();
    await at.quiet();
    expect(texts()[0]).toContain('waiting');
  });

  test('a blocked person is not named any more', async () => {
    await withChannel();
    at.host.request(request(1));
    at.host.cue(cue('request-message', 'r1'));
    await said('asked by Ada');
    at.clock.advance(10_000);
    at.host.request({ ...(at.host.topics.requests.byId.r1 ?? request(1)), state: 'withdrawn', said: 'withdrawn' });
    await said('taken back');
    expect(texts()[0]).not.toContain('Ada');
  });

  test('names and titles mention nobody and mark up nothing', async () => {
    await withChannel();
    const nasty = `@everyone <@${at.discord.world.owner.id}> **x** [a](http://b) \u202e`;
    const track = { id: 't', artist: nasty, title: nasty, display: { artist: nasty, title: nasty } };
    at.host.request(request(1, { track, requester: { ...ada, name: nasty } }));
    at.host.cue(cue('request-message', 'r1'));
    await said('\\@everyone');
    expect(at.in('requests')[0]?.pinged).toEqual({ users: [], roles: [], everyone: false });
    const markup = texts()[0]
      ?.split('\n')[0]
      ?.replace(/\\[^0-9A-Za-z\s]/g, '')
      .replace('**1**', '');
    expect(markup).not.toMatch(/[<@[*_#\u202e]/u);
  });

  test('in rehearsal nothing is sent', async () => {
    await withChannel();
    at.host.set('live', { on: false });
    at.host.request(request(1));
    at.host.cue(cue('request-message', 'r1'));
    at.host.cue(cue('on-air-ping', 'r1'));
    at.host.set('nowPlaying', { ...at.host.topics.nowPlaying, track: { ...request(1).track } });
    at.clock.advance(60_000);
    await at.quiet();
    expect(at.discord.posted).toEqual([]);
    expect(at.discord.presences.flatMap(({ activities }) => activities)).toEqual([]);
    expect(at.host.commands).toEqual([]);
  });
});

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
    for (let minute = 0; minute < 60; minute++) {
      at.clock.advance(60_000);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
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

describe('the ping', () => {
  const people = Array.from({ length: 13 }, (_, index) => ({
    ...{ platform: 'discord', id: `2000000000000001${index + 10}`, name: `P${index}` },
  }));

  test('is one message with at most five mentions; the rest is counted', async () => {
    await withChannel();
    const users = people.map(({ name }) => at.discord.user(name));
    const mention = users.map(({ id, global_name }) => ({ platform: 'discord', id, name: global_name }));
    at.host.request(request(1, { said: 'playing', state: 'playing' }));
    at.host.cue(cue('on-air-ping', 'r1', { mention }));
    await said('and 8 more: on air now\n**1** Slow Voltage 1 – Mirelle Okafor');
    expect(at.in('requests')[0]?.pinged).toEqual({
      ...{ users: users.slice(0, 5).map(({ id }) => id), roles: [], everyone: false },
    });
    await at.restart();
    await at.quiet();
    expect(at.discord.posted).toHaveLength(1);
  });

  test('loses its title when that is masked, also when the bot was away then, and pings nobody again', async () => {
    await withChannel();
    const user = at.discord.user('Ada');
    const mention = [{ platform: 'discord', id: user.id, name: 'Ada' }];
    for (const number of [1, 2]) {
      at.host.request(request(number, { said: 'playing', state: 'playing' }));
      at.host.cue(cue('on-air-ping', `r${number}`, { mention }));
    }
    await said('on air now\n**1** Slow Voltage 1', 'on air now\n**2** Slow Voltage 2');
    const { requests } = at.host.topics;
    const { r1: _, ...others } = requests.byId;
    at.host.set('requests', { ...requests, byId: others });
    await said('**1** This request is not shown.', 'Slow Voltage 2');
    at.host.topics = { ...at.host.topics, requests: { ...requests, byId: {} } };
    await at.restart();
    await said('**1** This request is not shown.', '**2** This request is not shown.');
    expect(JSON.stringify(at.in('requests').map(({ message }) => message))).not.toContain('Slow Voltage');
    expect(at.discord.posted.flatMap(({ pinged }) => pinged.users)).toEqual([user.id, user.id]);
  });

  test('is not sent where nobody wants one, or nobody is of Discord', async () => {
    await withChannel();
    at.host.request(request(1, { said: 'playing' }));
    at.host.cue(cue('on-air-ping', 'r1', { mention: [] }));
    at.host.cue(cue('on-air-ping', 'r1', { id: 'b', mention: [{ platform: 'twitch', id: '1', name: 'Bo' }] }));
    at.host.cue(cue('on-air-ping', 'r1', { id: 'c', dueAt: NOW - 130_000, expiresAt: NOW + 1 }));
    await at.quiet();
    expect(at.discord.posted).toEqual([]);
  });
});

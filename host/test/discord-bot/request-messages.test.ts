// What the message of a request says, from the first to the last.

import { afterEach, describe, expect, test } from 'vitest';
import { until } from '../../../test/fakes/until.ts';
import { type RequestChannel, requestChannel } from './request-channel.ts';
import { ada, cue, mia, request, type Stage } from './staff-stage.ts';

let at: Stage;
let texts: RequestChannel['texts'];
let said: RequestChannel['said'];
afterEach(() => at.stop());

async function withChannel(): Promise<void> {
  ({ at, texts, said } = await requestChannel());
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

  test.each([false, true])(
    'tells nobody who was declined when the show goes on again (bot anew: %s)',
    async (isAnew) => {
      await withChannel();
      for (const number of [1, 2]) {
        at.host.request(request(number));
        at.host.cue(cue('request-message', `r${number}`));
      }
      await said('waiting', 'waiting');
      const { live, requests } = at.host.topics;
      const [r1, r2] = [requests.byId.r1 ?? request(1), requests.byId.r2 ?? request(2)];
      at.host.request({ ...r1, state: 'declined', said: 'over' });
      at.host.set('live', { ...live, on: false });
      at.host.request({ ...r2, state: 'expired', said: 'over' });
      await said('the show is over', 'the show is over');
      if (isAnew) await at.restart();
      at.host.set('live', live);
      at.host.request(r2);
      await said('asked by Ada · 🕓 waiting', 'asked by Ada · 🕓 waiting');
      expect(at.discord.posted).toHaveLength(2);
      expect(at.discord.violations).toEqual([]);
    },
  );

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

  test('the name of who is blocked goes, whatever became of the request, and nothing else of it', async () => {
    await withChannel();
    for (const number of [1, 2]) {
      at.host.request(request(number, { voters: [mia] }));
      at.host.cue(cue('request-message', `r${number}`));
    }
    await said('asked by Ada and 1 more', 'asked by Ada and 1 more');
    const now = (id: string) => at.host.topics.requests.byId[id] ?? request(1);
    at.host.request({ ...now('r1'), state: 'played', said: 'played' });
    at.host.request({ ...now('r2'), state: 'declined', said: 'over' });
    await said('played', 'waiting');
    const { shownAs: _, ...blocked } = ada;
    for (const id of ['r1', 'r2']) at.host.request({ ...now(id), requester: blocked });
    await said('asked by somebody and 1 more · 🎶 played', 'asked by somebody and 1 more · 🕓 waiting');
  });

  test('a name that others may not read is never sent', async () => {
    await withChannel();
    at.host.request(request(1, { requester: { platform: 'twitch', id: '1', name: 'Badword' } }));
    at.host.cue(cue('request-message', 'r1'));
    await said('asked by somebody · 🕓 waiting');
    expect(JSON.stringify(at.discord.requests)).not.toContain('Badword');
  });

  test('what nobody played says when the show is over, also to a bot that starts after it; once', async () => {
    await withChannel();
    for (const number of [1, 2, 3]) {
      at.host.request(request(number));
      at.host.cue(cue('request-message', `r${number}`));
    }
    await said('waiting', 'waiting', 'waiting');
    const over = (number: number, state: 'declined' | 'expired') => {
      const held = at.host.topics.requests.byId[`r${number}`] ?? request(number);
      at.host.request({ ...held, state, said: 'over' });
    };
    over(1, 'declined');
    at.clock.advance(10_000);
    await at.quiet();
    expect(texts()[0]).toContain('waiting');
    at.host.set('live', { on: false });
    over(2, 'expired');
    await said('asked by Ada · the show is over', 'asked by Ada · the show is over', 'waiting');
    at.host.changed = () => {};
    over(3, 'expired');
    await at.restart();
    await said('the show is over', 'the show is over', 'asked by Ada · the show is over');
    at.clock.advance(60_000);
    await at.quiet();
    expect(at.in('requests').map(({ edits }) => edits.length)).toEqual([1, 1, 1]);
  });

  test('names and titles mention nobody and mark up nothing', async () => {
    await withChannel();
    const nasty = `@everyone <@${at.discord.world.owner.id}> **x** [a](http://b) \u202e`;
    const track = { id: 't', artist: nasty, title: nasty, display: { artist: nasty, title: nasty } };
    at.host.request(request(1, { track, requester: { ...ada, shownAs: nasty } }));
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

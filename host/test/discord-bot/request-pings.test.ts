// The one ping, and what stands of it afterwards.

import { afterEach, describe, expect, test } from 'vitest';
import type { FakeUser } from '../../../test/fakes/discord.ts';
import { type RequestChannel, requestChannel } from './request-channel.ts';
import { cue, NOW, request, type Stage } from './staff-stage.ts';

let at: Stage;
let texts: RequestChannel['texts'];
let said: RequestChannel['said'];
afterEach(() => at.stop());

async function withChannel(): Promise<void> {
  ({ at, texts, said } = await requestChannel());
}

const ofDiscord = ({ id, global_name: name }: FakeUser) => ({ platform: 'discord', id, name, shownAs: name });

describe('the ping', () => {
  const people = Array.from({ length: 13 }, (_, index) => ({
    ...{ platform: 'discord', id: `2000000000000001${index + 10}`, name: `P${index}` },
  }));

  test('is one message with at most five mentions; the rest is counted', async () => {
    await withChannel();
    const users = people.map(({ name }) => at.discord.user(name));
    const mention = users.map(ofDiscord);
    const [requester, ...voters] = mention;
    at.host.request(request(1, { said: 'playing', state: 'playing', requester, voters }));
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
    const mention = [ofDiscord(user)];
    for (const number of [1, 2]) {
      at.host.request(request(number, { said: 'playing', state: 'playing', requester: ofDiscord(user) }));
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

  test('loses the mention of who is blocked, also after the show, and pings nobody again', async () => {
    await withChannel();
    const users = ['Ada', 'Mia'].map((name) => at.discord.user(name));
    const [ada, mia] = users.map(ofDiscord);
    if (ada === undefined || mia === undefined) throw new Error('nobody asks');
    const { shownAs: _, ...blockedAda } = ada;
    const { shownAs: __, ...blockedMia } = mia;
    const asked = request(1, { said: 'playing', state: 'playing', requester: ada, voters: [mia] });
    at.host.request(asked);
    at.host.cue(cue('on-air-ping', 'r1', { mention: [ada, mia] }));
    await said(`<@${ada.id}> <@${mia.id}>: on air now`);
    at.host.request({ ...asked, voters: [blockedMia] });
    await said(`<@${ada.id}>: on air now\n**1** Slow Voltage 1`);
    // What is taken back leaves the request altogether.
    at.host.request({ ...asked, requester: mia, voters: [] });
    await said(`<@${mia.id}>: on air now\n**1** Slow Voltage 1`);
    at.host.set('live', { on: false });
    await at.restart();
    at.host.request({ ...asked, said: 'played', requester: blockedAda, voters: [blockedMia] });
    await said('On air now\n**1** Slow Voltage 1 – Mirelle Okafor');
    expect(at.discord.posted.flatMap(({ pinged }) => pinged.users)).toEqual([ada.id, mia.id]);
  });

  test('keeps the mention of who has a name that is not shown, and loses it with a block', async () => {
    await withChannel();
    const { id, platform, name } = ofDiscord(at.discord.user('Badword'));
    const nameless = { platform, id, name, isBlocked: false };
    at.host.request(request(1, { said: 'playing', state: 'playing', requester: nameless }));
    at.host.cue(cue('on-air-ping', 'r1', { mention: [nameless] }));
    await said('on air now');
    at.clock.advance(10_000);
    await at.quiet();
    expect(texts()[0]).toMatch(new RegExp(`^<@${id}>: on air now`));
    at.host.request(request(1, { said: 'playing', state: 'playing', requester: { ...nameless, isBlocked: true } }));
    await said('On air now\n**1** Slow Voltage 1');
  });

  test('stays as it is when the host and the bot start again, and the host shows nothing for a moment', async () => {
    await withChannel();
    const ada = ofDiscord(at.discord.user('Ada'));
    at.host.request(request(1, { said: 'playing', state: 'playing', requester: ada }));
    at.host.cue(cue('on-air-ping', 'r1', { mention: [ada] }));
    await said('on air now');
    const { requests } = at.host.topics;
    at.host.topics = { ...at.host.topics, requests: { ...requests, byId: {} } };
    await at.restart();
    await at.quiet();
    at.clock.advance(2_000);
    at.host.set('requests', requests);
    at.clock.advance(10_000);
    await at.quiet();
    expect(texts()[0]).toContain('on air now');
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

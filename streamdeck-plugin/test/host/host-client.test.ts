import { afterEach, describe, expect, test } from 'vitest';
import { HostClient } from '#host/host-client.ts';
import { hostDetails } from '#host/host-details.ts';
import type { HostPlace } from '#host/host-place.ts';
import { hostStatus } from '#host/host-status.ts';
import { type DeckState, FIRST_DECK_STATE } from '#state.ts';
import { type TopicHost, type TopicHostOptions, topicHost } from '../../../test/fakes/topic-host.ts';
import { until } from '../../../test/fakes/until.ts';
import { waitingIds } from '../made-requests.ts';

const times = { looksEveryMs: 50, startingMs: 300, triesAnewEveryMs: 500 };
const hosts: TopicHost[] = [];
const clients: HostClient[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  for (const host of hosts.splice(0)) {
    await host.stop();
    host.clear();
  }
});

async function startHost(options: TopicHostOptions = {}): Promise<TopicHost> {
  const host = await topicHost(options);
  hosts.push(host);
  return host;
}

function startClient(first: HostPlace | undefined) {
  const states: Omit<DeckState, 'nowMs'>[] = [];
  const at = { place: first };
  const client = new HostClient({ find: async () => at.place, onState: (state) => states.push(state), times });
  clients.push(client);
  client.start();
  return { client, states, at, last: () => states.at(-1) ?? FIRST_DECK_STATE };
}

const placeOf = ({ address, token }: TopicHost): HostPlace => ({ url: address, token });

describe('the line to the host', () => {
  test('says nothing of a host before all its topics are there', async () => {
    const host = await startHost();
    host.topics.set('requests', waitingIds('a'));
    const { states, last } = startClient(placeOf(host));
    await until(() => expect(last().host).toBe('connected'));
    expect(states[0]?.topics.requests.order).toEqual(['a']);
    host.topics.set('live', { on: true, by: 'dj' });
    await until(() => expect(last().topics.live.on).toBe(true));
  });

  test('goes to a host that started elsewhere', async () => {
    const [first, second] = [await startHost(), await startHost()];
    second.topics.set('live', { on: true, by: 'dj' });
    const { at, last } = startClient(placeOf(first));
    await until(() => expect(last().host).toBe('connected'));
    at.place = placeOf(second);
    await until(() => expect(last()).toMatchObject({ host: 'connected', topics: { live: { on: true } } }));
  });

  test('a host that refused the token is asked again: another one may be there by now', async () => {
    const wrong = await startHost({ token: 'of-another-host' });
    const port = Number(new URL(wrong.address).port);
    const { client, last } = startClient({ url: wrong.address, token: 'the-right-one' });
    await until(() => expect(last().host).toBe('away'));
    expect(hostStatus(client).text).toContain('is the token right?');
    await wrong.stop();
    await startHost({ port, token: 'the-right-one', config: wrong.config });
    await until(() => expect(last().host).toBe('connected'));
  });

  test('no command waits for a host that is away', async () => {
    const host = await startHost();
    const { client, last } = startClient(placeOf(host));
    await until(() => expect(last().host).toBe('connected'));
    expect(await client.command('live.set', { on: true })).toEqual({ ok: true });
    const port = Number(new URL(host.address).port);
    await host.stop();
    await until(() => expect(last().host).toBe('away'));
    expect(await client.command('live.set', { on: false })).toBeUndefined();
    const again = await startHost({ port, config: host.config });
    await until(() => expect(last().host).toBe('connected'));
    expect(again.commands).toEqual([]);
  });

  test('a command or a question whose line breaks is answered by nobody, and the line is there again', async () => {
    const host = await startHost({ onCommand: () => new Promise(() => {}) });
    const port = Number(new URL(host.address).port);
    const { client, last } = startClient(placeOf(host));
    await until(() => expect(last().host).toBe('connected'));
    const answer = client.command('live.set', { on: true });
    await until(() => expect(host.commands).toHaveLength(1));
    await host.stop();
    expect(await answer).toBeUndefined();
    await startHost({ port, config: host.config });
    await until(() => expect(last().host).toBe('connected'));
    expect(await client.command('live.set', { on: true })).toEqual({ ok: true });
  });

  test.each([-40_000, 40_000])('times of a host whose clock is %i ms ahead are told by our own', async (isAheadMs) => {
    const host = await startHost({ isAheadMs });
    const at = Date.now();
    const undo = {
      changeId: 'c',
      what: 'accept',
      label: 'Accept 1',
      since: at + isAheadMs,
      until: at + isAheadMs + 20_000,
    };
    host.topics.set('requests', { ...waitingIds('a'), undo: { ...undo, what: 'accept' } });
    host.topics.set('nowPlaying', { ...FIRST_DECK_STATE.topics.nowPlaying, onAirSince: at + isAheadMs });
    const { last } = startClient(placeOf(host));
    await until(() => expect(last().host).toBe('connected'));
    expect(Math.abs((last().topics.nowPlaying.onAirSince ?? 0) - at)).toBeLessThan(5_000);
    expect(Math.abs((last().topics.requests.undo?.until ?? 0) - at - 20_000)).toBeLessThan(5_000);
    host.topics.set('requests', { ...waitingIds('a', 'b'), undo: { ...undo, what: 'skip' } });
    await until(() => expect(last().topics.requests.undo?.what).toBe('skip'));
    expect(Math.abs((last().topics.requests.undo?.until ?? 0) - at - 20_000)).toBeLessThan(5_000);
  });

  test('fetches a cover, and the tracks that may be meant by name', async () => {
    const detail = { id: 't1', artist: 'Mirra Vale', title: 'Untitled', releasedOn: '2019-05-01', durationMs: 401_000 };
    const host = await startHost({
      cover: { bytes: Buffer.from('jpeg'), type: 'image/jpeg' },
      onQuery: (_name, input) =>
        (input as { id: string }).id === 't1'
          ? { ok: true, value: detail }
          : { ok: false, code: 'not-found', message: 'there is no such track' },
    });
    const { client, last } = startClient(placeOf(host));
    await until(() => expect(last().host).toBe('connected'));
    const details = hostDetails(client);
    expect(await details.cover('art')).toBe(`data:image/jpeg;base64,${Buffer.from('jpeg').toString('base64')}`);
    expect(await details.track('t1')).toMatchObject({
      id: 't1',
      artist: 'Mirra Vale',
      year: 2019,
      durationMs: 401_000,
    });
    expect(await details.track('t2')).toBeUndefined();
  });

  test('without any host it is away after a moment', async () => {
    const { client, last } = startClient(undefined);
    expect(last().host).toBe('starting');
    await until(() => expect(last().host).toBe('away'));
    expect(hostStatus(client)).toMatchObject({ connected: false, text: expect.stringContaining('not running here') });
  });
});

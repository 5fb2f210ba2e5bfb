// The audience's topics as signals, from the host. Keeps the last track while the host is away.

import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { connectToHost } from '@tracord/shared/host-link.ts';
import type { PublicRequests } from '@tracord/shared/requests.ts';
import { FIRST_PUBLIC_TOPICS, type PublicTopics } from '@tracord/shared/topics.ts';

/** A host that has just started knows no track until its source speaks again, no requests until it has read them; so long
 * the last ones stay. */
const BELIEVE_EMPTY_AFTER_MS = 10_000;
/** No answer for so long counts as "away". */
const PATIENCE_MS = 3_000;

export type LiveData = {
  nowPlaying: ReadonlySignal<PublicTopics['nowPlaying']>;
  host: ReadonlySignal<PublicTopics['host']>;
  /** Undefined until the host has spoken; at a host that went away the last value. */
  requests: ReadonlySignal<PublicRequests | undefined>;
  set: ReadonlySignal<PublicTopics['set']>;
  next: ReadonlySignal<PublicTopics['next']>;
  tempo: ReadonlySignal<PublicTopics['tempo']>;
  /** Undefined while the first attempt still runs. */
  connected: ReadonlySignal<boolean | undefined>;
  /** The time by the host's clock, in ms since the epoch. */
  hostNow: () => number;
};

export function followHost(url: string): LiveData {
  const nowPlaying = signal(FIRST_PUBLIC_TOPICS.nowPlaying);
  const host = signal(FIRST_PUBLIC_TOPICS.host);
  const requests = signal<PublicRequests | undefined>(undefined);
  const set = signal(FIRST_PUBLIC_TOPICS.set);
  const next = signal(FIRST_PUBLIC_TOPICS.next);
  const tempo = signal(FIRST_PUBLIC_TOPICS.tempo);
  const connected = signal<boolean | undefined>(undefined);
  let connectedAt = 0;

  /** Takes values of a topic; an empty one right after a reconnect later, unless another comes before. */
  const taking = <Value>(held: Signal<Value>, isEmpty: (value: Value) => boolean) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const take = (value: Value) => {
      clearTimeout(timer);
      const stillAfter = connectedAt + BELIEVE_EMPTY_AFTER_MS - performance.now();
      if (isEmpty(value) && !isEmpty(held.peek()) && stillAfter > 0) {
        timer = setTimeout(() => {
          held.value = value;
        }, stillAfter);
      } else {
        held.value = value;
      }
    };
    return { take, forget: () => clearTimeout(timer) };
  };
  const tracks = taking(nowPlaying, (value) => value.track === undefined);
  const queues = taking(requests, (value) => value === undefined);
  const sets = taking(set, (value) => !value.isOn);
  const nexts = taking(next, (value) => value.track === undefined);
  const tempos = taking(tempo, (value) => value.bpm === undefined);

  let isFirst = true;
  setTimeout(() => {
    connected.value ??= false;
  }, PATIENCE_MS);
  const link = connectToHost(url, {
    auth: { role: 'audience' },
    topics: ['nowPlaying', 'requests', 'set', 'next', 'tempo', 'host'],
    onTopic: (topic, value) => {
      if (topic === 'nowPlaying') tracks.take(value as PublicTopics['nowPlaying']);
      if (topic === 'requests') queues.take(spoken(value as PublicRequests));
      if (topic === 'set') sets.take(value as PublicTopics['set']);
      if (topic === 'next') nexts.take(value as PublicTopics['next']);
      if (topic === 'tempo') tempos.take(value as PublicTopics['tempo']);
      if (topic === 'host') host.value = value as PublicTopics['host'];
    },
    onConnected: (isConnected) => {
      for (const one of [tracks, queues, sets, nexts, tempos]) one.forget();
      if (isConnected) {
        connectedAt = isFirst ? Number.NEGATIVE_INFINITY : performance.now();
        isFirst = false;
      }
      connected.value = isConnected;
    },
  });
  return { nowPlaying, host, requests, set, next, tempo, connected, hostNow: link.hostNow };
}

/** Before a host has read its requests it says nothing: not even that they are closed. */
function spoken(requests: PublicRequests): PublicRequests | undefined {
  const isSilent = !requests.open && requests.hint === '' && requests.order.length === 0;
  return isSilent ? undefined : requests;
}

// The audience's topics as signals, from the host. Keeps the last track while the host is away.

import { type ReadonlySignal, signal } from '@preact/signals';
import { connectToHost } from '@tracord/shared/host-link.ts';
import type { PublicRequests } from '@tracord/shared/requests.ts';
import { FIRST_PUBLIC_TOPICS, type PublicTopics } from '@tracord/shared/topics.ts';

/** A host that has just started knows no track until its source speaks again; so long the last one stays. */
const BELIEVE_EMPTY_AFTER_MS = 10_000;
/** No answer for so long counts as "away". */
const PATIENCE_MS = 3_000;

export type LiveData = {
  nowPlaying: ReadonlySignal<PublicTopics['nowPlaying']>;
  host: ReadonlySignal<PublicTopics['host']>;
  /** Undefined until the host has spoken; at a host that went away the last value. */
  requests: ReadonlySignal<PublicRequests | undefined>;
  /** Undefined while the first attempt still runs. */
  connected: ReadonlySignal<boolean | undefined>;
};

export function followHost(url: string): LiveData {
  const nowPlaying = signal(FIRST_PUBLIC_TOPICS.nowPlaying);
  const host = signal(FIRST_PUBLIC_TOPICS.host);
  const requests = signal<PublicRequests | undefined>(undefined);
  const connected = signal<boolean | undefined>(undefined);
  let believeTimer: ReturnType<typeof setTimeout> | undefined;
  let connectedAt = 0;

  const takeNowPlaying = (value: PublicTopics['nowPlaying']) => {
    clearTimeout(believeTimer);
    const stillAfter = connectedAt + BELIEVE_EMPTY_AFTER_MS - performance.now();
    if (value.track === undefined && nowPlaying.peek().track !== undefined && stillAfter > 0) {
      believeTimer = setTimeout(() => {
        nowPlaying.value = value;
      }, stillAfter);
      return;
    }
    nowPlaying.value = value;
  };

  let isFirst = true;
  setTimeout(() => {
    connected.value ??= false;
  }, PATIENCE_MS);
  connectToHost(url, {
    auth: { role: 'audience' },
    topics: ['nowPlaying', 'requests', 'host'],
    onTopic: (topic, value) => {
      if (topic === 'nowPlaying') takeNowPlaying(value as PublicTopics['nowPlaying']);
      if (topic === 'requests') requests.value = value as PublicRequests;
      if (topic === 'host') host.value = value as PublicTopics['host'];
    },
    onConnected: (isConnected) => {
      clearTimeout(believeTimer);
      if (isConnected) {
        connectedAt = isFirst ? Number.NEGATIVE_INFINITY : performance.now();
        isFirst = false;
      }
      connected.value = isConnected;
    },
  });
  return { nowPlaying, host, requests, connected };
}

// The plugin's line to the host: looks for it for ever, follows its topics, sends its commands.

import { randomUUID } from 'node:crypto';
import { connectToHost, type HostLink } from '@tracord/shared/host-link.ts';
import { inOwnTime } from '@tracord/shared/own-time.ts';
import type { CommandAnswer, QueryAnswer } from '@tracord/shared/protocol.ts';
import { systemTimers } from '#app-clock.ts';
import { type DeckState, type DeckTopics, FIRST_DECK_STATE, FOLLOWED_TOPICS } from '#state.ts';
import type { HostPlace } from './host-place.ts';

const ANSWERS_WITHIN_MS = 5_000;

export type HostClientTimes = {
  /** How often host.json is read: whether another host started, or the same one anew. */
  looksEveryMs: number;
  /** A start takes this long before the host counts as away. */
  startingMs: number;
  /** socket.io comes back by itself after a lost connection, not after a refused token: another host may be there by now. */
  triesAnewEveryMs: number;
};
const USUAL_TIMES: HostClientTimes = { looksEveryMs: 1_000, startingMs: 3_000, triesAnewEveryMs: 5_000 };

export type HostClientParts = {
  /** Where the host is now; asked again and again. */
  find: () => Promise<HostPlace | undefined>;
  onState: (state: Omit<DeckState, 'nowMs'>) => void;
  times?: HostClientTimes;
};

export class HostClient {
  readonly #parts: HostClientParts;
  readonly #times: HostClientTimes;
  #place: HostPlace | undefined;
  #link: HostLink | undefined;
  #host: DeckState['host'] = 'starting';
  #topics: DeckTopics = FIRST_DECK_STATE.topics;
  /** Topics that came since the last connection. */
  #arrived = new Set<string>();
  #timers: NodeJS.Timeout[] = [];
  #isLooking = false;
  #triedAt = 0;

  constructor(parts: HostClientParts) {
    this.#parts = parts;
    this.#times = parts.times ?? USUAL_TIMES;
  }

  start(): void {
    this.#timers = [
      setInterval(() => this.look(), this.#times.looksEveryMs),
      setTimeout(() => {
        if (this.#host === 'starting') this.#say('away');
      }, this.#times.startingMs),
    ];
    this.look();
  }

  /** The host it is connected to, or tries to be. */
  get url(): string | undefined {
    return this.#place?.url;
  }

  get isConnected(): boolean {
    return this.#host === 'connected';
  }

  /** Looks now whether the host is somewhere else. */
  async look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    const place = await this.#parts.find();
    this.#isLooking = false;
    if (place === undefined) return;
    const isOther = place.url !== this.#place?.url || place.token !== this.#place.token;
    const isStuck = !this.isConnected && performance.now() - this.#triedAt > this.#times.triesAnewEveryMs;
    if (isOther || isStuck) this.#connect(place);
  }

  /** Undefined where no host answers. What could not be sent at once is not sent later: a press means now. */
  async command(name: string, args: Record<string, unknown>): Promise<CommandAnswer | undefined> {
    if (!this.isConnected || this.#link === undefined) return undefined;
    return soon(this.#link.command(name, args, randomUUID()));
  }

  async query(name: string, input: Record<string, unknown>): Promise<QueryAnswer | undefined> {
    if (!this.isConnected || this.#link === undefined) return undefined;
    return soon(this.#link.query(name, input));
  }

  /** A picture of the host as a data URL; undefined where there is none. */
  async picture(path: string): Promise<string | undefined> {
    if (this.#place === undefined) return undefined;
    try {
      const { url, token } = this.#place;
      const response = await fetch(url + path, {
        headers: { authorization: `Bearer ${token}` },
        signal: AbortSignal.timeout(ANSWERS_WITHIN_MS),
      });
      const type = response.headers.get('content-type') ?? '';
      if (!response.ok || !type.startsWith('image/')) return undefined;
      return `data:${type};base64,${Buffer.from(await response.arrayBuffer()).toString('base64')}`;
    } catch {
      // A key without a cover is still a key.
      return undefined;
    }
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#link?.close();
  }

  #connect(place: HostPlace): void {
    this.#link?.close();
    this.#place = place;
    this.#triedAt = performance.now();
    this.#arrived.clear();
    if (this.#host === 'connected') this.#say('away');
    const link = connectToHost(place.url, {
      topics: [...FOLLOWED_TOPICS],
      auth: { role: 'operator', token: place.token },
      onTopic: (topic, value) => {
        if (link !== this.#link) return;
        const name = topic as keyof DeckTopics;
        this.#take(name, inOwnTime(value, link.hostAheadMs()));
      },
      now: systemTimers.now,
      onConnected: (isConnected) => {
        if (link !== this.#link) return;
        this.#arrived.clear();
        if (!isConnected) this.#say('away');
      },
    });
    this.#link = link;
  }

  #take(topic: string, value: unknown): void {
    this.#topics = { ...this.#topics, [topic]: value };
    this.#arrived.add(topic);
    // A first half of the topics would show a mixture of before and now.
    if (FOLLOWED_TOPICS.every((name) => this.#arrived.has(name))) this.#say('connected');
  }

  #say(host: DeckState['host']): void {
    this.#host = host;
    this.#parts.onState({ host, topics: this.#topics });
  }
}

/** Undefined after five seconds, and where the line breaks before the answer. */
function soon<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ANSWERS_WITHIN_MS, undefined);
    answer.then(resolve, () => resolve(undefined)).finally(() => clearTimeout(timer));
  });
}

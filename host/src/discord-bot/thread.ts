// Where the messages of a set's requests go: the channel of the settings, or a thread in it that the bot starts for each set.
// Which one it is stays with the host, so that a set has one thread, whatever happens in between.

import type { BotTopics } from '@tracord/shared/topics.ts';
import { isChannelGone } from './send-fault.ts';
import type { Tried } from './send-troubles.ts';
import { CLOCKS_APART_MS, madeAtMs } from './snowflake.ts';
import type { SendParts } from './standing-message.ts';

const MEMORY = 'requests-place';

/** `sinceMs`: when the set's first message was about to be sent. `otherThreadId`: the thread of the set before, or one that
 * somebody deleted. */
export type SetPlace = {
  setId: string;
  channelId: string;
  threadId?: string;
  sinceMs: number;
  otherThreadId?: string;
};

/** "Requests 20 Nov 2026", by this computer's day. */
export function threadName(atMs: number): string {
  const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
  return `Requests ${day.format(atMs)}`;
}

/** The thread of a set's requests; undefined where there is none, or another set's came after it. */
export function threadOf({ memory }: Pick<BotTopics, 'memory'>, setId: string): string | undefined {
  const place = read(memory[MEMORY]);
  return place?.setId === setId ? place.threadId : undefined;
}

export class RequestsPlace {
  readonly #parts: SendParts;
  #known: SetPlace | undefined;

  constructor(parts: SendParts) {
    this.#parts = parts;
  }

  /** For what went wrong with sending there. */
  get tried(): Tried {
    const { requestsChannel, threadPerSet } = this.#parts.host.topics.discord;
    const permission = threadPerSet ? 'Create Public Threads" and "Send Messages in Threads' : 'Send Messages';
    return { permission, channelId: requestsChannel, setting: 'requestsChannel' };
  }

  /** The place that this set has already; undefined before its first message. */
  current(): SetPlace | undefined {
    const { requests, discord } = this.#parts.host.topics;
    const place = this.#last();
    if (place === undefined || place.setId !== requests.setId) return undefined;
    return place.channelId === discord.requestsChannel ? place : undefined;
  }

  #last(): SetPlace | undefined {
    return this.#known ?? read(this.#parts.host.topics.memory[MEMORY]);
  }

  /** The id of the channel or thread to send to. A thread that is not there yet is started. */
  async open(): Promise<string> {
    const { discord, requests } = this.#parts.host.topics;
    const { setId } = requests;
    if (setId === undefined) return discord.requestsChannel;
    const known = this.current();
    const place = known ?? this.#new(setId, this.#last()?.threadId);
    // Before the thread: a crash in between leads back to it.
    if (known === undefined) await this.#remember(place);
    if (!discord.threadPerSet) return place.channelId;
    if (place.threadId !== undefined) return place.threadId;
    const name = threadName(place.sinceMs);
    const threadId =
      (await this.#startedBefore(place, name)) ?? (await this.#parts.calls.startThread(place.channelId, name));
    await this.#remember({ ...place, threadId });
    return threadId;
  }

  #new(setId: string, otherThreadId: string | undefined): SetPlace {
    const { host, clock } = this.#parts;
    return { setId, channelId: host.topics.discord.requestsChannel, sinceMs: clock.now(), otherThreadId };
  }

  /** The thread was deleted: the next message starts another. True where there was one. */
  async forgetThread(fault: unknown): Promise<boolean> {
    const place = this.current();
    if (!isChannelGone(fault) || place?.threadId === undefined) return false;
    await this.#remember(this.#new(place.setId, place.threadId));
    return true;
  }

  async #startedBefore({ channelId, sinceMs, otherThreadId }: SetPlace, name: string): Promise<string | undefined> {
    const threads = await this.#parts.calls.activeThreads(this.#parts.guildId);
    const own = this.#parts.client.user.id;
    return threads.find(
      (thread) =>
        thread.name === name &&
        thread.id !== otherThreadId &&
        thread.parent_id === channelId &&
        (thread.owner_id ?? own) === own &&
        madeAtMs(thread.id) >= sinceMs - CLOCKS_APART_MS,
    )?.id;
  }

  async #remember(place: SetPlace): Promise<void> {
    this.#known = place;
    const { host, log } = this.#parts;
    const value = [place.setId, place.channelId, place.threadId ?? '', place.sinceMs, place.otherThreadId ?? ''].join(
      '|',
    );
    const answer = await host.command('bot.remember', { name: MEMORY, value });
    if (!answer.ok) log.warn('remember.refused', { what: MEMORY, code: answer.code });
  }
}

const WRITTEN = /^(.{1,100})\|(\d{15,20})\|(\d{15,20})?\|(\d{1,15})\|(\d{15,20})?$/;

function read(value: string | undefined): SetPlace | undefined {
  const [, setId, channelId, threadId, sinceMs, otherThreadId] = WRITTEN.exec(value ?? '') ?? [];
  if (setId === undefined || channelId === undefined) return undefined;
  return { setId, channelId, threadId, sinceMs: Number(sinceMs), otherThreadId };
}

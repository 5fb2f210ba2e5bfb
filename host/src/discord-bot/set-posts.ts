// The summary of each set that is over: one message, in the thread of its requests or the channel for the audience, edited when
// the set turns out otherwise (an ID revealed, a start set right), however long ago it was. Posted once: where it stands is kept by
// the host, and what was sent just before a crash is found. One that somebody deleted stays deleted.

import { Output, type Step } from '@tracord/shared/output.ts';
import { type PostPlace, placeOf, postName, postPlaces, writtenPlace } from '@tracord/shared/post-place.ts';
import type { BotTopics, SetPost } from '@tracord/shared/topics.ts';
import type { BotModule, Changed } from './module.ts';
import type { TextFile } from './send-calls.ts';
import { nonceOf } from './send-cues.ts';
import { isArchived, isChannelGone, isForbidden, isMessageGone, waitAfter } from './send-fault.ts';
import { setPostBody, setPostFile } from './set-post-body.ts';
import { CLOCKS_APART_MS } from './snowflake.ts';
import type { SendParts } from './standing-message.ts';
import { threadOf } from './thread.ts';

const EDIT_PACE_MS = 5_000;
/** A bot that is new to a set of long ago says nothing of it. */
const NEWS_FOR_MS = 12 * 60 * 60_000;
/** So many are remembered, for as long as they may have to be edited; those that are gone are forgotten after a while. */
const MOST_REMEMBERED = 100;
const FORGOTTEN_AFTER_MS = 30 * 24 * 60 * 60_000;
const TROUBLE = 'posts';
const FILE_TROUBLE = 'posts-file';

type Wanted = Record<string, SetPost>;
type PostStep = Step & { post: SetPost };

export function makeSetPosts(parts: SendParts): BotModule {
  const posts = new SetPosts(parts);
  return {
    changed: (what) => posts.changed(what),
    resumed: () => posts.resumed(),
    stop: () => posts.stop(),
  };
}

class SetPosts {
  readonly #parts: SendParts;
  readonly #output: Output<BotTopics, Wanted, PostStep>;
  /** What this process did, by name; before that the host's memory counts. */
  readonly #places = new Map<string, PostPlace>();
  /** Could not be sent: they come last, and hold up no other. */
  readonly #failed = new Set<string>();

  constructor(parts: SendParts) {
    this.#parts = parts;
    this.#output = new Output({
      clock: parts.clock,
      project: (topics) => (parts.host.isConnected && hasChannel(topics) ? { wanted: wantedOf(topics) } : {}),
      diff: (known, wanted) => {
        const isLast = ({ post }: PostStep) => Number(this.#failed.has(post.setId));
        return diff(known, wanted).sort((a, b) => isLast(a) - isLast(b));
      },
      send: ({ post }) => this.#send(post),
      minIntervalMs: EDIT_PACE_MS,
      waitAfterFaultMs: waitAfter,
      onFault: (fault, { post }) => {
        this.#failed.add(post.setId);
        void parts.troubles.failed(TROUBLE, fault, this.#tried('Send Messages'));
      },
    });
  }

  changed(what: Changed): void {
    if (what !== 'posts' && what !== 'discord' && what !== 'connected') return;
    this.#output.update(this.#parts.host.topics);
    if (what === 'discord') this.#output.forget();
    if (what === 'connected') void this.#forgetOld();
  }

  resumed(): void {
    this.#output.forget();
  }

  stop(): void {
    this.#output.close();
  }

  #tried(permission: string) {
    const { nowPlayingChannel, requestsChannel } = this.#parts.host.topics.discord;
    const setting = nowPlayingChannel === '' ? 'requestsChannel' : 'nowPlayingChannel';
    return { permission, channelId: nowPlayingChannel || requestsChannel, setting };
  }

  async #send(post: SetPost): Promise<void> {
    const { host, clock, troubles } = this.#parts;
    const { setId, version, endedAt } = post;
    const name = postName(setId);
    const place = this.#places.get(name) ?? placeOf(host.topics.memory[name]);
    if (place?.state === 'gone' || (place?.state === 'posted' && place.version === version)) return;
    if (place?.state === 'posted') {
      const isThere = await this.#edited(place, post);
      await this.#keep(name, isThere ? { ...place, version, at: endedAt } : { state: 'gone', at: clock.now() });
    } else if (place !== undefined || clock.now() - endedAt < NEWS_FOR_MS) {
      await this.#post(name, post, place);
    } else return;
    this.#failed.delete(setId);
    troubles.went(TROUBLE);
  }

  /** `before`: where another process was about to post it. */
  async #post(name: string, post: SetPost, before: PostPlace | undefined): Promise<void> {
    const { topics } = this.#parts.host;
    const thread = post.requestsSetId === undefined ? undefined : threadOf(topics, post.requestsSetId);
    const channel = topics.discord.nowPlayingChannel || topics.discord.requestsChannel;
    const found = before?.state === 'sending' ? await this.#sentBefore(before) : undefined;
    if (found !== undefined) {
      await this.#keep(name, { state: 'posted', ...found, version: '', at: post.endedAt });
      return this.#send(post);
    }
    if (post.isJoined) return this.#keep(name, { state: 'gone', at: this.#parts.clock.now() });
    try {
      await this.#postTo(thread ?? channel, name, post);
    } catch (fault) {
      // The thread was deleted: the channel is there for all.
      if (thread === undefined || !isChannelGone(fault)) throw fault;
      await this.#postTo(channel, name, post);
    }
  }

  async #postTo(channelId: string, name: string, post: SetPost): Promise<void> {
    const { endedAt, version } = post;
    // Kept before it is sent: a crash in between leads back to it.
    await this.#keep(name, { state: 'sending', channelId, at: this.#parts.clock.now(), endedAt });
    const messageId = await this.#withFile(post, (file) =>
      this.#parts.calls.post(channelId, setPostBody(post), nonceOf(`${name} ${channelId}`), { file }),
    );
    await this.#keep(name, { state: 'posted', channelId, messageId, version, at: endedAt });
  }

  /** No two sets end at the same time, and Discord gives it back as it was sent; a name may be that of many. */
  async #sentBefore({
    channelId,
    at,
    endedAt,
  }: PostPlace & { state: 'sending' }): Promise<{ channelId: string; messageId: string } | undefined> {
    const { calls, client, host } = this.#parts;
    const others = [...postPlaces(host.topics.memory).map(({ place }) => place), ...this.#places.values()];
    const taken = new Set(others.map((place) => (place.state === 'posted' ? place.messageId : '')));
    try {
      const sent = await calls.since(channelId, at - CLOCKS_APART_MS);
      const own = sent.find(
        ({ id, author, embeds: [embed] }) =>
          author.id === client.user.id && !taken.has(id) && isSameSecond(embed?.timestamp, endedAt),
      );
      return own && { channelId, messageId: own.id };
    } catch (fault) {
      if (isChannelGone(fault)) return undefined;
      throw fault;
    }
  }

  /** Whether it is there yet. */
  async #edited({ channelId, messageId }: PostPlace & { state: 'posted' }, post: SetPost): Promise<boolean> {
    const { calls } = this.#parts;
    const edit = () => this.#withFile(post, (file) => calls.edit(channelId, messageId, setPostBody(post), file));
    try {
      await edit().catch(async (fault: unknown) => {
        if (!isArchived(fault)) throw fault;
        await calls.openThread(channelId);
        await edit();
      });
      return true;
    } catch (fault) {
      if (isMessageGone(fault) || isChannelGone(fault)) return false;
      throw fault;
    }
  }

  /** Without the file where the bot may send none: the list itself is more. */
  async #withFile<T>(post: SetPost, send: (file: TextFile | undefined) => Promise<T>): Promise<T> {
    const { troubles } = this.#parts;
    const file = setPostFile(post);
    try {
      const sent = await send(file);
      troubles.went(FILE_TROUBLE);
      return sent;
    } catch (fault) {
      if (file === undefined || !isForbidden(fault)) throw fault;
      const sent = await send(undefined);
      void troubles.failed(FILE_TROUBLE, fault, this.#tried('Attach Files'));
      return sent;
    }
  }

  async #keep(name: string, place: PostPlace): Promise<void> {
    this.#places.set(name, place);
    const { host, log } = this.#parts;
    const answer = await host.command('bot.remember', { name, value: writtenPlace(place) });
    if (!answer.ok) log.warn('remember.refused', { what: name, code: answer.code });
  }

  /** The host keeps so many names and no more. */
  async #forgetOld(): Promise<void> {
    const { host, clock } = this.#parts;
    const old = clock.now() - FORGOTTEN_AFTER_MS;
    const places = postPlaces(host.topics.memory);
    const forgotten = places.filter(
      ({ place }, n) => place.at < old && (place.state === 'gone' || n >= MOST_REMEMBERED),
    );
    for (const { setId } of forgotten) await host.command('bot.remember', { name: postName(setId) });
  }
}

/** Discord may write a time otherwise than it got it, and to the second. */
function isSameSecond(written: string | null | undefined, ms: number): boolean {
  return Math.floor(Date.parse(written ?? '') / 1_000) === Math.floor(ms / 1_000);
}

const hasChannel = ({ discord }: BotTopics) => discord.nowPlayingChannel !== '' || discord.requestsChannel !== '';

function wantedOf({ posts }: BotTopics): Wanted {
  const all = posts.order.flatMap((id) => posts.byId[id] ?? []);
  return Object.fromEntries(all.map((post) => [post.setId, post]));
}

function diff(known: Wanted | undefined, wanted: Wanted): PostStep[] {
  return Object.values(wanted)
    .filter(({ setId, version }) => known?.[setId]?.version !== version)
    .map((post) => ({ post, reason: known?.[post.setId] === undefined ? 'it may be new' : 'it changed' }));
}

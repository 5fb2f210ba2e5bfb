// The summary of each set that is over: one message, in the thread of its requests or the channel for the audience, edited when
// the set turns out otherwise (an ID revealed, a start set right). Posted once: where it stands is kept by the host, and what was
// sent just before a crash is found. One that somebody deleted stays deleted.

import { createHash } from 'node:crypto';
import { Output, type Step } from '@tracord/shared/output.ts';
import type { BotTopics, SetPost } from '@tracord/shared/topics.ts';
import type { BotModule, Changed } from './module.ts';
import type { TextFile } from './send-calls.ts';
import { nonceOf } from './send-cues.ts';
import { isArchived, isChannelGone, isForbidden, isMessageGone, waitAfter } from './send-fault.ts';
import { setPostBody, setPostFile } from './set-post-body.ts';
import { type PostPlace, placeOf, writtenPlace } from './set-post-place.ts';
import { CLOCKS_APART_MS } from './snowflake.ts';
import type { SendParts } from './standing-message.ts';
import { threadOf } from './thread.ts';

const EDIT_PACE_MS = 5_000;
/** A bot that is new to a set of long ago says nothing of it. */
const NEWS_FOR_MS = 12 * 60 * 60_000;
/** No post is edited any more that the host names no more after that. */
const FORGOTTEN_AFTER_MS = 30 * 24 * 60 * 60_000;
const TROUBLE = 'posts';
const FILE_TROUBLE = 'posts-file';

type Wanted = Record<string, { post: SetPost; digest: string }>;
type PostStep = Step & { post: SetPost; digest: string };

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

  constructor(parts: SendParts) {
    this.#parts = parts;
    this.#output = new Output({
      clock: parts.clock,
      project: (topics) => (parts.host.isConnected && hasChannel(topics) ? { wanted: wantedOf(topics) } : {}),
      diff,
      send: ({ post, digest }) => this.#send(post, digest),
      minIntervalMs: EDIT_PACE_MS,
      waitAfterFaultMs: waitAfter,
      onFault: (fault) => void parts.troubles.failed(TROUBLE, fault, this.#tried('Send Messages')),
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

  async #send(post: SetPost, digest: string): Promise<void> {
    const { host, clock, troubles } = this.#parts;
    const name = nameOf(post.setId);
    const place = this.#places.get(name) ?? placeOf(host.topics.memory[name]);
    if (place?.state === 'gone' || (place?.state === 'posted' && place.digest === digest)) return;
    if (place?.state === 'posted') {
      const isThere = await this.#edited(place, post);
      await this.#keep(name, isThere ? { ...place, digest } : { state: 'gone', at: clock.now() });
    } else if (place !== undefined || clock.now() - post.endedAt < NEWS_FOR_MS) {
      await this.#post(name, post, digest, place);
    } else return;
    troubles.went(TROUBLE);
  }

  /** `before`: where another process was about to post it. */
  async #post(name: string, post: SetPost, digest: string, before: PostPlace | undefined): Promise<void> {
    const { topics } = this.#parts.host;
    const thread = post.requestsSetId === undefined ? undefined : threadOf(topics, post.requestsSetId);
    const channel = topics.discord.nowPlayingChannel || topics.discord.requestsChannel;
    const found = before?.state === 'sending' ? await this.#sentBefore(before, post) : undefined;
    if (found !== undefined) {
      await this.#keep(name, { state: 'posted', ...found, digest: '', at: post.endedAt });
      return this.#send(post, digest);
    }
    try {
      await this.#postTo(thread ?? channel, name, post, digest);
    } catch (fault) {
      // The thread was deleted: the channel is there for all.
      if (thread === undefined || !isChannelGone(fault)) throw fault;
      await this.#postTo(channel, name, post, digest);
    }
  }

  async #postTo(channelId: string, name: string, post: SetPost, digest: string): Promise<void> {
    const sinceMs = this.#parts.clock.now();
    // Kept before it is sent: a crash in between leads back to it.
    await this.#keep(name, { state: 'sending', channelId, at: sinceMs });
    const messageId = await this.#withFile(post, (file) =>
      this.#parts.calls.post(channelId, setPostBody(post).body, nonceOf(`${name} ${channelId}`), { file }),
    );
    await this.#keep(name, { state: 'posted', channelId, messageId, digest, at: post.endedAt });
  }

  async #sentBefore(
    { channelId, at }: PostPlace & { state: 'sending' },
    post: SetPost,
  ): Promise<{ channelId: string; messageId: string } | undefined> {
    const { calls, client } = this.#parts;
    try {
      const sent = await calls.since(channelId, at - CLOCKS_APART_MS);
      const { headline } = setPostBody(post);
      const own = sent.find(({ content, author }) => author.id === client.user.id && content === headline);
      return own && { channelId, messageId: own.id };
    } catch (fault) {
      if (isChannelGone(fault)) return undefined;
      throw fault;
    }
  }

  /** Whether it is there yet. */
  async #edited({ channelId, messageId }: PostPlace & { state: 'posted' }, post: SetPost): Promise<boolean> {
    const { calls } = this.#parts;
    const edit = () => this.#withFile(post, (file) => calls.edit(channelId, messageId, setPostBody(post).body, file));
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
    const wanted = new Set(Object.keys(host.topics.posts.byId).map(nameOf));
    for (const [name, value] of Object.entries(host.topics.memory)) {
      const at = name.startsWith(PREFIX) && !wanted.has(name) ? placeOf(value)?.at : undefined;
      if (at !== undefined && clock.now() - at > FORGOTTEN_AFTER_MS) await host.command('bot.remember', { name });
    }
  }
}

const PREFIX = 'post:';
const nameOf = (setId: string) => `${PREFIX}${setId}`.slice(0, 100);
const hasChannel = ({ discord }: BotTopics) => discord.nowPlayingChannel !== '' || discord.requestsChannel !== '';

function wantedOf({ posts }: BotTopics): Wanted {
  const all = posts.order.flatMap((id) => posts.byId[id] ?? []);
  return Object.fromEntries(all.map((post) => [post.setId, { post, digest: digestOf(post) }]));
}

function digestOf(post: SetPost): string {
  const said = JSON.stringify([setPostBody(post).body, setPostFile(post)]);
  return createHash('sha256').update(said).digest('hex').slice(0, 16);
}

function diff(known: Wanted | undefined, wanted: Wanted): PostStep[] {
  return Object.values(wanted)
    .filter(({ post, digest }) => known?.[post.setId]?.digest !== digest)
    .map((one) => ({ ...one, reason: known?.[one.post.setId] === undefined ? 'it may be new' : 'it changed' }));
}

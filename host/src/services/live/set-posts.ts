// The topic `posts`: what the Discord bot says of sets that are over, whole, and made anew when anything in it changes: a start that
// Traktor's history corrects, a row the DJ edits, a track that is masked or revealed. The last sets are always in it; an older one
// whose post the bot remembers is in it until its post says what it should. Equal posts publish nothing.

import { createHash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { type PostPlace, postPlaces } from '@tracord/shared/post-place.ts';
import type { PublicSetRow } from '@tracord/shared/sets.ts';
import type { BotTopics, OperatorTopics, SetPost } from '@tracord/shared/topics.ts';
import { joinedPost, type Said, setPost } from '#domain/set-post.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Logger } from '#kernel/logger.ts';
import type { TopicStore } from '#kernel/topic-store.ts';
import type { Setlist, Setlists } from '#storage/show/setlists.ts';
import type { StatsRows } from '#storage/show/stats.ts';
import type { StatsBook } from './stats.ts';

export type SetPostsParts = {
  /** A set's rows as the audience may read them, by their place. */
  publicRows: (setId: string) => readonly PublicSetRow[] | Promise<readonly PublicSetRow[]>;
  setlists: Pick<Setlists, 'all' | 'after' | 'get' | 'holding'>;
  rows: Pick<StatsRows, 'showOf' | 'requestSpan'>;
  stats: Pick<StatsBook, 'get'>;
  topics: TopicStore<OperatorTopics>;
  bot: TopicStore<BotTopics>;
  clock: Clock;
  log: Logger;
};

const MOST_POSTS = 3;
/** Of the newest that the bot remembers. */
const MOST_OLDER = 100;
/** Fewer are a test, not a set. */
const FEWEST_ROWS = 3;
/** So many sets are looked through for them. */
const MOST_SETS = 20;
const TOP = 3;
const PACE_MS = 2_000;
/** They are many, and little happens to them. */
const OLDER_PACE_MS = 20_000;
/** So long after its end more of a set is told: what the audience hears of later, what can no longer be undone. */
const SETTLES_MS = 15 * 60_000;
const LOOK_AGAIN_MS = 30_000;
const FOLLOWED = new Set<string>(['set', 'requests', 'settings', 'library'] satisfies (keyof OperatorTopics)[]);

export class SetPosts {
  readonly #parts: SetPostsParts;
  readonly #unfollow: (() => void)[];
  #newest: SetPost[] = [];
  #older: SetPost[] = [];
  #cancel: (() => void) | undefined;
  #cancelOlder: (() => void) | undefined;
  #cancelLook: (() => void) | undefined;
  #building: Promise<void> = Promise.resolve();
  #isStopped = false;
  /** So often rows may have become others. */
  #edits = 0;

  constructor(parts: SetPostsParts) {
    this.#parts = parts;
    const { topics, bot } = parts;
    this.#unfollow = [
      topics.onChange(({ topic }) => {
        if (topic === 'requests') this.#due();
        else if (FOLLOWED.has(topic)) this.changed();
      }),
      bot.onChange(({ topic }) => {
        if (topic === 'memory') this.#olderChanged();
      }),
    ];
    this.changed();
  }

  /** Something that a post says may be otherwise: made anew within a few seconds, older ones within half a minute. */
  changed(): void {
    this.#edits++;
    this.#due();
  }

  #due(): void {
    if (this.#isStopped) return;
    this.#cancel ??= this.#parts.clock.after(PACE_MS, () => {
      this.#cancel = undefined;
      this.#inTurn(this.#lookAtNewest).catch(this.#failed);
    });
    this.#olderChanged();
  }

  /** Made anew now. One at a time: what is read later is published later. */
  publish(): Promise<void> {
    this.#inTurn(this.#lookAtNewest).catch(this.#failed);
    return this.#inTurn(this.#lookAtOlder);
  }

  stop(): void {
    this.#isStopped = true;
    for (const unfollow of this.#unfollow) unfollow();
    for (const cancel of [this.#cancel, this.#cancelOlder, this.#cancelLook]) cancel?.();
  }

  readonly #failed = (error: unknown): void => this.#parts.log.error('posts.failed', { error });

  #olderChanged(): void {
    this.#cancelOlder ??= this.#parts.clock.after(OLDER_PACE_MS, () => {
      this.#cancelOlder = undefined;
      this.#inTurn(this.#lookAtOlder).catch(this.#failed);
    });
  }

  /** `look` answers how to keep what it found. */
  #inTurn(look: () => Promise<() => void>): Promise<void> {
    const looked = async () => {
      if (this.#isStopped) return;
      const edits = this.#edits;
      const keep = await look();
      // Rows that were read before an edit may be hidden by now: the next look is due already.
      if (this.#isStopped || edits !== this.#edits) return;
      keep();
      this.#tell();
    };
    this.#building = this.#building.then(looked, looked);
    return this.#building;
  }

  #tell(): void {
    const last = new Set(this.#newest.map(({ setId }) => setId));
    const posts = [...this.#newest, ...this.#older.filter(({ setId }) => !last.has(setId))];
    this.#parts.bot.set('posts', {
      order: posts.map(({ setId }) => setId),
      byId: Object.fromEntries(posts.map((post) => [post.setId, post])),
    });
    this.#cancelLook?.();
    const settled = this.#parts.clock.now() - SETTLES_MS;
    const isNew = this.#newest.some(({ endedAt }) => endedAt > settled);
    this.#cancelLook = isNew ? this.#parts.clock.after(LOOK_AGAIN_MS, () => this.changed()) : undefined;
  }

  readonly #lookAtNewest = async (): Promise<() => void> => {
    const posts: SetPost[] = [];
    for (const set of this.#parts.setlists.all(MOST_SETS)) {
      if (posts.length === MOST_POSTS || this.#isStopped) break;
      if (set.endedAt === undefined) continue;
      const rows = await this.#parts.publicRows(set.id);
      if (rows.length >= FEWEST_ROWS) posts.push(await this.#postOf(set, set.endedAt));
    }
    return () => {
      this.#newest = posts;
    };
  };

  readonly #lookAtOlder = async (): Promise<() => void> => {
    const last = new Set(this.#newest.map(({ setId }) => setId));
    const posts: SetPost[] = [];
    for (const { setId, place } of postPlaces(this.#parts.bot.get('memory')).slice(0, MOST_OLDER)) {
      if (last.has(setId) || place.state === 'gone') continue;
      // A year of sets is not to hold up what is on air.
      await turn();
      if (this.#isStopped) break;
      const post = await this.#rememberedPost(setId, place);
      if (post !== undefined && (place.state === 'sending' || place.version !== post.version)) posts.push(post);
    }
    return () => {
      this.#older = posts;
    };
  };

  /** However few rows are left of it, and also where it goes on: what was said of it is to be true. */
  async #rememberedPost(setId: string, place: Exclude<PostPlace, { state: 'gone' }>): Promise<SetPost | undefined> {
    const { setlists } = this.#parts;
    const endedAt = place.state === 'sending' ? place.endedAt : place.at;
    const set = setlists.get(setId);
    if (set !== undefined) return this.#postOf(set, set.endedAt ?? endedAt);
    const whole = setlists.holding(endedAt);
    return whole && versioned(joinedPost(setId, endedAt, { name: whole.name, startedAt: whole.fromAt }));
  }

  async #postOf(set: Setlist, endedAt: number): Promise<SetPost> {
    const { setlists, stats: book, rows, publicRows } = this.#parts;
    const { id: setId, name, fromAt } = set;
    const stats = await book.get({ of: 'set', set: setId, top: TOP }, 'bot');
    // Last: what was hidden while it was counted is hidden.
    const shown = await publicRows(setId);
    return versioned(
      setPost({
        ...{ setId, name, endedAt, rows: shown, stats },
        requestsSetId: rows.showOf(rows.requestSpan(set, setlists.after(fromAt))),
      }),
    );
  }
}

function versioned(said: Said): SetPost {
  return { ...said, version: createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 16) };
}

// The topic `posts`: what the Discord bot says of the last sets that are over, whole, and made anew when anything in it changes:
// a start that Traktor's history corrects, a row the DJ edits, a track that is revealed. Equal posts publish nothing.

import type { PublicSetRow } from '@tracord/shared/sets.ts';
import type { BotTopics, OperatorTopics, SetPost } from '@tracord/shared/topics.ts';
import { setPost } from '#domain/set-post.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Logger } from '#kernel/logger.ts';
import type { TopicStore } from '#kernel/topic-store.ts';
import type { Setlist, Setlists } from '#storage/show/setlists.ts';
import type { StatsRows } from '#storage/show/stats.ts';
import type { StatsBook } from './stats.ts';

export type SetPostsParts = {
  /** A set's rows as the audience may read them, by their place. */
  publicRows: (setId: string) => readonly PublicSetRow[] | Promise<readonly PublicSetRow[]>;
  setlists: Pick<Setlists, 'all' | 'after'>;
  rows: Pick<StatsRows, 'showOf' | 'requestSpan'>;
  stats: Pick<StatsBook, 'get'>;
  topics: TopicStore<OperatorTopics>;
  bot: TopicStore<BotTopics>;
  clock: Clock;
  log: Logger;
};

const MOST_POSTS = 3;
/** Fewer are a test, not a set. */
const FEWEST_ROWS = 3;
/** So many sets are looked through for them. */
const MOST_SETS = 20;
const TOP = 3;
const PACE_MS = 2_000;
/** So long after its end more of a set is told: what the audience hears of later, what can no longer be undone. */
const SETTLES_MS = 15 * 60_000;
const LOOK_AGAIN_MS = 30_000;
const FOLLOWED = new Set<string>(['set', 'requests', 'settings', 'library'] satisfies (keyof OperatorTopics)[]);

export class SetPosts {
  readonly #parts: SetPostsParts;
  readonly #unfollow: () => void;
  #cancel: (() => void) | undefined;
  #cancelLook: (() => void) | undefined;
  #building: Promise<void> | undefined;

  constructor(parts: SetPostsParts) {
    this.#parts = parts;
    this.#unfollow = parts.topics.onChange(({ topic }) => {
      if (FOLLOWED.has(topic)) this.changed();
    });
    this.changed();
  }

  /** Something that a post says may be otherwise: made anew within a few seconds. */
  changed(): void {
    this.#cancel ??= this.#parts.clock.after(PACE_MS, () => {
      this.#cancel = undefined;
      this.publish().catch((error: unknown) => this.#parts.log.error('posts.failed', { error }));
    });
  }

  /** Made anew now. One at a time: what is read later is published later. */
  publish(): Promise<void> {
    const before = this.#building ?? Promise.resolve();
    const building = before.then(
      () => this.#build(),
      () => this.#build(),
    );
    this.#building = building;
    return building;
  }

  stop(): void {
    this.#unfollow();
    this.#cancel?.();
    this.#cancelLook?.();
  }

  async #build(): Promise<void> {
    const posts: SetPost[] = [];
    for (const set of this.#parts.setlists.all(MOST_SETS)) {
      if (posts.length === MOST_POSTS) break;
      const post = await this.#postOf(set);
      if (post !== undefined) posts.push(post);
    }
    this.#parts.bot.set('posts', {
      order: posts.map(({ setId }) => setId),
      byId: Object.fromEntries(posts.map((post) => [post.setId, post])),
    });
    this.#cancelLook?.();
    const settled = this.#parts.clock.now() - SETTLES_MS;
    const isNew = posts.some(({ endedAt }) => endedAt > settled);
    this.#cancelLook = isNew ? this.#parts.clock.after(LOOK_AGAIN_MS, () => this.changed()) : undefined;
  }

  async #postOf(set: Setlist): Promise<SetPost | undefined> {
    const { publicRows, setlists, stats, rows } = this.#parts;
    const { id: setId, name, endedAt } = set;
    if (endedAt === undefined) return undefined;
    const shown = await publicRows(setId);
    if (shown.length < FEWEST_ROWS) return undefined;
    return setPost({
      ...{ setId, name, endedAt, rows: shown },
      stats: await stats.get({ of: 'set', set: setId, top: TOP }, 'bot'),
      requestsSetId: rows.showOf(rows.requestSpan(set, setlists.after(set.fromAt))),
    });
  }
}

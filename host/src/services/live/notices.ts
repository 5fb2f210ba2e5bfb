// What the DJ should know, kept and told: as a topic, to the Discord bot, and to webhooks. What happens again while it stands is
// counted. Each way is told at most once, also over a crash; what nobody could be told in time is told nobody.

import { createHash, randomUUID } from 'node:crypto';
import type { BotNotice, Notice, NoticeKind } from '@tracord/shared/notices.ts';
import type { Settings } from '@tracord/shared/settings.ts';
import type { BotTopics, OperatorTopics } from '@tracord/shared/topics.ts';
import {
  expiresAfterMs,
  goesOut,
  type Happening,
  isSameAgain,
  retryWaitMs,
  rulesOfWay,
  type WayRules,
} from '#domain/notice-rules.ts';
import { type Refusal, refused } from '#domain/request-refusal.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Logger } from '#kernel/logger.ts';
import type { TopicStore } from '#kernel/topic-store.ts';
import type { NoticeStore, StoredNotice } from '#storage/show/notices.ts';

export type Webhook = Settings['notices']['webhooks'][number];
export type NoticeParts = {
  store: NoticeStore;
  operator: TopicStore<OperatorTopics>;
  bot: TopicStore<BotTopics>;
  settings: () => Pick<Settings, 'notices' | 'discord'>;
  /** Somebody took note of it: an alarm of OBS behind it goes as well. */
  onAcknowledged: (notice: { kind: NoticeKind; subject: string }) => void;
  clock: Clock;
  log: Logger;
};

export const DISCORD = 'discord';
const HOUR_MS = 60 * 60_000;
const SHOWN = 20;
const KEPT = 1_000;
const KEPT_MS = 90 * 24 * HOUR_MS;
const GONE = refused('notice-gone', 'That notice is sent already, or too old.');

/** The name of a webhook as a way, without its address: that may hold a token. The same address has the same name. */
export function wayOf({ form, url }: Webhook): string {
  return `webhook:${createHash('sha256').update(`${form} ${url}`).digest('hex').slice(0, 16)}`;
}

export class Notices {
  readonly #parts: NoticeParts;
  readonly #onDue = new Set<() => void>();
  #cancelTimer: (() => void) | undefined;
  #isStopped = false;

  constructor(parts: NoticeParts) {
    this.#parts = parts;
  }

  /** At start: how bridges are, Health says anew; what was not sent before goes on. */
  resume(): void {
    const { store, clock } = this.#parts;
    this.#orLog('resume', () => {
      const now = clock.now();
      store.write(() => {
        store.prune(now - KEPT_MS, KEPT);
        for (const { id, kind } of store.standing()) if (kind === 'bridge-lost') store.acknowledge(id, now);
      });
      this.publish();
    });
  }

  /** Makes a notice of what happened `at` (now), or counts it up. Where it cannot be stored, that is logged. */
  raise(happening: Happening, at: number = this.#parts.clock.now()): void {
    const { store, log } = this.#parts;
    const { kind, subject, level, message } = happening;
    this.#orLog(message, () => {
      const known = store.newest(kind, subject);
      const isAgain = known !== undefined && isSameAgain(known, happening, at);
      store.write(() => {
        if (isAgain) store.countUp(known.id, happening, at);
        else this.#add(happening, at);
        if (kind === 'bridge-back') this.#settle('bridge-lost', subject, at);
      });
      if (!isAgain) log.info('notice', { kind, subject, level });
      this.publish();
    });
  }

  /** Without an id: all of them. */
  acknowledge(id?: string): { ok: true; acknowledged: number } | Refusal {
    const { store, clock, onAcknowledged } = this.#parts;
    if (id !== undefined && store.get(id) === undefined) {
      return refused('notice-unknown', 'There is no such notice any more.');
    }
    const open = store.standing().filter((notice) => id === undefined || notice.id === id);
    store.write(() => {
      for (const notice of open) store.acknowledge(notice.id, clock.now());
    });
    this.publish();
    for (const { kind, subject } of open) onAcknowledged({ kind, subject });
    return { ok: true, acknowledged: open.length };
  }

  /** What it told of is over, or was taken note of elsewhere. Nobody is told of it any more who was not told yet. */
  settle(kind: NoticeKind, subject: string): void {
    const { store, clock } = this.#parts;
    this.#orLog(`${kind} is over`, () => {
      if (store.write(() => this.#settle(kind, subject, clock.now())) > 0) this.publish();
    });
  }

  list(limit: number): Notice[] {
    return this.#parts.store.list(limit).map(shown);
  }

  /** ok: it is this caller's to send on that way, and nobody else's. */
  take(id: string, way: string = DISCORD): { ok: true } | Refusal {
    const { store, clock } = this.#parts;
    if (!store.write(() => store.take(id, way, clock.now()))) return GONE;
    this.publish();
    return { ok: true };
  }

  done(id: string, way: string = DISCORD): { ok: true } | Refusal {
    const { store, clock } = this.#parts;
    if (!this.#isTaken(id, way)) return GONE;
    store.write(() => store.finish(id, way, clock.now()));
    return { ok: true };
  }

  /** It did not go: it may be taken again later, a few times. `isOver`: never again. */
  failed(
    id: string,
    way: string = DISCORD,
    { reason = 'not sent', retryAfterMs = 0, isOver = false } = {},
  ): { ok: true } | Refusal {
    const { store, clock, log } = this.#parts;
    const delivery = this.#isTaken(id, way);
    if (delivery === undefined) return GONE;
    const waitMs = isOver ? undefined : retryWaitMs(delivery.tries, retryAfterMs);
    const dueAt = waitMs === undefined ? undefined : clock.now() + waitMs;
    store.write(() => store.fail(id, way, reason, dueAt));
    if (dueAt === undefined) log.warn('notice.not.sent', { id, way, reason });
    this.publish();
    return { ok: true };
  }

  /** What may be taken on the ways of webhooks now. */
  dueForWebhooks(): { notice: StoredNotice; way: string }[] {
    const { store, clock } = this.#parts;
    const now = clock.now();
    return store.open(now).flatMap(({ noticeId, way, dueAt }) => {
      const notice = way === DISCORD || dueAt > now ? undefined : store.get(noticeId);
      return notice === undefined ? [] : [{ notice, way }];
    });
  }

  /** Calls back whenever something may have become due. */
  onDue(listener: () => void): void {
    this.#onDue.add(listener);
  }

  /** Also to be called when the settings of notices or of Discord changed. */
  publish(): void {
    const { store, operator, bot, clock } = this.#parts;
    const alarms = store.standing('alarm');
    const newest = store.list(SHOWN);
    // An alarm stays until it is taken note of, however much happened since.
    const older = alarms.filter(({ id }) => !newest.some((one) => one.id === id)).slice(0, SHOWN);
    const all = [...newest, ...older].map(shown);
    operator.set('notices', { ...listOf(all), alarms: alarms.length });
    const now = clock.now();
    const open = store.open(now);
    const forBot = open.flatMap(({ noticeId, way, dueAt, expiresAt }): BotNotice[] => {
      const notice = way === DISCORD && dueAt <= now ? store.get(noticeId) : undefined;
      if (notice === undefined) return [];
      const { id, kind, level, message, remedy, at } = notice;
      return [{ id, kind, level, message, ...(remedy === undefined ? {} : { remedy }), at, expiresAt }];
    });
    bot.set('notices', listOf(forBot));
    this.#wakeAt(open.map(({ dueAt, expiresAt }) => (dueAt > now ? dueAt : expiresAt)));
    for (const listener of this.#onDue) listener();
  }

  /** What is under way may still be reported. */
  stop(): void {
    this.#isStopped = true;
    this.#cancelTimer?.();
    this.#onDue.clear();
  }

  /** Whoever tells of trouble is not to fail because of it. */
  #orLog(what: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#parts.log.error('notice.unstored', { what, error });
    }
  }

  /** Within a transaction. */
  #add(happening: Happening, at: number): void {
    const { store, clock } = this.#parts;
    const id = randomUUID();
    const now = clock.now();
    // Of what happened before, the newest notice is enough to take note of.
    this.#settle(happening.kind, happening.subject, at);
    store.add({ ...happening, id, at });
    const expiresAt = now + expiresAfterMs(happening.level);
    for (const way of this.#waysFor(happening, now)) store.addDelivery({ noticeId: id, way, dueAt: now, expiresAt });
  }

  /** Who was told that a bridge is gone is told that it is back, whatever the level says; nobody else is. */
  #waysFor(happening: Happening, now: number): string[] {
    const { store } = this.#parts;
    const { kind, subject } = happening;
    if (kind === 'bridge-back') {
      const lost = store.newest('bridge-lost', subject);
      const told = lost === undefined ? [] : store.takenWays(lost.id);
      return this.#ways().flatMap(({ way, rules }) => (told.includes(way) && !rules.quiet.includes(kind) ? [way] : []));
    }
    const date = new Date(now);
    const minute = date.getHours() * 60 + date.getMinutes();
    return this.#ways()
      .filter(({ way, rules }) => {
        return goesOut(happening, rules, { minute, sentWithinHour: store.sentSince(now - HOUR_MS, way) });
      })
      .map(({ way }) => way);
  }

  #ways(): { way: string; rules: WayRules }[] {
    const { notices, discord } = this.#parts.settings();
    const hooks = notices.webhooks.map((hook) => ({ way: wayOf(hook), rules: rulesOfWay(notices, hook) }));
    if (!notices.discord || discord.staffChannel === '') return hooks;
    const own = { level: notices.discordLevel, quiet: notices.discordQuiet };
    return [{ way: DISCORD, rules: rulesOfWay(notices, own) }, ...hooks];
  }

  /** Within a transaction. How many there were. */
  #settle(kind: NoticeKind, subject: string, at: number): number {
    const { store } = this.#parts;
    const open = store.standing().filter((notice) => notice.kind === kind && notice.subject === subject);
    for (const { id } of open) {
      store.acknowledge(id, at);
      store.dropOpen(id);
    }
    return open.length;
  }

  #isTaken(id: string, way: string) {
    const delivery = this.#parts.store.delivery(id, way);
    return delivery !== undefined && delivery.takenAt !== null && delivery.doneAt === null ? delivery : undefined;
  }

  #wakeAt(times: number[]): void {
    this.#cancelTimer?.();
    const { clock } = this.#parts;
    if (times.length === 0 || this.#isStopped) return;
    this.#cancelTimer = clock.after(Math.max(1, Math.min(...times) - clock.now()), () => this.publish());
  }
}

function shown({ subject: _subject, ...notice }: StoredNotice): Notice {
  return notice;
}

function listOf<One extends { id: string }>(all: One[]): { order: string[]; byId: Record<string, One> } {
  return { order: all.map(({ id }) => id), byId: Object.fromEntries(all.map((one) => [one.id, one])) };
}

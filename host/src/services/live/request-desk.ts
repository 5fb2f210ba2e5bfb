// Holds the queue of the running set: what a command comes to is stored, then held, then published, in this order and in one
// go, so that commands cannot come between each other. Wakes by itself when a time is over.

import { randomUUID } from 'node:crypto';
import type { Person, RequestsView, RequestView } from '@tracord/shared/requests.ts';
import type { Settings } from '@tracord/shared/settings.ts';
import type { OperatorTopics } from '@tracord/shared/topics.ts';
import type { CleanTitle } from '#domain/now-track.ts';
import type { Change, Decision, Moment } from '#domain/request-decision.ts';
import { decide, expiresAt, type QueueCommand } from '#domain/request-queue.ts';
import { EMPTY_QUEUE, personKey, type Queue, UNDO_MS } from '#domain/request-record.ts';
import type { Refusal } from '#domain/request-refusal.ts';
import { ended, resumed } from '#domain/request-set.ts';
import { newestUndoable } from '#domain/request-undo.ts';
import { peopleInQueue } from '#domain/request-withdrawal.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Logger } from '#kernel/logger.ts';
import type { TopicStore } from '#kernel/topic-store.ts';
import type { RequestStores } from '#storage/show/requests-stores.ts';
import type { StoredSet } from '#storage/show/sets.ts';
import type { Cues } from './cues.ts';
import type { LiveSets } from './live-sets.ts';
import type { RequestTracks } from './requests-tracks.ts';
import { finishedViews, type RequestsViewParts, requestsView } from './requests-view.ts';

export type RequestDeskParts = {
  topics: TopicStore<OperatorTopics>;
  stores: RequestStores;
  sets: LiveSets;
  tracks: RequestTracks;
  cues: Cues;
  settings: () => Pick<Settings, 'requests' | 'requestTexts'>;
  titles: CleanTitle;
  /** Called whenever something that is published of requests may have changed. Never throws. */
  onChanged: () => void;
  /** Called when a time for an undo is over. */
  onSettled: () => void;
  clock: Clock;
  log: Logger;
};

/** What was done, and the id it is known by. */
export type Done = { ok: true; changeId: string; changes: readonly Change[]; undone?: string };

/** After a disk refused a write that nobody waits for. */
const TRY_AGAIN_MS = 10_000;

export class RequestDesk {
  readonly #parts: RequestDeskParts;
  #queue: Queue = EMPTY_QUEUE;
  /** When the set that is on came to its end, where that is not stored yet. */
  #endedAt: number | undefined;
  #cancelWake: (() => void) | undefined;
  #isStopped = false;

  constructor(parts: RequestDeskParts) {
    this.#parts = parts;
  }

  get queue(): Queue {
    return this.#queue;
  }

  moment(by?: Person): Moment {
    return { now: this.#parts.clock.now(), changeId: randomUUID(), by };
  }

  /** At start: the newest set as it was left. What it says is published once the tracks are known. */
  resume(): void {
    const { sets, stores, clock } = this.#parts;
    const set = sets.resume();
    if (set === undefined) return;
    const isOn = set.endedAt === undefined;
    // Unless its show is still on: whoever ended it, the host was not there.
    if (isOn) this.#endedAt = Math.min(sets.lastSignOf(set, stores.requests.ofSet(set.id)), clock.now());
    this.#queue = {
      ...{ setId: set.id, live: isOn, open: isOn && set.open, reason: set.reason },
      requests: new Map(stores.requests.ofSet(set.id).map((request) => [request.id, request])),
      undoable: isOn ? stores.requests.undoables(clock.now()) : [],
    };
  }

  /** Decides a command, and does what comes of it. */
  do(command: QueueCommand, by?: Person, alongside?: () => void): Refusal | Done {
    const moment = this.moment(by);
    const decision = decide(this.#queue, command, moment, this.#parts.settings().requests);
    if (!decision.ok) return decision;
    this.commit(decision, alongside);
    return { ok: true, changeId: moment.changeId, changes: decision.changes, undone: decision.undone };
  }

  /** Stores a decision with what belongs to it, then holds and publishes it. Throws DomainError where the disk refuses; nothing
   * has changed then. */
  commit(decision: Decision, alongside: () => void = () => {}): void {
    const { stores, cues, clock, log } = this.#parts;
    stores.write(() => {
      stores.requests.save(this.#queue, decision);
      cues.write(decision.changes);
      alongside();
    });
    const now = clock.now();
    const undoable = decision.queue.undoable.filter(({ at }) => now < at + UNDO_MS);
    this.#queue = { ...decision.queue, undoable };
    for (const { what, requestId, by } of decision.changes) {
      const request = this.#queue.requests.get(requestId);
      log.info(what, { request: requestId, number: request?.number, title: request?.title, by: by?.name });
    }
    this.publish();
  }

  /** Begins, goes on with, or ends a set, as the show is live since then or not. */
  live(since: number | undefined): void {
    const { sets, clock } = this.#parts;
    const current = sets.current;
    if (current !== undefined && current.liveSince !== since) {
      // An end that the disk refused stays when it was.
      this.#endedAt ??= clock.now();
      this.#endSet(Math.min(this.#endedAt, since ?? this.#endedAt));
    }
    this.#endedAt = undefined;
    if (since === undefined || sets.current !== undefined) return;
    const last = sets.endedLately(since);
    if (last === undefined) this.#beginSet(since);
    else this.#resumeSet(last, since);
  }

  setOpen(open: boolean, reason: string | undefined): void {
    const { sets, stores } = this.#parts;
    const current = sets.current;
    if (current === undefined) return;
    stores.write(() => stores.sets.setOpen(current.id, open, reason));
    sets.took({ ...current, open, reason });
    this.#queue = { ...this.#queue, open, reason };
    this.publish();
  }

  publish(): void {
    if (this.#isStopped) return;
    this.#parts.topics.set('requests', this.view());
    this.#parts.onChanged();
    this.#wakeLater();
  }

  view(): RequestsView {
    return requestsView(this.#queue, this.#viewParts());
  }

  finished(): RequestView[] {
    return finishedViews(this.#queue, this.#viewParts());
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancelWake?.();
  }

  #beginSet(since: number): void {
    const { sets, stores, settings, log } = this.#parts;
    const set = sets.next(since, settings().requests.openWhenLive);
    stores.write(() => {
      stores.sets.begin(set);
      stores.requests.forgetUndoables();
    });
    sets.took(set);
    this.#queue = { ...EMPTY_QUEUE, setId: set.id, live: true, open: set.open };
    log.info('set.began', { set: set.id, open: set.open });
    this.publish();
  }

  #resumeSet(set: StoredSet & { endedAt: number }, since: number): void {
    const { sets, stores, log } = this.#parts;
    const { endedAt, open, reason } = set;
    const decision = resumed({ ...this.#queue, live: true, open, reason }, endedAt, this.moment());
    this.commit(decision, () => stores.sets.resume(set.id, since));
    sets.took({ ...set, endedAt: undefined, liveSince: since });
    log.info('set.resumed', { set: set.id, open });
    // In the break people may have been blocked, and times have passed.
    this.look();
  }

  #endSet(endedAt: number): void {
    const { sets, stores, log } = this.#parts;
    const set = sets.current;
    if (set === undefined) return;
    this.commit(ended(this.#queue, { ...this.moment(), now: endedAt }), () => {
      stores.sets.end(set.id, endedAt);
      stores.requests.forgetUndoables();
    });
    sets.took({ ...set, endedAt });
    log.info('set.ended', { set: set.id });
  }

  #viewParts(): RequestsViewParts {
    const { tracks, titles, settings, clock } = this.#parts;
    const { requests, requestTexts } = settings();
    return { tracks, titles, rules: requests, rehearsal: requestTexts.rehearsal, now: clock.now() };
  }

  /** What time or settings alone change: requests that expire, or are of somebody who is blocked now, undos that are over,
   * cues that become due or too old. Never throws: what cannot be stored is tried again. */
  look(): void {
    const { settings, stores, onSettled, log, clock } = this.#parts;
    try {
      const rules = settings().requests;
      const expired = decide(this.#queue, { kind: 'expire' }, this.moment(), rules);
      if (expired.ok && expired.changes.length > 0) this.commit(expired);
      for (const person of peopleInQueue(this.#queue, clock.now())) {
        const isBlocked = rules.blockedPeople.includes(personKey(person)) || stores.blocked.has(person);
        if (isBlocked) this.do({ kind: 'block', person });
      }
      onSettled();
      this.publish();
    } catch (error) {
      log.error('wake.failed', { error });
      this.#cancelWake = clock.after(TRY_AGAIN_MS, () => this.look());
    }
  }

  #wakeLater(): void {
    const { clock, settings, cues } = this.#parts;
    this.#cancelWake?.();
    const now = clock.now();
    const rules = settings().requests;
    const newest = newestUndoable(this.#queue, now);
    const undoUntil = this.#queue.undoable.map(({ at }) => at + UNDO_MS).filter((until) => until > now);
    const times = [
      ...[...this.#queue.requests.values()].map((request) => expiresAt(request, rules)),
      ...(newest === undefined ? [] : undoUntil),
      cues.changesAt(),
    ].filter((at) => at !== undefined);
    if (times.length === 0) return;
    this.#cancelWake = clock.after(Math.max(0, Math.min(...times) - now), () => this.look());
  }
}

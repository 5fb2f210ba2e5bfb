// What the Discord bot is to do once: say that a request came in, and ping who asked when it is on air. A cue is stored with
// its cause, shown from its due time to its expiry, and taken before it is done.

import { randomUUID } from 'node:crypto';
import type { BotCue } from '@tracord/shared/requests.ts';
import type { Change } from '#domain/request-decision.ts';
import { listOf, personOf, type Queue, type SongRequest } from '#domain/request-record.ts';
import { type Refusal, refused } from '#domain/request-refusal.ts';
import type { Clock } from '#kernel/clock.ts';
import type { StoredCue } from '#storage/show/outbox.ts';
import type { RequestStores } from '#storage/show/requests-stores.ts';

export type CuesParts = {
  stores: RequestStores;
  queue: () => Queue;
  isMasked: (request: SongRequest) => boolean;
  /** How long the audience waits for the name of what is on air, ms. */
  announceDelayMs: () => number;
  clock: Clock;
};

/** Nothing older is said: after an outage only the newest state counts. */
const EXPIRES_AFTER_MS = 2 * 60_000;

export class Cues {
  readonly #parts: CuesParts;
  /** By request: where it was said, "<channel id>/<message id>". */
  #messages = new Map<string, string>();

  constructor(parts: CuesParts) {
    this.#parts = parts;
  }

  /** At start, and when a set begins: the messages of its requests. */
  resume(setId: string): void {
    this.#messages = this.#parts.stores.requests.messagesOf(setId);
  }

  messageOf(requestId: string): string | undefined {
    return this.#messages.get(requestId);
  }

  /** Writes the cues of changes; within the transaction that stores these. */
  write(changes: readonly Change[]): void {
    const { outbox } = this.#parts.stores;
    for (const { what, requestId, at } of changes) {
      if (what === 'added') outbox.add(cue('request-message', requestId, at));
      if (what === 'playing') outbox.add(cue('on-air-ping', requestId, at + this.#parts.announceDelayMs()));
      if (what === 'corrected') outbox.drop(requestId, 'on-air-ping');
    }
  }

  /** Due, not taken, not too old, and nothing an audience may not know. */
  pending(): BotCue[] {
    const now = this.#parts.clock.now();
    return this.#parts.stores.outbox
      .pending(now)
      .filter(({ dueAt }) => dueAt <= now)
      .flatMap((stored) => this.#view(stored) ?? []);
  }

  /** When `pending` answers something else by itself; undefined: never. */
  changesAt(): number | undefined {
    const now = this.#parts.clock.now();
    const times = this.#parts.stores.outbox
      .pending(now)
      .map(({ dueAt, expiresAt }) => (dueAt > now ? dueAt : expiresAt));
    return times.length === 0 ? undefined : Math.min(...times);
  }

  /** Whoever is answered ok does it; nobody is answered so twice. */
  take(id: string): Refusal | { ok: true } {
    const { stores, clock } = this.#parts;
    const isPending = this.pending().some((one) => one.id === id);
    const taken = isPending && stores.write(() => stores.outbox.take(id, clock.now()));
    return taken ? { ok: true } : gone();
  }

  /** `message`: where it was said. */
  done(id: string, message: string | undefined): Refusal | { ok: true } {
    const { stores, clock } = this.#parts;
    const stored = stores.outbox.get(id);
    if (stored === undefined || stored.takenAt === null) return gone();
    const { requestId, kind } = stored;
    const place = kind === 'request-message' ? message : undefined;
    stores.write(() => {
      stores.outbox.finish(id, clock.now());
      if (place !== undefined) stores.requests.setMessage(requestId, place);
    });
    if (place !== undefined) this.#messages.set(requestId, place);
    return { ok: true };
  }

  #view({ id, kind, requestId, dueAt, expiresAt }: StoredCue): BotCue | undefined {
    const request = this.#parts.queue().requests.get(requestId);
    if (request === undefined || this.#parts.isMasked(request)) return undefined;
    // A request that is over needs no message that it came in.
    if (kind === 'request-message' && listOf(request) === undefined) return undefined;
    if (kind === 'on-air-ping' && !['playing', 'played'].includes(request.state)) return undefined;
    const people = [request.requester, ...request.voters].map(personOf);
    const mention = people.filter((one) => one.platform === 'discord' && this.#parts.stores.pings.wanted(one));
    return { id, kind, requestId, mention: kind === 'on-air-ping' ? mention : [], dueAt, expiresAt };
  }
}

function cue(kind: StoredCue['kind'], requestId: string, dueAt: number): StoredCue {
  return { id: randomUUID(), kind, requestId, dueAt, expiresAt: dueAt + EXPIRES_AFTER_MS };
}

function gone(): Refusal {
  return refused('cue-gone', 'This is not to be done any more: it was taken, its time is over, or it never was.');
}

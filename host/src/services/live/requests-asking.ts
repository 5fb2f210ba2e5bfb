// Taking what somebody asks for: the song is looked up first; from there on it is decided and stored in one go. What cannot be
// had is counted as a wish.

import { randomUUID } from 'node:crypto';
import type { CommandArgs, CommandResult } from '@tracord/shared/commands.ts';
import type { Person } from '@tracord/shared/requests.ts';
import type { Settings } from '@tracord/shared/settings.ts';
import type { TrackHit } from '#domain/collection.ts';
import { fold } from '#domain/fold.ts';
import { oneLine } from '#domain/one-line.ts';
import { ask, type Candidate } from '#domain/request-asking.ts';
import type { Change } from '#domain/request-decision.ts';
import { inOrder } from '#domain/request-order.ts';
import { type Asker, personKey } from '#domain/request-record.ts';
import { type Refusal, refused } from '#domain/request-refusal.ts';
import type { Clock } from '#kernel/clock.ts';
import { messageOf } from '#kernel/domain-error.ts';
import type { Logger } from '#kernel/logger.ts';
import type { RequestStores } from '#storage/show/requests-stores.ts';
import type { Wish } from '#storage/show/wishes.ts';
import type { LiveSets } from './live-sets.ts';
import type { RequestDesk } from './request-desk.ts';
import { savedOr } from './requests-saved.ts';
import { type RequestTracks, ruledTrack } from './requests-tracks.ts';

/** `candidates`: what doubtful words may mean, best first; `trackId` is then the first of them. */
export type Wanted = CommandArgs<'request.add'> & { candidates?: { id: string; confidence: number }[] };
export type AddAnswer = Refusal | ({ ok: true } & CommandResult<'request.add'>);

export type RequestsAskingParts = {
  desk: RequestDesk;
  sets: LiveSets;
  library: RequestTracks;
  stores: RequestStores;
  settings: () => Pick<Settings, 'requests' | 'requestTexts'>;
  /** Whether the audience was told of a play that began then. */
  knowsOf: (playedAt: number) => boolean;
  clock: Clock;
  log: Logger;
};

/** Refusals that say something of the song: they count as wishes. */
const COUNTED = new Set([
  ...['queue-full', 'already-played', 'played-lately', 'artist-too-close', 'artist-blocked', 'track-blocked'],
  ...['genre-blocked', 'folder-blocked', 'too-long'],
]);
type CountedSong = Pick<Candidate, 'artist' | 'title' | 'mix' | 'song'> & { trackId?: string };

const MOST_CANDIDATES = 25;
const LONGEST_NAME = 100;
const LONGEST_WORDS = 500;

export class RequestsAsking {
  readonly #parts: RequestsAskingParts;

  constructor(parts: RequestsAskingParts) {
    this.#parts = parts;
  }

  /** `commandKey` names the command over restarts: the same again is answered as the first time. */
  async add(wanted: Wanted, commandKey: string | undefined): Promise<AddAnswer> {
    const repeated = this.#repeated(commandKey);
    if (repeated !== undefined) return repeated;
    const candidates = wanted.candidates?.slice(0, MOST_CANDIDATES) ?? [{ id: wanted.trackId, confidence: 1 }];
    let hits: TrackHit[];
    try {
      hits = await this.#parts.library.find(candidates.map(({ id }) => id));
    } catch (error) {
      this.#parts.log.error('library.failed', { error });
      return refused('failed', 'The library cannot be asked right now: try again in a moment.');
    }
    const found = candidates.flatMap(({ id, confidence }): (Candidate & { hit: TrackHit })[] => {
      const hit = hits.find((one) => one.id === id);
      return hit && this.#parts.library.mayBeAsked(hit) ? [{ ...ruledTrack(hit), confidence, hit }] : [];
    });
    // The same may have come a second time meanwhile.
    return this.#repeated(commandKey) ?? savedOr(this.#parts.log, 'viewer', () => this.#ask(wanted, found, commandKey));
  }

  /** Keeps words that no song fits, where the settings say so; answers whether it did. */
  wish(words: string, requester: Person): boolean {
    const text = oneLine(words.slice(0, LONGEST_WORDS));
    if (!this.#parts.settings().requests.keepWishes || text === '' || this.#isBlocked(requester)) return false;
    return this.#count({ kind: 'wish', words: text, wanted: fold(text) || text }, requester);
  }

  /** Somebody took back what they asked for, and those who voted for it may have no more: it counts as a wish of theirs. */
  leftBehind(changes: readonly Change[]): void {
    for (const { what, requestId } of changes) {
      const request = this.#parts.desk.queue.requests.get(requestId);
      if (what !== 'withdrawn' || request?.song === undefined) continue;
      const { artist, title, mix, song, trackId } = request;
      for (const voter of request.voters)
        this.#countSong('too-many-open', { artist, title, mix, song, trackId }, voter);
    }
  }

  #ask(wanted: Wanted, found: (Candidate & { hit: TrackHit })[], commandKey: string | undefined): AddAnswer {
    const { desk, sets, stores, settings, knowsOf } = this.#parts;
    const { requests, requestTexts } = settings();
    const asker = askerOf(wanted);
    const candidates = found.map(({ hit: _, ...candidate }) => candidate);
    const asked = ask(
      desk.queue,
      {
        id: randomUUID(),
        who: { asker, accountCreatedAt: wanted.standing?.accountCreatedAt, isBlocked: this.#isBlocked(asker) },
        candidates,
        words: oneLine((wanted.words ?? '').slice(0, LONGEST_WORDS)) || undefined,
        plays: sets.playFacts(knowsOf, requests.notPlayedInSets),
        knowsOf,
      },
      { requests, texts: requestTexts },
      desk.moment(),
    );
    if (!asked.ok) {
      this.#countRefused(asked.code, candidates[0], asker);
      return asked;
    }
    const { request, outcome } = asked;
    this.#parts.library.keep(found.map(({ hit }) => hit));
    desk.commit(asked, () => {
      if (commandKey !== undefined) stores.requests.remember(commandKey, request.id, outcome);
    });
    return this.#answer(request.id, request.number, outcome);
  }

  #repeated(commandKey: string | undefined): AddAnswer | undefined {
    const first = commandKey === undefined ? undefined : this.#parts.stores.requests.repeated(commandKey);
    return first && this.#answer(first.requestId, first.number, first.outcome);
  }

  #answer(id: string, number: number, outcome: 'added' | 'voted'): AddAnswer {
    const waiting = inOrder(this.#parts.desk.queue.requests.values(), 'waiting');
    const place = 1 + waiting.findIndex(({ request }) => request.id === id);
    return { ok: true, id, number, outcome, ...(place > 0 ? { place } : {}) };
  }

  #isBlocked(person: Person): boolean {
    const { stores, settings } = this.#parts;
    return settings().requests.blockedPeople.includes(personKey(person)) || stores.blocked.has(person);
  }

  #countRefused(code: string, track: Candidate | undefined, person: Person): void {
    if (track !== undefined && COUNTED.has(code)) this.#countSong(code, track, person);
  }

  #countSong(code: string, { artist, title, mix, trackId, song }: CountedSong, person: Person): void {
    const words = `${artist} - ${title}${mix ? ` (${mix})` : ''}`;
    this.#count({ kind: 'refused', words, wanted: song, trackId, code }, person);
  }

  /** A wish that cannot be stored changes nothing of the answer. */
  #count(wish: Omit<Wish, 'person' | 'setId' | 'at'>, person: Person): boolean {
    const { stores, sets, clock, log } = this.#parts;
    try {
      stores.write(() => stores.wishes.add({ ...wish, person, setId: sets.current?.id, at: clock.now() }));
      return true;
    } catch (error) {
      log.error('wish.failed', { message: messageOf(error), error });
      return false;
    }
  }
}

function askerOf({ requester, standing }: Wanted): Asker {
  const { platform, id, name } = requester;
  const kind = standing?.kind ?? 'viewer';
  return { platform, id, name: oneLine(name.slice(0, LONGEST_NAME)) || 'somebody', isHelper: kind !== 'viewer' };
}

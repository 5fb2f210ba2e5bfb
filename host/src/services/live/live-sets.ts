// The set that is on: it begins when the show goes live and ends with it; a short break does not end it for good. Tells what
// was on air in it and before it, as far as the audience knows.

import { randomUUID } from 'node:crypto';
import type { Play } from '#domain/play.ts';
import type { SetPlay } from '#domain/request-on-air.ts';
import type { SongRequest } from '#domain/request-record.ts';
import type { PlayFacts } from '#domain/request-rules.ts';
import { GOES_ON_WITHIN_MS } from '#domain/request-set.ts';
import type { Plays } from '#storage/show/plays.ts';
import type { Sets, StoredSet } from '#storage/show/sets.ts';

/** A track that plays when the show goes live counts in the set, although it began before. */
const BEGAN_BEFORE_MS = 30 * 60_000;

export class LiveSets {
  readonly #sets: Sets;
  readonly #plays: Plays;
  #newest: StoredSet | undefined;

  constructor(sets: Sets, plays: Plays) {
    this.#sets = sets;
    this.#plays = plays;
  }

  /** The newest set, ended or not, as it is stored. */
  resume(): StoredSet | undefined {
    this.#newest = this.#sets.newest();
    return this.#newest;
  }

  /** A set that is not ended; undefined: none. */
  get current(): StoredSet | undefined {
    return this.#newest?.endedAt === undefined ? this.#newest : undefined;
  }

  /** A new set, not stored yet. */
  next(startedAt: number, open: boolean): StoredSet {
    return { id: randomUUID(), startedAt, liveSince: startedAt, open };
  }

  /** The set that ended shortly before `at`: a show that is live from then on goes on with it. */
  endedLately(at: number): (StoredSet & { endedAt: number }) | undefined {
    const endedAt = this.#newest?.endedAt;
    if (this.#newest === undefined || endedAt === undefined) return undefined;
    const ago = at - endedAt;
    return ago >= 0 && ago < GOES_ON_WITHIN_MS ? { ...this.#newest, endedAt } : undefined;
  }

  /** Just after the last that is known to have happened in it; `requests` are all of it. */
  lastSignOf(set: StoredSet, requests: Iterable<Pick<SongRequest, 'changedAt'>>): number {
    const changes = Array.from(requests, ({ changedAt }) => changedAt);
    const plays = this.#playsOf(set).map(({ at }) => at);
    // What the end changes is known by its time: no change before it has the same.
    return 1 + Math.max(set.startedAt, set.liveSince, ...changes, ...plays);
  }

  /** What was stored: the newest set now. */
  took(set: StoredSet): void {
    this.#newest = set;
  }

  /** `knowsOf`: whether the audience was told of a play that began then. Masked and hidden plays are left out: no rule
   * may tell of them. */
  playFacts(knowsOf: (playedAt: number) => boolean, setsBefore: number): PlayFacts {
    const set = this.current;
    if (set === undefined) return { played: [], lately: new Set() };
    const played = this.#playsOf(set).filter((play) => isTold(play) && knowsOf(play.at));
    const from = setsBefore > 0 ? this.#sets.beginOfSetsBefore(set.startedAt, setsBefore) : undefined;
    const before = from === undefined ? [] : this.#plays.between(from, set.startedAt);
    const lately = before.filter((play) => play.live && isTold(play)).flatMap(({ song }) => song || []);
    return { played: played.reverse(), lately: new Set(lately) };
  }

  /** Plays of the set that are over and known by song, but for `exceptId`. */
  certainPlays(exceptId: string | undefined): SetPlay[] {
    const set = this.current;
    if (set === undefined) return [];
    return this.#playsOf(set)
      .filter(({ id, endedAt, song }) => id !== exceptId && endedAt !== undefined && song !== undefined && song !== '')
      .map(({ id, at, song, trackId }) => ({ playId: id, at, song, trackId, maybe: [] }));
  }

  #playsOf({ startedAt }: StoredSet): Play[] {
    return this.#plays
      .between(startedAt - BEGAN_BEFORE_MS)
      .filter(({ live, at, endedAt }) => live && (at >= startedAt || endedAt === undefined || endedAt > startedAt));
  }
}

function isTold({ hidden, masked }: Play): boolean {
  return !hidden && !masked;
}

// Reads what statistics are counted from: live plays with what was found out and written over them, requests, votes and searches
// of a time. One way for a session, a set, a range and all time; what is counted is decided elsewhere. Reads only.

import type { CountedRequest } from '#domain/stats-requests.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';
import { OLD_SET } from './request-lists.ts';
import type { Setlist } from './setlists.ts';
import { type Span, StatsMirror, type StoredPlay } from './stats-mirror.ts';

/** Folded words and how often they were looked for. */
export type SearchCount = { name: string; count: number };

const EVER = Number.MAX_SAFE_INTEGER;
export const ALL_TIME: Span = { from: 0, to: EVER };

export class StatsRows {
  readonly #db: SqliteDatabase;
  readonly #mirror: StatsMirror;

  constructor(db: SqliteDatabase) {
    this.#db = db;
    this.#mirror = new StatsMirror(db);
  }

  /** Live plays that were heard then and whose rows were not removed, in the order they were heard. */
  plays(span: Span): StoredPlay[] {
    return this.#mirror.plays(span);
  }

  /** Requests that were asked then; not those of before this program. */
  requests(span: Span): CountedRequest[] {
    return this.#mirror.requests(span);
  }

  /** Those of "<platform>:<id>" who ever asked or voted, by the numbers that requests know them by. */
  numbersOf(people: Iterable<string>): Set<number> {
    return new Set(Array.from(people).flatMap((person) => this.#mirror.personNumber(person) ?? []));
  }

  /** Tells the setlist whose window holds a moment; undefined: it is older than all. */
  setlistAt(): (at: number) => string | undefined {
    const sets = this.#db
      .prepare<[], { id: string; from_at: number }>('select id, from_at from setlists order by from_at desc')
      .all();
    let known = sets[0];
    let until = EVER;
    return (at) => {
      if (known === undefined || at < known.from_at || at >= until) {
        const index = sets.findIndex(({ from_at }) => from_at <= at);
        known = sets[index];
        until = sets[index - 1]?.from_at ?? EVER;
      }
      return known?.id;
    };
  }

  /** Plays of all times that the DJ, or some mask when they were shown, hid. */
  hiddenPlays(): Set<string> {
    return new Set(this.#db.prepare<[], string>('select id from plays where hidden = 1 or masked = 1').pluck().all());
  }

  searches({ from, to }: Span): number {
    const count = this.#db.prepare<[number, number], number>('select count(*) from searches where at >= ? and at < ?');
    return count.pluck().get(from, to) ?? 0;
  }

  /** Folded words, those that were looked for most first. */
  topSearches({ from, to }: Span, most: number): SearchCount[] {
    // Of all time the index by words is quicker than the one by time: "+" keeps SQLite from the latter.
    const at = from === ALL_TIME.from ? '+at' : 'at';
    return this.#db
      .prepare<[number, number, number], SearchCount>(
        `select words as name, count(*) as count from searches where ${at} >= ? and ${at} < ?
         group by words order by count(*) desc, max(at) desc, words limit ?`,
      )
      .all(from, to, most);
  }

  /** When the newest show began, or what was on air then; undefined: there was none. */
  newestShow(): number | undefined {
    return this.#db
      .prepare<[], number>(
        `with newest as (
           select started_at as since from sets where started_at > 0
           order by started_at desc, ended_at is null desc, id desc limit 1)
         select coalesce(
           (select max(at) from plays where live = 1 and at < since and coalesce(ended_at, 9e15) > since), since)
         from newest`,
      )
      .pluck()
      .get();
  }

  /** What was asked for in the time of a setlist, which ends where the `next` begins. */
  requestSpan({ fromAt }: Pick<Setlist, 'fromAt'>, next: Pick<Setlist, 'fromAt'> | undefined): Span {
    return {
      from: this.#requestsFrom(fromAt),
      to: next === undefined ? ALL_TIME.to : this.#requestsFrom(next.fromAt),
    };
  }

  /** The show (table `sets`) that most of these requests were asked in; undefined: nobody asked. */
  showOf({ from, to }: Span): string | undefined {
    return this.#db
      .prepare<[string, number, number], string>(
        `select set_id from requests where set_id <> ? and asked_at >= ? and asked_at < ?
         group by set_id order by count(*) desc, max(asked_at) desc limit 1`,
      )
      .pluck()
      .get(OLD_SET, from, to);
  }

  /**
   * From when on requests belong to the setlist that begins at `fromAt`: from the beginning of the show it is in, where that is
   * earlier and no other setlist was on since. People ask before the first play.
   */
  #requestsFrom(fromAt: number): number {
    const show = this.#db
      .prepare<[number], { startedAt: number; endedAt: number | null }>(
        `select started_at as startedAt, ended_at as endedAt from sets
         where started_at > 0 and started_at <= ? order by started_at desc limit 1`,
      )
      .get(fromAt);
    if (show === undefined || (show.endedAt !== null && show.endedAt < fromAt)) return fromAt;
    const before = this.#db
      .prepare<[number], { endedAt: number | null }>(
        'select ended_at as endedAt from setlists where from_at < ? order by from_at desc limit 1',
      )
      .get(fromAt);
    const wasOn = before !== undefined && (before.endedAt === null || before.endedAt > show.startedAt);
    return wasOn ? fromAt : show.startedAt;
  }
}

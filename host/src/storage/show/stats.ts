// Reads what statistics are counted from: live plays with what was found out and written over them, requests, votes and searches
// of a time. One way for a session, a set, a range and all time; what is counted is decided elsewhere. Reads only.

import type { CountedPlay } from '#domain/stats-plays.ts';
import type { CountedRequest, CountedVote } from '#domain/stats-requests.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';
import { OLD_SET } from './request-lists.ts';
import type { Setlist } from './setlists.ts';

/** `from` ≤ at < `to`, ms since the epoch. */
export type Span = { from: number; to: number };

/** `heard`: the words as they came, and when; `isHidden`: the DJ, or some mask when it was shown, hid it. */
export type StoredPlay = CountedPlay & { heard: { at: number; artist: string; title: string }; isHidden: boolean };

/** Folded words and how often they were looked for. */
export type SearchCount = { name: string; count: number };

export type AskedWords = { artist: string; title: string; mix?: string; trackId?: string };

const EVER = Number.MAX_SAFE_INTEGER;
export const ALL_TIME: Span = { from: 0, to: EVER };

export class StatsRows {
  readonly #db: SqliteDatabase;

  constructor(db: SqliteDatabase) {
    this.#db = db;
  }

  /** Live plays that were heard then and whose rows were not removed, in the order they were heard. */
  plays({ from, to }: Span): StoredPlay[] {
    type Row = [
      ...[id: string, heardAt: number, at: number, endedAt: number | null, artist: string, title: string],
      ...[heardArtist: string, heardTitle: string, trackId: string | null, song: string | null, hidden: number],
    ];
    const rows = this.#db
      .prepare<[number, number], Row>(
        `select play.id, play.at, coalesce(dj.at, history.at, play.at),
           coalesce(dj.ended_at, history.ended_at, play.ended_at), coalesce(dj.artist, history.artist, play.artist),
           coalesce(dj.title, history.title, play.title), play.artist, play.title, play.track_id, play.song,
           play.hidden or play.masked
         from plays as play
         left join play_facts as dj on dj.play_id = play.id and dj.by = 'dj'
         left join play_facts as history on history.play_id = play.id and history.by = 'history'
         where play.live = 1 and play.at >= ? and play.at < ? and coalesce(dj.removed, history.removed, 0) = 0
         order by play.at, play.rowid`,
      )
      .raw()
      .all(from, to);
    const setAt = this.#setlistAt();
    return rows.map(([id, heardAt, at, endedAt, artist, title, heardArtist, heardTitle, trackId, song, hidden]) => ({
      ...{ id, setId: setAt(heardAt), at, endedAt: endedAt ?? undefined, artist, title },
      ...{ trackId: trackId ?? undefined, song: song ?? undefined },
      heard: { at: heardAt, artist: heardArtist, title: heardTitle },
      isHidden: hidden === 1,
    }));
  }

  /** Requests that were asked then; not those of before this program. */
  requests({ from, to }: Span): CountedRequest[] {
    type Row = [
      ...[n: number, song: string | null, trackId: string | null, person: string, state: CountedRequest['state']],
      ...[
        askedAt: number,
        changedAt: number,
        acceptedAt: number | null,
        onAirSince: number | null,
        play: string | null,
      ],
    ];
    return this.#db
      .prepare<[string, number, number], Row>(
        `select rowid, song, track_id, platform || ':' || person_id, state, asked_at, changed_at, accepted_at, on_air_since,
           play_id
         from requests where set_id <> ? and asked_at >= ? and asked_at < ?`,
      )
      .raw()
      .all(OLD_SET, from, to)
      .map(([n, song, trackId, person, state, askedAt, changedAt, acceptedAt, onAirSince, play]) => ({
        ...{ n, song: song ?? undefined, trackId: trackId ?? undefined, person, state, askedAt, changedAt },
        ...{ acceptedAt: acceptedAt ?? undefined, onAirSince: onAirSince ?? undefined, playId: play ?? undefined },
      }));
  }

  /** Votes for the requests of that time. */
  votes({ from, to }: Span): CountedVote[] {
    return this.#db
      .prepare<[string, number, number], [n: number, person: string]>(
        `select request.rowid, vote.platform || ':' || vote.person_id
         from requests as request join request_votes as vote on vote.request_id = request.id
         where request.set_id <> ? and request.asked_at >= ? and request.asked_at < ?`,
      )
      .raw()
      .all(OLD_SET, from, to)
      .map(([n, person]) => ({ n, person }));
  }

  /** What the request `n` is for, as it was asked. */
  askedWords(n: number): AskedWords {
    type Row = { artist: string; title: string; mix: string | null; track_id: string | null };
    const row = this.#db
      .prepare<[number], Row>('select artist, title, mix, track_id from requests where rowid = ?')
      .get(n);
    if (row === undefined) return { artist: '', title: '' };
    const { artist, title, mix, track_id } = row;
    return { artist, title, ...(mix === null ? {} : { mix }), ...(track_id === null ? {} : { trackId: track_id }) };
  }

  /** How the person of the request `n` was called then. */
  askerName(n: number): string {
    return this.#db.prepare<[number], string>('select person_name from requests where rowid = ?').pluck().get(n) ?? '';
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
    return this.#db
      .prepare<[number, number, number], SearchCount>(
        `select words as name, count(*) as count from searches where at >= ? and at < ?
         group by words order by count(*) desc, max(at) desc, words limit ?`,
      )
      .all(from, to, most);
  }

  /** When the newest show began, or what was on air then; undefined: there was none. */
  newestShow(): number | undefined {
    return this.#db
      .prepare<[], number>(
        `select coalesce(
           (select max(at) from plays where live = 1 and at < started_at and coalesce(ended_at, 9e15) > started_at), started_at)
         from sets where started_at > 0 order by started_at desc, ended_at is null desc, id desc limit 1`,
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

  /** The setlist whose window holds a moment, asked with moments that only grow. */
  #setlistAt(): (at: number) => string | undefined {
    const sets = this.#db
      .prepare<[], { id: string; from_at: number }>('select id, from_at from setlists order by from_at')
      .all();
    let next = 0;
    return (at) => {
      while ((sets[next]?.from_at ?? EVER) <= at) next += 1;
      return sets[next - 1]?.id;
    };
  }
}

// Reads requests, wishes and sets of all times for lists, numbers and exports. Reads only.

import type { Person, SongRequest } from '#domain/request-record.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';
import { fromRow, type RequestRow, type VoteRow, voterOf } from './requests-rows.ts';

/** Requests of before this program; they belong to no show, and count in no number. */
export const OLD_SET = 'imported';

export type RequestFilter = {
  setId?: string;
  person?: Pick<Person, 'platform' | 'id'>;
  /** The track it is for, or one of those it may mean. */
  trackId?: string;
};

export type WishCount = {
  kind: 'wish' | 'refused';
  words: string;
  trackId?: string;
  count: number;
  sets: number;
  people: number;
  lastAt: number;
  code?: string;
};

/** The state that holds what the bot before counted. */
export const OLD_COUNTS = 'old-counts';

/** `asked`: requests; `played`: those that were; `people`: who asked or voted. */
export type Numbers = { asked: number; played: number; people: number };

export type AskedSong = { trackId: string; artist: string; title: string; mix?: string; asked: number };

/** Plays of a set that count, and its span, ms since the epoch: from its start, or that of what was on air then; `until` is
 * absent while it runs. */
export type SetPlays = { plays: number; since?: number; until?: number };

type Values = Record<string, string | number | null>;

export class RequestLists {
  readonly #db: SqliteDatabase;

  constructor(db: SqliteDatabase) {
    this.#db = db;
  }

  /** One at a time, newest first. */
  *newest({ setId, person, trackId }: RequestFilter): Generator<SongRequest> {
    const values = {
      set: setId ?? null,
      platform: person?.platform ?? null,
      person: person?.id ?? null,
      track: trackId ?? null,
    };
    // Ids first: a statement that is being read from would keep the database from being written to.
    const ids = this.#db
      .prepare<[Values], string>(
        `select id from requests
         where (@set is null or set_id = @set)
           and (@track is null or track_id = @track
             or exists (select 1 from json_each(candidates) where value ->> 'trackId' = @track))
           and (@person is null or (platform = @platform and person_id = @person)
             or exists (select 1 from request_votes as vote
               where vote.request_id = requests.id and vote.platform = @platform and vote.person_id = @person))
         order by asked_at desc, number desc, id`,
      )
      .pluck()
      .all(values);
    const read = this.#reader();
    for (const id of ids) {
      const request = read(id);
      if (request !== undefined) yield request;
    }
  }

  get(id: string): SongRequest | undefined {
    return this.#reader()(id);
  }

  /** What is wanted most stands first. */
  wishes(limit: number): WishCount[] {
    type Row = Omit<WishCount, 'trackId' | 'code'> & { trackId: string | null; code: string | null };
    // Beside max() SQLite takes the other columns from the row that has it (https://sqlite.org/lang_select.html#bareagg).
    return this.#db
      .prepare<[number], Row>(
        `select kind, words, track_id as trackId, code, max(at) as lastAt, count(*) as count,
           count(distinct nullif(set_id, '')) as sets, count(distinct platform || ':' || person_id) as people
         from wishes group by kind, wanted order by count(*) desc, max(at) desc limit ?`,
      )
      .all(limit)
      .map(({ trackId, code, ...wish }) => ({ ...wish, trackId: trackId ?? undefined, code: code ?? undefined }));
  }

  /** Of one set, or of every set that was live. */
  numbers(setId: string | undefined): Numbers {
    const row = this.#db
      .prepare<[Values], Numbers>(
        `with these as (select * from requests where set_id <> @old and (@set is null or set_id = @set))
         select (select count(*) from these) as asked,
           (select count(*) from these where state = 'played') as played,
           (select count(*) from (
             select platform, person_id from these
             union select vote.platform, vote.person_id from request_votes as vote join these on these.id = vote.request_id
           )) as people`,
      )
      .get({ set: setId ?? null, old: OLD_SET });
    return row ?? { asked: 0, played: 0, people: 0 };
  }

  /** Requests that the bot before counted; 0 where nothing was imported. */
  askedBefore(): number {
    return this.#count(`select value ->> 'requests' from state where name = ?`, OLD_COUNTS);
  }

  /** Sets that were live. */
  sets(): number {
    return this.#count('select count(*) from sets where id <> ?', OLD_SET);
  }

  playsOf(setId: string): SetPlays {
    type Row = { since: number; until: number | null; plays: number };
    const row = this.#db
      .prepare<[string], Row>(
        `with span as (
           select ended_at as until, coalesce(
             (select max(at) from plays where live = 1 and at < started_at and coalesce(ended_at, 9e15) > started_at),
             started_at
           ) as since from sets where id = ?)
         select since, until, (
           select count(*) from plays where live = 1 and at >= since and at < coalesce(until, 9e15)
         ) as plays from span`,
      )
      .get(setId);
    return row === undefined ? { plays: 0 } : { ...row, until: row.until ?? undefined };
  }

  /** By song, votes counted; what was asked for most stands first. What was taken back does not count, nor do the people named in
   * `blocked`: "<platform>:<id>". */
  mostAsked(limit: number, blocked: string[] = []): AskedSong[] {
    type Row = Omit<AskedSong, 'mix'> & { mix: string | null };
    return this.#db
      .prepare<[Values], Row>(
        `with unwanted as materialized (select value as who from json_each(@blocked))
         select track_id as trackId, artist, title, mix, max(asked_at),
           sum((platform || ':' || person_id not in unwanted) + (
             select count(*) from request_votes as vote
             where vote.request_id = requests.id and vote.platform || ':' || vote.person_id not in unwanted
           )) as asked
         from requests where song is not null and set_id <> @old and state <> 'withdrawn'
         group by song having asked > 0 order by asked desc, max(asked_at) desc limit @limit`,
      )
      .all({ blocked: JSON.stringify(blocked), old: OLD_SET, limit })
      .map(({ trackId, artist, title, mix, asked }) => ({ trackId, artist, title, mix: mix ?? undefined, asked }));
  }

  /** "<platform>:<id>" of those a command blocked. */
  blocked(): string[] {
    return this.#db.prepare<[], string>(`select platform || ':' || person_id from blocked_people`).pluck().all();
  }

  /** Starts of the plays since then that some mask, or the DJ, hides. */
  maskedPlaysSince(sinceMs: number): number[] {
    return this.#db
      .prepare<[number], number>('select at from plays where at >= ? and (masked = 1 or hidden = 1)')
      .pluck()
      .all(sinceMs);
  }

  #reader(): (id: string) => SongRequest | undefined {
    const request = this.#db.prepare<[string], RequestRow>('select * from requests where id = ?');
    const votes = this.#db.prepare<[string], VoteRow>(
      'select * from request_votes where request_id = ? order by place',
    );
    return (id) => {
      const row = request.get(id);
      return row && fromRow(row, votes.all(id).map(voterOf));
    };
  }

  #count(sql: string, value: string): number {
    return this.#db.prepare<[string], number>(sql).pluck().get(value) ?? 0;
  }
}

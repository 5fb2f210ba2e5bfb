// Plays and requests as statistics need them, kept in memory as they are stored: a year of use is counted in milliseconds then.
// What is older than anybody asked for stays on the disk: a start reads the newest show only. Triggers of this connection alone tell which rows were written to, by whomever, also what was rolled back: those are read again
// before anything is answered. Nothing is counted here.

import type { RequestState } from '#domain/request-record.ts';
import type { CountedPlay } from '#domain/stats-plays.ts';
import type { CountedRequest } from '#domain/stats-requests.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';
import { OLD_SET } from './request-lists.ts';

/** `from` ≤ at < `to`, ms since the epoch. */
export type Span = { from: number; to: number };

/** `heard`: the words as they came; `isHidden`: the DJ, or some mask when it was shown, hid it. */
export type StoredPlay = CountedPlay & { heard: { artist: string; title: string }; isHidden: boolean };

type PlayRow = [
  ...[n: number, id: string, heardAt: number, at: number, endedAt: number | null, artist: string, title: string],
  ...[heardArtist: string, heardTitle: string, trackId: string | null, song: string | null, hidden: number],
];
type AskedRow = [
  ...[n: number, artist: string, title: string, mix: string | null, song: string | null, trackId: string | null],
  ...[person: string, name: string, state: RequestState, askedAt: number, changedAt: number],
  ...[acceptedAt: number | null, onAirSince: number | null, play: string | null],
];
type VoteRow = [n: number, person: string];

const PLAYS = `select play.rowid, play.id, play.at, coalesce(dj.at, history.at, play.at),
     coalesce(dj.ended_at, history.ended_at, play.ended_at), coalesce(dj.artist, history.artist, play.artist),
     coalesce(dj.title, history.title, play.title), play.artist, play.title, play.track_id, play.song,
     play.hidden or play.masked
   from plays as play
   left join play_facts as dj on dj.play_id = play.id and dj.by = 'dj'
   left join play_facts as history on history.play_id = play.id and history.by = 'history'
   where play.live = 1 and coalesce(dj.removed, history.removed, 0) = 0`;
const REQUESTS = `select rowid, artist, title, mix, song, track_id, platform || ':' || person_id, person_name, state,
     asked_at, changed_at, accepted_at, on_air_since, play_id
   from requests where set_id <> '${OLD_SET}'`;
const VOTES = `select request.rowid, vote.platform || ':' || vote.person_id
   from request_votes as vote join requests as request on request.id = vote.request_id`;

const TOUCHES = [
  ['plays', 'plays', '$.rowid'],
  ['play_facts', 'plays', '(select rowid from plays where id = $.play_id)'],
  ['requests', 'requests', '$.rowid'],
  ['request_votes', 'requests', '(select rowid from requests where id = $.request_id)'],
] as const;
const STATES = new Map<string, RequestState>(
  (['new', 'skipped', 'accepted', 'loaded', 'playing', 'played', 'declined', 'withdrawn', 'expired'] as const).map(
    (state) => [state, state],
  ),
);
const NOBODY: readonly number[] = [];

/** One for each connection: what was written is told once. */
export class StatsMirror {
  readonly #db: SqliteDatabase;
  readonly #plays = new Map<number, StoredPlay>();
  readonly #requests = new Map<number, CountedRequest>();
  /** By when they were heard, asked; undefined: to be put in order anew. */
  #playList: StoredPlay[] | undefined;
  #requestList: CountedRequest[] | undefined;
  /** All of this time and later is here. */
  #from = Number.MAX_SAFE_INTEGER;
  /** Equal texts are one text: they are compared at once, and kept once. */
  readonly #texts = new Map<string, string>();
  readonly #people = new Map<string, number>();

  constructor(db: SqliteDatabase) {
    this.#db = db;
    // A full disk must not keep a play from being stored.
    db.pragma('temp_store = memory');
    db.exec('create temp table stats_touched (what text not null, row integer)');
    for (const [table, what, row] of TOUCHES) watch(db, table, what, row);
  }

  /** Live plays that were heard then and whose rows were not removed, in the order they were heard. */
  plays({ from, to }: Span): StoredPlay[] {
    this.#readFrom(from);
    this.#playList ??= [...this.#plays]
      .sort(([a, x], [b, y]) => x.heardAt - y.heardAt || a - b)
      .map(([, play]) => play);
    return within(this.#playList, ({ heardAt }) => heardAt, from, to);
  }

  /** Requests that were asked then; not those of before this program. */
  requests({ from, to }: Span): CountedRequest[] {
    this.#readFrom(from);
    this.#requestList ??= [...this.#requests]
      .sort(([a, x], [b, y]) => x.askedAt - y.askedAt || a - b)
      .map(([, request]) => request);
    return within(this.#requestList, ({ askedAt }) => askedAt, from, to);
  }

  /** By what number requests know somebody ("<platform>:<id>"); undefined: they never asked or voted. */
  personNumber(person: string): number | undefined {
    return this.#people.get(person);
  }

  #readFrom(from: number): void {
    this.#readAgain();
    if (from >= this.#from) return;
    const span: [number, number] = [from, this.#from];
    const read = <Row>(sql: string) =>
      this.#db
        .prepare<[number, number], Row>(sql)
        .raw()
        .iterate(...span);
    for (const row of read<PlayRow>(`${PLAYS} and play.at >= ? and play.at < ?`)) this.#takePlay(row);
    const votes = new Map<number, number[]>();
    for (const [n, person] of read<VoteRow>(`${VOTES} where request.asked_at >= ? and request.asked_at < ?`)) {
      const voters = votes.get(n);
      if (voters === undefined) votes.set(n, [this.#number(person)]);
      else voters.push(this.#number(person));
    }
    for (const row of read<AskedRow>(`${REQUESTS} and asked_at >= ? and asked_at < ?`)) {
      this.#takeRequest(row, votes.get(row[0]));
    }
    this.#playList = undefined;
    this.#requestList = undefined;
    this.#from = from;
  }

  #readAgain(): void {
    const touched = this.#db
      .prepare<[], [what: string, row: number | null]>('select distinct what, row from temp.stats_touched')
      .raw()
      .all();
    if (touched.length === 0) return;
    const play = this.#db.prepare<[number], PlayRow>(`${PLAYS} and play.rowid = ?`).raw();
    const request = this.#db.prepare<[number], AskedRow>(`${REQUESTS} and rowid = ?`).raw();
    const votes = this.#db.prepare<[number], VoteRow>(`${VOTES} where request.rowid = ?`).raw();
    for (const [what, n] of touched) {
      if (n === null) continue;
      if (what === 'plays') {
        this.#plays.delete(n);
        this.#playList = undefined;
        const row = play.get(n);
        if (row !== undefined) this.#takePlay(row);
      } else {
        this.#requests.delete(n);
        this.#requestList = undefined;
        const row = request.get(n);
        if (row !== undefined)
          this.#takeRequest(
            row,
            votes.all(n).map(([, person]) => this.#number(person)),
          );
      }
    }
    this.#db.exec('delete from temp.stats_touched');
  }

  #takePlay(row: PlayRow): void {
    const [n, id, heardAt, at, endedAt, artist, title, heardArtist, heardTitle, trackId, song, hidden] = row;
    this.#plays.set(n, {
      ...{ id, heardAt, at, endedAt: endedAt ?? undefined, artist: this.#same(artist), title: this.#same(title) },
      ...{ trackId: this.#maybe(trackId), song: this.#maybe(song) },
      heard: { artist: this.#same(heardArtist), title: this.#same(heardTitle) },
      isHidden: hidden === 1,
    });
  }

  #takeRequest(row: AskedRow, voters: readonly number[] = NOBODY): void {
    const [n, artist, title, mix, song, trackId, person, name, state, askedAt, ...times] = row;
    const [changedAt, acceptedAt, onAirSince, playId] = times;
    // One flat object, in the order of its type: spread ones take twice the room, and reading a year of them twice the time.
    this.#requests.set(n, {
      artist: this.#same(artist),
      title: this.#same(title),
      mix: this.#maybe(mix),
      song: this.#maybe(song),
      trackId: this.#maybe(trackId),
      person: this.#same(person),
      name: this.#same(name),
      people: [this.#number(person), ...voters],
      state: STATES.get(state) ?? state,
      askedAt,
      changedAt,
      acceptedAt: acceptedAt ?? undefined,
      onAirSince: onAirSince ?? undefined,
      playId: playId ?? undefined,
    });
  }

  #maybe(text: string | null): string | undefined {
    return text === null ? undefined : this.#same(text);
  }

  #number(person: string): number {
    const known = this.#people.get(person) ?? this.#people.size;
    if (known === this.#people.size) this.#people.set(person, known);
    return known;
  }

  #same(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    this.#texts.set(text, text);
    return text;
  }
}

/** `row`: which row of the table `what` belongs to the written one, "$" being that. */
function watch(db: SqliteDatabase, table: string, what: string, row: string): void {
  for (const event of ['insert', 'update', 'delete']) {
    const sides = event === 'insert' ? ['new'] : event === 'delete' ? ['old'] : ['old', 'new'];
    const notes = sides.map((side) => `insert into stats_touched values ('${what}', ${row.replaceAll('$', side)});`);
    db.exec(`create temp trigger stats_${table}_${event} after ${event} on main.${table} begin ${notes.join(' ')} end`);
  }
}

/** The part of an ordered list with `from` ≤ at < `to`. */
function within<Row>(list: Row[], at: (row: Row) => number, from: number, to: number): Row[] {
  const begin = firstFrom(list, at, from);
  const end = firstFrom(list, at, to);
  return begin === 0 && end === list.length ? list : list.slice(begin, end);
}

/** Index of the first row at `from` or later. */
function firstFrom<Row>(list: Row[], at: (row: Row) => number, from: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = list[middle];
    if (row !== undefined && at(row) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

// Setlists: the windows of time that plays fall into. A set holds the live plays from its beginning up to the beginning of the
// next one; what ended it, and when, is only said of it.

import type { SqliteDatabase } from '#storage/open-database.ts';

/** `dj`: by command; `live`: the show ended by hand; `output`: OBS had ended; `silence`: nothing was played any more; `split`: it
 * was cut in two. */
export type SetlistEnd = 'dj' | 'live' | 'output' | 'silence' | 'split';

/** Times are ms since the epoch. Without `endedAt` it is on. */
export type Setlist = { id: string; fromAt: number; endedAt?: number; endedBy?: SetlistEnd; name?: string };

type SetlistRow = {
  id: string;
  from_at: number;
  ended_at: number | null;
  ended_by: SetlistEnd | null;
  name: string | null;
};

export class Setlists {
  readonly #db: SqliteDatabase;

  constructor(db: SqliteDatabase) {
    this.#db = db;
  }

  /** The newest first, at most `limit`, of those that began before `beforeMs`. */
  all(limit = -1, beforeMs = Number.MAX_SAFE_INTEGER): Setlist[] {
    return this.#db
      .prepare<[number, number], SetlistRow>('select * from setlists where from_at < ? order by from_at desc limit ?')
      .all(beforeMs, limit)
      .map(fromRow);
  }

  /** As `all`, with how many rows each has, and who played, in the order they did. */
  summaries(limit: number, beforeMs = Number.MAX_SAFE_INTEGER): (Setlist & { plays: number; performers: string[] })[] {
    return this.#db
      .prepare<[number, number], SetlistRow & { plays: number; performers: string }>(
        `with windows as (select *, lead(from_at, 1, 9e15) over (order by from_at) as to_at from setlists),
              wanted as (select * from windows where from_at < ? order by from_at desc limit ?)
         select wanted.*, count(plays.id) as plays,
                json_group_array(plays.performer order by plays.at) filter (where plays.performer is not null) as performers
         from wanted
         left join plays on plays.at >= wanted.from_at and plays.at < wanted.to_at and plays.live = 1
           and coalesce((select removed from play_facts where play_id = plays.id and by = 'dj'),
                        (select removed from play_facts where play_id = plays.id and by = 'history'), 0) = 0
         group by wanted.id order by wanted.from_at desc`,
      )
      .all(beforeMs, limit)
      .map((row) => ({
        ...fromRow(row),
        plays: row.plays,
        performers: [...new Set(JSON.parse(row.performers) as string[])],
      }));
  }

  get(id: string): Setlist | undefined {
    const row = this.#db.prepare<[string], SetlistRow>('select * from setlists where id = ?').get(id);
    return row && fromRow(row);
  }

  newest(): Setlist | undefined {
    return this.all(1)[0];
  }

  /** The set whose window holds this moment, ended or not. */
  holding(atMs: number): Setlist | undefined {
    return this.all(1, atMs + 1)[0];
  }

  /** The set that begins first after this moment. */
  after(atMs: number): Setlist | undefined {
    const row = this.#db
      .prepare<[number], SetlistRow>('select * from setlists where from_at > ? order by from_at limit 1')
      .get(atMs);
    return row && fromRow(row);
  }

  /** Plays with `from` ≤ at < `to` belong to it; without `to` it is the newest. Undefined: there is no such set. */
  window(id: string): { from: number; to?: number } | undefined {
    const set = this.get(id);
    return set && { from: set.fromAt, to: this.after(set.fromAt)?.fromAt };
  }

  /** Stores a set, on or ended. No two begin in the same millisecond. */
  begin(set: Setlist): void {
    this.#db
      .prepare('insert into setlists (id, from_at, ended_at, ended_by, name) values (?, ?, ?, ?, ?)')
      .run(set.id, set.fromAt, set.endedAt ?? null, set.endedBy ?? null, set.name ?? null);
  }

  end(id: string, at: number, by: SetlistEnd): void {
    this.#db.prepare('update setlists set ended_at = ?, ended_by = ? where id = ?').run(at, by, id);
  }

  reopen(id: string): void {
    this.#db.prepare('update setlists set ended_at = null, ended_by = null where id = ?').run(id);
  }

  /** Without a name it has none. */
  rename(id: string, name: string | undefined): void {
    this.#db.prepare('update setlists set name = ? where id = ?').run(name ?? null, id);
  }

  /** Makes two sets that follow one another one: the first, which ends as the second did. */
  merge(first: Setlist, second: Setlist): void {
    this.#db.prepare('delete from setlists where id = ?').run(second.id);
    this.#endAs(first.id, second);
    if (first.name === undefined) this.rename(first.id, second.name);
  }

  /** Makes two sets of one: the second, without a name, begins at `atMs` and ends as the whole did. */
  split(whole: Setlist, secondId: string, atMs: number): void {
    this.begin({ id: secondId, fromAt: atMs, endedAt: whole.endedAt, endedBy: whole.endedBy });
    this.end(whole.id, atMs, 'split');
  }

  /** Makes one set the two it was: the second ends as the whole does now, the first as it did before. */
  unmerge(
    first: { id: string; name?: string; end: Pick<Setlist, 'endedAt' | 'endedBy'> },
    second: { id: string; name?: string; fromAt: number },
  ): void {
    const { endedAt, endedBy } = this.get(first.id) ?? first.end;
    this.begin({ ...second, endedAt, endedBy });
    this.#endAs(first.id, first.end);
    this.rename(first.id, first.name);
  }

  #endAs(id: string, { endedAt, endedBy }: Pick<Setlist, 'endedAt' | 'endedBy'>): void {
    if (endedAt === undefined) this.reopen(id);
    else
      this.#db.prepare('update setlists set ended_at = ?, ended_by = ? where id = ?').run(endedAt, endedBy ?? null, id);
  }
}

/** Without the members that say nothing, so that sets can be compared and kept as JSON. */
function fromRow({ id, from_at, ended_at, ended_by, name }: SetlistRow): Setlist {
  const set: Setlist = { id, fromAt: from_at };
  if (ended_at !== null) set.endedAt = ended_at;
  if (ended_by !== null) set.endedBy = ended_by;
  if (name !== null) set.name = name;
  return set;
}

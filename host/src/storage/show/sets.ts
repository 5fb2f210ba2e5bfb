// Sets: from going live to its end, short breaks left out. Whether requests are open belongs to the set; of one that is over it
// says how they were at the end.

import type { SqliteDatabase } from '#storage/open-database.ts';

export type StoredSet = {
  id: string;
  startedAt: number;
  /** When the show went live, the last time for this set. */
  liveSince: number;
  endedAt?: number;
  open: boolean;
  reason?: string;
};
type SetRow = {
  id: string;
  started_at: number;
  resumed_at: number | null;
  ended_at: number | null;
  open: number;
  reason: string | null;
};

export class Sets {
  readonly #db: SqliteDatabase;

  constructor(db: SqliteDatabase) {
    this.#db = db;
  }

  begin({ id, startedAt, open }: Pick<StoredSet, 'id' | 'startedAt' | 'open'>): void {
    this.#db.prepare('insert into sets (id, started_at, open) values (?, ?, ?)').run(id, startedAt, open ? 1 : 0);
  }

  end(id: string, at: number): void {
    this.#db.prepare('update sets set ended_at = ? where id = ?').run(at, id);
  }

  resume(id: string, at: number): void {
    this.#db.prepare('update sets set ended_at = null, resumed_at = ? where id = ?').run(at, id);
  }

  setOpen(id: string, open: boolean, reason: string | undefined): void {
    this.#db.prepare('update sets set open = ?, reason = ? where id = ?').run(open ? 1 : 0, reason ?? null, id);
  }

  /** The newest set, ended or not. One that began at 0 only holds what was imported. */
  newest(): StoredSet | undefined {
    const row = this.#db
      .prepare<[], SetRow>(
        'select * from sets where started_at > 0 order by started_at desc, ended_at is null desc, id desc limit 1',
      )
      .get();
    return row && fromRow(row);
  }

  /** When the show went live that was live at this moment; undefined: none was, as far as that is known. */
  liveSince(atMs: number): number | undefined {
    const row = this.#db
      .prepare<[number, number], { at: number | null }>(
        'select max(started_at) as at from sets where started_at > 0 and started_at <= ? and (ended_at is null or ended_at >= ?)',
      )
      .get(atMs, atMs);
    return row?.at ?? undefined;
  }

  /** When the `count`th set before this one began, or the first there was; undefined: there was none before. */
  beginOfSetsBefore(startedAt: number, count: number): number | undefined {
    return this.#db
      .prepare<[number, number], { started_at: number }>(
        'select started_at from sets where started_at > 0 and started_at < ? order by started_at desc limit ?',
      )
      .all(startedAt, count)
      .at(-1)?.started_at;
  }
}

function fromRow(row: SetRow): StoredSet {
  return {
    id: row.id,
    startedAt: row.started_at,
    liveSince: row.resumed_at ?? row.started_at,
    endedAt: row.ended_at ?? undefined,
    open: row.open === 1,
    reason: row.reason ?? undefined,
  };
}

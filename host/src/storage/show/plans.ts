// Planned sets, and which one is in use. What is written stands as a whole, on the disk, when a method returns.

import { MOST_PLAN_ROWS, type StoredPlan, type StoredPlanRow, storedWish } from '#domain/planner/stored-plan.ts';
import { DomainError } from '#kernel/domain-error.ts';
import { databaseFault } from '#storage/database-fault.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';

/** `tracks`: how many. */
export type PlanSummary = Pick<StoredPlan, 'id' | 'name' | 'madeAt' | 'startsAt' | 'lengthMs'> & {
  tracks: number;
  isInUse: boolean;
};

/** Of more, the oldest that is not in use is thrown away. */
export const MOST_PLANS = 200;

type HeadRow = { id: string; name: string; made_at: number; starts_at: number | null; length_ms: number };
type PlanRow = HeadRow & { wish: string; notes: string };
type TrackRow = {
  track_id: string;
  artist: string;
  title: string;
  duration_ms: number | null;
  starts_ms: number;
  overlap_ms: number;
  locked: number;
  played: number;
  request_id: string | null;
};

/** Its writes throw DomainError as `databaseFault` tells; nothing is written then. */
export class Plans {
  readonly #db: SqliteDatabase;

  constructor(db: SqliteDatabase) {
    this.#db = db;
  }

  /** The newest first. */
  all(): PlanSummary[] {
    return this.#db
      .prepare<[], HeadRow & { in_use: number; tracks: number }>(
        `select id, name, made_at, starts_at, length_ms, in_use,
           (select count(*) from plan_rows where plan_id = plans.id) as tracks
         from plans order by made_at desc, id`,
      )
      .all()
      .map(({ tracks, in_use, ...head }) => ({ ...headOf(head), tracks, isInUse: in_use === 1 }));
  }

  get(id: string): StoredPlan | undefined {
    const row = this.#db.prepare<[string], PlanRow>('select * from plans where id = ?').get(id);
    return row && this.#whole(row);
  }

  /** The one in use. */
  current(): StoredPlan | undefined {
    const row = this.#db.prepare<[], PlanRow>('select * from plans where in_use = 1').get();
    return row && this.#whole(row);
  }

  /** Adds a plan, or writes all of it anew where there is one with this id. `use`: it is in use from now on. Throws DomainError
   * `plan-too-long` for more than MOST_PLAN_ROWS rows. */
  put(plan: StoredPlan, { use = false }: { use?: boolean } = {}): void {
    if (plan.rows.length > MOST_PLAN_ROWS) {
      throw new DomainError(
        'plan-too-long',
        `a plan holds at most ${MOST_PLAN_ROWS} tracks, this one has ${plan.rows.length}: plan less time`,
      );
    }
    this.#write(() => {
      this.#putHead(plan);
      this.#db.prepare('delete from plan_rows where plan_id = ?').run(plan.id);
      const add = this.#db.prepare(
        `insert into plan_rows (plan_id, place, track_id, artist, title, duration_ms, starts_ms, overlap_ms, locked, played,
           request_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      );
      for (const [place, row] of plan.rows.entries()) add.run(plan.id, place, ...columnsOf(row));
      if (use) this.#use(plan.id);
      this.#db
        .prepare(
          `delete from plans where id in (select id from plans where in_use = 0 and id <> ? order by made_at desc, id limit -1
             offset max(0, ? - (select count(*) from plans where in_use = 1 or id = ?)))`,
        )
        .run(plan.id, MOST_PLANS, plan.id);
    });
  }

  /** Without an id none is in use any more. False: there is no such plan, and nothing changed. */
  use(id: string | undefined): boolean {
    return this.#write(() => {
      if (id !== undefined && !this.#has(id)) return false;
      this.#use(id);
      return true;
    });
  }

  /** False: there is no such plan. */
  rename(id: string, name: string): boolean {
    return this.#write(() => this.#db.prepare('update plans set name = ? where id = ?').run(name, id).changes > 0);
  }

  /** False: there is no such plan. */
  remove(id: string): boolean {
    return this.#write(() => this.#db.prepare('delete from plans where id = ?').run(id).changes > 0);
  }

  /** Wherever the track stands in the plan. False: it does not. */
  lock(id: string, trackId: string, on: boolean): boolean {
    return this.#write(
      () =>
        this.#db
          .prepare('update plan_rows set locked = ? where plan_id = ? and track_id = ?')
          .run(on ? 1 : 0, id, trackId).changes > 0,
    );
  }

  /** `place`: 0 is the first row. `startsAt`: when the plan began. False: there is no such row, and nothing changed. */
  markPlayed(id: string, place: number, startsAt: number | undefined): boolean {
    return this.#write(() => {
      const mark = this.#db.prepare('update plan_rows set played = 1 where plan_id = ? and place = ?');
      if (mark.run(id, place).changes === 0) return false;
      this.#db.prepare('update plans set starts_at = ? where id = ?').run(startsAt ?? null, id);
      return true;
    });
  }

  #has(id: string): boolean {
    return this.#db.prepare('select 1 from plans where id = ?').get(id) !== undefined;
  }

  #use(id: string | undefined): void {
    this.#db.prepare('update plans set in_use = 0 where in_use = 1').run();
    if (id !== undefined) this.#db.prepare('update plans set in_use = 1 where id = ?').run(id);
  }

  #putHead({ id, name, madeAt, startsAt, lengthMs, wish, notes }: StoredPlan): void {
    this.#db
      .prepare(
        `insert into plans (id, name, made_at, starts_at, length_ms, wish, notes) values (?, ?, ?, ?, ?, ?, ?)
         on conflict (id) do update set name = excluded.name, made_at = excluded.made_at, starts_at = excluded.starts_at,
           length_ms = excluded.length_ms, wish = excluded.wish, notes = excluded.notes`,
      )
      .run(id, name, madeAt, startsAt ?? null, lengthMs, JSON.stringify(wish), JSON.stringify(notes));
  }

  #whole(row: PlanRow): StoredPlan {
    const rows = this.#db
      .prepare<[string], TrackRow>('select * from plan_rows where plan_id = ? order by place')
      .all(row.id)
      .map(rowOf);
    return { ...headOf(row), wish: storedWish(row.wish), notes: JSON.parse(row.notes) as string[], rows };
  }

  #write<T>(work: () => T): T {
    try {
      return this.#db.transaction(work).immediate();
    } catch (cause) {
      throw databaseFault(this.#db.name, cause);
    }
  }
}

function columnsOf(row: StoredPlanRow): (string | number | null)[] {
  const { trackId, artist, title, durationMs, startsMs, overlapMs, locked, played, requestId } = row;
  return [
    ...[trackId, artist, title, durationMs ?? null, startsMs, overlapMs],
    ...[locked ? 1 : 0, played ? 1 : 0, requestId ?? null],
  ];
}

function headOf({ id, name, made_at, starts_at, length_ms }: HeadRow) {
  return { id, name, madeAt: made_at, ...(starts_at !== null && { startsAt: starts_at }), lengthMs: length_ms };
}

function rowOf(row: TrackRow): StoredPlanRow {
  const { track_id, artist, title, duration_ms, starts_ms, overlap_ms, locked, played, request_id } = row;
  return {
    ...{ trackId: track_id, artist, title, startsMs: starts_ms, overlapMs: overlap_ms },
    ...(duration_ms !== null && { durationMs: duration_ms }),
    ...(locked === 1 && { locked: true as const }),
    ...(played === 1 && { played: true as const }),
    ...(request_id !== null && { requestId: request_id }),
  };
}

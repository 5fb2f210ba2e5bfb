// What must be done once and not again after a crash. A cue is written with its cause, and taken before it is done.

import type { SqliteDatabase } from '#storage/open-database.ts';

export type CueKind = 'request-message' | 'on-air-ping';
export type StoredCue = { id: string; kind: CueKind; requestId: string; dueAt: number; expiresAt: number };
export type CueState = StoredCue & { takenAt: number | null; doneAt: number | null };

const COLUMNS =
  'id, kind, request_id as requestId, due_at as dueAt, expires_at as expiresAt, taken_at as takenAt, done_at as doneAt';

export class Outbox {
  readonly #db: SqliteDatabase;

  constructor(db: SqliteDatabase) {
    this.#db = db;
  }

  /** Nothing where the request has, or had, a cue of this kind. */
  add({ id, kind, requestId, dueAt, expiresAt }: StoredCue): void {
    this.#db
      .prepare(
        `insert into outbox (id, kind, request_id, due_at, expires_at) values (?, ?, ?, ?, ?)
         on conflict (request_id, kind) do nothing`,
      )
      .run(id, kind, requestId, dueAt, expiresAt);
  }

  /** Takes it back; one that was taken stays, so that it is not done a second time. */
  drop(requestId: string, kind: CueKind): void {
    this.#db.prepare('delete from outbox where request_id = ? and kind = ? and taken_at is null').run(requestId, kind);
  }

  /** Not taken, and not too old at `now`; in the order they are due. */
  pending(now: number): StoredCue[] {
    return this.#db
      .prepare<[number], CueState>(
        `select ${COLUMNS} from outbox where taken_at is null and expires_at > ? order by due_at, id`,
      )
      .all(now)
      .map(({ id, kind, requestId, dueAt, expiresAt }) => ({ id, kind, requestId, dueAt, expiresAt }));
  }

  get(id: string): CueState | undefined {
    return this.#db.prepare<[string], CueState>(`select ${COLUMNS} from outbox where id = ?`).get(id);
  }

  /** Whether it is this caller's now: a cue is taken once. */
  take(id: string, at: number): boolean {
    return (
      this.#db.prepare('update outbox set taken_at = ? where id = ? and taken_at is null').run(at, id).changes === 1
    );
  }

  finish(id: string, at: number): void {
    this.#db.prepare('update outbox set done_at = ? where id = ?').run(at, id);
  }
}

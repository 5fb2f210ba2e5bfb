// What the DJ changed by hand in setlists, each with what stood there before, so that it can be taken back. An edit that was
// taken back is not here any more.

import type { SqliteDatabase } from '#storage/open-database.ts';

/** `label`: what it was, in words. `before`: as it was given; the reader checks its shape. */
export type StoredEdit = { changeId: string; at: number; label: string; before: unknown };

type EditRow = { n: number; change_id: string; at: number; label: string; before: string };

export class SetEdits {
  readonly #db: SqliteDatabase;

  constructor(db: SqliteDatabase) {
    this.#db = db;
  }

  add({ changeId, at, label, before }: StoredEdit): void {
    this.#db
      .prepare('insert into set_edits (change_id, at, label, before) values (?, ?, ?, ?)')
      .run(changeId, at, label, JSON.stringify(before));
  }

  /** Read one by one, as far as they are looked at: nothing may be written meanwhile. */
  *newestFirst(): Generator<StoredEdit> {
    for (const row of this.#db.prepare<[], EditRow>('select * from set_edits order by n desc').iterate()) {
      yield fromRow(row);
    }
  }

  get(changeId: string): StoredEdit | undefined {
    const row = this.#row(changeId);
    return row && fromRow(row);
  }

  /** Edits after this one, oldest first. */
  after(changeId: string): StoredEdit[] {
    return this.#db
      .prepare<[number], EditRow>('select * from set_edits where n > ? order by n')
      .all(this.#row(changeId)?.n ?? Number.MAX_SAFE_INTEGER)
      .map(fromRow);
  }

  remove(changeId: string): void {
    this.#db.prepare('delete from set_edits where change_id = ?').run(changeId);
  }

  #row(changeId: string): EditRow | undefined {
    return this.#db.prepare<[string], EditRow>('select * from set_edits where change_id = ?').get(changeId);
  }
}

function fromRow({ change_id, at, label, before }: EditRow): StoredEdit {
  return { changeId: change_id, at, label, before: JSON.parse(before) };
}

// People the DJ or staff blocked from asking.

import type { Person } from '#domain/request-record.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';

type Who = Pick<Person, 'platform' | 'id'>;

export class BlockedPeople {
  readonly #db: SqliteDatabase;

  constructor(db: SqliteDatabase) {
    this.#db = db;
  }

  has({ platform, id }: Who): boolean {
    return (
      this.#db.prepare('select 1 from blocked_people where platform = ? and person_id = ?').get(platform, id) !==
      undefined
    );
  }

  add({ platform, id, name }: Who & { name?: string }, at: number, by: Person | undefined): void {
    this.#db
      .prepare(
        `insert into blocked_people (platform, person_id, person_name, at, blocked_by) values (?, ?, ?, ?, ?)
         on conflict (platform, person_id) do nothing`,
      )
      .run(platform, id, name ?? null, at, by === undefined ? null : JSON.stringify(by));
  }

  /** Whether there was something to take away. */
  remove({ platform, id }: Who): boolean {
    return (
      this.#db.prepare('delete from blocked_people where platform = ? and person_id = ?').run(platform, id).changes > 0
    );
  }
}

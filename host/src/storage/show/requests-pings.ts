// People who want no ping when a song of theirs is on air.

import type { Person } from '#domain/request-record.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';

type Who = Pick<Person, 'platform' | 'id'>;

export class Pings {
  readonly #db: SqliteDatabase;

  constructor(db: SqliteDatabase) {
    this.#db = db;
  }

  /** true until somebody says otherwise. */
  wanted({ platform, id }: Who): boolean {
    const row = this.#db
      .prepare('select 1 from unpinged_people where platform = ? and person_id = ?')
      .get(platform, id);
    return row === undefined;
  }

  set({ platform, id }: Who, on: boolean): void {
    const change = on
      ? 'delete from unpinged_people where platform = ? and person_id = ?'
      : 'insert or ignore into unpinged_people (platform, person_id) values (?, ?)';
    this.#db.prepare(change).run(platform, id);
  }
}

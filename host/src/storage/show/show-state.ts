// The few values of a running show that must survive a restart, as JSON by name.

import type { SqliteDatabase } from '#storage/open-database.ts';

export class ShowState {
  readonly #db: SqliteDatabase;

  constructor(db: SqliteDatabase) {
    this.#db = db;
  }

  /** The stored value, unparsed by type: the caller checks its shape. */
  get(name: string): unknown {
    const row = this.#db.prepare<[string], { value: string }>('select value from state where name = ?').get(name);
    return row && JSON.parse(row.value);
  }

  set(name: string, value: unknown): void {
    this.#db
      .prepare(`insert into state (name, value) values (?, ?) on conflict (name) do update set value = excluded.value`)
      .run(name, JSON.stringify(value));
  }
}

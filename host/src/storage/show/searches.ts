// What viewers looked for: words and when, nobody's name. Bounded: the oldest make room.

import type { SqliteDatabase } from '#storage/open-database.ts';

/** `words`: folded. `found`: so many songs were offered. */
export type Search = { at: number; words: string; found: number };

/** Years of busy shows; some 10 MB. */
const MOST_KEPT = 100_000;

export class SearchStore {
  readonly #db: SqliteDatabase;

  constructor(db: SqliteDatabase) {
    this.#db = db;
  }

  add(searches: readonly Search[]): void {
    const insert = this.#db.prepare('insert into searches (at, words, found) values (?, ?, ?)');
    const forget = this.#db.prepare('delete from searches where n <= (select max(n) from searches) - ?');
    this.#db.transaction(() => {
      for (const { at, words, found } of searches) insert.run(at, words, found);
      forget.run(MOST_KEPT);
    })();
  }
}

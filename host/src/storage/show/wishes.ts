// What people asked for and could not have: words that no song fits, and songs that a rule refused. For the shopping list.

import type { Person } from '#domain/request-record.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';

export type Wish = {
  kind: 'wish' | 'refused';
  /** As typed; of a refused song its artist and title. */
  words: string;
  /** What counts as the same: a song, or words folded. */
  wanted: string;
  trackId?: string;
  code?: string;
  person: Pick<Person, 'platform' | 'id'>;
  /** Absent outside a set. */
  setId?: string;
  at: number;
};

/** Of one person in one set; more are not counted. */
const MOST_OF_ONE = 100;

export class Wishes {
  readonly #db: SqliteDatabase;

  constructor(db: SqliteDatabase) {
    this.#db = db;
  }

  /** Counts a person's wish once in a set, however often it is said. */
  add({ kind, words, wanted, trackId, code, person, setId = '', at }: Wish): void {
    const ofOne = this.#db
      .prepare<[string, string, string, string], { n: number }>(
        'select count(*) as n from wishes where set_id = ? and kind = ? and platform = ? and person_id = ?',
      )
      .get(setId, kind, person.platform, person.id);
    if ((ofOne?.n ?? 0) >= MOST_OF_ONE) return;
    this.#db
      .prepare(
        `insert into wishes (kind, set_id, platform, person_id, wanted, words, track_id, code, at)
         values (@kind, @setId, @platform, @personId, @wanted, @words, @trackId, @code, @at)
         on conflict do update set words = excluded.words, track_id = excluded.track_id, code = excluded.code, at = excluded.at`,
      )
      .run({
        ...{ kind, setId, platform: person.platform, personId: person.id, wanted, words },
        ...{ trackId: trackId ?? null, code: code ?? null, at },
      });
  }
}

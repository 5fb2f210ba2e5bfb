// The DJ's choices for doubtful texts: the same text later means the same track.

import type { SqliteDatabase } from '#storage/open-database.ts';

export class RememberedMatches {
  readonly #db: SqliteDatabase;

  constructor(db: SqliteDatabase) {
    this.#db = db;
  }

  /** `textKey` is the folded "artist - title" as sent. */
  get(textKey: string): string | undefined {
    return this.#db
      .prepare<[string], { track_id: string }>('select track_id from remembered_matches where text_key = ?')
      .get(textKey)?.track_id;
  }

  set(textKey: string, trackId: string, at: number): void {
    this.#db
      .prepare(
        `insert into remembered_matches (text_key, track_id, chosen_at) values (?, ?, ?)
         on conflict (text_key) do update set track_id = excluded.track_id, chosen_at = excluded.chosen_at`,
      )
      .run(textKey, trackId, at);
  }
}

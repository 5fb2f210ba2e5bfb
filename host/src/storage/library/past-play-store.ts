// Plays from history files, file by file: a file that did not change is not read again.

import type { SqliteDatabase } from '#storage/open-database.ts';

export type PastPlayToWrite = {
  key: string;
  artist: string;
  title: string;
  at?: number;
  durationMs?: number;
  deck?: string;
  public?: boolean;
};

export class PastPlayStore {
  readonly #db: SqliteDatabase;

  constructor(db: SqliteDatabase) {
    this.#db = db;
  }

  knownHash(file: string): string | undefined {
    return this.#db.prepare('select hash from history_files where name = ?').pluck().get(file) as string | undefined;
  }

  /** Replaces what was known of `file`. */
  write(file: string, hash: string, plays: readonly PastPlayToWrite[], source: string): void {
    this.#db.prepare('delete from past_plays where history_file = ?').run(file);
    const insert = this.#db.prepare(
      `insert into past_plays (history_file, position, entry_key, track, artist, title, started_at, duration_ms, deck, public)
       values (?, ?, ?, (select track from source_entries where source = ? and key = ?), ?, ?, ?, ?, ?, ?)`,
    );
    for (const [position, play] of plays.entries()) {
      const heard = play.public === undefined ? null : Number(play.public);
      insert.run(
        file,
        position,
        play.key,
        source,
        play.key,
        play.artist,
        play.title,
        play.at ?? null,
        play.durationMs ?? null,
        play.deck ?? null,
        heard,
      );
    }
    this.#db.prepare('insert or replace into history_files (name, hash) values (?, ?)').run(file, hash);
  }
}

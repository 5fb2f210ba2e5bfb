// Playlists as their source has them. They are written as a whole, and only when they changed.

import type { SqliteDatabase } from '#storage/open-database.ts';

export type PlaylistToWrite = {
  id: string;
  parent: string | null;
  position: number;
  kind: 'folder' | 'list' | 'rule';
  name: string;
  rule: string | null;
  keys: readonly string[];
};

export class PlaylistStore {
  readonly #db: SqliteDatabase;

  constructor(db: SqliteDatabase) {
    this.#db = db;
  }

  replace(playlists: Iterable<PlaylistToWrite>, source: string): void {
    const db = this.#db;
    db.exec('delete from playlist_items; delete from playlists');
    const list = db.prepare('insert into playlists (id, parent, position, kind, name, rule) values (?, ?, ?, ?, ?, ?)');
    const item = db.prepare(
      'insert into playlist_items (playlist, position, entry_key, track) values (?, ?, ?, (select track from source_entries where source = ? and key = ?))',
    );
    for (const { id, parent, position, kind, name, rule, keys } of playlists) {
      list.run(id, parent, position, kind, name, rule);
      for (const [at, key] of keys.entries()) item.run(id, at, key, source, key);
    }
  }

  /** Finds the tracks of keys that led nowhere until now. */
  relink(source: string): void {
    for (const table of ['playlist_items', 'past_plays']) {
      this.#db
        .prepare(
          `update ${table} set track = (select e.track from source_entries e where e.source = @source and e.key = entry_key)
           where track is null and exists (select 1 from source_entries e where e.source = @source and e.key = entry_key)`,
        )
        .run({ source });
    }
  }
}

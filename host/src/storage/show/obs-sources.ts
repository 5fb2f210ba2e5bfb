// The sources in OBS that are ours, per scene collection.

import type { SqliteDatabase } from '#storage/open-database.ts';

/** See the table's columns. */
export type StoredObsSource = {
  what: string;
  name: string;
  uuid?: string;
  by: 'setup' | 'settings';
  scene?: string;
  asked?: string;
  removedAt?: number;
};

type Row = {
  what: string;
  name: string;
  uuid: string | null;
  by: 'setup' | 'settings';
  scene: string | null;
  asked: string | null;
  removed_at: number | null;
};

export class ObsSourceRows {
  readonly #db: SqliteDatabase;

  constructor(db: SqliteDatabase) {
    this.#db = db;
  }

  /** In a steady order. */
  list(collection: string): StoredObsSource[] {
    return this.#db
      .prepare<[string], Row>(
        'select what, name, uuid, by, scene, asked, removed_at from obs_sources where collection = ? order by what',
      )
      .all(collection)
      .map(({ what, name, uuid, by, scene, asked, removed_at }) => ({
        ...{ what, name, by },
        ...(uuid !== null && { uuid }),
        ...(scene !== null && { scene }),
        ...(asked !== null && { asked }),
        ...(removed_at !== null && { removedAt: removed_at }),
      }));
  }

  put(collection: string, { what, name, uuid, by, scene, asked, removedAt }: StoredObsSource): void {
    this.#db
      .prepare(
        `insert or replace into obs_sources (collection, what, name, uuid, by, scene, asked, removed_at)
         values (?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(collection, what, name, uuid ?? null, by, scene ?? null, asked ?? null, removedAt ?? null);
  }

  remove(collection: string, what: string): void {
    this.#db.prepare('delete from obs_sources where collection = ? and what = ?').run(collection, what);
  }
}

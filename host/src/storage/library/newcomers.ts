// Entries under a key that no earlier import had, while one runs. A file that was moved or renamed keeps its track: at the end
// each newcomer is compared with the entries that the collection no longer lists.

import type { SqliteDatabase } from '#storage/open-database.ts';
import { storedAudioId } from './entry-rows.ts';
import { type PreparedEntry, TRACK_VALUES } from './prepared-entry.ts';
import type { EntryPlace } from './track-writer.ts';

const TITLE_AT = TRACK_VALUES.split(', ').indexOf('title');

/** Lies in a temporary table: after a change of drive letters all entries are newcomers. */
export class Newcomers {
  readonly #db: SqliteDatabase;
  readonly #insert;
  count = 0;

  constructor(db: SqliteDatabase) {
    this.#db = db;
    db.exec(`drop table if exists temp.newcomers; drop table if exists temp.gone;
      create temp table newcomers (key text primary key, entry text not null);
      create temp table gone (
        entry integer primary key, track integer not null, file integer not null, path_key text not null,
        audio_id blob, size_kib integer, duration_ms integer, title text not null
      )`);
    this.#insert = db.prepare('insert or ignore into temp.newcomers (key, entry) values (?, ?)');
  }

  /** False: an entry with this key was added before. */
  add(entry: PreparedEntry): boolean {
    const added = this.#insert.run(entry.key, JSON.stringify(entry)).changes === 1;
    if (added) this.count++;
    return added;
  }

  /** Hands out each newcomer, with the place of the vanished entry that it is, if it is one. `unseen`: row numbers of the
   * entries that this import has not met. */
  resolve(unseen: readonly number[], write: (entry: PreparedEntry, was: EntryPlace | undefined) => void): void {
    const db = this.#db;
    if (this.count > 0 && unseen.length > 0) this.#listGone(unseen);
    const find = db.prepare(
      `select entry, track, file from temp.gone
       where path_key = :pathKey or audio_id = :audioId or (size_kib = :size and duration_ms = :duration and title = :title)
       order by path_key = :pathKey desc, audio_id is :audioId desc, title = :title desc, entry limit 1`,
    );
    const claim = db.prepare('delete from temp.gone where entry = ?');
    const keys = db.prepare('select key from temp.newcomers order by rowid').pluck().all() as string[];
    const read = db.prepare('select entry from temp.newcomers where key = ?').pluck();
    for (const key of keys) {
      const entry = JSON.parse(read.get(key) as string) as PreparedEntry;
      const was = find.get(evidence(entry)) as EntryPlace | undefined;
      if (was !== undefined) claim.run(was.entry);
      write(entry, was);
    }
    db.exec('drop table temp.newcomers; drop table temp.gone');
  }

  #listGone(unseen: readonly number[]): void {
    const list = this.#db.prepare(
      `insert into temp.gone
       select e.n, e.track, e.file, f.path_key, e.audio_id, f.size_kib, f.duration_ms, t.title
       from source_entries e join files f on f.n = e.file join tracks t on t.n = e.track where e.n = ?`,
    );
    for (const n of unseen) list.run(n);
    this.#db.exec(`create index temp.gone_path on gone (path_key); create index temp.gone_audio on gone (audio_id);
      create index temp.gone_size on gone (size_kib, duration_ms)`);
  }
}

function evidence({ file: [, pathKey, size, duration], audioId, track }: PreparedEntry): Record<string, unknown> {
  return {
    ...{ pathKey, size, duration },
    audioId: audioId === undefined ? null : storedAudioId(audioId),
    title: track[TITLE_AT],
  };
}

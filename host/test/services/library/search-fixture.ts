// A small library on real SQLite for the tests of search and matching: rows of tracks with their index, nothing else.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathKey } from '#domain/path-key.ts';
import type { TrackSummary } from '#domain/track.ts';
import { openLibraryDatabase } from '#storage/library/database.ts';
import { SearchIndexWriter } from '#storage/library/search-index.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';

export type TrackForTest = Partial<TrackSummary>;

export class SearchFixture {
  readonly folder = mkdtempSync(join(tmpdir(), 'tracord-search-'));
  readonly db: SqliteDatabase = openLibraryDatabase(join(this.folder, 'library.sqlite'));
  readonly index = new SearchIndexWriter(this.db);
  #last = 0;

  /** Ids default to t1, t2, … in the order of adding. */
  add(...tracks: TrackForTest[]): void {
    const track = this.db.prepare(
      'insert into tracks (n, id, song, artist, title, mix, remixer, album, genre, label, comment, comment2, bpm, musical_key, duration_ms, stars, play_count, imported_on, last_played_on, released_on, path, excluded, missing_since) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    );
    const file = this.db.prepare('insert into files (track, path, path_key) values (?, ?, ?)');
    this.db.transaction(() => {
      for (const one of tracks) {
        const n = ++this.#last;
        track.run(
          ...[n, one.id ?? `t${n}`, one.song ?? '', one.artist ?? '', one.title ?? ''],
          ...[one.mix, one.remixer, one.album, one.genre, one.label, one.comment, one.comment2, one.trackBpm, one.key],
          ...[one.durationMs, one.stars, one.playCount, one.importedOn, one.lastPlayedOn, one.releasedOn, one.path],
          ...[one.excluded ? 1 : 0, one.missingSince],
        );
        if (one.path !== undefined) file.run(n, one.path, pathKey(one.path));
        this.index.put(n, one);
      }
      this.index.finish();
    })();
  }

  remove(): void {
    this.db.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

// A library of made-up tracks in a folder of its own, written as an import writes it, for measuring search and matching.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { musicalKey } from '../../host/src/domain/musical-key.ts';
import { openLibraryDatabase, openLibraryReadOnly } from '../../host/src/storage/library/database.ts';
import { EntryPreparer } from '../../host/src/storage/library/prepared-entry.ts';
import { TrackWriter } from '../../host/src/storage/library/track-writer.ts';
import type { SqliteDatabase } from '../../host/src/storage/open-database.ts';
import { type MadeTrack, madeTracks } from '../made-collection/entries.ts';

export type MadeLibrary = {
  /** Opened for reading only, as the library's reader opens it. */
  db: SqliteDatabase;
  remove(): Promise<void>;
};

/** The tracks have the numbers 1 … entries, in the made collection's order. */
export async function madeLibrary(entries: number, seed: number): Promise<MadeLibrary> {
  const folder = await mkdtemp(join(tmpdir(), 'tracord-bench-'));
  const file = join(folder, 'library.sqlite');
  const writing = openLibraryDatabase(file);
  const preparer = new EntryPreparer(() => false);
  const writer = new TrackWriter(writing, 'traktor', preparer);
  writing
    .transaction(() => {
      for (const track of madeTracks({ entries, seed })) {
        const path = ['', ...track.folders, track.file].join('/');
        const entry = { key: path, path, fields: fields(track), unread: [], hashHigh: 0, hashLow: track.index };
        writer.writeNew(preparer.prepare(entry));
      }
      writer.finish();
    })
    .immediate();
  writing.pragma('wal_checkpoint(TRUNCATE)');
  writing.close();
  const db = openLibraryReadOnly(file);
  return {
    db,
    remove: async () => {
      db.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function fields(track: MadeTrack) {
  const { artist, title, mix, remixer, album, genre, label, comment, comment2, stars, playCount } = track;
  return {
    ...{ artist, title, mix, remixer, album, genre, label, comment, comment2, stars, playCount },
    trackBpm: track.bpm,
    key: musicalKey(track.key),
    durationMs: Math.round(track.durationS * 1000),
    importedOn: isoDate(track.importDate),
    releasedOn: isoDate(track.releaseDate),
  };
}

function isoDate(date: string): string {
  const [year = '', month = '', day = ''] = date.split('/');
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

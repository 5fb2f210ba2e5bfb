// A library in a folder of its own, a collection beside it, and short ways to write and read both.

import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DEFAULT_SETTINGS } from '@tracord/shared/settings.ts';
import { openTraktorSource } from '#adapters/traktor/nml/traktor-source.ts';
import type { ImportReport, LibraryRules } from '#domain/collection.ts';
import { importCollection } from '#services/library/import-collection.ts';
import { CatalogueRows } from '#storage/library/catalogue-rows.ts';
import { openLibraryDatabase } from '#storage/library/database.ts';
import { libraryCounts } from '#storage/library/import-record.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';

export type EntryText = {
  file: string;
  title?: string;
  artist?: string;
  audio?: string;
  info?: string;
  inner?: string;
  dir?: string;
};

export const entryXml = ({
  file,
  title = file,
  artist = 'A',
  audio,
  info = '',
  inner = '',
  dir = '/:Users/:dj/:',
}: EntryText) =>
  `<ENTRY ${audio === undefined ? '' : `AUDIO_ID="${audio}" `}TITLE="${title}" ARTIST="${artist}"><LOCATION DIR="${dir}" FILE="${file}" VOLUME="Macintosh HD"></LOCATION><INFO ${info}></INFO>${inner}</ENTRY>\n`;

export const keyOf = (file: string, dir = '/:Users/:dj/:') => `Macintosh HD${dir}${file}`;

export const playlistXml = (name: string, files: string[], uuid = name) =>
  `<NODE TYPE="PLAYLIST" NAME="${name}"><PLAYLIST ENTRIES="${files.length}" TYPE="LIST" UUID="${uuid}">${files.map((file) => `<ENTRY><PRIMARYKEY TYPE="TRACK" KEY="${keyOf(file)}"></PRIMARYKEY></ENTRY>`).join('')}</PLAYLIST></NODE>`;

export const nml = (entries: string, nodes = '') =>
  `<?xml version="1.0" encoding="UTF-8" standalone="no" ?>\n<NML VERSION="19"><HEAD COMPANY="www.native-instruments.com" PROGRAM="Traktor"></HEAD>\n<COLLECTION ENTRIES="1">${entries}</COLLECTION>\n<PLAYLISTS><NODE TYPE="FOLDER" NAME="$ROOT"><SUBNODES COUNT="1">${nodes}</SUBNODES></NODE></PLAYLISTS></NML>\n`;

type PastPlayRow = {
  file: string;
  position: number;
  at: number | null;
  durationMs: number | null;
  deck: string | null;
  public: 0 | 1 | null;
  artist: string;
  title: string;
  trackId: string | null;
};

export class LibraryForTest {
  readonly folder = mkdtempSync(join(tmpdir(), 'tracord-library-'));
  readonly collection = join(this.folder, 'traktor', 'collection.nml');
  readonly db: SqliteDatabase = openLibraryDatabase(join(this.folder, 'library.sqlite'));
  readonly rows = new CatalogueRows(this.db);
  rules: LibraryRules = { exclude: [], excludeLoops: true, masks: DEFAULT_SETTINGS.masks };
  now = 1_700_000_000_000;

  write(text: string, file = this.collection): void {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  async import(file = this.collection): Promise<ImportReport> {
    return importCollection(this.db, await openTraktorSource(), file, {
      rules: this.rules,
      totalBytes: statSync(file, { throwIfNoEntry: false })?.size ?? 0,
      onProgress: () => {},
      now: () => this.now,
    });
  }

  /** Writes and imports. */
  async take(entries: string, nodes = ''): Promise<ImportReport> {
    this.write(nml(entries, nodes));
    return this.import();
  }

  counts() {
    return libraryCounts(this.db);
  }

  /** Ids by title, of all tracks. */
  ids(): Record<string, string> {
    return Object.fromEntries(
      this.db.prepare('select title, id from tracks order by n').raw().all() as [string, string][],
    );
  }

  /** Plays from history files in the order of their start; `public` as 0 and 1, null for what a file does not say. */
  pastPlays(): PastPlayRow[] {
    return this.db
      .prepare(
        `select p.history_file as file, p.position, p.started_at as at, p.duration_ms as durationMs, p.deck, p.public,
                p.artist, p.title, t.id as trackId
         from past_plays p left join tracks t on t.n = p.track
         order by p.started_at, p.history_file, p.position`,
      )
      .all() as PastPlayRow[];
  }

  close(): void {
    this.db.close();
    rmSync(this.folder, { recursive: true });
  }
}

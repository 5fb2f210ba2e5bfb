// Puts the DJ's rules on the tracks: what is left out of search and requests, and what the audience must not learn of. Rules
// may change without an import; nothing is ever left out of the store.

import type { LibraryRules } from '#domain/collection.ts';
import { exclusionTest } from '#domain/exclusion.ts';
import { maskJudge } from '#domain/masks.ts';
import { pathKey } from '#domain/path-key.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';
import { playlistPaths } from './playlist-paths.ts';
import { changedTracks } from './track-changes.ts';

type MaskedRow = {
  n: number;
  song: string;
  artist: string;
  title: string;
  genre: string | null;
  label: string | null;
  comment: string | null;
  comment2: string | null;
  path: string | null;
};

/** Whether `rules` are the ones that the tracks were last marked by. */
export function rulesApplied(db: SqliteDatabase, rules: LibraryRules): { exclude: boolean; masks: boolean } {
  const last = db.prepare('select exclude, masks from last_rules').get() as
    | { exclude: string; masks: string }
    | undefined;
  return {
    exclude: last?.exclude === exclusions(rules),
    masks: last?.masks === JSON.stringify(rules.masks),
  };
}

export function rememberRules(db: SqliteDatabase, rules: LibraryRules): void {
  db.exec('delete from last_rules');
  db.prepare('insert into last_rules (exclude, masks) values (?, ?)').run(
    exclusions(rules),
    JSON.stringify(rules.masks),
  );
}

function exclusions({ exclude, excludeLoops }: LibraryRules): string {
  return JSON.stringify({ exclude, excludeLoops });
}

export function markExcluded(db: SqliteDatabase, rules: LibraryRules): void {
  const excluded = exclusionTest(rules);
  const update = db.prepare('update tracks set excluded = ? where n = ?');
  const noteChange = changedTracks(db);
  const samples = new Set(
    db
      .prepare("select track from source_entries where json_extract(fields, '$.sample') is not null")
      .pluck()
      .all() as number[],
  );
  const rows = db.prepare('select n, path, excluded from tracks').all() as {
    n: number;
    path: string;
    excluded: number;
  }[];
  for (const { n, path, excluded: before } of rows) {
    const now = excluded(pathKey(path), samples.has(n)) ? 1 : 0;
    if (now === before) continue;
    update.run(now, n);
    noteChange(n);
  }
}

/** Masks go by song: where one of its files is masked, all are. */
export function markMasked(db: SqliteDatabase, masks: LibraryRules['masks']): void {
  db.exec('update tracks set masked_because = null where masked_because is not null');
  if (Object.values(masks).every((rules) => rules.length === 0)) return;
  const judge = maskJudge(masks);
  const paths = playlistPaths(db);
  const listed = playlistsByTrack(db);
  const update = db.prepare('update tracks set masked_because = ? where song = ? and masked_because is null');
  const songs = new Map<string, string>();
  const rows = db
    .prepare('select n, song, artist, title, genre, label, comment, comment2, path from tracks')
    .iterate() as IterableIterator<MaskedRow>;
  for (const row of rows) {
    const because = judge.track({
      artist: row.artist,
      title: row.title,
      genre: row.genre ?? undefined,
      label: row.label ?? undefined,
      comment: row.comment ?? undefined,
      comment2: row.comment2 ?? undefined,
      path: row.path ?? undefined,
      playlists: (listed.get(row.n) ?? []).flatMap((id) => paths.get(id) ?? []),
    });
    if (because !== undefined && !songs.has(row.song)) songs.set(row.song, because);
  }
  for (const [song, because] of songs) update.run(because, song);
}

function playlistsByTrack(db: SqliteDatabase): Map<number, string[]> {
  const lists = new Map<number, string[]>();
  const rows = db
    .prepare('select distinct track, playlist from playlist_items where track is not null')
    .raw()
    .iterate() as IterableIterator<[number, string]>;
  for (const [track, playlist] of rows) {
    const known = lists.get(track);
    if (known === undefined) lists.set(track, [playlist]);
    else known.push(playlist);
  }
  return lists;
}

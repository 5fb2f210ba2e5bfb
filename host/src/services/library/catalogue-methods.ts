// What the library's reader answers beside search and matching: tracks, lists, the last import and what was played before.

import type { LibraryCounts, TrackHit } from '#domain/collection.ts';
import type { WorkerMethod } from '#kernel/worker-server.ts';
import { CatalogueRows } from '#storage/library/catalogue-rows.ts';
import { libraryCounts } from '#storage/library/import-record.ts';
import { pastPlaysBetween } from '#storage/library/past-plays.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';
import type { SearchAnswer, SearchInput } from './search.ts';

export type HitsInput = SearchInput;
/** Ms since the epoch. */
export type TimeSpan = { fromMs: number; toMs: number };
export type HitsAnswer = { total: number; tracks: TrackHit[]; hints: string[] };

/** `db` is asked for at each call; `search` is the method of searchMethods. */
export function catalogueMethods(
  db: () => SqliteDatabase,
  search: (input: SearchInput) => SearchAnswer,
): Record<
  'summary' | 'track' | 'tracks' | 'traktorKeys' | 'hits' | 'playlists' | 'playlist' | 'pastPlays',
  WorkerMethod
> {
  let known: { db: SqliteDatabase; rows: CatalogueRows } | undefined;
  const rows = (): CatalogueRows => {
    const now = db();
    if (known?.db !== now) known = { db: now, rows: new CatalogueRows(now) };
    return known.rows;
  };
  return {
    summary: (): LibraryCounts => libraryCounts(db()),
    track: (id: string) => rows().detail(id),
    tracks: (ids: string[]) => rows().byIds(ids),
    traktorKeys: (ids: string[]) => rows().traktorKeys(ids),
    hits: (input: HitsInput) => hits(db(), rows(), search, input),
    playlists: () => rows().playlists(),
    playlist: (id: string) => rows().playlist(id),
    pastPlays: ({ fromMs, toMs }: TimeSpan) => pastPlaysBetween(db(), fromMs, toMs),
  };
}

/** Of one moment: a track that is masked between the search and the reading of its row is not shown. */
function hits(
  db: SqliteDatabase,
  rows: CatalogueRows,
  search: (input: SearchInput) => SearchAnswer,
  input: HitsInput,
): HitsAnswer {
  return db.transaction(() => {
    const { total, ns, hints } = search(input);
    return { total, tracks: rows.byNumbers(ns), hints };
  })();
}

// What the library's reader answers beside search and matching: tracks, lists, past plays and the last import.

import type { LibraryCounts, TrackHit } from '#domain/collection.ts';
import type { WorkerMethod } from '#kernel/worker-server.ts';
import { CatalogueRows } from '#storage/library/catalogue-rows.ts';
import { libraryCounts } from '#storage/library/import-record.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';
import type { SearchAnswer, SearchInput } from './search.ts';

/** `maskedToo`: hits that the audience must not learn of are among the answer. */
export type HitsInput = SearchInput & { maskedToo?: boolean };
export type HitsAnswer = { total: number; tracks: TrackHit[]; hints: string[] };

/** So many hits are sifted for an audience; nobody reads further. */
const SIFTED = 500;

/** `db` is asked for at each call; `search` is the method of searchMethods. */
export function catalogueMethods(
  db: () => SqliteDatabase,
  search: (input: SearchInput) => SearchAnswer,
): Record<'summary' | 'track' | 'tracks' | 'hits' | 'playlists' | 'playlist' | 'pastPlays', WorkerMethod> {
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
    hits: (input: HitsInput) => hits(rows(), search, input),
    playlists: () => rows().playlists(),
    playlist: (id: string) => rows().playlist(id),
    pastPlays: (between: { from?: number; to?: number; limit?: number }) => rows().pastPlays(between),
  };
}

function hits(rows: CatalogueRows, search: (input: SearchInput) => SearchAnswer, input: HitsInput): HitsAnswer {
  const { maskedToo, ...asked } = input;
  if (maskedToo || !rows.anyMasked()) {
    const { total, ns, hints } = search(asked);
    return { total, tracks: rows.byNumbers(ns), hints };
  }
  const { limit = 25, offset = 0 } = asked;
  const { total, ns, hints } = search({ ...asked, limit: SIFTED, offset: 0 });
  const shown = rows.byNumbers(ns).filter((hit) => hit.maskedBecause === undefined);
  return { total: total - (ns.length - shown.length), tracks: shown.slice(offset, offset + limit), hints };
}

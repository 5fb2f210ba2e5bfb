// Asks the search index: which tracks have these words and pass these filters, which words there are. Reads only.

import type { RangeFilter } from '#domain/search-query-filters.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';
import { TRACK_COLUMNS, type TrackRow } from './track-rows.ts';

/** What to look for. `match` and `without` are FTS5 expressions; absent: no such condition. */
export type Lookup = {
  match?: string;
  without?: string;
  ranges: (RangeFilter & { not: boolean })[];
};

/** Whether the tracks that no source lists any more are wanted, or those that one does. */
export type Which = 'present' | 'missing';

const COLUMNS: Record<RangeFilter['field'], string> = {
  bpm: 'tracks.bpm',
  key: 'tracks.musical_key',
  stars: 'coalesce(tracks.stars, 0)',
  playCount: 'coalesce(tracks.play_count, 0)',
  durationMs: 'tracks.duration_ms',
  importedOn: 'tracks.imported_on',
  lastPlayedOn: 'tracks.last_played_on',
  releasedOn: 'tracks.released_on',
};

const HIDDEN = 'excluded = 1 or missing_since is not null';
const MISSING = 'missing_since is not null and excluded = 0';

type Condition = { sql: string; values: (number | string)[] };

export class SearchLookup {
  readonly #db: SqliteDatabase;
  readonly #row;
  readonly #hasWord;
  readonly #words;
  readonly #songs;
  readonly #anyHidden;
  readonly #anyMissing;

  constructor(db: SqliteDatabase) {
    this.#db = db;
    this.#row = db.prepare<[number], TrackRow>(`select ${TRACK_COLUMNS} from tracks where n = ?`);
    this.#hasWord = db
      .prepare<[string], number>('select rowid from search_texts where search_texts match ? limit 1')
      .pluck();
    this.#words = db
      .prepare<[string, number, number], string>(
        "select coalesce(group_concat(word || ' ' || uses, ' '), '') from search_words where initial = ? and length between ? and ?",
      )
      .pluck();
    this.#anyHidden = db.prepare<[], number>(`select exists (select 1 from tracks where ${HIDDEN})`).pluck();
    this.#anyMissing = db.prepare<[], number>(`select exists (select 1 from tracks where ${MISSING})`).pluck();
    this.#songs = db.prepare<[string, number], number>('select track from match_names where song = ? limit ?').pluck();
  }

  /** Numbers of tracks in the order they were written; with neither words nor `without` the newest first. */
  find(lookup: Lookup, which: Which, limit: number, offset = 0): number[] {
    if (which === 'missing' && this.#anyMissing.get() === 0) return [];
    const { sql, values } = conditions(lookup, which, this.#anyHidden.get() === 1);
    const order = lookup.match === undefined ? 'order by tracks.imported_on desc, tracks.n' : '';
    const n = lookup.match === undefined || lookup.ranges.length > 0 ? 'tracks.n' : 'search_texts.rowid';
    return this.#db
      .prepare<unknown[], number>(`select ${n} ${sql} ${order} limit ? offset ?`)
      .pluck()
      .all(...values, limit, offset);
  }

  count(lookup: Lookup, which: Which): number {
    if (which === 'missing' && this.#anyMissing.get() === 0) return 0;
    const { sql, values } = conditions(lookup, which, this.#anyHidden.get() === 1);
    return (
      this.#db
        .prepare<unknown[], number>(`select count(*) ${sql}`)
        .pluck()
        .get(...values) ?? 0
    );
  }

  row(n: number): TrackRow | undefined {
    return this.#row.get(n);
  }

  /** Whether any track matches the FTS5 expression. */
  any(match: string): boolean {
    return this.#hasWord.get(match) !== undefined;
  }

  /** Words with this first letter and these lengths, and how often each is used. */
  words(initial: string, shortest: number, longest: number): [word: string, uses: number][] {
    const parts = (this.#words.get(initial, shortest, longest) ?? '').split(' ');
    const words: [string, number][] = [];
    for (let at = 0; at + 1 < parts.length; at += 2) words.push([parts[at] ?? '', Number(parts[at + 1])]);
    return words;
  }

  /** Tracks whose song name is exactly this, folded. */
  songs(song: string, limit: number): number[] {
    return this.#songs.all(song, limit);
  }
}

/** From clause and conditions. The named indexes keep SQLite from reading whole rows of tracks. */
function conditions(lookup: Lookup, which: Which, hidden: boolean): Condition {
  const values: (number | string)[] = [];
  const parts: string[] = [];
  let from: string;
  if (lookup.match !== undefined) {
    parts.push('search_texts match ?');
    values.push(lookup.match);
    if (lookup.ranges.length === 0) {
      from = 'from search_texts';
      if (which === 'missing') parts.push(inIndex('tracks_missing', MISSING));
      else if (hidden) parts.push(`not ${inIndex('tracks_hidden', HIDDEN)}`);
    } else from = 'from search_texts cross join tracks on tracks.n = search_texts.rowid';
  } else {
    from = 'from tracks indexed by tracks_facets';
    if (lookup.without !== undefined) {
      parts.push('tracks.n not in (select rowid from search_texts where search_texts match ?)');
      values.push(lookup.without);
    }
  }
  if (!from.endsWith('search_texts')) {
    parts.push('tracks.excluded = 0', `tracks.missing_since is ${which === 'present' ? '' : 'not '}null`);
  }
  for (const range of lookup.ranges) {
    const { sql, values: bounds } = rangeCondition(range);
    parts.push(range.not ? `not coalesce(${sql}, 0)` : sql);
    values.push(...bounds);
  }
  return { sql: `${from} where ${parts.join(' and ')}`, values };
}

function inIndex(index: string, condition: string): string {
  return `exists (select 1 from tracks as other indexed by ${index} where other.n = search_texts.rowid and (${condition}))`;
}

function rangeCondition({ field, spans }: RangeFilter): Condition {
  const column = COLUMNS[field];
  const values: (number | string)[] = [];
  const options = spans.map(({ from, to }) => {
    const bounds: string[] = [];
    if (from !== undefined) {
      bounds.push(`${column} >= ?`);
      values.push(from);
    }
    if (to !== undefined) {
      bounds.push(`${column} < ?`);
      values.push(to);
    }
    return bounds.length === 0 ? '1' : bounds.join(' and ');
  });
  return { sql: `(${options.join(' or ')})`, values };
}

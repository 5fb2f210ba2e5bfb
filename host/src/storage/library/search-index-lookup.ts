// Asks the search index: which tracks have these words and pass these filters, which words there are. Reads only.

import type { RangeFilter } from '#domain/search-query-filters.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';
import { TRACK_COLUMNS, type TrackRow } from './track-rows.ts';

/** What to look for. `match` and `without` are FTS5 expressions; absent: no such condition. */
export type Lookup = {
  match?: string;
  without?: string;
  /** Texts that an artist or title made of signs alone must hold, as typed. */
  signs?: string[];
  ranges: (RangeFilter & { not: boolean })[];
};

/** Whether the tracks that no source lists any more are wanted, or those that one does. */
export type Which = 'present' | 'missing';

/** For the audience a masked track does not exist, and comments are the DJ's own: neither they nor their words are found. */
export type Viewer = 'operator' | 'audience';

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
const MASKED = 'masked_because is not null';
/** Names that fold to nothing have no words in the index. Such an artist leaves the front of a song's key empty; such a title
 * is what it is in match_names, where all other names begin with a letter or digit. */
const SIGNS = `tracks.n in (
  select n from tracks where song >= '|' and song < '}' or song >= '#' and song < '$'
  union all select track from match_names where song < '0' or song >= ':' and song < 'a'
    or song >= '{' and song < '\u0080' or song >= '\u2000' and song < '\u2c00'
) and (instr(tracks.artist, ?) > 0 or instr(tracks.title, ?) > 0)`;

type Condition = { sql: string; values: (number | string)[] };

/** What must be looked at because there is any of it. */
type Present = { hidden: boolean; masked: boolean };

export class SearchLookup {
  readonly #db: SqliteDatabase;
  readonly viewer: Viewer;
  readonly #row;
  readonly #hasWord;
  readonly #hasOpenWord;
  readonly #words;
  readonly #anyHidden;
  readonly #anyMissing;
  readonly #anyMasked;

  constructor(db: SqliteDatabase, viewer: Viewer = 'audience') {
    this.#db = db;
    this.viewer = viewer;
    this.#row = db.prepare<[number], TrackRow>(`select ${TRACK_COLUMNS} from tracks where n = ?`);
    const hasWord = 'select rowid from search_texts where search_texts match ?';
    this.#hasWord = db.prepare<[string], number>(`${hasWord} limit 1`).pluck();
    this.#hasOpenWord = db
      .prepare<[string], number>(`${hasWord} and not ${inIndex('tracks_masked', MASKED, 'search_texts.rowid')} limit 1`)
      .pluck();
    this.#words = db
      .prepare<[string, number, number], string>(
        "select coalesce(group_concat(word || ' ' || uses, ' '), '') from search_words where initial = ? and length between ? and ?",
      )
      .pluck();
    this.#anyHidden = db.prepare<[], number>(`select exists (select 1 from tracks where ${HIDDEN})`).pluck();
    this.#anyMissing = db.prepare<[], number>(`select exists (select 1 from tracks where ${MISSING})`).pluck();
    this.#anyMasked = db.prepare<[], number>(`select exists (select 1 from tracks where ${MASKED})`).pluck();
  }

  /** Numbers of tracks in the order they were written; with neither words nor `without` the newest first. */
  find(lookup: Lookup, which: Which, limit: number, offset = 0): number[] {
    if (which === 'missing' && this.#anyMissing.get() === 0) return [];
    const { sql, values } = this.#conditions(lookup, which);
    const order = lookup.match === undefined ? 'order by tracks.imported_on desc, tracks.n' : '';
    const n = lookup.match === undefined || lookup.ranges.length > 0 ? 'tracks.n' : 'search_texts.rowid';
    return this.#db
      .prepare<unknown[], number>(`select ${n} ${sql} ${order} limit ? offset ?`)
      .pluck()
      .all(...values, limit, offset);
  }

  count(lookup: Lookup, which: Which): number {
    if (which === 'missing' && this.#anyMissing.get() === 0) return 0;
    if (lookup.without !== undefined && lookup.match === undefined) {
      // Counting those that have the words is far quicker than asking of every track that it lacks them.
      const { without, ...others } = lookup;
      return this.count(others, which) - this.count({ ...others, match: without }, which);
    }
    const { sql, values } = this.#conditions(lookup, which);
    return (
      this.#db
        .prepare<unknown[], number>(`select count(*) ${sql}`)
        .pluck()
        .get(...values) ?? 0
    );
  }

  row(n: number): TrackRow | undefined {
    const row = this.#row.get(n);
    return row === undefined || this.viewer === 'operator' ? row : { ...row, comment: null, comment2: null };
  }

  /** Whether any track matches the FTS5 expression. */
  any(match: string): boolean {
    return (this.#hidesMasked() ? this.#hasOpenWord : this.#hasWord).get(this.#readable(match)) !== undefined;
  }

  /** Words with this first letter and these lengths, and how often each is used. Those of masked tracks and of comments are
   * among them: ask `any` before the audience is to see what follows from one. */
  words(initial: string, shortest: number, longest: number): [word: string, uses: number][] {
    const parts = (this.#words.get(initial, shortest, longest) ?? '').split(' ');
    const words: [string, number][] = [];
    for (let at = 0; at + 1 < parts.length; at += 2) words.push([parts[at] ?? '', Number(parts[at + 1])]);
    return words;
  }

  /** Whether there are tracks that this viewer must not learn of. */
  #hidesMasked(): boolean {
    return this.viewer === 'audience' && this.#anyMasked.get() === 1;
  }

  #conditions(lookup: Lookup, which: Which): Condition {
    const { match, without } = lookup;
    const readable = {
      ...lookup,
      match: match === undefined ? undefined : this.#readable(match),
      without: without === undefined ? undefined : this.#readable(without),
    };
    return conditions(readable, which, { hidden: this.#anyHidden.get() === 1, masked: this.#hidesMasked() });
  }

  /** The expression over what this viewer may read. A column filter within another can only narrow it:
   * https://www.sqlite.org/fts5.html#fts5_column_filters */
  #readable(expression: string): string {
    return this.viewer === 'operator' ? expression : `- comment : (${expression})`;
  }
}

/** From clause and conditions. The named indexes keep SQLite from reading whole rows of tracks. */
function conditions(lookup: Lookup, which: Which, { hidden, masked }: Present): Condition {
  const values: (number | string)[] = [];
  const parts: string[] = [];
  let from: string;
  if (lookup.match !== undefined) {
    parts.push('search_texts match ?');
    values.push(lookup.match);
    if (lookup.ranges.length === 0 && lookup.signs === undefined) {
      from = 'from search_texts';
      if (which === 'missing') parts.push(inIndex('tracks_missing', MISSING, 'search_texts.rowid'));
      else if (hidden) parts.push(`not ${inIndex('tracks_hidden', HIDDEN, 'search_texts.rowid')}`);
    } else from = 'from search_texts cross join tracks on tracks.n = search_texts.rowid';
  } else {
    from = lookup.signs === undefined ? 'from tracks indexed by tracks_facets' : 'from tracks';
    if (lookup.without !== undefined) {
      parts.push('tracks.n not in (select rowid from search_texts where search_texts match ?)');
      values.push(lookup.without);
    }
  }
  if (!from.endsWith('search_texts')) {
    parts.push('tracks.excluded = 0', `tracks.missing_since is ${which === 'present' ? '' : 'not '}null`);
  }
  if (masked) {
    const n = from.endsWith('search_texts') ? 'search_texts.rowid' : 'tracks.n';
    parts.push(`not ${inIndex('tracks_masked', MASKED, n)}`);
  }
  for (const signs of lookup.signs ?? []) {
    parts.push(SIGNS);
    values.push(signs, signs);
  }
  for (const range of lookup.ranges) {
    const { sql, values: bounds } = rangeCondition(range);
    parts.push(range.not ? `not coalesce(${sql}, 0)` : sql);
    values.push(...bounds);
  }
  return { sql: `${from} where ${parts.join(' and ')}`, values };
}

function inIndex(index: string, condition: string, n: string): string {
  return `exists (select 1 from tracks as other indexed by ${index} where other.n = ${n} and (${condition}))`;
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

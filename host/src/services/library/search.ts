// Search over the library: words in any field, filters in the same line. Answers the best first, and never throws for
// what was typed.

import { parseSearch, type SearchQuery } from '#domain/search-query.ts';
import type { RangeField } from '#domain/search-query-filters.ts';
import { type Slot, scorer } from '#domain/search-query-score.ts';
import type { TrackSummary } from '#domain/track.ts';
import type { WorkerMethod } from '#kernel/worker-server.ts';
import { type Lookup, SearchLookup, type Which } from '#storage/library/search-index-lookup.ts';
import { trackSummary } from '#storage/library/track-rows.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';
import { mended, searchExpression, slotExpression, slotOf, withoutExpression } from './search-spelling.ts';

/** `today`: `yyyy-mm-dd` where the DJ is; absent: today by this computer's clock. `maskedToo`: for the DJ; without it masked
 * tracks do not exist. */
export type SearchInput = { q: string; limit?: number; offset?: number; today?: string; maskedToo?: boolean };

/** `total` counts all hits; `ns` are the numbers of `tracks` in the library's tables; `hints` are sentences for the DJ. */
export type SearchAnswer = { total: number; ns: number[]; tracks: TrackSummary[]; hints: string[] };

/** So many hits are compared; of more, only likely ones are. */
const RANKED = 200;
const DEFAULT_LIMIT = 25;
const HIGHEST_LIMIT = 500;
const PRIVATE = new Set<RangeField>(['stars', 'playCount', 'importedOn', 'lastPlayedOn']);

/** Methods of the library's reader. `db` is asked for at each call, as the reader may open the library anew. */
export function searchMethods(db: () => SqliteDatabase): { search: WorkerMethod } {
  let known: { db: SqliteDatabase; forDj: SearchLookup; forAudience: SearchLookup } | undefined;
  return {
    search: (input: SearchInput): SearchAnswer => {
      const now = db();
      if (known?.db !== now) {
        known = { db: now, forDj: new SearchLookup(now, 'operator'), forAudience: new SearchLookup(now, 'audience') };
      }
      return searchLibrary(input.maskedToo === true ? known.forDj : known.forAudience, input);
    },
  };
}

export function searchLibrary(lookup: SearchLookup, input: SearchInput): SearchAnswer {
  const asked = parseSearch(input.q, input.today ?? localToday());
  const query = lookup.viewer === 'operator' ? asked : withoutPrivate(asked);
  const limit = whole(input.limit ?? DEFAULT_LIMIT, HIGHEST_LIMIT);
  const offset = whole(input.offset ?? 0, Number.MAX_SAFE_INTEGER - HIGHEST_LIMIT);
  const nothingAsked = query.terms.length + query.without.length + query.ranges.length + query.signs.length === 0;
  if (nothingAsked && !query.blank) return { total: 0, ns: [], tracks: [], hints: query.hints };
  const found = query.terms.length === 0 ? listed(lookup, query, limit, offset) : matched(lookup, query, limit, offset);
  const rows = found.ns.map((n) => lookup.row(n)).filter((row) => row !== undefined);
  return { total: found.total, ns: rows.map((row) => row.n), tracks: rows.map(trackSummary), hints: query.hints };
}

/** The line without filters by what is the DJ's own: an audience could read a rating or a note by asking for each in turn. */
function withoutPrivate(query: SearchQuery): SearchQuery {
  const terms = query.terms.filter((group) => group.every(({ field }) => field !== 'comment'));
  const without = query.without.filter(({ field }) => field !== 'comment');
  const ranges = query.ranges.filter(({ field }) => !PRIVATE.has(field));
  const left = [terms, without, ranges].flat().length;
  if (left === [query.terms, query.without, query.ranges].flat().length) return query;
  const hints = [...query.hints, 'Filters by comment, rating, plays and dates of the library are for the DJ alone.'];
  return { ...query, terms, without, ranges, hints };
}

type Found = { total: number; ns: number[] };

/** Filters alone: newest first, then those that no source lists any more. */
function listed(lookup: SearchLookup, query: SearchQuery, limit: number, offset: number): Found {
  const what: Lookup = { ranges: query.ranges };
  if (query.without.length > 0) what.without = withoutExpression(query.without);
  if (query.signs.length > 0) what.signs = query.signs;
  const present = lookup.count(what, 'present');
  const ns = lookup.find(what, 'present', limit, offset);
  const missing = lookup.count(what, 'missing');
  if (missing > 0 && ns.length < limit) {
    ns.push(...lookup.find(what, 'missing', limit - ns.length, Math.max(0, offset - present)));
  }
  return { total: present + missing, ns };
}

function matched(lookup: SearchLookup, query: SearchQuery, limit: number, offset: number): Found {
  const strict = query.terms.map(slotOf);
  let found = hits(lookup, query, strict, limit, offset);
  if (found.total > 0) return found;
  for (const all of [false, true]) {
    const slots = mended(query.terms, lookup, all);
    if (slots === undefined) continue;
    found = hits(lookup, query, slots, limit, offset);
    if (found.total > 0) {
      query.hints.push('Nothing is spelled exactly like this; similar names are shown.');
      return found;
    }
  }
  return found;
}

function hits(lookup: SearchLookup, query: SearchQuery, slots: Slot[], limit: number, offset: number): Found {
  const what: Lookup = { match: searchExpression(slots, query.without), ranges: query.ranges };
  const present = section(lookup, what, slots, 'present', limit, offset);
  const rest = limit - present.ns.length;
  const missing = section(lookup, what, slots, 'missing', rest, Math.max(0, offset - present.total));
  return { total: present.total + missing.total, ns: [...present.ns, ...missing.ns] };
}

/** The tracks of one kind: ranked, and after those, where there are very many, the rest in the library's order. */
function section(
  lookup: SearchLookup,
  what: Lookup,
  slots: Slot[],
  which: Which,
  limit: number,
  offset: number,
): Found {
  const first = lookup.find(what, which, RANKED + 1);
  const many = first.length > RANKED;
  const total = many ? lookup.count(what, which) : first.length;
  const ranked = rank(lookup, many ? likely(lookup, what, slots, which, first) : first, slots);
  const ns = ranked.slice(offset, offset + limit);
  if (ns.length < limit && offset + ns.length < total) {
    const seen = new Set(ranked);
    const from = Math.max(0, offset - ranked.length);
    const others = lookup.find(what, which, from + limit + ranked.length).filter((n) => !seen.has(n));
    ns.push(...others.slice(from, from + limit - ns.length));
  }
  return { total, ns };
}

/** Of very many hits: those that are called exactly so, and those that have the words in their name. */
function likely(lookup: SearchLookup, what: Lookup, slots: Slot[], which: Which, first: number[]): number[] {
  const found = new Set<number>();
  const add = (fields: string, match: string) => {
    const narrower: Lookup = { ...what, match: `({${fields}} : (${match})) AND (${what.match})` };
    for (const n of lookup.find(narrower, which, RANKED / 2)) found.add(n);
  };
  if (slots.every((slot) => slot.field === undefined)) {
    const whole = slots.map((slot) => ({ spellings: slot.spellings.map((one) => ({ ...one, prefix: false })) }));
    const asked = slots.map((slot) => slot.spellings[0]?.words ?? '').join(' ');
    add('title', `^"${asked}"`);
    add('artist', `^"${asked}"`);
    add('artist title', whole.map(slotExpression).join(' AND '));
    if (found.size < RANKED / 2) add('artist title', slots.map(slotExpression).join(' AND '));
  }
  for (const n of first) if (found.size < RANKED) found.add(n);
  return [...found];
}

function rank(lookup: SearchLookup, ns: number[], slots: Slot[]): number[] {
  const score = scorer(slots);
  const scored = ns.map((n) => {
    const row = lookup.row(n);
    return { n, score: row === undefined ? Number.NEGATIVE_INFINITY : score(row) };
  });
  return scored.sort((a, b) => b.score - a.score || a.n - b.n).map(({ n }) => n);
}

function whole(value: number, highest: number): number {
  return Number.isFinite(value) ? Math.min(highest, Math.max(0, Math.floor(value))) : 0;
}

function localToday(): string {
  const now = new Date();
  const two = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

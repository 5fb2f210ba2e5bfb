// Reads the line a DJ types into the search box: words, "exact phrases", filters, and all of these with a minus. Pure; any
// text is a valid line, what cannot be a filter is searched as words and said in a hint.

import { editDistance } from './edit-distance.ts';
import { fold } from './fold.ts';
import { RANGE_FILTER_NAMES, type RangeFilter, readRange } from './search-query-filters.ts';

export type TextField = 'artist' | 'title' | 'mix' | 'remixer' | 'album' | 'label' | 'genre' | 'comment';

/** Folded words that a track must have: one after the other where there are several. */
export type TextTerm = {
  words: string[];
  /** Absent: in any field. */
  field?: TextField;
  /** The last word may go on. */
  prefix: boolean;
  /** Typed as it is meant: in quotes, or in letters without spaces between words. */
  exact: boolean;
};

export type SearchQuery = {
  /** All of these; each is one term, or several of which one is enough. */
  terms: TextTerm[][];
  /** None of these. */
  without: TextTerm[];
  /** Typed between the words and without any letter or digit, such as "!!!": of use where there are no words. */
  signs: string[];
  /** All of these; `not` turns one round. */
  ranges: (RangeFilter & { not: boolean })[];
  /** What was not understood, as sentences for the DJ. */
  hints: string[];
  /** Nothing was asked at all: an empty line. */
  blank: boolean;
};

const TEXT_FIELDS: Record<string, TextField> = {
  artist: 'artist',
  title: 'title',
  mix: 'mix',
  remixer: 'remixer',
  remix: 'remixer',
  album: 'album',
  label: 'label',
  genre: 'genre',
  style: 'genre',
  comment: 'comment',
  comments: 'comment',
};
const FILTER_NAMES = [...Object.keys(TEXT_FIELDS), ...RANGE_FILTER_NAMES];
const SHOWN_FILTERS = 'artist, title, album, label, genre, comment, bpm, key, rating, year, added, played, length';
const LONGEST_LINE = 500;
const MOST_TERMS = 16;
/** A minus, a filter's name, then a phrase in quotes or anything up to the next space. */
const CHUNK = /(-)?(?:(\p{L}+):\s*)?(?:"([^"]*)"?|(\S+))/gu;
const UNSPACED =
  /[\p{Script_Extensions=Han}\p{Script_Extensions=Hiragana}\p{Script_Extensions=Katakana}\p{Script=Thai}]/u;

/** `today` is `yyyy-mm-dd`, for filters such as added:<30d. */
export function parseSearch(line: string, today: string): SearchQuery {
  const text = line.slice(0, LONGEST_LINE);
  const query: SearchQuery = { terms: [], without: [], signs: [], ranges: [], hints: [], blank: text.trim() === '' };
  if (line.length > LONGEST_LINE) query.hints.push('The search is very long; only its beginning was used.');
  for (const match of text.matchAll(CHUNK)) {
    const [whole, minus, name, phrase, bare] = match;
    // While a word is being typed it may go on; a space or a closing quote ends it.
    const closed = phrase !== undefined && /"[^"]*"$/.test(whole);
    const last = match.index + whole.length === text.length && !closed;
    const value: Value = { text: phrase ?? bare ?? '', quoted: phrase !== undefined, last };
    if (name === undefined) addWords(query, value, minus !== undefined);
    else addFilter(query, name, value, minus !== undefined, today);
  }
  if (query.terms.length > MOST_TERMS) {
    query.terms.length = MOST_TERMS;
    query.hints.push(`Only the first ${MOST_TERMS} words were searched for.`);
  }
  return query;
}

type Value = { text: string; quoted: boolean; last: boolean };

function addFilter(query: SearchQuery, typed: string, value: Value, not: boolean, today: string): void {
  const name = typed.toLowerCase();
  const field = Object.hasOwn(TEXT_FIELDS, name) ? TEXT_FIELDS[name] : undefined;
  const range = readRange(name, value.text, today);
  if (field !== undefined) {
    const texts = value.quoted ? [value.text] : value.text.split(',');
    const terms = texts.map((text) => textTerm({ ...value, text }, field)).filter((term) => term !== undefined);
    if (not) query.without.push(...terms);
    else if (terms.length > 0) query.terms.push(terms);
    else query.hints.push(`"${name}:" has nothing to search for.`);
  } else if (range !== undefined && !('bad' in range)) {
    query.ranges.push({ ...range, not });
  } else {
    query.hints.push(
      range === undefined
        ? unknownFilter(name)
        : `"${typed}:${shown(value.text)}" is not understood: write ${range.bad}.`,
    );
    addWords(query, { ...value, text: `${typed} ${value.text}` }, not);
  }
}

function unknownFilter(name: string): string {
  const near = FILTER_NAMES.find((known) => editDistance(name, known, name.length < 6 ? 1 : 2) !== undefined);
  return near === undefined
    ? `There is no filter "${shown(name)}:"; it was searched as words. Filters are ${SHOWN_FILTERS}.`
    : `There is no filter "${shown(name)}:"; did you mean "${near}:"?`;
}

function shown(text: string): string {
  return text.length > 30 ? `${text.slice(0, 30)}…` : text;
}

function addWords(query: SearchQuery, value: Value, not: boolean): void {
  const term = textTerm(value, undefined);
  if (term === undefined) {
    const signs = value.text.trim();
    if (!not && signs !== '') query.signs.push(signs);
  } else if (not) query.without.push({ ...term, prefix: false });
  else if (term.exact) query.terms.push([term]);
  else {
    for (const [at, word] of term.words.entries()) {
      query.terms.push([{ words: [word], prefix: term.prefix && at === term.words.length - 1, exact: false }]);
    }
  }
}

/** A filter's words stand one after the other; undefined where nothing can be searched for. */
function textTerm(value: Value, field: TextField | undefined): TextTerm | undefined {
  const folded = fold(value.text);
  if (folded === '') return undefined;
  const words = folded.split(' ').slice(0, MOST_TERMS);
  return { words, field, prefix: value.last, exact: value.quoted || UNSPACED.test(folded) };
}

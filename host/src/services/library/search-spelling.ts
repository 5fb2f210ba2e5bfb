// Turns what was typed into what the search index is asked for, and mends what was mistyped: from the library's own words.

import { editDistance, prefixDistance } from '#domain/edit-distance.ts';
import type { TextTerm } from '#domain/search-query.ts';
import type { Slot, Spelling } from '#domain/search-query-score.ts';
import type { SearchLookup } from '#storage/library/search-index-lookup.ts';

const MOST_SPELLINGS = 80;
/** Words that may be those of masked tracks or comments alone: a library can have tens of thousands alike. */
const MOST_LOOKED_UP = 1_000;
/** The search index keeps no longer ones; see search-index.ts. */
const LONGEST_WORD = 30;
const COST_OF_A_SLIP = 0.15;
const COST_OF_GOING_ON = 0.05;
const COST_OF_SPLITTING = 0.1;

/** A slot as typed, without any mending. */
export function slotOf(terms: TextTerm[]): Slot {
  return {
    field: terms[0]?.field,
    spellings: terms.map(({ words, prefix }) => ({ words: words.join(' '), prefix, cost: 0 })),
  };
}

/** FTS5 for one slot. Words are folded, so nothing in them can be an operator. */
export function slotExpression({ field, spellings }: Slot): string {
  const options = spellings.map(({ words, prefix }) => `"${words}"${prefix ? ' *' : ''}`).join(' OR ');
  return field === undefined ? `(${options})` : `{${field}} : (${options})`;
}

/** FTS5 for all slots and none of `without`; undefined where there are no slots. */
export function searchExpression(slots: Slot[], without: TextTerm[]): string | undefined {
  if (slots.length === 0) return undefined;
  const wanted = slots.map(slotExpression).join(' AND ');
  return without.length === 0 ? wanted : `(${wanted}) NOT (${withoutExpression(without)})`;
}

export function withoutExpression(without: TextTerm[]): string {
  return without.map((term) => slotExpression(slotOf([term]))).join(' OR ');
}

/** The slots with mended spellings. First only words that the library does not have are mended; with `all`, every word may
 * be a slip or a beginning. Undefined where a word cannot be mended (then nothing is meant by it), and where none need be. */
export function mended(terms: TextTerm[][], lookup: SearchLookup, all: boolean): Slot[] | undefined {
  const slots: Slot[] = [];
  let changed = false;
  for (const group of terms) {
    const slot = slotOf(group);
    const known = lookup.any(slotExpression(slot));
    const term = group[0];
    const single = group.length === 1 && term !== undefined && !term.exact && term.words.length === 1;
    if (single && (all || !known)) {
      const typed = term.words[0] ?? '';
      const near = spellings(typed, term.prefix, terms.length === 1, lookup);
      if (all && typed.length > 1)
        near.unshift({ words: typed, prefix: true, cost: term.prefix ? 0 : COST_OF_GOING_ON });
      if (near.length === 0) return undefined;
      slots.push({ ...slot, spellings: near });
      changed = true;
    } else if (known) slots.push(slot);
    else return undefined;
  }
  return changed ? slots : undefined;
}

/** Words of the library that may have been meant, best first. The first letter is taken to be right. */
function spellings(typed: string, prefix: boolean, alone: boolean, lookup: SearchLookup): Spelling[] {
  const most = typed.length < (alone ? 4 : 2) || /^\p{N}+$/u.test(typed) ? 0 : typed.length < 8 ? 1 : 2;
  if (most === 0) return [];
  const goesOn = prefix && typed.length >= 4;
  const initial = String.fromCodePoint(typed.codePointAt(0) ?? 0);
  const near: (Spelling & { slips: number; uses: number })[] = [];
  for (const [word, uses] of lookup.words(initial, typed.length - most, goesOn ? LONGEST_WORD : typed.length + most)) {
    const whole = editDistance(typed, word, most) ?? most + 1;
    const begun = goesOn && whole > 1 ? (prefixDistance(typed, word, most) ?? most + 1) : most + 1;
    const slips = Math.min(whole, begun);
    if (slips === 0 || slips > most) continue;
    near.push({
      words: word,
      prefix: false,
      cost: slips * COST_OF_A_SLIP + (begun < whole ? COST_OF_GOING_ON : 0),
      slips,
      uses,
    });
  }
  near.sort((a, b) => a.cost - b.cost || b.uses - a.uses || (a.words < b.words ? -1 : 1));
  const open =
    lookup.viewer === 'audience' ? near.slice(0, MOST_LOOKED_UP).filter(({ words }) => lookup.any(`"${words}"`)) : near;
  // Beside other words a doubtful spelling does no harm: hardly any track has them all.
  const least = alone ? (open[0]?.slips ?? 0) : most;
  return [...open.filter(({ slips }) => slips <= least).slice(0, MOST_SPELLINGS), ...split(typed, lookup)];
}

/** "daftpunk" as "daft punk", where the library has the two side by side. */
function split(typed: string, lookup: SearchLookup): Spelling[] {
  const found: Spelling[] = [];
  for (let at = 2; at <= typed.length - 2 && typed.length <= 24; at++) {
    const words = `${typed.slice(0, at)} ${typed.slice(at)}`;
    if (lookup.any(`"${words}"`)) found.push({ words, prefix: false, cost: COST_OF_SPLITTING });
  }
  return found;
}

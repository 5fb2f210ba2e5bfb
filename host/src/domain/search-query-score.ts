// How well a track answers a search: where its words stand, how much of its name was asked for, whether it is the original.
// Pure; equal input gives equal scores.

import { fold } from './fold.ts';
import { readVersion } from './matching-version.ts';
import type { TextField } from './search-query.ts';

/** One way to read what was typed: the words as they may stand in a track, and what is taken off for changing them. */
export type Spelling = { words: string; prefix: boolean; cost: number };

/** One thing that was asked for, in any of its spellings. */
export type Slot = { spellings: Spelling[]; field?: TextField };

/** The texts of a track that can be searched, as a row of the library has them. */
export type ScoredTexts = Partial<Record<TextField | 'comment2', string | null>> & {
  artist: string;
  title: string;
  play_count: number | null;
};

const WEIGHTS: Record<TextField, number> = {
  artist: 1,
  title: 1,
  mix: 0.8,
  remixer: 0.8,
  album: 0.5,
  label: 0.5,
  genre: 0.45,
  comment: 0.3,
};
const NAME_FIELDS: TextField[] = ['artist', 'title', 'mix', 'remixer'];
const OTHER_FIELDS: TextField[] = ['album', 'label', 'genre', 'comment'];

/** A slot made ready for many tracks. */
type Wanted = { field?: TextField; whole: Map<string, number>; begun: Spelling[]; phrases: Spelling[] };

/** A function that scores tracks for one search: higher is better, and comparable only with its own scores. */
export function scorer(slots: Slot[]): (track: ScoredTexts) => number {
  const wanted = slots.map(prepared);
  const asked = slots.map((slot) => slot.spellings[0]?.words ?? '').join(' ');
  return (track) => score(track, wanted, asked);
}

function prepared({ field, spellings }: Slot): Wanted {
  const single = spellings.filter(({ words }) => !words.includes(' '));
  return {
    field,
    whole: new Map(single.map(({ words, cost }) => [words, cost])),
    begun: single.filter(({ prefix }) => prefix),
    phrases: spellings.filter(({ words }) => words.includes(' ')),
  };
}

function score(track: ScoredTexts, wanted: Wanted[], asked: string): number {
  const [songText, brackets] = withoutBrackets(track.title);
  const artist = fold(track.artist);
  const song = fold(songText);
  const texts: Partial<Record<TextField, string[]>> = {
    artist: artist.split(' '),
    title: brackets === '' ? song.split(' ') : fold(track.title).split(' '),
  };
  const text = (field: TextField): string[] => {
    const raw = field === 'comment' ? `${track.comment ?? ''} ${track.comment2 ?? ''}` : track[field];
    texts[field] ??= raw ? fold(raw).split(' ') : [];
    return texts[field];
  };
  let words = 0;
  for (const slot of wanted) words += slotScore(slot, text);
  words /= Math.max(1, wanted.length);

  const named = `${artist} ${song}`;
  const turned = `${song} ${artist}`;
  let bonus = 0;
  if (song === asked) bonus += 1.5;
  if (artist === asked) bonus += 1;
  if (named === asked || turned === asked) bonus += 1;
  else if (asked.includes(' ') && (named.includes(asked) || turned.includes(asked))) bonus += 0.5;

  const unasked = readVersion([brackets]).words.filter((word) => !covered(word, wanted)).length;
  const otherMix = readVersion([track.mix ?? '']).words.some((word) => !covered(word, wanted));
  return (
    words * 4 +
    coverage(song.split(' '), wanted) * 1.5 +
    coverage(artist.split(' '), wanted) +
    bonus -
    Math.min(0.6, unasked * 0.25) -
    (otherMix ? 0.15 : 0) +
    Math.min(0.05, (track.play_count ?? 0) / 1000)
  );
}

/** The title up to its first bracket, and what comes after. A title that is all bracket stays whole. */
function withoutBrackets(title: string): [string, string] {
  const bracket = title.search(/[([{]/);
  return bracket > 0 ? [title.slice(0, bracket), title.slice(bracket)] : [title, ''];
}

function slotScore(slot: Wanted, text: (field: TextField) => string[]): number {
  if (slot.field !== undefined) return best(slot, text(slot.field));
  let most = 0;
  for (const field of NAME_FIELDS) most = Math.max(most, WEIGHTS[field] * best(slot, text(field)));
  if (most > 0) return most;
  for (const field of OTHER_FIELDS) most = Math.max(most, WEIGHTS[field] * best(slot, text(field)));
  return most;
}

/** 0–1: how well a text has what the slot wants. */
function best(slot: Wanted, words: string[]): number {
  let most = 0;
  for (const word of words) most = Math.max(most, wordScore(slot, word));
  for (const { words: phrase, prefix, cost } of slot.phrases) {
    const line = ` ${words.join(' ')} `;
    if (line.includes(` ${phrase} `)) most = Math.max(most, 1 - cost);
    else if (prefix && line.includes(` ${phrase}`)) most = Math.max(most, 0.85 - cost);
  }
  return most;
}

function wordScore({ whole, begun }: Wanted, word: string): number {
  const cost = whole.get(word);
  let most = cost === undefined ? 0 : 1 - cost;
  for (const { words, cost: taken } of begun) {
    if (word.startsWith(words)) most = Math.max(most, 0.7 + (0.25 * words.length) / word.length - taken);
  }
  return most;
}

/** The share of the words that were asked for, 0–1. */
function coverage(words: string[], wanted: Wanted[]): number {
  return words.filter((word) => covered(word, wanted)).length / words.length;
}

function covered(word: string, wanted: Wanted[]): boolean {
  return wanted.some(
    (slot) => wordScore(slot, word) > 0 || slot.phrases.some(({ words }) => words.split(' ').includes(word)),
  );
}

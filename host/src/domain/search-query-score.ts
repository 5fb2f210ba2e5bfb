// How well a track answers a search: where its words stand, how much of its name was asked for, whether it is the original.
// Pure; equal input gives equal scores.

import { fold } from './fold.ts';
import { readVersion } from './matching-version.ts';
import type { TextField } from './search-query.ts';
import type { TrackSummary } from './track.ts';

/** One way to read what was typed: the words as they may stand in a track, and what is taken off for changing them. */
export type Spelling = { words: string; prefix: boolean; cost: number };

/** One thing that was asked for, in any of its spellings. */
export type Slot = { spellings: Spelling[]; field?: TextField };

export type Asked = { slots: Slot[]; text: string };

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

type Scored = Pick<
  TrackSummary,
  'artist' | 'title' | 'mix' | 'remixer' | 'album' | 'label' | 'genre' | 'comment' | 'comment2' | 'playCount'
>;

/** Higher is better; only for comparing tracks under the same `asked`. */
export function score(track: Scored, asked: Asked): number {
  const [songText, versions] = withoutVersion(track.title);
  const artist = fold(track.artist);
  const song = fold(songText);
  const texts: Partial<Record<TextField, string>> = { artist, title: fold(track.title) };
  const text = (field: TextField): string => {
    texts[field] ??= fold(
      (field === 'comment' ? `${track.comment ?? ''} ${track.comment2 ?? ''}` : track[field]) ?? '',
    );
    return texts[field];
  };
  let words = 0;
  for (const slot of asked.slots) words += slotScore(slot, text);
  words /= Math.max(1, asked.slots.length);

  const named = `${artist} ${song}`;
  const turned = `${song} ${artist}`;
  let bonus = 0;
  if (song === asked.text) bonus += 1.5;
  if (artist === asked.text) bonus += 1;
  if (named === asked.text || turned === asked.text) bonus += 1;
  else if (asked.text.includes(' ') && (`${named} `.includes(asked.text) || `${turned} `.includes(asked.text)))
    bonus += 0.5;

  const version = readVersion([...versions, track.mix ?? '']).words;
  const unasked = version.filter((word) => !asked.slots.some((slot) => covers(slot, word))).length;
  return (
    words * 4 +
    coverage(song, asked) * 1.5 +
    coverage(artist, asked) +
    bonus -
    Math.min(0.6, unasked * 0.25) +
    Math.min(0.05, (track.playCount ?? 0) / 1000)
  );
}

/** The title up to its first bracket, and what the brackets say. A title that is all bracket stays whole. */
function withoutVersion(title: string): [string, string[]] {
  const bracket = title.search(/[([{]/);
  return bracket > 0 ? [title.slice(0, bracket), [title.slice(bracket)]] : [title, []];
}

function slotScore(slot: Slot, text: (field: TextField) => string): number {
  if (slot.field !== undefined) return bestSpelling(slot, text(slot.field));
  let best = 0;
  for (const field of NAME_FIELDS) best = Math.max(best, WEIGHTS[field] * bestSpelling(slot, text(field)));
  if (best > 0) return best;
  for (const field of OTHER_FIELDS) best = Math.max(best, WEIGHTS[field] * bestSpelling(slot, text(field)));
  return best;
}

function bestSpelling(slot: Slot, text: string): number {
  if (text === '') return 0;
  const line = ` ${text} `;
  let best = 0;
  for (const { words, prefix, cost } of slot.spellings) {
    if (line.includes(` ${words} `)) best = Math.max(best, 1 - cost);
    else if (prefix) {
      const at = line.indexOf(` ${words}`);
      if (at < 0) continue;
      const whole = line.indexOf(' ', at + words.length + 1) - at - 1;
      best = Math.max(best, 0.7 + (0.25 * words.length) / whole - cost);
    }
  }
  return best;
}

/** The share of the text's words that were asked for, 0–1. */
function coverage(text: string, asked: Asked): number {
  if (text === '') return 0;
  const words = text.split(' ');
  return words.filter((word) => asked.slots.some((slot) => covers(slot, word))).length / words.length;
}

function covers(slot: Slot, word: string): boolean {
  return slot.spellings.some(({ words, prefix }) =>
    words.includes(' ') ? words.split(' ').includes(word) : words === word || (prefix && word.startsWith(words)),
  );
}

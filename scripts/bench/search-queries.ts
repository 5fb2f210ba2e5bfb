// What DJs type into a search box, made from tracks of the library by a seed: six kinds, with slips of the finger.

import type { SeededRandom } from '../made-collection/random.ts';

export type NamedTrack = {
  n: number;
  song: string;
  artist: string;
  title: string;
  mix: string | null;
  remixer: string | null;
  label: string | null;
  album: string | null;
};

/** Makes a line from a track; undefined where this track does not lend itself to it. */
type Kind = { name: string; line: (track: NamedTrack, random: SeededRandom) => string | undefined };

const full = (track: NamedTrack) => `${track.artist} ${track.title}${track.mix === null ? '' : ` ${track.mix}`}`;

export const QUERY_KINDS: Kind[] = [
  { name: 'artist and title', line: full },
  {
    name: 'title and label or album',
    line: (track) => {
      const other = track.label ?? track.album;
      return other === null ? undefined : `${other} ${track.title} ${track.mix ?? ''}`;
    },
  },
  { name: 'a slip in any letter but a first', line: (track, random) => slipped(full(track), random) },
  {
    name: 'while typing',
    line: (track, random) => {
      const line = full(track).trim();
      const last = /[\p{L}\p{N}]+$/u.exec(plainlyTyped(line))?.[0] ?? '';
      return last.length < 2 ? undefined : plainlyTyped(line).slice(0, -random.between(1, last.length - 1));
    },
  },
  { name: 'without accents and signs', line: (track) => plainlyTyped(full(track)) },
  {
    name: 'artist, remixer or label, first word of the title',
    line: (track) => {
      const other = track.remixer ?? track.label;
      const word = plainlyTyped(track.title).split(' ')[0];
      return other === null || word === undefined ? undefined : `${other} ${track.artist} ${word} ${track.mix ?? ''}`;
    },
  },
];

/** Lower case, no accents, signs left out: how people type who look for something in a hurry. */
function plainlyTyped(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Script=Latin}\p{Mn}+/gu, (letter) => letter.slice(0, 1))
    .normalize('NFC')
    .replace(/[’']/g, '')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();
}

/** One letter left out, doubled, replaced or swapped with the next, never a word's first. */
function slipped(line: string, random: SeededRandom): string | undefined {
  const words = line.split(' ');
  const able = [...words.keys()].filter((at) => /^[\p{Script=Latin}\p{Script=Cyrillic}]{3,}$/u.test(words[at] ?? ''));
  if (able.length === 0) return undefined;
  const at = random.pick(able);
  const word = words[at] ?? '';
  const place = random.between(1, word.length - 1);
  const letters = /\p{Script=Cyrillic}/u.test(word) ? 'аеиоурстнв' : 'aeioursthm';
  const other = random.pick([...letters]);
  const rest = word.slice(place + 1);
  const roll = random.below(4);
  let wrong = `${word.slice(0, place)}${other}${rest}`;
  if (roll === 1) wrong = `${word.slice(0, place)}${rest}`;
  else if (roll === 2) wrong = `${word.slice(0, place)}${other}${word.slice(place)}`;
  else if (roll === 3 && rest !== '') wrong = `${word.slice(0, place)}${rest[0]}${word[place]}${rest.slice(1)}`;
  words[at] = wrong;
  return words.join(' ');
}

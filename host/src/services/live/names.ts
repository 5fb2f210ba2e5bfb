// Which names of viewers all may read, on a screen or in a chat, and how: cleaned, short, and none with a bad word in it. A name that fails
// is not shown at all; there is no half name.

import type { Settings } from '@tracord/shared/settings.ts';
import { englishDataset, englishRecommendedTransformers, RegExpMatcher } from 'obscenity';
import { fold } from '#domain/fold.ts';
import { BAD_WORDS } from './names-words.ts';

export type NameRules = Pick<Settings['requests'], 'hiddenNames' | 'allowedNames'>;

const MOST_GRAPHEMES = 24;
/** Discord's names have at most 32 characters; of longer ones the rest is not looked at. */
const LONGEST = 200;
const MOST_REMEMBERED = 2_000;

const INVISIBLE = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u2800]|(?![\u200d\ufe0f])\p{Default_Ignorable_Code_Point}/gu;
/** Joiners and picture signs belong to emoji alone: anywhere else they hide something. */
const LOST_JOINER =
  /(?<!\p{Extended_Pictographic}|\ufe0f|[\u{1f3fb}-\u{1f3ff}])\u200d|\u200d(?!\p{Extended_Pictographic})/gu;
const LOST_SIGN = /(?<![\p{Extended_Pictographic}\d#*])\ufe0f/gu;
/** More marks than these on one letter reach into the lines around it. */
const PILED_MARKS = /(\p{M}{3})\p{M}+/gu;
const READABLE = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;
const ADDRESS = /:\/\/|\bwww\.|[\p{L}\p{N}]\.(?:com|net|org|gg|tv|io|ly|me|to|ru|xyz|link|live|shop|info)\b/iu;

/** Beside the English list of the package, which has none of these. Folded; in whole words. */
const MORE = new Set([
  ...'nazi nazis hitler heil kkk 1488 gook gooks spic spics coon coons paki pakis wetback pedo paedo kys'.split(' '),
  ...BAD_WORDS,
]);
/** Names of people and places that only begin like a bad word. */
const HARMLESS =
  'analise analia anália cumming cummings dickinson dickson fagan fagin fukuda fukui fukunaga fukuoka fukushima fukuyama peniston pissarro wankel'.split(
    ' ',
  );
const LETTERS_OR_DIGITS = /\p{L}+|\p{N}+/gu;

const english = new RegExpMatcher({ ...englishDataset.build(), ...englishRecommendedTransformers });
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Answers a name as all may read it, undefined where they may not. The rules are compiled once. */
export function readableNames({ hiddenNames, allowedNames }: NameRules): (name: string) => string | undefined {
  const hidden = hiddenNames.flatMap((word) => wordPattern(word) ?? []);
  const allowed = [...HARMLESS, ...allowedNames.map((word) => clean(word).toLowerCase())].filter((word) => word !== '');
  const known = new Map<string, string | undefined>();

  const judged = (name: string): string | undefined => {
    const whole = clean(name);
    const short = cut(whole);
    if (!READABLE.test(short) || ADDRESS.test(whole)) return undefined;
    // A cut may make a bad word of a good one.
    const isBad = [whole, short].some((text) => hasHidden(text, hidden) || hasBadWord(without(text, allowed)));
    return isBad ? undefined : short;
  };

  return (name) => {
    if (!known.has(name)) {
      if (known.size >= MOST_REMEMBERED) known.clear();
      known.set(name, judged(name));
    }
    return known.get(name);
  };
}

/** NFC, on one line, nothing invisible, nothing that turns the text around it round. */
function clean(name: string): string {
  return name
    .slice(0, LONGEST)
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(LOST_JOINER, '')
    .replace(LOST_SIGN, '')
    .replace(PILED_MARKS, '$1')
    .replace(/\s+/gu, ' ')
    .trim()
    .normalize('NFC');
}

function cut(name: string): string {
  return Array.from(graphemes.segment(name), ({ segment }) => segment)
    .slice(0, MOST_GRAPHEMES)
    .join('')
    .trim();
}

/** In any disguise: spelled out, in camel case, between underscores, with accents. */
function hasBadWord(text: string): boolean {
  const apart = text.replaceAll('_', ' ').replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ');
  const ways = [text, apart, fold(text), fold(apart), spelledOut(fold(apart))];
  if (ways.some((way) => english.hasMatch(way))) return true;
  return ways.some(
    (way) =>
      fold(way)
        .match(LETTERS_OR_DIGITS)
        ?.some((word) => MORE.has(word)) === true,
  );
}

/** "f u c k" is one word. */
function spelledOut(folded: string): string {
  return folded.replace(/(?<=(?:^| )\S) (?=\S(?: |$))/gu, '');
}

/** A word of the DJ's own list is bad wherever it stands, however its letters are repeated or taken apart. */
function hasHidden(text: string, hidden: RegExp[]): boolean {
  const ways = new Set([fold(text), plainLetters(text)].map((way) => way.replaceAll(' ', '')));
  return [...ways].some((way) => hidden.some((pattern) => pattern.test(way)));
}

/** "foo" is f+o{2,}: each run of a letter once, so that no text can be divided among them in many ways. Undefined where a word
 * has no letters. */
export function wordPattern(word: string): RegExp | undefined {
  // Folded, a word holds letters and digits only, none of which means anything in a pattern.
  const runs =
    fold(word)
      .replaceAll(' ', '')
      .match(/(.)\1*/gu) ?? [];
  const parts = runs.map((run) => {
    const letters = [...run];
    return `${letters[0] ?? ''}{${letters.length},}`;
  });
  return parts.length === 0 ? undefined : new RegExp(parts.join(''), 'u');
}

const LOOKS_LIKE: Record<string, string> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a' };

function plainLetters(text: string): string {
  return fold(text.replace(/[013457@]/g, (sign) => LOOKS_LIKE[sign] ?? sign));
}

function without(text: string, allowed: string[]): string {
  let left = text;
  for (const word of allowed) {
    const lower = left.toLowerCase();
    // Letters whose lower case is longer would shift what follows: such a name is judged whole.
    if (lower.length !== left.length) return left;
    let from = 0;
    let kept = '';
    for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, from)) {
      kept += `${left.slice(from, at)} `;
      from = at + word.length;
    }
    left = kept + left.slice(from);
  }
  return left;
}

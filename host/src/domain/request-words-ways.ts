// In which ways a viewer's words may name a song: as typed, and without what people say around a name. Pure.

import { fold } from './fold.ts';
import { readName } from './matching-name.ts';

const POLITE = 'please|pl[sz]+|thank you|thanks|thx|ty|bitte|danke|por favor|per favore|merci|svp';
const POLITE_FIRST = new RegExp(`^(?:[!/]\\p{L}+|hi|hey|hello|yo|ok|okay|dj|${POLITE})[\\s,.!]+(?=\\S)`, 'iu');
const POLITE_LAST = new RegExp(`(?<=\\S)[\\s,.]+(?:next|tonight|for me|${POLITE})[\\s.!?]*$`, 'iu');
/** "can you play", "I would like to hear", "play", "the song called". */
const ASKING = new RegExp(
  `^(?:${[
    '(?:can|could|would|will|may) (?:you|u|ya|we|i)(?: (?:please|pl[sz]+))?(?: (?:play|spin|drop|put on|get|have|hear))?',
    "(?:i|we)(?: would|['’]?d)? (?:want|like|love|need)(?: to)?(?: (?:hear|have|request))?",
    '(?:i|we) wanna(?: (?:hear|have))?',
    '(?:play|spin|drop|put on|request|sr)',
    '(?:the )?(?:song|track|tune)(?: (?:called|named))?',
    '(?:kannst du(?: bitte)?|spiele?|ich (?:möchte|will)|toca|pon|mets|joue|metti)',
  ].join('|')})[\\s,:]+(?=\\S)`,
  'iu',
);
/** What tells nothing apart. */
const PLAIN_VERSION = /[([]?\boriginal (?:mix|version)\b[)\]]?/giu;
/** The last of them: a title may have one, too. */
const BY = /^(.*\S)\s+(?:by|from|von)\s+(?=\S)/isu;
/** "stand by me": a title as well as an artist's song. */
const SHORT_BY = /^\S+\s+(?:by|from|von)\s+\S+$/iu;
const SURELY_FIRST = new RegExp(
  `^(?:(?:[!/]\\p{L}+|please|pl[sz]+|(?:hi|hey|hello|yo|dj)(?=[\\s,.!]+(?:please|pl[sz]+|can|could|would|will|play)\\b))[\\s,.!]+)*(?:(?:${[
    '(?:can|could|would|will) (?:you|u|ya)(?: (?:please|pl[sz]+))? (?:play|put on)',
    "(?:i|we)(?: would|['’]?d)? (?:want|like|love) to hear",
    'play',
  ].join('|')})[\\s,:]+(?=\\S))?`,
  'iu',
);
const SURELY_LAST = /(?<=\S)[\s,.]+(?:please|pl[sz]+|thank you|thanks|thx|ty|next)[\s.!?]*$/iu;
const MOST_STEPS = 4;

/** A search takes signs for commands: "-remix" leaves songs out, "genre:x" asks for a genre, quotes hold words together. A
 * viewer means the words. */
export function plainWords(words: string): string {
  return words
    .replace(/["“”„«»]/gu, ' ')
    .replace(/(?<=\p{L}):/gu, ' ')
    .replace(/(^|\s)[-–—]+(?=\S)/gu, '$1')
    .replace(/\s+/gu, ' ')
    .trim();
}

/**
 * `needs`: what of a song these words must name for it to be certain. What was taken off may have been a part of its name ("I
 * want to break free" is no wish for "Break Free"): then the artist must be named as well, or nothing is certain at all.
 */
export type WayToAsk = { words: string; needs: 'title' | 'artist too' | 'never certain' };

/** The likeliest first, none twice: a song may be called "Play" or "Please". Never empty but for words that are. */
export function waysToAsk(words: string): WayToAsk[] {
  const ways = new Map<string, WayToAsk>();
  let left = plainWords(words);
  const core = fold(coreOf(left));
  let needs: WayToAsk['needs'] = 'title';
  for (let step = 0; step < MOST_STEPS && left !== ''; step++) {
    const typed: WayToAsk = { words: left, needs };
    const names: WayToAsk = { words: namesIn(left), needs: SHORT_BY.test(left) ? 'never certain' : needs };
    for (const way of [typed, names]) if (!ways.has(fold(way.words))) ways.set(fold(way.words), way);
    left = withoutAsking(left);
    if (!fold(left).includes(core)) needs = 'artist too';
  }
  return [...ways.values()];
}

/** Without what is surely no part of a name: "please", "can you play", "I would like to hear". */
function coreOf(text: string): string {
  let left = text.replace(SURELY_FIRST, '');
  for (let step = 0; step < MOST_STEPS; step++) left = left.replace(SURELY_LAST, '');
  return left;
}

/** Without one thing that people say around a name. */
function withoutAsking(text: string): string {
  const name = text.replace(POLITE_FIRST, '').replace(POLITE_LAST, '');
  return name === text ? text.replace(ASKING, '') : name;
}

/** Artists, song, guests and version alone: without "by", "ft.", "(Original Mix)", "[Label]", keys, tempos. */
function namesIn(text: string): string {
  const line = text.replace(PLAIN_VERSION, ' ').replace(BY, '$1 - ');
  const { artists, song, guests, version } = readName({ artist: '', title: line });
  return [...artists, song, ...guests, ...version.words].join(' ').trim() || text;
}

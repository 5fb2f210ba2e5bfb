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

/** The likeliest first, none twice: a song may be called "Play" or "Please". Never empty but for words that are. */
export function waysToAsk(words: string): string[] {
  const ways = new Map<string, string>();
  let left = plainWords(words);
  for (let step = 0; step < MOST_STEPS && left !== ''; step++) {
    for (const way of [left, namesIn(left)]) if (!ways.has(fold(way))) ways.set(fold(way), way);
    left = withoutAsking(left);
  }
  return [...ways.values()];
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

// More ways to type a folded name: "AC/DC" as "acdc", "L'amour" as "amour", "Moon's" as "moon s". For the search index. Pure.

import { fold } from './fold.ts';

const WORTH_A_LOOK = /\S[-./’'*_]\S/;
const JOINED = /[^\s]*[\p{L}\p{N}][-./*_]+[\p{L}\p{N}][^\s]*/gu;
const APOSTROPHE = /[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)+/gu;
/** Longer ones are links and file names, which nobody types in one word. */
const LONGEST_JOINED = 16;

/** The folded text, followed by further spellings of its words. */
export function searchableText(text: string, folded: string = fold(text)): string {
  if (!WORTH_A_LOOK.test(text)) return folded;
  const more: string[] = [];
  for (const [chunk] of text.matchAll(JOINED)) {
    const joined = fold(chunk).replaceAll(' ', '');
    if (joined.length <= LONGEST_JOINED) more.push(joined);
  }
  for (const [chunk] of text.matchAll(APOSTROPHE)) more.push(fold(chunk.replace(/['’]/g, ' ')));
  return more.length === 0 ? folded : `${folded} ${more.join(' ')}`;
}

// Text in a terminal, where a letter of China, Japan or Korea, and an emoji, is two columns wide. Pure.

import stringWidth from 'string-width';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** At most so many columns, the last then being "…". */
export function cutColumns(text: string, most: number): string {
  if (stringWidth(text) <= most) return text;
  let kept = '';
  let columns = 0;
  for (const { segment } of graphemes.segment(text)) {
    columns += stringWidth(segment);
    if (columns > most - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** Broken between words; a word that is longer than a line is cut. */
export function wrapColumns(text: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const joined = lines.length === 0 ? undefined : `${lines.at(-1)} ${word}`;
    if (joined !== undefined && stringWidth(joined) <= most) lines[lines.length - 1] = joined;
    else lines.push(cutColumns(word, most));
  }
  return lines;
}

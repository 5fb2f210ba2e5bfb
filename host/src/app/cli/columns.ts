// Text in a terminal, where a letter of China, Japan or Korea, and an emoji, is two columns wide. Pure.

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** https://www.unicode.org/reports/tr11/: wide and full-width forms. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

export function columnsOf(text: string): number {
  let columns = 0;
  for (const { segment } of graphemes.segment(text)) columns += widthOf(segment);
  return columns;
}

/** At most so many columns, the last then being "…". */
export function cutColumns(text: string, most: number): string {
  if (columnsOf(text) <= most) return text;
  let kept = '';
  let columns = 0;
  for (const { segment } of graphemes.segment(text)) {
    columns += widthOf(segment);
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
    if (joined !== undefined && columnsOf(joined) <= most) lines[lines.length - 1] = joined;
    else lines.push(cutColumns(word, most));
  }
  return lines;
}

function widthOf(grapheme: string): number {
  return WIDE.test(grapheme) ? 2 : 1;
}

// What no text from outside may carry into a line that people read. Pure.

/** Embeddings, overrides and isolates (https://www.unicode.org/reports/tr9/): they turn what stands around a text round.
 * Marks (U+200E, U+200F, U+061C) and joiners stay: Arabic, Hebrew, Indian scripts and emoji need them. */
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]+/gu;
/** Control characters, line and paragraph ends, byte order marks, and half characters, which a cut may leave. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u2028\u2029\ufeff]+/gu;

/** The same words on one line: changes of direction are taken out, whatever cannot be printed becomes one space, ends are
 * trimmed. Doing it twice changes nothing. */
export function oneLine(text: string): string {
  return text.replace(DIRECTION, '').replace(UNPRINTABLE, ' ').trim();
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** At most `most` characters as people count them, the last then being "…", and at most four times as many UTF-16 units: one
 * character may be made of any number of marks. */
export function cutLine(text: string, most: number): string {
  if (text.length <= most) return text;
  let kept = '';
  let count = 0;
  // Where the "…" goes when there turns out to be more.
  let room = 0;
  for (const { segment } of graphemes.segment(text)) {
    count += 1;
    if (count > most || kept.length + segment.length > most * 4) return `${kept.slice(0, room).trimEnd()}…`;
    kept += segment;
    if (count < most) room = kept.length;
  }
  return kept;
}

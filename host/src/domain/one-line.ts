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

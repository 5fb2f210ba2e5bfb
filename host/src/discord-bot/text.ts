// Text from outside made fit for Discord: no markup, no mention, no trick with direction or invisible characters survives,
// and nothing is longer than there is room for. Pure.

import { cutUnits } from '@tracord/shared/cut-text.ts';
import { escapeMarkup } from '@tracord/shared/discord-markup.ts';
import stringWidth from 'string-width';

/** What is drawn as nothing, or changes what stands around it: joiners, marks and overrides of direction, fillers, tags
 * (https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point). */
const IGNORABLE = /[\p{Default_Ignorable_Code_Point}\u2800]/u;
const CONTROL = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u;
const PICTOGRAPH = /[\p{Extended_Pictographic}\p{Emoji_Modifier}]/u;
const MARK = /\p{M}/u;
const JOINER = '\u200d';
const EMOJI_LOOK = '\ufe0f';
/** More marks than any script puts on one letter are there to run over the lines above. */
const MOST_MARKS = 3;

/** One line of what can be seen: ignorable characters are taken out (but for those within an emoji), whatever cannot be
 * printed becomes a space, spaces run together, ends are trimmed. Doing it twice changes nothing. */
export function plain(raw: string): string {
  const chars = [...raw];
  let text = '';
  let marks = 0;
  for (const [index, char] of chars.entries()) {
    if (IGNORABLE.test(char)) {
      if (belongsToEmoji(char, text, chars[index + 1])) text += char;
      continue;
    }
    marks = MARK.test(char) ? marks + 1 : 0;
    if (marks <= MOST_MARKS) text += CONTROL.test(char) ? ' ' : char;
  }
  return text.replace(/\s+/gu, ' ').trim();
}

function belongsToEmoji(char: string, before: string, next: string | undefined): boolean {
  const last = [...before.slice(-2)].at(-1) ?? '';
  if (char === EMOJI_LOOK) return PICTOGRAPH.test(last);
  return char === JOINER && (PICTOGRAPH.test(last) || last === EMOJI_LOOK) && PICTOGRAPH.test(next ?? '');
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** At most `most` characters as people count them, the last then being "…", and at most four times as many UTF-16 units. */
export function cut(text: string, most: number): string {
  let kept = '';
  let count = 0;
  // Where the "…" goes when there turns out to be more.
  let room = 0;
  for (const { segment } of graphemes.segment(text)) {
    count++;
    if (count > most || kept.length + segment.length > most * 4) return `${kept.slice(0, room).trimEnd()}…`;
    kept += segment;
    if (count < most) room = kept.length;
  }
  return kept;
}

/** For names of choices, labels of buttons and the like, where Discord draws no markup: at most `most` UTF-16 units, as
 * Discord counts them. */
export function label(raw: string, most: number): string {
  return cutUnits(plain(raw), most);
}

/** A line that reads as `raw` does, whatever stands in it. `most`: characters as people count them, before escaping. */
export function escapeText(raw: string, most = 100): string {
  return escapeMarkup(cut(plain(raw), most));
}

/** Columns that a line takes where letters are all alike. */
export function displayWidth(text: string): number {
  return stringWidth(text);
}

/** At most `columns` wide, the last then being "…". */
export function cutToWidth(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  let kept = '';
  let width = 0;
  for (const { segment } of graphemes.segment(text)) {
    width += stringWidth(segment);
    if (width > columns - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** A phone shows so many before it wraps. */
export const CODE_COLUMNS = 42;

/** Rows as they stand, in letters that are all alike, each at most `CODE_COLUMNS` wide. Nothing in them can end the block. */
export function codeBlock(rows: string[]): string {
  const lines = rows.map((row) => cutToWidth(visible(row), CODE_COLUMNS).replaceAll('`', "'"));
  return `\`\`\`\n${lines.join('\n')}\n\`\`\``;
}

/** As `plain`, but the spaces of a table stay. */
function visible(row: string): string {
  return row.replace(/[^ ]+/gu, (word) => plain(word)).trimEnd();
}

/** The first lines that fit into `room` UTF-16 units, their ends counted. */
export function linesWithin(lines: string[], room: number): string[] {
  let left = room;
  return lines.filter((line) => {
    left -= line.length + 1;
    return left >= 0;
  });
}

/** A time that Discord itself shows as "4 minutes ago" and keeps right. `atMs`: milliseconds since the epoch. */
export function timeAgo(atMs: number): string {
  return `<t:${Math.floor(atMs / 1000)}:R>`;
}

// Reads a tracklist from plain text as people and programs write it: times before or behind the names, in brackets or not, with or
// without numbers, "Artist - Title [LABEL]" or "Title by Artist", "w/" for what was played together. Pure. Never throws.

import type { ReadList, ReadRow } from './read-rows.ts';
import { counted, words } from './row-text.ts';

const CLOCK = String.raw`(?:(\d{1,2}):)?(\d{1,3}):(\d{1,2})`;
/** `[mm]` is the form for whole minutes; without brackets a number is something else. */
const TIME_BEFORE = new RegExp(String.raw`^(?:[[(]${CLOCK}[\])]|${CLOCK}(?=\s|$)|\[(\d{1,3})\])\s*(?:[-–—|]\s+)?`);
const TIME_BEHIND = new RegExp(String.raw`\s+(?:[-–—|]\s+)?(?:[[(]${CLOCK}[\])]|${CLOCK})$`);
const NUMBER = /^(\d{1,3})(?:[.)]\s+|\s+[-–—]\s+)/;
const TOGETHER = /^w\/\s*/i;
const SEPARATOR = /\s[-–—]\s/;
const LABEL = /\s\[([^[\]]+)\]$/;
const BYLINE = /^(.+) by (.+)$/;
const COMMENT = /^(?:#|\/\/)/;
const NOBODY = /^(?:ID|\?+|…|\.{3})$/i;

type Line = { text: string; startMs?: number; isTogether: boolean; isMarked: boolean };

export function readText(text: string): ReadList {
  const list: ReadList = { rows: [], notes: [] };
  const lines = linesOf(text);
  const isByline = hasBylines(lines);
  let skipped = 0;
  for (const line of lines) {
    const isRow = line.isMarked || SEPARATOR.test(line.text) || (isByline && BYLINE.test(line.text));
    if (isRow && line.text !== '') list.rows.push(row(line, list.rows.at(-1), isByline));
    else if (list.rows.length === 0 && list.name === undefined && line.text !== '') list.name = line.text;
    else if (line.text !== '') skipped++;
  }
  if (skipped > 0)
    list.notes.push(`${counted(skipped, 'line')} ${skipped === 1 ? 'is no track' : 'are no tracks'} and left out.`);
  if (list.rows.length === 0) list.notes.push('There is no track in this text: write "Artist - Title", one to a line.');
  return list;
}

function linesOf(text: string): Line[] {
  let count = 0;
  return text
    .replace(/^\ufeff/, '')
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .map(words)
    .filter((line) => line !== '' && !COMMENT.test(line))
    .map((line) => {
      const found = marked(line, count);
      if (found.isMarked || SEPARATOR.test(found.text)) count++;
      return found;
    });
}

/** Takes the number, the time and "w/" off a line. A number counts only where it is the next one, or begins anew: "311 - Amber" is
 * a song by 311. */
function marked(line: string, count: number): Line {
  const numbered = withoutNumber(line, count);
  const before = TIME_BEFORE.exec(numbered);
  const timed = before === null ? numbered : numbered.slice(before[0].length);
  const rest = before === null ? timed : withoutNumber(timed, count);
  const together = rest.replace(TOGETHER, '');
  const behind = before === null ? TIME_BEHIND.exec(together) : null;
  const startMs = timeOf(before ?? behind);
  return {
    text: (behind === null ? together : together.slice(0, behind.index)).trim(),
    ...(startMs === undefined ? {} : { startMs }),
    isTogether: together !== rest,
    isMarked: rest !== line || together !== rest || behind !== null,
  };
}

function withoutNumber(line: string, count: number): string {
  const number = NUMBER.exec(line);
  const isNext = number !== null && [1, count + 1].includes(Number(number[1]));
  return isNext ? line.slice(number[0].length) : line;
}

function timeOf(match: RegExpExecArray | null): number | undefined {
  if (match === null) return undefined;
  const [hours, minutes, seconds] = match.slice(1, 4).some((one) => one !== undefined)
    ? match.slice(1, 4)
    : match.slice(4, 7);
  const whole = match[7];
  return (Number(hours ?? 0) * 3600 + Number(minutes ?? whole ?? 0) * 60 + Number(seconds ?? 0)) * 1000;
}

/** Whether this is a list of "Title by Artist": then no line is "Artist - Title". */
function hasBylines(lines: Line[]): boolean {
  const bylines = lines.filter(({ text }) => BYLINE.test(text)).length;
  const dashed = lines.filter(({ text }) => SEPARATOR.test(text)).length;
  return bylines > 1 && bylines > dashed * 2 && bylines * 2 > lines.length;
}

function row(line: Line, before: ReadRow | undefined, isByline: boolean): ReadRow {
  const label = LABEL.exec(line.text)?.[1]?.trim();
  const text = label === undefined ? line.text : line.text.replace(LABEL, '').trim();
  const startMs = line.startMs ?? (line.isTogether ? before?.startMs : undefined);
  return {
    ...names(text, isByline),
    ...(startMs === undefined ? {} : { startMs }),
    ...(label === undefined ? {} : { label }),
  };
}

function names(text: string, isByline: boolean): { artist: string; title: string } {
  if (NOBODY.test(text)) return { artist: 'ID', title: 'ID' };
  const [, titled, by] = (isByline ? BYLINE.exec(text) : null) ?? [];
  if (titled !== undefined && by !== undefined) return { artist: by, title: titled };
  const separator = SEPARATOR.exec(text);
  if (separator === null) return { artist: '', title: text };
  return {
    artist: text.slice(0, separator.index).trim(),
    title: text.slice(separator.index + separator[0].length).trim(),
  };
}

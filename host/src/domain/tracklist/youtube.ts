// Chapters for the description of a YouTube video. Pure.
// https://support.google.com/youtube/answer/9884579: the first at 0:00, at least three, ascending, each at least 10 s long.
// https://developers.google.com/youtube/v3/docs/videos#snippet.description: at most 5,000 bytes, neither "<" nor ">".
// Titles beyond 100 characters are never shown whole.

import { cutUnits } from '@tracord/shared/cut-text.ts';
import { clockText, counted, fromBeginning, nameLine, TEXT, timeNotes, utf8Bytes } from './row-text.ts';
import type { Tracklist, Written } from './tracklist.ts';

const SHORTEST_SECONDS = 10;
const FEWEST = 3;
const MOST_BYTES = 5_000;
const LONGEST_TITLE = 100;
/** A title cut below that says too little: then tracks at the end are left out. */
const SHORTEST_TITLE = 24;

/** `at`: in seconds; absent where no times are known. */
type Chapter = { at?: number; title: string; rows: number };
type TimedChapter = Chapter & { at: number };

export function writeYoutube(given: Tracklist): Written {
  const { list, notes } = fromBeginning(given);
  const { lines, rows } = fitted(list.untimed ? untimed(list) : begun(merged(list, notes), notes), notes);
  if (!list.untimed && lines.length < FEWEST) {
    notes.push(
      `YouTube makes chapters of three or more: ${lines.length === 0 ? 'there is none' : `here are ${lines.length}`}.`,
    );
  }
  notes.push(...timeNotes(list));
  return { text: lines.map((line) => `${line}\n`).join(''), type: TEXT, extension: 'youtube.txt', rows, notes };
}

function untimed(list: Tracklist): Chapter[] {
  return list.rows.map((row) => ({ title: allowed(nameLine(row)), rows: 1 }));
}

/** Rows that would be too short, the last one of the video too, become one chapter with the row before. */
function merged(list: Tracklist, notes: string[]): TimedChapter[] {
  const chapters: TimedChapter[] = [];
  const endsAt = list.lengthMs === undefined ? Number.POSITIVE_INFINITY : Math.floor(list.lengthMs / 1000);
  for (const row of list.rows) {
    const at = Math.floor(row.startMs / 1000);
    const title = allowed(nameLine(row));
    const before = chapters.at(-1);
    const isShort = before !== undefined && (at - before.at < SHORTEST_SECONDS || endsAt - at < SHORTEST_SECONDS);
    if (isShort)
      chapters[chapters.length - 1] = { ...before, title: `${before.title} / ${title}`, rows: before.rows + 1 };
    else chapters.push({ at, title, rows: 1 });
  }
  const lost = list.rows.length - chapters.length;
  if (lost > 0) notes.push(`${counted(lost, 'track')} shorter than 10 s stand with the track before.`);
  return chapters;
}

/** A first track within 10 s is pulled to 0:00; before a later one stands "Intro". */
function begun(chapters: TimedChapter[], notes: string[]): TimedChapter[] {
  const [first, ...rest] = chapters;
  if (first === undefined || first.at === 0) return chapters;
  if (first.at >= SHORTEST_SECONDS) {
    notes.push(`"Intro" stands at 0:00: the first track begins at ${clockText(first.at * 1000)}.`);
    return [{ at: 0, title: 'Intro', rows: 0 }, ...chapters];
  }
  notes.push(`The first track stands at 0:00; it begins at ${clockText(first.at * 1000)}.`);
  return [{ ...first, at: 0 }, ...rest];
}

function fitted(chapters: Chapter[], notes: string[]): { lines: string[]; rows: number } {
  const most = longestFitting((length) => linesOf(chapters, length).length === chapters.length);
  const lines = linesOf(chapters, most);
  const kept = chapters.slice(0, lines.length);
  const cut = chapters.filter(({ title }) => title.length > most).length;
  if (cut > 0) notes.push(`${counted(cut, 'title')} cut to ${most} characters.`);
  const rows = rowsIn(kept);
  const left = rowsIn(chapters) - rows;
  if (left > 0) notes.push(`${counted(left, 'track')} at the end left out: a description holds 5,000 bytes.`);
  return { lines, rows };
}

/** As many as a description holds, with titles of at most so many characters. */
function linesOf(chapters: Chapter[], longest: number): string[] {
  const lines: string[] = [];
  let bytes = 0;
  for (const { at, title } of chapters) {
    const next = line(at, cutUnits(title, longest));
    bytes += utf8Bytes(next) + 1;
    if (bytes > MOST_BYTES) break;
    lines.push(next);
  }
  return lines;
}

function rowsIn(chapters: Chapter[]): number {
  return chapters.reduce((sum, { rows }) => sum + rows, 0);
}

/** The longest title that still fits, the shortest one where none does. */
function longestFitting(fits: (length: number) => boolean): number {
  if (fits(LONGEST_TITLE)) return LONGEST_TITLE;
  let [fitting, tooLong] = [SHORTEST_TITLE, LONGEST_TITLE];
  while (tooLong - fitting > 1) {
    const middle = Math.floor((fitting + tooLong) / 2);
    if (fits(middle)) fitting = middle;
    else tooLong = middle;
  }
  return fitting;
}

function line(at: number | undefined, title: string): string {
  return at === undefined ? title : `${clockText(at * 1000)} ${title}`;
}

function allowed(title: string): string {
  return title.replaceAll('<', '‹').replaceAll('>', '›');
}

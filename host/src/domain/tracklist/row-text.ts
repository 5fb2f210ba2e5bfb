// What the formats share: names and times of rows as text, cut to what a format takes. Pure.

import { localTime } from '#domain/csv.ts';
import { oneLine } from '#domain/one-line.ts';
import type { Tracklist, TracklistRow } from './tracklist.ts';

export const TEXT = 'text/plain; charset=utf-8';

const ID = 'ID';

/** One line with single blanks. */
export function words(text: string): string {
  return oneLine(text).replace(/\s+/gu, ' ');
}

/** What people read. A masked row is "ID" and "ID". */
export function named({ artist, title, display }: Pick<TracklistRow, 'artist' | 'title' | 'display'>): {
  artist: string;
  title: string;
} {
  if (artist === ID && title === ID) return { artist: ID, title: ID };
  return { artist: words(display.artist), title: words(display.title) || words(title) || ID };
}

/** "Artist - Title", the title alone where no artist is known. */
export function nameLine(row: TracklistRow, between = ' - '): string {
  const { artist, title } = named(row);
  return artist === '' ? title : `${artist}${between}${title}`;
}

/** 62_999 -> "1:02", 3_725_000 -> "1:02:05": the second that has begun. */
export function clockText(ms: number): string {
  const total = Math.floor(ms / 1000);
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor(total / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(total % 60)}` : `${minutes}:${two(total % 60)}`;
}

/** As clockText, with two digits of minutes: "01:02". */
export function paddedClock(ms: number): string {
  return clockText(ms).replace(/^\d:\d\d$/, '0$&');
}

/** On the clock of the list; on the wall clock the time of the day. Empty where no times are known. */
export function timeText(list: Tracklist, row: TracklistRow): string {
  if (list.untimed) return '';
  return list.clock === 'wall' ? localTime(list.zeroAt + row.startMs).slice(11) : clockText(row.startMs);
}

/** When a row began, or the list: ms since the epoch, where that is known. */
export function beganAt(list: Tracklist, row: Pick<TracklistRow, 'startMs'> | undefined): number | undefined {
  return list.zeroAt > 0 ? list.zeroAt + (row?.startMs ?? 0) : undefined;
}

/** For formats that count from a beginning: a list by the time of the day counts from its first track. */
export function fromBeginning(list: Tracklist): { list: Tracklist; notes: string[] } {
  if (list.clock !== 'wall') return { list, notes: [] };
  const first = list.rows[0]?.startMs ?? 0;
  const rows = list.rows.map((row) => ({
    ...row,
    startMs: row.startMs - first,
    ...(row.endMs === undefined ? {} : { endMs: row.endMs - first }),
  }));
  const length = list.lengthMs === undefined ? {} : { lengthMs: Math.max(0, list.lengthMs - first) };
  const { files: _files, ...rest } = list;
  return {
    list: { ...rest, clock: 'list', zeroAt: list.zeroAt + first, rows, ...length },
    notes: ['Times count from the first track: this format knows no time of the day.'],
  };
}

/** What is to be said of any list with times. */
export function timeNotes(list: Tracklist): string[] {
  if (list.untimed) return ['The list says no times.'];
  const rough = list.rows.filter((row) => row.rough).length;
  return rough === 0 ? [] : [`${counted(rough, 'start')} ${rough === 1 ? 'is' : 'are'} only known to some seconds.`];
}

/** (1, 'track') -> "1 track", (2, 'track') -> "2 tracks". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

export function utf8Bytes(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

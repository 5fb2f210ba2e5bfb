// Reads a cue sheet: ours, those of burners and rippers, and those that rekordbox and Mixxx write of a recording. Pure. Never throws.
// Dialects: rekordbox's INDEX is HH:MM:SS (its REM RECORDED_BY says who wrote it), and its artist may stand in REM PERFORMER; Mixxx
// writes an empty PERFORMER and puts "Artist — Title" into TITLE; some sheets have only INDEX 00.

import type { ReadList, ReadRow } from './read-rows.ts';
import { words } from './row-text.ts';

const FRAMES_PER_SECOND = 75;
const TIME = /^(\d{1,4}):(\d{1,2}):(\d{1,2})$/;

type Track = {
  title: string;
  performer?: string;
  label?: string;
  dj?: string;
  rough?: true;
  index: Map<number, number>;
};

type State = {
  list: ReadList;
  tracks: Track[];
  isRekordbox: boolean;
  files: number;
  bad: number;
  startMs: number;
  nextStartMs?: number;
};

/** Without a TRACK in it there are no rows, and a note says so. */
export function readCue(text: string): ReadList {
  const state: State = { list: { rows: [], notes: [] }, tracks: [], isRekordbox: false, files: 0, bad: 0, startMs: 0 };
  for (const line of text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)) readLine(state, line.trim());
  const { list, tracks, bad, files } = state;
  list.rows = tracks.map((track) => row(track, list.performer));
  if (tracks.length === 0) list.notes.push('There is no TRACK in this cue sheet.');
  if (bad > 0) list.notes.push(`Of ${bad} ${bad === 1 ? 'INDEX' : 'INDEX lines'} the time cannot be read.`);
  if (files > 0) list.notes.push(`Times count from the beginning of each of ${files + 1} files.`);
  return list;
}

export function isCue(text: string): boolean {
  return /^\s*TRACK\s+\d+\s+AUDIO\s*$/im.test(text);
}

function readLine(state: State, line: string): void {
  const [, command = '', rest = ''] = /^(\S+)\s*(.*)$/s.exec(line) ?? [];
  const track = state.tracks.at(-1);
  switch (command.toUpperCase()) {
    case 'REM':
      readRemark(state, track, rest);
      break;
    case 'TRACK':
      state.tracks.push({ title: '', index: new Map() });
      break;
    case 'TITLE':
      if (track !== undefined) track.title = value(rest);
      else state.list.name = value(rest) || undefined;
      break;
    case 'PERFORMER':
      if (track !== undefined) track.performer = value(rest);
      else state.list.performer = value(rest) || undefined;
      break;
    case 'FILE':
      readFile(state, rest);
      break;
    case 'INDEX':
      readIndex(state, track, rest);
  }
}

function readRemark(state: State, track: Track | undefined, rest: string): void {
  const [, name = '', text = ''] = /^(\S+)\s*(.*)$/s.exec(rest) ?? [];
  const said = value(text);
  switch (name.toUpperCase()) {
    case 'RECORDED_BY':
      state.isRekordbox ||= /rekordbox/i.test(said);
      return;
    case 'PERFORMER':
      if (track !== undefined) track.performer ??= said;
      return;
    case 'LABEL':
      if (track !== undefined && said !== '') track.label = said;
      return;
    case 'DJ':
      if (track !== undefined && said !== '') track.dj = said;
      return;
    case 'FILE_START':
      state.nextStartMs = timeOf(said, false);
      break;
    case 'ROUGH':
      if (track !== undefined) track.rough = true;
  }
}

/** The last file that is named before a TRACK, or between two, holds what follows; one within a track is where it was played from. */
function readFile(state: State, rest: string): void {
  const file = value(rest.replace(/\s+\S+$/, ''));
  const track = state.tracks.at(-1);
  const isWithin = state.isRekordbox && track !== undefined;
  if (isWithin) return;
  // Where it is said where a file begins, times go on over all of them.
  if (state.list.media !== undefined && file !== state.list.media && state.nextStartMs === undefined) state.files++;
  state.startMs = state.nextStartMs ?? 0;
  state.nextStartMs = undefined;
  state.list.media ??= file;
}

function readIndex(state: State, track: Track | undefined, rest: string): void {
  const [, number = '', time = ''] = /^(\d+)\s+(\S+)/.exec(rest) ?? [];
  const ms = timeOf(time, state.isRekordbox);
  if (track === undefined) return;
  if (ms === undefined) state.bad++;
  else track.index.set(Number(number), state.startMs + ms);
}

function timeOf(time: string, isRekordbox: boolean): number | undefined {
  const match = TIME.exec(time);
  if (match === null) return undefined;
  const [first = 0, second = 0, third = 0] = match.slice(1).map(Number);
  return isRekordbox
    ? (first * 3600 + second * 60 + third) * 1000
    : Math.round((first * 60 + second + third / FRAMES_PER_SECOND) * 1000);
}

function row({ title, performer, label, dj, rough, index }: Track, album?: string): ReadRow {
  const [, artist = '', rest = ''] = performer === '' ? (/^(.+?)\s+—\s+(.+)$/.exec(title) ?? []) : [];
  const startMs = index.get(1) ?? index.get(0);
  return {
    artist: artist || (performer ?? album ?? ''),
    title: rest || title,
    ...(startMs === undefined ? {} : { startMs }),
    ...(label === undefined ? {} : { label }),
    ...(dj === undefined ? {} : { performer: dj }),
    ...(rough ? { rough } : {}),
  };
}

/** In quotes or not; there is no way to write a quote. */
function value(text: string): string {
  const [, inside] = /^"(.*?)"?$/.exec(text.trim()) ?? [];
  return words(inside ?? text);
}

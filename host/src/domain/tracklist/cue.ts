// A cue sheet for the recording: which track begins where in one file. Pure.
// https://www.gnu.org/software/ccd2cue/manual/html_node/CUE-sheet-format.html: 75 frames a second, tracks 01 to 99, no way to write a
// double quote. Minutes may pass 99: players and recorders write "104:18:00".

import { localTime } from '#domain/csv.ts';
import { baseName } from './file-name.ts';
import { beganAt, counted, fromBeginning, named, timeNotes, words } from './row-text.ts';
import type { Tracklist, TracklistRow, Written } from './tracklist.ts';

const FRAMES_PER_SECOND = 75;
const FRAMES_PER_MINUTE = 60 * FRAMES_PER_SECOND;
const MOST_TRACKS = 99;

/** More than 99 tracks make several sheets, each for the same file, numbered as the discs of an album are. Numbers begin at 01 in
 * each; times count from the beginning of the file in all of them. */
export function writeCue(given: Tracklist): Written {
  const { list, notes } = fromBeginning(given);
  const sheets: TracklistRow[][] = [];
  for (let at = 0; at < list.rows.length; at += MOST_TRACKS) sheets.push(list.rows.slice(at, at + MOST_TRACKS));
  const texts = sheets.map((rows, index) => sheet(list, rows, { number: index + 1, of: sheets.length }));
  const first = texts[0] ?? sheet(list, [], { number: 1, of: 1 });
  return {
    text: texts.length > 1 ? texts.join('\r\n') : first,
    type: 'application/x-cue; charset=utf-8',
    extension: 'cue',
    rows: list.rows.length,
    notes: [
      ...notes,
      ...timeNotes(list),
      ...(list.rows.length === 0 ? ['There is no track in the list.'] : []),
      ...(isFileMissing(list) && list.rows.length > 0
        ? ['The name of the recording is not known: write it into the line FILE.']
        : []),
      ...(texts.length > 1
        ? [`A cue sheet holds 99 tracks: these ${counted(list.rows.length, 'track')} are ${texts.length} sheets.`]
        : []),
    ],
    ...(texts.length > 1 ? { parts: texts } : {}),
  };
}

function isFileMissing({ media, files }: Tracklist): boolean {
  return files === undefined ? media === undefined : files.some(({ name }) => name === undefined);
}

/** 1_000 -> "00:01:00". To the nearest frame. */
export function cueTime(ms: number): string {
  const total = Math.round((ms * FRAMES_PER_SECOND) / 1000);
  const minutes = Math.floor(total / FRAMES_PER_MINUTE);
  const seconds = Math.floor(total / FRAMES_PER_SECOND) % 60;
  return [minutes, seconds, total % FRAMES_PER_SECOND].map((value) => String(value).padStart(2, '0')).join(':');
}

function sheet(list: Tracklist, rows: TracklistRow[], disc: { number: number; of: number }): string {
  const { performers, name } = list;
  const at = beganAt(list, list.rows[0]);
  const lines = [
    ...(at === undefined ? [] : [`REM DATE ${localTime(at).slice(0, 10)}`]),
    ...(disc.of > 1 ? [`REM DISCNUMBER ${disc.number}`, `REM TOTALDISCS ${disc.of}`] : []),
    'REM COMMENT "TraCord"',
    ...(performers.length > 0 ? [`PERFORMER ${quoted(performers.join(' & '))}`] : []),
    ...(name === undefined ? [] : [`TITLE ${quoted(name)}`]),
    ...filesOf(list).flatMap(({ name, startMs, endMs, isFirst }) => {
      const here = rows.flatMap((row, index) =>
        startMs <= row.startMs && row.startMs < endMs ? [{ row, index }] : [],
      );
      if (here.length === 0 && !isFirst) return [];
      return [
        ...(isFirst ? [] : [`REM FILE_START ${cueTime(startMs)}`]),
        `FILE ${quoted(name)} ${fileType(name)}`,
        ...here.flatMap(({ row, index }) => track(row, index, row.startMs - startMs)),
      ];
    }),
  ];
  return lines.map((line) => `${line}\r\n`).join('');
}

type CueFile = { name: string; startMs: number; endMs: number; isFirst: boolean };

/** A recording in several files is named file by file; times count from the beginning of each. What REM FILE_START says is only for
 * reading the sheet back. */
function filesOf(list: Tracklist): CueFile[] {
  const { files = [{ name: list.media, startMs: 0 }] } = list;
  return files.map(({ name, startMs }, index) => ({
    name: name ?? `${baseName(list)}${files.length > 1 ? ` ${index + 1}` : ''}.wav`,
    ...{ startMs, endMs: files[index + 1]?.startMs ?? Number.POSITIVE_INFINITY, isFirst: index === 0 },
  }));
}

/** `atMs`: in its file. The empty performer says that nobody is known, lest the DJ be taken for the artist. */
function track(row: TracklistRow, index: number, atMs: number): string[] {
  const { artist, title } = named(row);
  const lines = [
    `TITLE ${quoted(title)}`,
    `PERFORMER ${quoted(artist)}`,
    ...(row.label === undefined ? [] : [`REM LABEL ${quoted(row.label)}`]),
    ...(row.performer === undefined ? [] : [`REM DJ ${quoted(row.performer)}`]),
    ...(row.rough ? ['REM ROUGH'] : []),
    `INDEX 01 ${cueTime(atMs)}`,
  ];
  return [`  TRACK ${String(index + 1).padStart(2, '0')} AUDIO`, ...lines.map((line) => `    ${line}`)];
}

function quoted(text: string): string {
  return `"${words(text).replaceAll('"', "'")}"`;
}

function fileType(file: string): string {
  if (/\.mp3$/i.test(file)) return 'MP3';
  return /\.aiff?$/i.test(file) ? 'AIFF' : 'WAVE';
}

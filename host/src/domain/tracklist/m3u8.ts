// A playlist of the files for players: extended M3U in UTF-8. Pure.
// https://www.rfc-editor.org/rfc/rfc8216#section-4 has the form of the lines; the playlists of players came before it.

import { counted, nameLine } from './row-text.ts';
import type { Tracklist, TracklistRow, WriteOptions, Written } from './tracklist.ts';

/** Whole paths only in clear; else the names of the files alone, for a playlist that lies beside them. */
export function writeM3u8(list: Tracklist, { inClear = false }: WriteOptions = {}): Written {
  const filed = list.rows.filter((row) => row.path !== undefined);
  const lines = filed.flatMap((row) => [
    `#EXTINF:${row.durationMs === undefined ? -1 : Math.round(row.durationMs / 1000)},${nameLine(row)}`,
    place(row.path ?? '', inClear),
  ]);
  const notes = filelessNotes(list.rows.filter((row) => row.path === undefined));
  if (!inClear && filed.length > 0) {
    notes.push('Without folders: put the playlist beside the files, or export it in clear for yourself.');
  }
  return {
    text: ['#EXTM3U', ...lines].map((line) => `${line}\n`).join(''),
    ...{ type: 'audio/x-mpegurl; charset=utf-8', extension: 'm3u8', rows: filed.length, notes },
  };
}

/** What a playlist of files cannot hold, as sentences. */
export function filelessNotes(rows: TracklistRow[]): string[] {
  const masked = rows.filter((row) => row.masked).length;
  const unknown = rows.length - masked;
  return [
    ...(masked > 0 ? [`${counted(masked, 'masked track')} left out.`] : []),
    ...(unknown > 0 ? [`${counted(unknown, 'track')} left out: not in your collection.`] : []),
  ];
}

/** One line; a name that begins with "#" would be a comment. */
function place(path: string, inClear: boolean): string {
  const line = path.replace(/[\r\n]+/g, ' ');
  const text = inClear ? line : line.slice(Math.max(line.lastIndexOf('/'), line.lastIndexOf('\\')) + 1);
  return text.startsWith('#') ? `./${text}` : text;
}

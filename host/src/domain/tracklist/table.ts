// A tracklist as a table for spreadsheets. Pure.

import { csv, localTime } from '#domain/csv.ts';
import { beganAt, timeText } from './row-text.ts';
import type { Tracklist, Written } from './tracklist.ts';

const COLUMNS = [
  'place',
  'time',
  'played at',
  'artist',
  'title',
  'mix',
  'label',
  'album',
  'genre',
  'catalogue number',
  'bpm',
  'key',
  'length',
  'dj',
  'deck',
  'remark',
];

/** `time`: on the clock of the list; `played at`: on the wall clock, of a plan `starts at`; `length`: of the file, in seconds. */
export function writeTable(list: Tracklist): Written {
  const rows = list.rows.map((row, index) => {
    const at = list.untimed ? undefined : beganAt(list, row);
    return [
      index + 1,
      timeText(list, row),
      at === undefined ? undefined : localTime(at),
      row.artist,
      row.title,
      row.mix,
      row.label,
      row.album,
      row.genre,
      row.catalogNo,
      row.bpm === undefined ? undefined : Math.round(row.bpm * 100) / 100,
      row.key?.camelot,
      row.durationMs === undefined ? undefined : Math.round(row.durationMs / 1000),
      row.performer,
      row.deck,
      [...(row.rough ? ['rough'] : []), ...(row.masked ? ['masked'] : []), ...(row.remarks ?? [])].join(', '),
    ];
  });
  const columns = list.planned ? COLUMNS.map((name) => (name === 'played at' ? 'starts at' : name)) : COLUMNS;
  return {
    text: csv([columns, ...rows]),
    ...{ type: 'text/csv; charset=utf-8', extension: 'csv', rows: rows.length, notes: [] },
  };
}

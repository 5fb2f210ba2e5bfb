// A tracklist as JSON for other programs, in a shape that stays. Pure.

import type { KeyView } from '@tracord/shared/topics.ts';
import { timeText } from './row-text.ts';
import type { Tracklist, TracklistRow, Written } from './tracklist.ts';

/** Members are only ever added; should one go or mean something else, `version` rises. An absent member is not known. */
export type TracklistJson = {
  format: 'tracord-tracklist';
  version: 1;
  /** Id of the set. */
  set: string;
  name?: string;
  performers: string[];
  /** What `startMs` counts on: the time of the day, a recording, a stream, or from the first track. */
  clock: Tracklist['clock'];
  /** When that clock was 0: ISO 8601, UTC. */
  zeroAt?: string;
  lengthMs?: number;
  /** Name of the recorded file. */
  media?: string;
  rows: TracklistJsonRow[];
};

type TracklistJsonRow = {
  /** 1, 2, 3 … */
  place: number;
  /** From the beginning of the clock; absent where no times are known. */
  startMs?: number;
  endMs?: number;
  /** The start as people read it. */
  time?: string;
  /** "ID" and "ID" where the DJ does not say what it was: then nothing else of the track is here. */
  artist: string;
  title: string;
  mix?: string;
  /** Cleaned, with its mix. */
  display: { artist: string; title: string };
  label?: string;
  album?: string;
  genre?: string;
  catalogNo?: string;
  bpm?: number;
  key?: KeyView;
  /** Length of the file. */
  durationMs?: number;
  /** Who played it. */
  performer?: string;
  deck?: string;
  masked?: true;
  /** The start is only known to some seconds. */
  rough?: true;
  /** Only in what the DJ writes for themselves. */
  path?: string;
};

export function writeJson(list: Tracklist): Written {
  const { name, performers, clock, zeroAt, lengthMs, media } = list;
  const value: TracklistJson = {
    ...{ format: 'tracord-tracklist', version: 1, set: list.setId, name, performers, clock },
    ...{ zeroAt: zeroAt > 0 ? new Date(zeroAt).toISOString() : undefined, lengthMs, media },
    rows: list.rows.map((row, index) => jsonRow(list, row, index + 1)),
  };
  return {
    text: `${JSON.stringify(value, null, 2)}\n`,
    ...{ type: 'application/json; charset=utf-8', extension: 'json', rows: list.rows.length, notes: [] },
  };
}

function jsonRow(list: Tracklist, row: TracklistRow, place: number): TracklistJsonRow {
  const { startMs, endMs, artist, title, mix, display, label, album, genre, catalogNo, bpm, key } = row;
  const { durationMs, performer, deck, masked, rough, path } = row;
  return {
    place,
    ...(list.untimed ? {} : { startMs, endMs, time: timeText(list, row) }),
    ...{ artist, title, mix, display, label, album, genre, catalogNo, bpm, key, durationMs },
    ...{ performer, deck, masked, rough, path },
  };
}

// Rows as they were read from a cue sheet or a text, and a tracklist made of them. Pure.

import type { Tracklist } from './tracklist.ts';

/** Without `startMs` nothing is said of when. "ID" and "ID" is a track that nobody named. */
export type ReadRow = {
  startMs?: number;
  artist: string;
  title: string;
  label?: string;
  performer?: string;
  rough?: true;
};

/** `notes`: what was understood in one of several ways, or not at all, as sentences. */
export type ReadList = { name?: string; performer?: string; media?: string; rows: ReadRow[]; notes: string[] };

/** A tracklist that can be written in every format. Rows without a time begin with the row before; where none has one, the list has
 * no times. Times that go back are put in order. */
export function tracklistOf(read: ReadList): Tracklist {
  const isTimed = read.rows.some(({ startMs }) => startMs !== undefined);
  let last = 0;
  const rows = read.rows.map((row, index) => {
    const { artist, title, label, performer, rough } = row;
    last = row.startMs ?? last;
    return {
      ...{ playId: `row-${index + 1}`, startMs: last, artist, title, display: { artist, title } },
      ...{ label, performer, rough },
    };
  });
  return {
    ...{ setId: 'read', name: read.name, performers: read.performer === undefined ? [] : [read.performer] },
    ...{ clock: 'list', zeroAt: 0, media: read.media, ...(isTimed ? {} : { untimed: true }) },
    rows: rows.sort((a, b) => a.startMs - b.startMs),
  };
}

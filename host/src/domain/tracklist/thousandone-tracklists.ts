// A tracklist to paste into 1001tracklists.com: "[12:34] Artist - Title (Mix) [LABEL]", "ID - ID", and "w/ Artist - Title" for what
// was played together with the row above. Pure. There is no public interface and no specification; the form is the one of the lists
// that are shown there.

import { counted, fromBeginning, named, nameLine, paddedClock, TEXT, timeNotes, words } from './row-text.ts';
import type { Tracklist, TracklistRow, Written } from './tracklist.ts';

/** Tracks that begin within so many ms of a row are played together with it. */
const TOGETHER_MS = 10_000;

export function writeThousandOne(given: Tracklist): Written {
  const { list, notes } = fromBeginning(given);
  let rowAt: number | undefined;
  let together = 0;
  const lines = list.rows.map((row) => {
    if (list.untimed) return name(row);
    if (rowAt !== undefined && row.startMs - rowAt < TOGETHER_MS) {
      together++;
      return `w/ ${name(row)}`;
    }
    rowAt = row.startMs;
    return `[${paddedClock(row.startMs)}] ${name(row)}`;
  });
  if (together > 0)
    notes.push(`${counted(together, 'track')} that began within 10 s of another stand below it with "w/".`);
  return {
    ...{
      text: lines.map((line) => `${line}\n`).join(''),
      type: TEXT,
      extension: '1001tracklists.txt',
      rows: list.rows.length,
    },
    notes: [...notes, ...timeNotes(list)],
  };
}

function name(row: TracklistRow): string {
  const label = words(row.label ?? '').replace(/[[\]]/g, '');
  // The site wants both names: an unknown artist is an ID.
  const line = named(row).artist === '' ? `ID - ${nameLine(row)}` : nameLine(row);
  return label === '' ? line : `${line} [${label}]`;
}

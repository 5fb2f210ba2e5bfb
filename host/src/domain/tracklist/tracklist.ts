// A set as a list to be written out: one model for every format. Times are on one clock, from its 0. Pure types.

import type { KeyView } from '@tracord/shared/topics.ts';

/** `startMs` ≥ 0, ascending. A masked row has "ID" for artist and title and nothing else of its track. `path`, `trackId`: never
 * where the list is for others. */
export type TracklistRow = {
  playId: string;
  startMs: number;
  endMs?: number;
  artist: string;
  title: string;
  mix?: string;
  /** As people read it, cleaned, with its mix. */
  display: { artist: string; title: string };
  label?: string;
  album?: string;
  genre?: string;
  catalogNo?: string;
  bpm?: number;
  key?: KeyView;
  durationMs?: number;
  trackId?: string;
  path?: string;
  /** Id of its cover, "/artwork/<id>". */
  cover?: string;
  performer?: string;
  deck?: string;
  masked?: true;
  rough?: true;
};

export type Tracklist = {
  setId: string;
  name?: string;
  performers: string[];
  /** The clock the times are on; `list`: from the first track. */
  clock: 'wall' | 'recording' | 'stream' | 'list';
  /** When that clock was 0, ms since the epoch. */
  zeroAt: number;
  /** How long the recording, stream or set is, where it is over. */
  lengthMs?: number;
  /** Name of the recorded file, without its folder. */
  media?: string;
  rows: TracklistRow[];
};

/** A list written out. `notes`: what had to be left out, shortened or merged, as sentences. */
export type Written = { text: string; type: string; extension: string; rows: number; notes: string[] };

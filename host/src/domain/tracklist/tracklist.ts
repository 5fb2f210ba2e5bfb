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
  /** What a table says beside the row: "locked". */
  remarks?: string[];
};

export type Tracklist = {
  setId: string;
  name?: string;
  performers: string[];
  /** The clock the times are on; `list`: from the first track. */
  clock: 'wall' | 'recording' | 'stream' | 'list';
  /** When that clock was 0, ms since the epoch; 0: not known. */
  zeroAt: number;
  /** How long the recording, stream or set is, where it is over. */
  lengthMs?: number;
  /** Name of the recorded file, without its folder. */
  media?: string;
  /** Where OBS split the recording and the list runs over all its files: each, and where it begins on the list's clock. */
  files?: { name?: string; startMs: number }[];
  /** Nothing is known of the times: every `startMs` is 0, and no format writes one. */
  untimed?: true;
  /** Nothing of it was played yet: its times are to come. */
  planned?: true;
  /** What is to be said of the list in whatever format, as sentences: which tracks are not in it. */
  notes?: string[];
  rows: TracklistRow[];
};

/** What some formats are given beside the list. */
export type WriteOptions = {
  /** A line of the plain text, see the setting `sets.line`. */
  line?: string;
  /** Data URIs by the ids of covers. */
  covers?: ReadonlyMap<string, string>;
  /** What Traktor calls a file, by track id: VOLUME + DIR + FILE. */
  traktorKeys?: ReadonlyMap<string, string>;
  /** The folders of files may be written. */
  inClear?: boolean;
};

/** A list written out. `rows`: how many rows of the list stand in it, merged ones too. `notes`: what had to be left out, shortened or
 * merged, as sentences. `parts`: where it has to be used in several pieces (cue sheets of 99 tracks, messages), these, in order;
 * `text` then holds them all. */
export type Written = {
  text: string;
  type: string;
  extension: string;
  rows: number;
  notes: string[];
  parts?: string[];
};

export type TracklistWriter = (list: Tracklist, options?: WriteOptions) => Written;

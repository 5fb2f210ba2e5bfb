// What a library knows of a track, whatever source said it. Units stand in the names; an absent field is not known. Pure.

import type { MusicalKey } from './musical-key.ts';

export type CueKind = 'cue' | 'fade-in' | 'fade-out' | 'load' | 'grid' | 'loop';

export type Cue = {
  kind: CueKind;
  /** Absent where the DJ gave none. */
  name?: string;
  startMs: number;
  /** Loops only. */
  lengthMs?: number;
  /** Pad 1–8; absent: not a hot cue. */
  hotCue?: number;
  /** `#RRGGBB`. */
  color?: string;
  /** Grid markers with a tempo of their own. */
  bpm?: number;
  /** Place in its program's list; absent: 0. */
  order?: number;
  /** Absent: without end. */
  repeats?: number;
};

/** The fields one source can state of a track. Dates are `yyyy-mm-dd`. */
export type TrackFields = {
  artist?: string;
  title?: string;
  mix?: string;
  remixer?: string;
  producer?: string;
  album?: string;
  albumTrack?: number;
  albumTracks?: number;
  genre?: string;
  label?: string;
  catalogNo?: string;
  comment?: string;
  comment2?: string;
  lyrics?: string;
  /** The key as text in whatever notation its owner chose. */
  keyText?: string;
  key?: MusicalKey;
  trackBpm?: number;
  /** 0–100. */
  bpmQuality?: number;
  /** How clear the beats are, as older versions of Traktor state it. */
  bpmCoherence?: number;
  durationMs?: number;
  /** Bits per second. */
  bitrateBps?: number;
  fileSizeKib?: number;
  /** 0–5. */
  stars?: number;
  /** 0–255 as stored. */
  ranking?: number;
  playCount?: number;
  importedOn?: string;
  lastPlayedOn?: string;
  releasedOn?: string;
  /** 0 none, 1–7. */
  color?: number;
  flags?: number;
  locked?: boolean;
  /** When the lock was last set or taken away: local time, `yyyy-mm-ddThh:mm:ss`. */
  lockChangedAt?: string;
  peakDb?: number;
  perceivedDb?: number;
  analyzedDb?: number;
  coverArtId?: string;
  /** Local time, `yyyy-mm-ddThh:mm:ss`. */
  modifiedAt?: string;
  authorType?: string;
  audioId?: string;
  /** The drive's serial number (Windows) or name. */
  volumeId?: string;
  cues?: Cue[];
  /** Stem names and colours, as Traktor stores them (JSON text). */
  stems?: string;
  /** Loop or one-shot of a remix deck, as stored. */
  sample?: Record<string, string>;
  /** Attributes and elements this version does not know, kept as they were. */
  other?: Record<string, string>;
};

/** A row of search results and lists: small, resolved from all sources. */
export type TrackSummary = {
  id: string;
  /** Files with equal artist, title and mix are one song; one without a name is a song of its own, "#id". */
  song: string;
  artist: string;
  title: string;
  mix?: string;
  remixer?: string;
  album?: string;
  genre?: string;
  label?: string;
  catalogNo?: string;
  comment?: string;
  comment2?: string;
  trackBpm?: number;
  key?: MusicalKey;
  durationMs?: number;
  stars?: number;
  playCount?: number;
  importedOn?: string;
  lastPlayedOn?: string;
  releasedOn?: string;
  /** Where the audio lies; never shown to an audience. */
  path?: string;
  /** Left out of search and requests by a setting. */
  excluded: boolean;
  /** Why the audience must not learn of it, as a sentence; by song: one masked file masks them all. */
  maskedBecause?: string;
  /** Since when its source no longer lists it. */
  missingSince?: number;
};

// Sets and their lists: what was played, when by the wall clock, and where in each recording and stream. `…At` is milliseconds
// since the epoch.

export type OutputKind = 'recording' | 'stream';

/** One recording or stream of a set. `number`: 1, 2, 3 … among those of its kind in the set. `files`: as far as OBS named them. */
export type SetOutput = {
  id: string;
  kind: OutputKind;
  number: number;
  startedAt: number;
  endedAt?: number;
  files: string[];
};

/** Where a play stands on one output: `ms` from the beginning of `file` (1, 2, 3 …). `rough`: only known to some seconds. */
export type OnOutput = { output: string; file: number; ms: number; rough?: true };

/** Who the shown start comes from: heard while it played, Traktor's history file, the DJ's hand. */
export type StartBy = 'heard' | 'history' | 'dj';

/** One play in a set. `display` is what people read. */
export type SetRow = {
  /** 1, 2, 3 … */
  place: number;
  startsAt: number;
  endsAt?: number;
  artist: string;
  title: string;
  display: { artist: string; title: string };
  trackId?: string;
  label?: string;
  deck?: string;
  performer?: string;
  masked?: true;
  /** The start is only known to some seconds. */
  rough?: true;
  by: StartBy;
  on: OnOutput[];
};

/** The topic `set`: the set that is on, else the last one. Rows by play id, in the order they are shown. */
export type SetView = {
  id?: string;
  name?: string;
  isOn: boolean;
  startedAt?: number;
  endedAt?: number;
  /** Who plays now. */
  performer?: string;
  order: string[];
  byId: Record<string, SetRow>;
  outputs: SetOutput[];
  /** The newest edit that can be taken back: what it was, in words. */
  undo?: { changeId: string; label: string };
};

/** One row for the audience: a masked one says "ID – ID" and nothing else. */
export type PublicSetRow = {
  place: number;
  startsAt: number;
  display: { artist: string; title: string };
  masked?: true;
  rough?: true;
};

/** Only what was announced. Rows by ids that stand for nothing else. */
export type PublicSet = {
  isOn: boolean;
  name?: string;
  performer?: string;
  startedAt?: number;
  order: string[];
  byId: Record<string, PublicSetRow>;
};

/** A past or current set in a list. */
export type SetSummary = {
  id: string;
  name?: string;
  startedAt: number;
  endedAt?: number;
  plays: number;
  performers: string[];
};

export const FIRST_SET: SetView = { isOn: false, order: [], byId: {}, outputs: [] };
export const FIRST_PUBLIC_SET: PublicSet = { isOn: false, order: [], byId: {} };

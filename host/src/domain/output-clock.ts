// Where a moment of the evening lies in a recording or a stream. Pure.
//
// A recording's clock is the recorder's own: it stands still in a pause and begins anew at 0 in each file. A stream's clock goes
// on while it reconnects. Between what OBS was seen to say, time is shared out evenly; where nobody looked and a pause could
// have hidden, the answer is rough.

import type { OutputKind } from '@tracord/shared/sets.ts';

/** What is stored of an output. `durationMs`: of the whole output as OBS counts it, pauses left out. `split`: from then on it
 * writes to `path`. `away`: from then on nobody saw what it did. */
export type OutputMark = {
  /** Ms since the epoch. */
  at: number;
  what: 'started' | 'seen' | 'paused' | 'resumed' | 'split' | 'away' | 'stopped';
  durationMs?: number;
  path?: string;
};

/** `marks` in the order they were seen. */
export type OutputClock = { id: string; kind: OutputKind; startedAt: number; endedAt?: number; marks: OutputMark[] };

/** `ms` from the beginning of `file` (1, 2, 3 …). `rough`: only known to some seconds. */
export type OutputPlace = { file: number; ms: number; rough?: true };

/** `path`: as far as OBS named it. */
export type OutputFile = { number: number; path?: string };

// What OBS says of its recording and its stream, not yet put together. `at`: ms since the epoch by the host's clock, as close as can
// be to when OBS did it. `durationMs`: of the whole output as OBS counts it, pauses left out.

import type { OutputKind } from '@tracord/shared/sets.ts';

export type OutputSighting =
  /** It began; from OBS's own event, so that it began now. `path`: the file, where OBS says so. */
  | { kind: 'output.started'; output: OutputKind; at: number; path?: string }
  /** Its state was read; the same output as before, or another one that began while nobody looked. */
  | { kind: 'output.seen'; output: OutputKind; at: number; durationMs: number; paused: boolean; reconnecting?: boolean }
  | { kind: 'output.paused'; output: OutputKind; at: number; durationMs?: number }
  | { kind: 'output.resumed'; output: OutputKind; at: number; durationMs?: number }
  /** A recording goes on in another file: that one begins at 0. */
  | { kind: 'output.split'; output: OutputKind; at: number; durationMs?: number; path: string }
  /** The stream lost its connection, or has it back; its clock goes on. */
  | { kind: 'output.reconnecting' | 'output.reconnected'; output: OutputKind; at: number }
  /** `asked`: the DJ or a command of ours did it, as far as that can be known. */
  | { kind: 'output.stopped'; output: OutputKind; at: number; path?: string; asked: boolean }
  /** It was read and does not run. */
  | { kind: 'output.idle'; output: OutputKind; at: number }
  /** OBS cannot be asked any more: what it does is not known from now on. */
  | { kind: 'output.away'; at: number };

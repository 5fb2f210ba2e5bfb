// Recordings and streams that ended though nobody asked for it; each stays until the DJ has seen it.

import type { ObsAlarm } from '@tracord/shared/obs.ts';
import type { OutputKind } from '@tracord/shared/sets.ts';

/** by-itself: OBS ended it. disk-full: the same, for want of room. while-gone: it ran before OBS was gone, and not after. */
export type AlarmCause = 'by-itself' | 'disk-full' | 'while-gone';

const MOST = 20;

const MESSAGES: Record<OutputKind, Record<AlarmCause, string>> = {
  recording: {
    'by-itself': 'The recording stopped, and nobody asked for it. Look at OBS and start it again.',
    'disk-full': 'The recording stopped because the disk is full. Make room and start it again.',
    'while-gone': 'The recording was running before OBS was gone and does not run any more. Start it again in OBS.',
  },
  stream: {
    'by-itself': 'The stream ended, and nobody asked for it. Look at OBS and start it again.',
    'disk-full': 'The stream ended, and nobody asked for it; the disk is full. Make room and start it again.',
    'while-gone': 'The stream was running before OBS was gone and does not run any more. Start it again in OBS.',
  },
};

export class ObsAlarms {
  #open: readonly ObsAlarm[] = [];

  /** The oldest first. */
  get open(): readonly ObsAlarm[] {
    return this.#open;
  }

  raise(what: OutputKind, cause: AlarmCause, at: number): void {
    this.#open = [...this.#open, { what, at, message: MESSAGES[what][cause] }].slice(-MOST);
  }

  /** How many there were. */
  acknowledge(): number {
    const count = this.#open.length;
    this.#open = [];
    return count;
  }
}

// One broadcast that is going on: where it goes, since when, what it sends, and the titles heard in it.

import type { Clock } from '#kernel/clock.ts';
import { type AudioFormat, formatOfContentType } from './audio-format.ts';
import { StreamReader } from './stream-reader.ts';
import type { HeardTitle } from './vorbis-comment.ts';

/** What a source sent, for the log: `bytes` of audio, and the Ogg pages dropped for their checksum. */
type SourceTally = { bytes: number; format: AudioFormat; damagedPages: number };

export type SourceStart = { mount: string; from: string; userAgent?: string; contentType?: string };

export class BroadcastSource {
  readonly mount: string;
  /** Ms since the epoch. */
  readonly since: number;
  /** It took its mount from a source that was still sending. */
  isContested = false;
  readonly #contentType: string | undefined;
  readonly #clock: Clock;
  readonly #reader: StreamReader;
  #bytes = 0;
  #lastByteAt: number;

  constructor(
    start: SourceStart,
    clock: Clock,
    on: { title: (heard: HeardTitle) => void; format: (format: AudioFormat) => void },
  ) {
    this.mount = start.mount;
    this.since = clock.now();
    this.#lastByteAt = this.since;
    this.#contentType = start.contentType;
    this.#clock = clock;
    this.#reader = new StreamReader({ onTitle: on.title, onFormat: on.format });
  }

  push(bytes: Uint8Array): void {
    this.#bytes += bytes.length;
    this.#lastByteAt = this.#clock.now();
    this.#reader.push(bytes);
  }

  /** What it sends; where the bytes do not tell, what the sender says. */
  get format(): AudioFormat {
    const { format } = this.#reader;
    return format === 'unreadable' ? (formatOfContentType(this.#contentType) ?? format) : format;
  }

  get silentForMs(): number {
    const nowMs = this.#clock.now();
    // A clock that was set back must not keep a silent source for as long.
    this.#lastByteAt = Math.min(this.#lastByteAt, nowMs);
    return nowMs - this.#lastByteAt;
  }

  tally(): SourceTally {
    return { bytes: this.#bytes, format: this.format, damagedPages: this.#reader.damagedPages };
  }
}

// One broadcast that is going on: where it goes, since when, what it sends, and the titles heard in it.

import type { Clock } from '#kernel/clock.ts';
import { type AudioFormat, formatOfContentType } from './audio-format.ts';
import { StreamReader } from './stream-reader.ts';
import type { HeardTitle } from './vorbis-comment.ts';

/** `since` and `lastByteAt` are ms since the epoch; `bytes` counts the audio stream. */
export type SourceView = {
  mount: string;
  since: number;
  bytes: number;
  lastByteAt: number;
  format: AudioFormat;
  /** Ogg pages dropped for their checksum. */
  damagedPages: number;
  /** Address of the sender. */
  from: string;
  userAgent?: string;
};

export type SourceStart = { mount: string; from: string; userAgent?: string; contentType?: string };

export class BroadcastSource {
  readonly mount: string;
  readonly since: number;
  /** It took its mount from a source that was still sending. */
  isContested = false;
  readonly #start: SourceStart;
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
    this.#start = start;
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
    return format === 'unreadable' ? (formatOfContentType(this.#start.contentType) ?? format) : format;
  }

  get silentForMs(): number {
    return this.#clock.now() - this.#lastByteAt;
  }

  view(): SourceView {
    return {
      mount: this.mount,
      since: this.since,
      bytes: this.#bytes,
      lastByteAt: this.#lastByteAt,
      format: this.format,
      damagedPages: this.#reader.damagedPages,
      from: this.#start.from,
      userAgent: this.#start.userAgent,
    };
  }
}

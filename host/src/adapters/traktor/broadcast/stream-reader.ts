// Listens to one source's bytes: says each title of its Ogg Vorbis streams, and what the stream is when it is not that.

import { type AudioFormat, formatOfOggPacket, formatOfStart } from './audio-format.ts';
import { type OggPage, OggPageReader } from './ogg-pages.ts';
import { COMMENT_SIGNATURE, type HeardTitle, VorbisCommentReader } from './vorbis-comment.ts';

export type StreamListener = {
  onTitle: (heard: HeardTitle) => void;
  /** Told when the format becomes known and whenever it changes. */
  onFormat: (format: AudioFormat) => void;
};

type LogicalStream = { sequence: number; comment: VorbisCommentReader | undefined };

/** Multiplexed streams that are followed at once; with more, the oldest is forgotten. */
const MAX_LOGICAL_STREAMS = 16;
const START_BYTES = 12;
/** So much without a page is no Ogg. */
const MAX_PASSED_OVER = 64 * 1024;
const MAX_DAMAGED_IN_A_ROW = 64;

/** Takes pieces of any size; holds at most some 200 KiB whatever arrives. A title is told once its packet is whole. */
export class StreamReader {
  readonly #pages = new OggPageReader();
  readonly #streams = new Map<number, LogicalStream>();
  readonly #listener: StreamListener;
  #start: Uint8Array | undefined = new Uint8Array(0);
  #format: AudioFormat = 'unknown';
  /** Nothing but damage has come for so long that reading on makes no sense. */
  #isHopeless = false;
  #lastPageBegan = false;
  /** Streams that begin on neighbouring pages play at once; one Vorbis among them is enough. */
  #groupHasVorbis = false;

  constructor(listener: StreamListener) {
    this.#listener = listener;
  }

  get format(): AudioFormat {
    return this.#format;
  }

  get damagedPages(): number {
    return this.#pages.damaged;
  }

  push(bytes: Uint8Array): void {
    const pending = this.#takeStart(bytes);
    if (pending === undefined || this.#isHopeless) return;
    this.#pages.push(pending, (page) => this.#takePage(page));
    this.#isHopeless = this.#pages.damagedInARow >= MAX_DAMAGED_IN_A_ROW;
    const isLost = this.#isHopeless || this.#pages.passedOver > MAX_PASSED_OVER;
    if (isLost && (this.#format === 'unknown' || this.#format === 'vorbis')) this.#setFormat('unreadable');
  }

  /** Gathers the first bytes until they tell the format; then hands on everything. */
  #takeStart(bytes: Uint8Array): Uint8Array | undefined {
    if (this.#start === undefined) return bytes;
    const start = Buffer.concat([this.#start, bytes]);
    if (start.length < START_BYTES) {
      this.#start = start;
      return undefined;
    }
    this.#start = undefined;
    const format = formatOfStart(start);
    if (format !== undefined) this.#setFormat(format);
    return start;
  }

  #setFormat(format: AudioFormat): void {
    if (format === this.#format) return;
    this.#format = format;
    this.#listener.onFormat(format);
  }

  #takePage(page: OggPage): void {
    if (page.begins && !this.#lastPageBegan) this.#groupHasVorbis = false;
    this.#lastPageBegan = page.begins;
    const known = page.begins ? undefined : this.#streams.get(page.serial);
    const stream: LogicalStream = known ?? { sequence: page.sequence, comment: undefined };
    const follows = known !== undefined && page.sequence === ((known.sequence + 1) & 0xffff_ffff) >>> 0;
    if (!page.continued || !follows) stream.comment = undefined;
    stream.sequence = page.sequence;
    this.#streams.delete(page.serial);
    if (!page.ends) this.#streams.set(page.serial, stream);
    if (this.#streams.size > MAX_LOGICAL_STREAMS) this.#forgetOldest();
    this.#takeSegments(page, stream);
  }

  #forgetOldest(): void {
    const oldest = this.#streams.keys().next();
    if (!oldest.done) this.#streams.delete(oldest.value);
  }

  /** A packet that goes on over a page's end has at least 255 bytes there: its start is always whole. */
  #takeSegments(page: OggPage, stream: LogicalStream): void {
    let from = 0;
    let to = 0;
    let isStart = !page.continued;
    for (const value of page.lacing) {
      to += value;
      if (value === 255) continue;
      this.#takePart(page.body.subarray(from, to), isStart, stream);
      this.#endPacket(stream);
      from = to;
      isStart = true;
    }
    if (to > from) this.#takePart(page.body.subarray(from, to), isStart, stream);
  }

  #takePart(part: Uint8Array, isStart: boolean, stream: LogicalStream): void {
    if (isStart) {
      const format = formatOfOggPacket(part);
      if (format === 'vorbis') this.#groupHasVorbis = true;
      if (format !== undefined && (format === 'vorbis' || !this.#groupHasVorbis)) this.#setFormat(format);
      stream.comment = startsWith(part, COMMENT_SIGNATURE) ? new VorbisCommentReader() : undefined;
    }
    stream.comment?.push(part);
  }

  #endPacket(stream: LogicalStream): void {
    const heard = stream.comment?.finish();
    stream.comment = undefined;
    if (heard !== undefined) this.#listener.onTitle(heard);
  }
}

function startsWith(bytes: Uint8Array, start: Uint8Array): boolean {
  return bytes.length >= start.length && start.every((byte, index) => bytes[index] === byte);
}

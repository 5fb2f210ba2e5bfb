// Reads artist and title out of a Vorbis comment packet as its bytes arrive: a packet of any length in bounded memory.
// Format: https://www.xiph.org/vorbis/doc/v-comment.html

import { cleanText } from '#adapters/traktor/title-text.ts';

export type HeardTitle = { artist: string; title: string };

/** What a packet starts with: packet type 3 and the codec's name. */
export const COMMENT_SIGNATURE = Uint8Array.from([0x03, ...Buffer.from('vorbis')]);

const MAX_KEY_BYTES = 64;
/** Far more than a title that is shown (1,000 code points); what exceeds it is passed over. */
const MAX_VALUE_BYTES = 16_384;
const MAX_VALUES = 32;

type Step = 'signature' | 'vendor length' | 'vendor' | 'count' | 'length' | 'key' | 'value' | 'rest' | 'done';

/** One packet. Keys are compared without case; lengths that exceed the packet end it, what was read whole stays. */
export class VorbisCommentReader {
  #step: Step = 'signature';
  /** Bytes still to come of what is being read; a number's bytes gather in `#number`. */
  #left = COMMENT_SIGNATURE.length;
  #number = 0;
  #numberBytes = 0;
  #comments = 0;
  #key = '';
  #value: number[] = [];
  readonly #artists: string[] = [];
  readonly #titles: string[] = [];

  push(bytes: Uint8Array): void {
    let at = 0;
    while (at < bytes.length && this.#step !== 'done') {
      if (this.#step === 'signature' || this.#step === 'vendor' || this.#step === 'rest') {
        const taken = Math.min(this.#left, bytes.length - at);
        at += taken;
        this.#left -= taken;
        if (this.#left === 0) this.#endOfSkipped();
      } else {
        this.#takeByte(bytes[at] ?? 0);
        at += 1;
      }
    }
  }

  /** What the packet says; undefined when it names neither artist nor title. */
  finish(): HeardTitle | undefined {
    const artist = cleanText([...new Set(this.#artists)].join(', '));
    const title = cleanText(this.#titles[0] ?? '');
    return artist === '' && title === '' ? undefined : { artist, title };
  }

  #endOfSkipped(): void {
    if (this.#step === 'signature') this.#expectNumber('vendor length');
    else if (this.#step === 'vendor') this.#expectNumber('count');
    else this.#nextComment();
  }

  #expectNumber(step: 'vendor length' | 'count' | 'length'): void {
    this.#step = step;
    this.#number = 0;
    this.#numberBytes = 0;
  }

  #takeByte(byte: number): void {
    if (this.#step === 'key') this.#takeKeyByte(byte);
    else if (this.#step === 'value') this.#takeValueByte(byte);
    else {
      this.#number += byte * 256 ** this.#numberBytes;
      this.#numberBytes += 1;
      if (this.#numberBytes === 4) this.#takeNumber(this.#number);
    }
  }

  #takeNumber(number: number): void {
    if (this.#step === 'vendor length') {
      this.#step = 'vendor';
      this.#left = number;
      if (number === 0) this.#expectNumber('count');
    } else if (this.#step === 'count') {
      this.#comments = number;
      this.#nextComment();
    } else {
      this.#comments -= 1;
      this.#step = 'key';
      this.#left = number;
      this.#key = '';
      this.#value = [];
      if (number === 0) this.#nextComment();
    }
  }

  #nextComment(): void {
    if (this.#comments > 0) this.#expectNumber('length');
    else this.#step = 'done';
  }

  #takeKeyByte(byte: number): void {
    this.#left -= 1;
    const isOver = byte === 0x3d;
    if (!isOver) this.#key += String.fromCharCode(byte);
    if (this.#left === 0) this.#nextComment();
    else if (isOver) this.#step = this.#isWanted() ? 'value' : 'rest';
    else if (this.#key.length > MAX_KEY_BYTES) this.#step = 'rest';
  }

  #isWanted(): boolean {
    const key = this.#key.toUpperCase();
    return (key === 'ARTIST' || key === 'TITLE') && this.#artists.length + this.#titles.length < MAX_VALUES;
  }

  #takeValueByte(byte: number): void {
    this.#left -= 1;
    if (this.#value.length < MAX_VALUE_BYTES) this.#value.push(byte);
    if (this.#left > 0) return;
    const text = cleanText(new TextDecoder('utf-8').decode(Uint8Array.from(this.#value)));
    if (text !== '') (this.#key.toUpperCase() === 'ARTIST' ? this.#artists : this.#titles).push(text);
    this.#nextComment();
  }
}

// Takes the chunks of a chunked body apart as they arrive (RFC 9112, section 7.1). Keeps nothing but a size line.

const MAX_LINE = 1024;

type Step = 'size' | 'data' | 'data end' | 'trailer' | 'done';

/** `push` hands on the data and answers 'more', 'done' after the last chunk, or 'broken' when it is no chunked body. */
export class ChunkedBody {
  #step: Step = 'size';
  #line = '';
  #left = 0;

  push(bytes: Uint8Array, take: (data: Uint8Array) => void): 'more' | 'done' | 'broken' {
    let at = 0;
    while (at < bytes.length && this.#step !== 'done') {
      if (this.#step === 'data') {
        const data = bytes.subarray(at, at + this.#left);
        at += data.length;
        this.#left -= data.length;
        if (this.#left === 0) this.#step = 'data end';
        take(data);
        continue;
      }
      const byte = bytes[at] ?? 0;
      at += 1;
      if (byte === 0x0a) {
        if (!this.#takeLine(this.#line.replace(/\r$/, ''))) return 'broken';
        this.#line = '';
      } else {
        this.#line += String.fromCharCode(byte);
        if (this.#line.length > MAX_LINE) return 'broken';
      }
    }
    return this.#step === 'done' ? 'done' : 'more';
  }

  #takeLine(line: string): boolean {
    if (this.#step === 'trailer') {
      if (line === '') this.#step = 'done';
      return true;
    }
    if (this.#step === 'data end') {
      this.#step = 'size';
      return line === '';
    }
    const size = /^([0-9a-f]{1,12})\s*(?:;.*)?$/i.exec(line)?.[1];
    if (size === undefined) return false;
    this.#left = Number.parseInt(size, 16);
    this.#step = this.#left === 0 ? 'trailer' : 'data';
    return true;
  }
}

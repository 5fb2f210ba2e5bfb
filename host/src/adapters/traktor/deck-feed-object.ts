// Finds where a JSON object ends in bytes that arrive in pieces, whatever length the sender stated. Pure.
// The deck client states its text's length in characters, so a title with an accent is longer than its Content-Length.

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN = [0x7b, 0x5b];
const CLOSE = [0x7d, 0x5d];

export class ObjectExtent {
  #at = 0;
  #depth = 0;
  #isText = false;
  #isEscaped = false;
  /** Where the last whole member ends. */
  #lastMemberEnd = 0;

  /** Reads on in `bytes`, which begin with the object and only ever grow. The answer is the index after its closing
   * brace, -1 while that has not come, or undefined where no object begins. */
  endIn(bytes: Uint8Array): number | undefined {
    for (; this.#at < bytes.length; this.#at++) {
      const byte = bytes[this.#at] ?? 0;
      if (this.#at === 0 && byte !== OPEN[0]) return undefined;
      if (this.#isEscaped) this.#isEscaped = false;
      else if (this.#isText) {
        if (byte === BACKSLASH) this.#isEscaped = true;
        if (byte === QUOTE) this.#isText = false;
      } else if (byte === QUOTE) this.#isText = true;
      else if (OPEN.includes(byte)) this.#depth += 1;
      else if (byte === COMMA && this.#depth === 1) this.#lastMemberEnd = this.#at;
      else if (CLOSE.includes(byte)) {
        this.#depth -= 1;
        if (this.#depth === 0) return this.#at + 1;
      }
    }
    return -1;
  }

  /** For an object that was cut off: its whole members as text, closed; undefined where there is none. */
  wholeMembers(bytes: Buffer): string | undefined {
    return this.#lastMemberEnd === 0 ? undefined : `${bytes.toString('utf8', 0, this.#lastMemberEnd)}}`;
  }
}

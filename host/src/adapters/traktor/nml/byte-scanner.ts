// Cuts a stream of bytes into tags and whole entries. Entries are found by their end alone, without reading what is between:
// an entry that did not change is hashed and never parsed.

import { ByteWindow, type ReadBytes } from './byte-window.ts';
import { TagScanner } from './tag-scanner.ts';

const ENTRY_START = Buffer.from('<ENTRY');
const ENTRY_END = Buffer.from('</ENTRY>');
const COMMENT_END = Buffer.from('-->');
const CDATA_END = Buffer.from(']]>');
const INSTRUCTION_END = Buffer.from('?>');
const LESS = 0x3c;
const GREATER = 0x3e;
const SLASH = 0x2f;

/** The bytes end inside a tag, a comment or an entry. */
export class EndedInside extends Error {
  override readonly name = 'EndedInside';
}

export class ByteScanner {
  readonly window: ByteWindow;
  /** The tag that `nextTag` found. */
  readonly tag = new TagScanner();

  constructor(read: ReadBytes, capacity?: number) {
    this.window = new ByteWindow(read, capacity);
  }

  /** Steps to the next tag, read into `tag`; false at the end of the file. Throws EndedInside when the file ends inside one, and
   * MalformedXml for a tag that cannot be read; the scanner then stands behind it. */
  nextTag(): boolean {
    const end = this.#tagEnd();
    if (end < 0) return false;
    const { window } = this;
    this.tag.load(window.bytes.toString('utf8', window.at, end));
    window.at = end;
    return this.tag.next();
  }

  /** If an entry begins here, answers the length of its bytes from `window.at` up to the first `</ENTRY>`, else 0.
   * The caller takes them and moves `window.at` on. Throws EndedInside when the file ends before that. */
  entryLength(): number {
    const { window } = this;
    if (this.#skipToMarkup() === false || !this.#startsWith(ENTRY_START)) return 0;
    return this.#find(ENTRY_END, ENTRY_START.length) + ENTRY_END.length - window.at;
  }

  /** The length up to the `</ENTRY>` after the first `known` bytes: for entries that hold that text in a comment. */
  longerEntryLength(known: number): number {
    return this.#find(ENTRY_END, known) + ENTRY_END.length - this.window.at;
  }

  /** Where the tag that comes next ends; `window.at` is set to its start. −1: the file ends first. */
  #tagEnd(): number {
    const { window } = this;
    while (this.#skipToMarkup()) {
      const second = window.bytes[window.at + 1];
      const comment = second === 0x21 || second === 0x3f;
      if (!comment) return this.#endOutsideQuotes();
      this.#skipUnread(second);
    }
    return -1;
  }

  #skipUnread(second: number): void {
    const { window } = this;
    if (second === 0x3f) window.at = this.#find(INSTRUCTION_END, 2) + 2;
    else if (this.#startsWith(Buffer.from('<!--'))) window.at = this.#find(COMMENT_END, 4) + 3;
    else if (this.#startsWith(Buffer.from('<![CDATA['))) window.at = this.#find(CDATA_END, 9) + 3;
    else window.at = this.#endOutsideQuotes();
  }

  /** Moves to the next "<" with at least two bytes there; false at the end of the file. */
  #skipToMarkup(): boolean {
    const { window } = this;
    for (;;) {
      const found = window.bytes.indexOf(LESS, window.at);
      // Behind `end` lie bytes of earlier pieces.
      const here = found >= 0 && found < window.end;
      window.at = here ? found : window.end;
      if (here && found + 1 < window.end) return true;
      if (!window.more()) {
        if (here) throw new EndedInside();
        return false;
      }
    }
  }

  #startsWith(start: Buffer): boolean {
    const { window } = this;
    while (window.end - window.at < start.length) if (!window.more()) return false;
    return window.bytes.compare(start, 0, start.length, window.at, window.at + start.length) === 0;
  }

  /** The offset of `wanted`, sought from `skip` bytes behind `window.at`. */
  #find(wanted: Buffer, skip: number): number {
    const { window } = this;
    let from = window.at + skip;
    for (;;) {
      const found = window.bytes.indexOf(wanted, from);
      if (found >= 0 && found + wanted.length <= window.end) return found;
      // What is unread moves to the start; its last bytes may be the beginning of `wanted`.
      const searched = Math.max(skip, window.end - window.at - wanted.length + 1);
      if (!window.more()) throw new EndedInside();
      from = window.at + searched;
    }
  }

  /** Behind the ">" that ends the tag at `window.at`; a ">" between quotes ends nothing. */
  #endOutsideQuotes(): number {
    const { window } = this;
    let at = window.at + 1;
    let quote = 0;
    // A closing tag has no values: a stray quote in it is no quote.
    const closing = window.bytes[at] === SLASH;
    for (;;) {
      for (; at < window.end; at++) {
        const byte = window.bytes[at];
        if (quote !== 0) {
          if (byte === quote) quote = 0;
        } else if (byte === GREATER) return at + 1;
        else if (!closing && (byte === 0x22 || byte === 0x27)) quote = byte;
      }
      const seen = at - window.at;
      if (!window.more()) throw new EndedInside();
      at = window.at + seen;
    }
  }
}

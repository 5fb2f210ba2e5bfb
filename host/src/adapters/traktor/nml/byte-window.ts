// A window that slides over a file's bytes, in whatever pieces they come. It holds the unread part only, so that memory does
// not grow with the file.

import { DomainError } from '#kernel/domain-error.ts';

/** Fills `target` from its start with the next bytes; answers how many, 0 at the end of the file. */
export type ReadBytes = (target: Uint8Array) => number;

const FIRST_CAPACITY = 1 << 20;
/** Far above any entry or tag of a real collection (the longest lyrics stay under 64 kB). */
const MOST_CAPACITY = 16 << 20;

export class ByteWindow {
  /** Unread bytes lie from `at` to `end`. */
  bytes: Buffer;
  at = 0;
  end = 0;
  /** Bytes of the file that were read so far. */
  readSoFar = 0;
  readonly #read: ReadBytes;

  constructor(read: ReadBytes, capacity = FIRST_CAPACITY) {
    this.#read = read;
    this.bytes = Buffer.allocUnsafe(capacity);
  }

  /** Reads on behind what is unread; that moves to the start, `at` becomes 0. False at the end of the file.
   * Throws DomainError `collection-unreadable` when one tag or entry would not fit into 16 MB. */
  more(): boolean {
    if (this.at > 0) {
      this.bytes.copyWithin(0, this.at, this.end);
      this.end -= this.at;
      this.at = 0;
    }
    if (this.end === this.bytes.length) this.#grow();
    const count = this.#read(this.bytes.subarray(this.end));
    this.end += count;
    this.readSoFar += count;
    return count > 0;
  }

  #grow(): void {
    if (this.bytes.length >= MOST_CAPACITY) {
      throw new DomainError(
        'collection-unreadable',
        'the collection holds a tag of more than 16 MB, which Traktor never writes: restore the file from its Backup folder',
      );
    }
    const larger = Buffer.allocUnsafe(this.bytes.length * 2);
    this.bytes.copy(larger, 0, this.at, this.end);
    this.bytes = larger;
  }
}

// Cuts a byte stream into Ogg pages, whatever the size of the pieces it arrives in, in bounded memory.
// Format: https://www.xiph.org/ogg/doc/framing.html

export type OggPage = {
  /** The first packet began on an earlier page. */
  continued: boolean;
  /** First page of a logical stream. */
  begins: boolean;
  /** Last page of a logical stream. */
  ends: boolean;
  serial: number;
  sequence: number;
  /** Lacing values: a value under 255 ends a packet. */
  lacing: Uint8Array;
  body: Uint8Array;
};

const HEADER_BYTES = 27;
const FIRST_HELD_BYTES = 8_192;
/** More than twice a page, so that moving what is held to the front frees at least half. */
const MAX_HELD_BYTES = 131_072;
const MAGIC = [0x4f, 0x67, 0x67, 0x53];

/**
 * Reads pages out of pieces of any size and holds at most 128 KiB. Bytes that are no page are passed over up to the next
 * one. A page whose checksum does not fit is dropped. A writer whose very first page has the checksum 0 leaves the field
 * out: its pages are taken as they are while each begins where the last one ended.
 */
export class OggPageReader {
  #held = new Uint8Array(FIRST_HELD_BYTES);
  #start = 0;
  #end = 0;
  /** Bytes needed from `#start` on before another look is worth while. */
  #needed = HEADER_BYTES;
  #omitsChecksums: boolean | undefined;
  #damaged = 0;
  #damagedInARow = 0;
  #passedOver = 0;

  /** Pages dropped for their checksum. */
  get damaged(): number {
    return this.#damaged;
  }

  /** The same, since the last good page. */
  get damagedInARow(): number {
    return this.#damagedInARow;
  }

  /** Bytes passed over since the last good page. */
  get passedOver(): number {
    return this.#passedOver;
  }

  /** Hands each page that is now complete to `take`. The page's bytes are only lent: copy what is to stay. */
  push(bytes: Uint8Array, take: (page: OggPage) => void): void {
    let from = 0;
    while (from < bytes.length) {
      if (this.#end === this.#held.length) this.#makeRoom();
      const piece = bytes.subarray(from, from + this.#held.length - this.#end);
      this.#held.set(piece, this.#end);
      this.#end += piece.length;
      from += piece.length;
      while (this.#end - this.#start >= this.#needed) this.#look(take);
    }
  }

  #makeRoom(): void {
    const used = this.#held.subarray(this.#start, this.#end);
    const isHalfFull = used.length * 2 > this.#held.length;
    const roomy = isHalfFull ? new Uint8Array(Math.min(this.#held.length * 2, MAX_HELD_BYTES)) : this.#held;
    roomy.set(used);
    this.#held = roomy;
    this.#end = used.length;
    this.#start = 0;
  }

  #look(take: (page: OggPage) => void): void {
    const held = this.#held;
    const at = this.#start;
    if (!this.#isHeader(at)) {
      this.#passOver();
      return;
    }
    const segments = held[at + 26] ?? 0;
    const headBytes = HEADER_BYTES + segments;
    if (this.#end - at < headBytes) {
      this.#needed = headBytes;
      return;
    }
    const lacing = held.subarray(at + HEADER_BYTES, at + headBytes);
    let bodyBytes = 0;
    for (const value of lacing) bodyBytes += value;
    const pageBytes = headBytes + bodyBytes;
    if (this.#end - at < pageBytes) {
      this.#needed = pageBytes;
      return;
    }
    const page = held.subarray(at, at + pageBytes);
    if (!this.#isSound(page)) {
      this.#damaged += 1;
      this.#damagedInARow += 1;
      this.#passOver();
      return;
    }
    this.#start += pageBytes;
    this.#needed = HEADER_BYTES;
    this.#damagedInARow = 0;
    this.#passedOver = 0;
    const flags = page[5] ?? 0;
    take({
      continued: (flags & 1) !== 0,
      begins: (flags & 2) !== 0,
      ends: (flags & 4) !== 0,
      serial: readUint32(page, 14),
      sequence: readUint32(page, 18),
      lacing,
      body: page.subarray(headBytes),
    });
  }

  #isHeader(at: number): boolean {
    const held = this.#held;
    return MAGIC.every((byte, index) => held[at + index] === byte) && held[at + 4] === 0 && (held[at + 5] ?? 255) < 8;
  }

  #isSound(page: Uint8Array): boolean {
    const stated = readUint32(page, 22);
    this.#omitsChecksums ??= stated === 0 && isPlainFirstPage(page);
    if (stated === 0 && this.#omitsChecksums) return true;
    this.#omitsChecksums = false;
    return stated === oggChecksum(page);
  }

  /** Goes on to the next byte that may begin a page. */
  #passOver(): void {
    const next = this.#held.indexOf(0x4f, this.#start + 1);
    const to = next === -1 || next > this.#end ? this.#end : next;
    this.#passedOver += to - this.#start;
    this.#start = to;
    this.#needed = HEADER_BYTES;
    this.#omitsChecksums = false;
  }
}

/** A stream's first page as any writer makes it: one packet, and position and number 0. */
function isPlainFirstPage(page: Uint8Array): boolean {
  const isAtZero = page.subarray(6, 14).every((byte) => byte === 0) && readUint32(page, 18) === 0;
  return isAtZero && page[5] === 2 && page[26] === 1;
}

function readUint32(bytes: Uint8Array, at: number): number {
  return (
    ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>> 0
  );
}

const CHECKSUM_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24;
  for (let bit = 0; bit < 8; bit++) value = value & 0x8000_0000 ? (value << 1) ^ 0x04c1_1db7 : value << 1;
  return value >>> 0;
});

/** The page's CRC-32: polynomial 0x04c11db7, not reflected, starting at 0, its own field taken as 0. */
function oggChecksum(page: Uint8Array): number {
  let value = 0;
  for (let at = 0; at < page.length; at++) {
    const byte = at >= 22 && at < 26 ? 0 : (page[at] ?? 0);
    value = (value << 8) ^ (CHECKSUM_TABLE[(value >>> 24) ^ byte] ?? 0);
  }
  return value >>> 0;
}

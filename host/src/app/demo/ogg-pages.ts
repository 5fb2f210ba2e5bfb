// Ogg pages: takes one logical stream apart into packets and writes packets as pages again. Pure.
// Format: RFC 3533, https://www.rfc-editor.org/rfc/rfc3533 and https://xiph.org/ogg/doc/framing.html

import { DomainError } from '#kernel/domain-error.ts';

const HEAD_BYTES = 27;
const CONTINUED = 1;
const FIRST = 2;
const LAST = 4;
const MAX_SEGMENTS = 255;
/** Granule position of a page on which no packet ends. */
const NOTHING_ENDS = -1n;

/** A packet with the stream's position in samples once it is decoded. */
export type TimedPacket = { data: Uint8Array; granule: bigint };

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let crc = index << 24;
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  return crc >>> 0;
});

/** The CRC of a page whose checksum field is zero: polynomial 0x04c11db7, start 0, not reflected, no final xor. */
export function pageChecksum(page: Uint8Array): number {
  let crc = 0;
  for (const byte of page) crc = ((crc << 8) ^ (CRC_TABLE[(crc >>> 24) ^ byte] ?? 0)) >>> 0;
  return crc;
}

/** The packets of a file that holds one logical stream. Throws `bad-ogg` for anything else, damaged pages included. */
export function readPackets(file: Uint8Array): Uint8Array[] {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const packets: Uint8Array[] = [];
  let open: Uint8Array[] = [];
  let serial: number | undefined;
  for (let at = 0; at < bytes.length; ) {
    const segments = bytes[at + 26] ?? 0;
    const bodyAt = at + HEAD_BYTES + segments;
    if (bytes.toString('latin1', at, at + 4) !== 'OggS' || bodyAt > bytes.length) throw badOgg(at, 'is no page');
    const lacing = bytes.subarray(at + HEAD_BYTES, bodyAt);
    const end = bodyAt + lacing.reduce((sum, length) => sum + length, 0);
    if (end > bytes.length) throw badOgg(at, 'is cut off');
    const page = Buffer.from(bytes.subarray(at, end));
    page.writeUInt32LE(0, 22);
    if (pageChecksum(page) !== bytes.readUInt32LE(at + 22)) throw badOgg(at, 'has a wrong checksum');
    serial ??= bytes.readUInt32LE(at + 14);
    if (bytes.readUInt32LE(at + 14) !== serial) throw badOgg(at, 'begins a second stream');
    let from = bodyAt;
    for (const length of lacing) {
      open.push(bytes.subarray(from, from + length));
      from += length;
      if (length === 255) continue;
      packets.push(Buffer.concat(open));
      open = [];
    }
    at = end;
  }
  if (open.length > 0) throw badOgg(bytes.length, 'ends inside a packet');
  return packets;
}

function badOgg(offset: number, what: string): DomainError {
  return new DomainError(
    'bad-ogg',
    `the Ogg data at byte ${offset} ${what}; make the file again: node scripts/make-demo-library.ts`,
  );
}

/** Writes one logical stream, page after page. */
export class OggStreamWriter {
  readonly #serial: number;
  #sequence = 0;

  /** `serial`: 32 bits that no other stream of the chain has. */
  constructor(serial: number) {
    this.#serial = serial >>> 0;
  }

  /** Pages that begin and end with these packets; `last` marks the end of the stream. */
  write(packets: readonly TimedPacket[], last = false): Buffer {
    const pages: Buffer[] = [];
    let lacing: number[] = [];
    let body: Uint8Array[] = [];
    let granule = NOTHING_ENDS;
    let continued = false;

    const flush = (final: boolean, insidePacket: boolean) => {
      pages.push(this.#page(lacing, body, granule, (continued ? CONTINUED : 0) | (final ? LAST : 0)));
      lacing = [];
      body = [];
      granule = NOTHING_ENDS;
      continued = insidePacket;
    };

    packets.forEach((packet, index) => {
      // A packet ends with the first lacing value under 255, so a length of 255, 510 … needs a value of 0 after it.
      for (let from = 0; from <= packet.data.length; from += 255) {
        const length = Math.min(255, packet.data.length - from);
        lacing.push(length);
        body.push(packet.data.subarray(from, from + length));
        const ends = length < 255;
        if (ends) granule = packet.granule;
        const final = ends && index === packets.length - 1;
        if (lacing.length === MAX_SEGMENTS && !final) flush(false, !ends);
      }
    });
    flush(last, false);
    return Buffer.concat(pages);
  }

  #page(lacing: readonly number[], body: readonly Uint8Array[], granule: bigint, flags: number): Buffer {
    const head = Buffer.alloc(HEAD_BYTES);
    head.write('OggS', 'latin1');
    head[5] = flags | (this.#sequence === 0 ? FIRST : 0);
    head.writeBigInt64LE(granule, 6);
    head.writeUInt32LE(this.#serial, 14);
    head.writeUInt32LE(this.#sequence++, 18);
    head[26] = lacing.length;
    const page = Buffer.concat([head, Uint8Array.from(lacing), ...body]);
    page.writeUInt32LE(pageChecksum(page), 22);
    return page;
  }
}

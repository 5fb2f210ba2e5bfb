// Builds Ogg Vorbis streams as broadcasting programs send them: pages with checksums, and the packets that carry titles.
// The audio in them is noise no decoder would take; everything a listener looks at is real.

/** `KEY=value` lines; a Buffer stands for bytes that are no UTF-8. */
export type Comments = (string | Uint8Array)[];

export type TrackOptions = {
  serial: number;
  comments: Comments;
  vendor?: string;
  /** Pages of audio after the headers. */
  audioPages?: number;
  audioBytes?: number;
  /** Whether the last page is marked as the stream's end, as Traktor's chained streams may or may not do. */
  marksEnd?: boolean;
  /** First packet and signature of the second, for codecs other than Vorbis. */
  codec?: 'vorbis' | 'opus';
};

/** The comment packet: type 3, "vorbis", vendor, comments, framing bit. */
export function commentPacket(comments: Comments, vendor = 'Xiph.Org libVorbis I 20050304'): Buffer {
  const parts = [Buffer.from('\x03vorbis', 'latin1'), lengthed(Buffer.from(vendor)), uint32(comments.length)];
  for (const comment of comments) parts.push(lengthed(Buffer.from(comment as Uint8Array)));
  return Buffer.concat([...parts, Buffer.from([1])]);
}

/** One logical stream: identification, comment and set-up packets, then audio. */
export function vorbisTrack(options: TrackOptions): Buffer {
  const { serial, comments, vendor, audioPages = 3, audioBytes = 600, marksEnd = true, codec = 'vorbis' } = options;
  const first = codec === 'opus' ? Buffer.from('OpusHead\x01\x02\0\0\0\0\0\0\0\0\0', 'latin1') : identificationPacket();
  const headers = [commentPacket(comments, vendor), Buffer.from(`\x05vorbis${'s'.repeat(300)}`, 'latin1')];
  const pages = [oggPage({ serial, sequence: 0, packets: [first], begins: true })];
  pages.push(...pagesOf(headers, serial, 1));
  for (let page = 0; page < audioPages; page++) {
    const packets = [Buffer.alloc(audioBytes, 0x2a + page), Buffer.alloc(255, 0x04)];
    const ends = marksEnd && page === audioPages - 1;
    pages.push(oggPage({ serial, sequence: pages.length, packets, ends, granule: (page + 1) * 1024 }));
  }
  return Buffer.concat(pages);
}

/** Packets laid over as many pages as they need, a page holding at most `segments` lacing values. */
export function pagesOf(packets: Uint8Array[], serial: number, sequence: number, segments = 255): Buffer[] {
  const body = Buffer.concat(packets);
  const lacing = packets.flatMap((packet) => lacingOf(packet.length));
  const pages: Buffer[] = [];
  let at = 0;
  for (let from = 0; from < lacing.length; from += segments) {
    const part = lacing.slice(from, from + segments);
    const bytes = part.reduce((sum, value) => sum + value, 0);
    const continued = from > 0 && lacing[from - 1] === 255;
    pages.push(
      rawPage({ serial, sequence: sequence + pages.length, flags: continued ? 1 : 0, granule: 0, lacing: part }, [
        body.subarray(at, at + bytes),
      ]),
    );
    at += bytes;
  }
  return pages;
}

export type PageOptions = {
  serial: number;
  sequence: number;
  packets: Uint8Array[];
  begins?: boolean;
  ends?: boolean;
  granule?: number;
};

/** A page of whole packets. */
export function oggPage(options: PageOptions): Buffer {
  const { serial, sequence, packets, begins = false, ends = false, granule = 0 } = options;
  const lacing = packets.flatMap((packet) => lacingOf(packet.length));
  return rawPage({ serial, sequence, flags: (begins ? 2 : 0) | (ends ? 4 : 0), granule, lacing }, packets);
}

type RawPage = { serial: number; sequence: number; flags: number; granule: number; lacing: number[] };

function rawPage({ serial, sequence, flags, granule, lacing }: RawPage, body: Uint8Array[]): Buffer {
  const head = Buffer.alloc(27);
  head.write('OggS', 'latin1');
  head[5] = flags;
  head.writeUInt32LE(granule, 6);
  head.writeUInt32LE(serial >>> 0, 14);
  head.writeUInt32LE(sequence, 18);
  head[26] = lacing.length;
  const page = Buffer.concat([head, Buffer.from(lacing), ...body]);
  page.writeUInt32LE(checksum(page), 22);
  return page;
}

export function identificationPacket(): Buffer {
  const packet = Buffer.alloc(30);
  packet.write('\x01vorbis', 'latin1');
  packet[11] = 2;
  packet.writeUInt32LE(44_100, 12);
  packet.writeUInt32LE(64_000, 20);
  packet[28] = 0xb8;
  packet[29] = 1;
  return packet;
}

function lacingOf(bytes: number): number[] {
  return [...new Array<number>(Math.floor(bytes / 255)).fill(255), bytes % 255];
}

function lengthed(bytes: Uint8Array): Buffer {
  return Buffer.concat([uint32(bytes.length), bytes]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** Bit by bit, as the specification puts it: slow, and made another way than the reader's. */
function checksum(page: Uint8Array): number {
  let value = 0;
  for (const byte of page) {
    value ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) value = (value & 0x8000_0000) === 0 ? value << 1 : (value << 1) ^ 0x04c1_1db7;
  }
  return value >>> 0;
}

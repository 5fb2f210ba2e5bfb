// Audio files and pictures drawn for the tests of covers.

import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';

/** A short MP3: an ID3v2.3 tag with the picture in an APIC frame, and a few silent MPEG frames. */
export function mp3With(picture: Uint8Array | undefined, mime = 'image/jpeg'): Buffer {
  const frames = Buffer.concat(
    Array.from({ length: 8 }, () => {
      const frame = Buffer.alloc(417);
      frame.set([0xff, 0xfb, 0x90, 0x00]);
      return frame;
    }),
  );
  if (picture === undefined) return frames;
  const body = Buffer.concat([Buffer.from(`\0${mime}\0\x03\0`, 'latin1'), picture]);
  const head = Buffer.alloc(10);
  head.write('APIC', 'latin1');
  head.writeUInt32BE(body.length, 4);
  const size = head.length + body.length;
  const tag = Buffer.from([
    0x49,
    0x44,
    0x33,
    3,
    0,
    0,
    (size >> 21) & 127,
    (size >> 14) & 127,
    (size >> 7) & 127,
    size & 127,
  ]);
  return Buffer.concat([tag, head, body, frames]);
}

export function flat(color: string, width = 300, height = width) {
  return sharp({ create: { width, height, channels: 3, background: color } });
}

/** `share` of the picture, from the left, in one colour, the rest in another. */
export async function twoColors(left: string, right: string, share: number) {
  const band = await flat(left, Math.max(1, Math.round(300 * share)), 300)
    .png()
    .toBuffer();
  return sharp(
    await flat(right)
      .composite([{ input: band, left: 0, top: 0 }])
      .png()
      .toBuffer(),
  );
}

/** Coloured clouds, as hard to compress as a photograph; the same for the same size. */
export async function clouds(size: number): Promise<Buffer> {
  const cells = 28;
  let state = 1;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  };
  const data = Buffer.from(Array.from({ length: cells * cells * 3 }, random));
  return sharp(data, { raw: { width: cells, height: cells, channels: 3 } })
    .resize(size, size, { kernel: 'cubic' })
    .jpeg({ quality: 92 })
    .toBuffer();
}

/** A PNG that claims its size in a few hundred bytes. */
export function pngClaiming(width: number, height: number): Buffer {
  const chunk = (name: string, body: Buffer) => {
    const named = Buffer.concat([Buffer.from(name, 'latin1'), body]);
    const framed = Buffer.alloc(named.length + 8);
    framed.writeUInt32BE(body.length, 0);
    named.copy(framed, 4);
    framed.writeUInt32BE(crc32(named), named.length + 4);
    return framed;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(100_000))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

export const SVG_WITH_SCRIPT = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>',
);

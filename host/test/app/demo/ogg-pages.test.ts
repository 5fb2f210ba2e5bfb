import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type OggPage, OggPageReader } from '#adapters/traktor/broadcast/ogg-pages.ts';
import { OggStreamWriter, pageChecksum, readPackets } from '#app/demo/ogg-pages.ts';

// Lengths around the steps of the lacing, and packets longer than a page can hold (255 × 255 bytes).
const packet = fc.oneof(
  fc.uint8Array({ maxLength: 40 }),
  fc
    .constantFrom(254, 255, 256, 509, 510, 511, 65_024, 65_025, 65_026, 70_000)
    .map((size) => new Uint8Array(size).fill(7)),
);

describe('Ogg pages', () => {
  it('gives back any packets that were written', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(packet, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 }),
        (groups) => {
          const writer = new OggStreamWriter(77);
          const file = Buffer.concat(
            groups.map((group, index) =>
              writer.write(
                group.map((data) => ({ data, granule: BigInt(index) })),
                index === groups.length - 1,
              ),
            ),
          );
          const all = groups.flat().map((data) => Buffer.from(data).toString('hex'));
          expect(readPackets(file).map((data) => Buffer.from(data).toString('hex'))).toEqual(all);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is read by the broadcast listener’s own page reader: checksums, flags, order', () => {
    const writer = new OggStreamWriter(0xfedcba98);
    const data = new Uint8Array(66_000).fill(1);
    const bytes = Buffer.concat([
      writer.write([{ data: Uint8Array.of(1, 2, 3), granule: 0n }]),
      writer.write([{ data, granule: 4_000_000_000n }], true),
    ]);
    const pages: OggPage[] = [];
    const reader = new OggPageReader();
    reader.push(bytes, (page) => pages.push({ ...page }));
    expect(reader.damaged).toBe(0);
    expect(pages.map((page) => page.serial)).toEqual([0xfedcba98, 0xfedcba98, 0xfedcba98]);
    // Byte 5 of a page: 1 continued, 2 first, 4 last.
    const flags: number[] = [];
    for (let at = bytes.indexOf('OggS'); at >= 0; at = bytes.indexOf('OggS', at + 1)) flags.push(bytes[at + 5] ?? 0);
    expect(flags).toEqual([2, 0, 5]);
  });

  it('refuses what is damaged, cut off, or holds a second stream', () => {
    const page = new OggStreamWriter(1).write([{ data: Uint8Array.of(9, 9, 9), granule: 5n }], true);
    const damaged = Buffer.from(page);
    damaged[damaged.length - 1] = 8;
    const other = new OggStreamWriter(2).write([{ data: Uint8Array.of(9), granule: 5n }], true);
    for (const bytes of [damaged, page.subarray(0, -1), Buffer.concat([page, other]), Buffer.from('no Ogg at all')]) {
      expect(() => readPackets(bytes)).toThrow(expect.objectContaining({ code: 'bad-ogg' }));
    }
  });

  it('computes the checksum of the polynomial 0x04c11db7', () => {
    // One set bit shifted through eight zero bits is the polynomial itself, shifted and reduced: the table's entry 1.
    expect(pageChecksum(Uint8Array.of(1))).toBe(0x04c11db7);
    expect(pageChecksum(new Uint8Array(30))).toBe(0);
  });
});

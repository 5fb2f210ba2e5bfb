// Vorbis packets inside an Ogg stream: comment packets are written, and the length of each audio packet is read without
// decoding it. Pure. Format: https://xiph.org/vorbis/doc/Vorbis_I_spec.html (sections 4.2, 4.3.1, 5)

import { DomainError } from '#kernel/domain-error.ts';
import type { OggStreamWriter } from './ogg-pages.ts';

/** One encoded piece of music: its three header packets, and the audio packets that follow. */
export type VorbisAudio = {
  identification: Uint8Array;
  setup: Uint8Array;
  audio: { data: Uint8Array; blockSize: number }[];
  sampleRateHz: number;
};

export type VorbisComments = readonly (readonly [key: string, value: string])[];

/** Sorts the packets of one stream. Throws `bad-vorbis` when the three headers are not where they belong. */
export function readVorbis(packets: readonly Uint8Array[]): VorbisAudio {
  const [identification, comment, setup, ...audio] = packets;
  if (!isHeader(identification, 1) || !isHeader(comment, 3) || !isHeader(setup, 5)) {
    throw new DomainError('bad-vorbis', 'the stream does not begin with the three Vorbis headers; encode it again');
  }
  const sizes = identification[28] ?? 0;
  const [short, long] = [1 << (sizes & 15), 1 << (sizes >> 4)];
  const longModes = readModes(setup);
  // Bit 0 of an audio packet is 0; the mode's number follows in just enough bits.
  const modeMask = (1 << Math.ceil(Math.log2(longModes.length))) - 1;
  return {
    identification,
    setup,
    audio: audio.map((data) => ({ data, blockSize: longModes[((data[0] ?? 0) >> 1) & modeMask] ? long : short })),
    sampleRateHz: Buffer.from(identification).readUInt32LE(12),
  };
}

/** Samples that decoding `next` adds after `previous`: a quarter of each block, as their windows overlap. */
export function samplesAfter(previous: { blockSize: number } | undefined, next: { blockSize: number }): number {
  return previous === undefined ? 0 : (previous.blockSize + next.blockSize) / 4;
}

/** A comment packet: `KEY=value` in UTF-8, in the order given, keys as given. */
export function commentPacket(vendor: string, comments: VorbisComments): Buffer {
  const sized = (text: string) => {
    const bytes = Buffer.from(text, 'utf8');
    return [uint32(bytes.length), bytes];
  };
  return Buffer.concat([
    Buffer.from('\x03vorbis', 'latin1'),
    ...sized(vendor),
    uint32(comments.length),
    ...comments.flatMap(([key, value]) => sized(`${key}=${value}`)),
    Uint8Array.of(1),
  ]);
}

/** The pages that open a stream: the identification alone, then comment and setup; audio begins on a page of its own. */
export function openingPages(
  writer: OggStreamWriter,
  audio: VorbisAudio,
  vendor: string,
  comments: VorbisComments,
): Buffer {
  const [comment, granule] = [commentPacket(vendor, comments), 0n];
  return Buffer.concat([
    writer.write([{ data: audio.identification, granule }]),
    writer.write([
      { data: comment, granule },
      { data: audio.setup, granule },
    ]),
  ]);
}

/**
 * Which modes use the long block, from the end of the setup packet: after all else come 6 bits with the count of modes
 * less one, then 41 bits for each mode (block flag, 16 zero bits, 16 zero bits, 8 bits mapping), then a framing bit.
 * Reading from the end spares reading the code books before it; the largest count that fits is the right one.
 */
function readModes(setup: Uint8Array): boolean[] {
  const bit = (at: number) => ((setup[at >> 3] ?? 0) >> (at & 7)) & 1;
  const number = (at: number, bits: number) => {
    let value = 0;
    for (let index = 0; index < bits; index++) value |= bit(at + index) << index;
    return value;
  };
  let framing = setup.length * 8 - 1;
  while (framing > 0 && bit(framing) === 0) framing--;
  let found: boolean[] = [];
  const modes: boolean[] = [];
  for (let at = framing - 41; at > 6 && modes.length < 64; at -= 41) {
    const fits = number(at + 1, 16) === 0 && number(at + 17, 16) === 0 && number(at + 33, 8) < 64;
    if (!fits) break;
    modes.unshift(bit(at) === 1);
    if (number(at - 6, 6) + 1 === modes.length) found = [...modes];
  }
  if (found.length === 0) throw new DomainError('bad-vorbis', 'no modes found in the setup packet; encode it again');
  return found;
}

function isHeader(packet: Uint8Array | undefined, type: number): packet is Uint8Array {
  return packet?.[0] === type && Buffer.from(packet).toString('latin1', 1, 7) === 'vorbis';
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

// Breaks chained streams in seeded random ways and feeds them to the broadcast's reader, cut into random pieces.

import { StreamReader } from '../../host/src/adapters/traktor/broadcast/stream-reader.ts';
import type { HeardTitle } from '../../host/src/adapters/traktor/broadcast/vorbis-comment.ts';
import { commentPacket, identificationPacket, oggPage, pagesOf, vorbisTrack } from './ogg-stream.ts';

export type FuzzResult = { cases: number; bytes: number; heard: number; damagedPages: number };

/**
 * Runs `cases` cases from `seed` on. Throws at the first title that was never sent, or that bears a control character
 * or more than 1,000 code points; `each` is called after every case.
 */
export function fuzzReader(cases: number, seed: number, each: (done: number) => void = () => {}): FuzzResult {
  const random = randomFrom(seed);
  const sent = new Set<string>();
  const streams = Array.from({ length: 64 }, (_, index) => makeStream(index, random, sent));
  const result: FuzzResult = { cases, bytes: 0, heard: 0, damagedPages: 0 };
  const hear = (heard: HeardTitle) => {
    const text = nameOf(heard);
    const isSafe = !/\p{Cc}/u.test(text) && [...heard.title].length <= 1000 && [...heard.artist].length <= 1000;
    if (!sent.has(text) || !isSafe) throw new Error(`seed ${seed}: heard what was not sent: ${JSON.stringify(heard)}`);
    result.heard += 1;
  };
  for (let done = 1; done <= cases; done++) {
    const stream = breakStream(streams[random(streams.length)] ?? Buffer.alloc(0), random);
    const reader = new StreamReader({ onTitle: hear, onFormat: () => {} });
    for (let at = 0; at < stream.length; ) {
      const piece = 1 + random(random(4) === 0 ? 16 : 3000);
      reader.push(stream.subarray(at, at + piece));
      at += piece;
    }
    result.bytes += stream.length;
    result.damagedPages += reader.damagedPages;
    each(done);
  }
  return result;
}

function makeStream(index: number, random: (below: number) => number, sent: Set<string>): Buffer {
  const tracks: Buffer[] = [];
  for (let track = 0; track < 1 + random(3); track++) {
    const serial = index * 16 + track;
    const heard = { artist: `Artist ${serial}`, title: `Title ${serial} ${'å'.repeat(random(300))}` };
    sent.add(nameOf(heard));
    const comments = [`artist=${heard.artist}`, `PADDING=${'p'.repeat(random(900))}`, `Title=${heard.title}`];
    const packets = [commentPacket(comments), Buffer.from(`\x05vorbis${'s'.repeat(random(400))}`, 'latin1')];
    if (random(2) === 0)
      tracks.push(vorbisTrack({ serial, comments, audioPages: random(3), marksEnd: random(2) === 0 }));
    else {
      tracks.push(oggPage({ serial, sequence: 0, packets: [identificationPacket()], begins: true }));
      tracks.push(...pagesOf(packets, serial, 1, 1 + random(4)));
    }
  }
  return Buffer.concat(tracks);
}

/** Up to six wounds: flipped bits, bytes lost, bytes put in, a part said twice, a part of itself elsewhere, the end lost. */
function breakStream(whole: Buffer, random: (below: number) => number): Buffer {
  let stream = Buffer.from(whole);
  for (let wounds = random(7); wounds > 0; wounds--) {
    const at = random(stream.length + 1);
    const to = Math.min(stream.length, at + random(random(3) === 0 ? 2000 : 40));
    const [before, part, after] = [stream.subarray(0, at), stream.subarray(at, to), stream.subarray(to)];
    const kind = random(6);
    if (kind === 0 && at < stream.length) stream[at] = (stream[at] ?? 0) ^ (1 << random(8));
    else if (kind === 1) stream = Buffer.concat([before, after]);
    else if (kind === 2) stream = Buffer.concat([before, noise(random), stream.subarray(at)]);
    else if (kind === 3) stream = Buffer.concat([before, part, part, after]);
    else if (kind === 4) stream = Buffer.concat([before, whole.subarray(random(whole.length)), after]);
    else if (random(4) === 0) stream = Buffer.from(before);
  }
  return stream;
}

function noise(random: (below: number) => number): Buffer {
  const bytes = Buffer.from(Array.from({ length: random(60) }, () => random(256)));
  return random(3) === 0 ? Buffer.concat([bytes, Buffer.from('OggS\0\x02'), bytes]) : bytes;
}

function nameOf(heard: HeardTitle): string {
  return `${heard.artist} – ${heard.title.trim()}`;
}

/** mulberry32: the same numbers for the same seed. Answers an integer from 0 to under `below`. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b_79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return Math.floor((((value ^ (value >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

// The demo DJ's set as bytes: chained Ogg Vorbis as Traktor broadcasts it, without an end.
// Each title begins a new logical stream (serial, first page, three headers, audio, last page) with ARTIST, TITLE and
// ENCODER and nothing else; the stream before the first title says ENCODER only. Between two tracks lies a blend that
// was mixed when the library was made; the title changes in its middle. Its packets are put behind the track's own
// without decoding, so the first samples of a blend overlap with a foreign block: a tick of a few milliseconds.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OggStreamWriter, readPackets, type TimedPacket } from './ogg-pages.ts';
import { openingPages, readVorbis, samplesAfter, type VorbisAudio, type VorbisComments } from './vorbis-packets.ts';

/** One line of `set-list.json`: files are relative to the library, times are milliseconds of `file`. */
export type SetListTrack = {
  artist: string;
  title: string;
  file: string;
  /** After the blend in, before the blend out. */
  fromMs: number;
  toMs: number;
  /** Leads into the next track; the last one's leads into the first. */
  blend: string;
};

export type SetChunk = {
  bytes: Buffer;
  /** How long it plays. */
  lengthMs: number;
  /** Set on the first chunk of a title's stream. */
  title?: { artist: string; title: string };
};

const ENCODER = 'TraCord demo DJ';
const CHUNK_MS = 200;
/** How long the stream before the first title lasts. */
const UNNAMED_MS = 2_000;

export async function readSetList(library: string): Promise<SetListTrack[]> {
  const text = await readFile(join(library, 'set-list.json'), 'utf8');
  return (JSON.parse(text) as { tracks: SetListTrack[] }).tracks;
}

/** Chunks of about 200 ms, on and on. `firstSerial` and those after it are the streams' serial numbers. */
export async function* chainedSet(library: string, firstSerial: number): AsyncGenerator<SetChunk, never> {
  const tracks = await readSetList(library);
  const load = async (file: string) => readVorbis(readPackets(await readFile(join(library, file))));
  let serial = firstSerial;
  let before: VorbisAudio['audio'] = [];
  for (let index = 0; ; index = (index + 1) % tracks.length) {
    const track = tracks[index];
    if (track === undefined) throw new Error(`the set list in ${library} is empty`);
    const audio = await load(track.file);
    const blend = await load(track.blend);
    if (serial === firstSerial) {
      yield* logicalStream(serial++, audio, slice(audio, 0, UNNAMED_MS), []);
      before = slice(audio, UNNAMED_MS, track.fromMs);
    }
    const middleMs = lengthMs(blend) / 2;
    const packets = [...before, ...slice(audio, track.fromMs, track.toMs), ...slice(blend, 0, middleMs)];
    const title = { artist: track.artist, title: track.title };
    const names: VorbisComments = [
      ['ARTIST', track.artist],
      ['TITLE', track.title],
    ];
    let first = true;
    for (const chunk of logicalStream(serial++, audio, packets, names)) {
      yield first ? { ...chunk, title } : chunk;
      first = false;
    }
    before = slice(blend, middleMs, Number.POSITIVE_INFINITY);
  }
}

/** One link of the chain, from its first page to its last. */
function* logicalStream(
  serial: number,
  audio: VorbisAudio,
  packets: VorbisAudio['audio'],
  names: VorbisComments,
): Generator<SetChunk> {
  const writer = new OggStreamWriter(serial);
  yield { bytes: openingPages(writer, audio, ENCODER, [...names, ['ENCODER', ENCODER]]), lengthMs: 0 };
  const samplesInMs = audio.sampleRateHz / 1000;
  let waiting: TimedPacket[] = [];
  let samples = 0;
  let chunkAt = 0;
  for (const [index, packet] of packets.entries()) {
    samples += samplesAfter(packets[index - 1], packet);
    waiting.push({ data: packet.data, granule: BigInt(samples) });
    const last = index === packets.length - 1;
    const length = (samples - chunkAt) / samplesInMs;
    if (length < CHUNK_MS && !last) continue;
    yield { bytes: writer.write(waiting, last), lengthMs: length };
    waiting = [];
    chunkAt = samples;
  }
}

/** The packets that end after `fromMs` and not after `toMs`. */
function slice(audio: VorbisAudio, fromMs: number, toMs: number): VorbisAudio['audio'] {
  const samplesInMs = audio.sampleRateHz / 1000;
  let samples = 0;
  return audio.audio.filter((packet, index) => {
    samples += samplesAfter(audio.audio[index - 1], packet);
    return samples > fromMs * samplesInMs && samples <= toMs * samplesInMs;
  });
}

function lengthMs(audio: VorbisAudio): number {
  const samples = audio.audio.reduce((sum, packet, index) => sum + samplesAfter(audio.audio[index - 1], packet), 0);
  return (samples * 1000) / audio.sampleRateHz;
}

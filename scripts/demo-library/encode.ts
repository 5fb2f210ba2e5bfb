// Encodes samples with ffmpeg's libvorbis and puts our own tags and cover into the result.

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { OggStreamWriter, readPackets, type TimedPacket } from '../../host/src/app/demo/ogg-pages.ts';
import { openingPages, readVorbis, samplesAfter, type VorbisAudio } from '../../host/src/app/demo/vorbis-packets.ts';
import { SAMPLE_RATE_HZ } from './synth-voices.ts';

const BITRATE_BPS = 16_000;
const VENDOR = 'TraCord demo library';
const PAGE_SAMPLES = SAMPLE_RATE_HZ;

/** Vorbis packets of these mono samples; uses ffmpeg on the PATH and a file in `workFolder`. */
export function encode(samples: Float32Array, workFolder: string): VorbisAudio {
  const wav = join(workFolder, 'take.wav');
  const ogg = join(workFolder, 'take.ogg');
  writeFileSync(wav, wavFile(samples));
  const rate = ['-c:a', 'libvorbis', '-b:a', String(BITRATE_BPS)];
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-i', wav, ...rate, '-bitexact', ogg]);
  return readVorbis(readPackets(readFileSync(ogg)));
}

export function lengthMs(audio: VorbisAudio): number {
  const samples = audio.audio.reduce((sum, packet, index) => sum + samplesAfter(audio.audio[index - 1], packet), 0);
  return (samples * 1000) / audio.sampleRateHz;
}

/** A whole Ogg file with these comments. */
export function oggFile(audio: VorbisAudio, comments: readonly (readonly [string, string])[], serial: number): Buffer {
  const writer = new OggStreamWriter(serial);
  const pages = [openingPages(writer, audio, VENDOR, comments)];
  let waiting: TimedPacket[] = [];
  let granule = 0;
  let pageAt = 0;
  audio.audio.forEach((packet, index) => {
    granule += samplesAfter(audio.audio[index - 1], packet);
    waiting.push({ data: packet.data, granule: BigInt(granule) });
    const last = index === audio.audio.length - 1;
    if (granule - pageAt < PAGE_SAMPLES && !last) return;
    pages.push(writer.write(waiting, last));
    waiting = [];
    pageAt = granule;
  });
  return Buffer.concat(pages);
}

/** The value of a METADATA_BLOCK_PICTURE comment: FLAC's picture block, type 3 (front cover), base64. RFC 9639, 8.8 */
export async function pictureBlock(svg: string): Promise<string> {
  const { data, info } = await sharp(Buffer.from(svg))
    .flatten()
    .png({ palette: true, colours: 32, effort: 10 })
    .toBuffer({ resolveWithObject: true });
  const mime = Buffer.from('image/png');
  const numbers = (...values: number[]) => {
    const bytes = Buffer.alloc(values.length * 4);
    for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, index * 4);
    return bytes;
  };
  const head = [numbers(3, mime.length), mime, numbers(0, info.width, info.height, 24, 0, data.length)];
  return Buffer.concat([...head, data]).toString('base64');
}

/** Integrated loudness in LUFS and true peak in dBFS, as ffmpeg's ebur128 hears the file. */
export function measure(file: string): { loudnessLufs: number; peakDb: number } {
  const args = ['-hide_banner', '-nostats', '-i', file, '-af', 'ebur128=peak=sample', '-f', 'null', '-'];
  // ebur128 writes its summary to stderr, so that is taken in place of stdout.
  const heard = execFileSync('sh', ['-c', 'exec ffmpeg "$@" 2>&1 >/dev/null', 'sh', ...args], { encoding: 'utf8' });
  const summary = heard.slice(heard.lastIndexOf('Summary:'));
  const value = (name: string) => Number(new RegExp(`${name}:\\s+(-?[\\d.]+)`).exec(summary)?.[1] ?? Number.NaN);
  return { loudnessLufs: value('I'), peakDb: value('Peak') };
}

function wavFile(samples: Float32Array): Buffer {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(36 + samples.length * 2, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(SAMPLE_RATE_HZ, 24);
  head.writeUInt32LE(SAMPLE_RATE_HZ * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(samples.length * 2, 40);
  const body = Int16Array.from(samples, (value) => Math.round(Math.max(-1, Math.min(1, value)) * 32_767));
  return Buffer.concat([head, Buffer.from(body.buffer)]);
}

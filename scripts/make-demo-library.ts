// Makes host/demo-library: audio of our own synthesis, tags, drawn covers, a collection, a history and the demo DJ's
// set list. Needs ffmpeg with libvorbis on the PATH. Run: node scripts/make-demo-library.ts [target folder]

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { keyView } from '../host/src/domain/musical-key.ts';
import { perform } from './demo-library/arrangement.ts';
import { blend, playedRange, type Take } from './demo-library/blends.ts';
import { LIBRARY, SET_ORDER, STRANGER } from './demo-library/catalogue.ts';
import { collectionNml, type HistoryPlay, historyNml, type MadeTrack } from './demo-library/collection-nml.ts';
import { coverSvg } from './demo-library/covers.ts';
import type { DemoTrack } from './demo-library/demo-track.ts';
import { encode, lengthMs, measure, oggFile, pictureBlock } from './demo-library/encode.ts';

const MOST_BYTES = 3_000_000;
const HISTORY_DATE = '2026-02-21';
const HISTORY_NAME = 'history_2026y02m22d_00h09m12s.nml';
/** Seconds after midnight at which the remembered evening began: 21:40. */
const EVENING_S = 21 * 3600 + 40 * 60;

const target = process.argv[2] ?? fileURLToPath(new URL('../host/demo-library', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'demo-library-'));
let written = 0;

function write(name: string, content: string | Buffer): string {
  const path = join(target, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  written += Buffer.byteLength(content);
  return path;
}

async function comments(track: DemoTrack): Promise<[string, string][]> {
  const all: [string, string | undefined][] = [
    ['ARTIST', track.artist],
    ['TITLE', track.title],
    ['ALBUM', track.album],
    ['LABEL', track.label],
    ['ORGANIZATION', track.label],
    ['CATALOGNUMBER', track.catalogNo],
    ['GENRE', track.genre],
    ['REMIXER', track.remixer],
    ['DATE', track.released],
    ['BPM', String(track.recipe.bpm)],
    ['KEY', keyView(track.recipe.key).name],
    ['COMMENT', track.comment],
    ['METADATA_BLOCK_PICTURE', track.cover === undefined ? undefined : await pictureBlock(coverSvg(track.cover))],
  ];
  return all.filter((pair): pair is [string, string] => pair[1] !== undefined);
}

async function makeTrack(track: DemoTrack, samples: Float32Array, serial: number): Promise<MadeTrack> {
  const audio = encode(samples, work);
  const bytes = oggFile(audio, await comments(track), serial);
  const heard = measure(write(`tracks/${track.file}.ogg`, bytes));
  console.log(
    `${keyView(track.recipe.key).camelot.padStart(3)} ${String(track.recipe.bpm).padStart(3)} BPM ` +
      `${(lengthMs(audio) / 1000).toFixed(1)} s ${String(Math.round(bytes.length / 1024)).padStart(4)} KiB ` +
      `${heard.loudnessLufs.toFixed(1)} LUFS, peak ${heard.peakDb.toFixed(1)} dBFS  ${track.file}`,
  );
  return { track, bytes, lengthMs: lengthMs(audio), ...heard };
}

/** Plays of one evening, each mixed into the next, and one that was only listened to in the headphones. */
function evening(): HistoryPlay[] {
  const files = [3, 0, 6, 1, 8, 3, 10].map((index) => LIBRARY[index]?.file ?? '');
  return files.map((file, index) => ({
    file,
    deck: index % 2,
    startedS: EVENING_S + index * 1_260,
    playedS: index === 2 ? 22.5 : 41.25,
    heard: index !== 2,
  }));
}

try {
  for (const part of ['tracks', 'broadcast', 'history']) rmSync(join(target, part), { recursive: true, force: true });
  const takes = new Map<string, Take>();
  for (const { file, recipe, form } of [...LIBRARY, STRANGER]) {
    takes.set(file, { recipe, form, samples: perform(recipe, form) });
  }
  const takeOf = (file: string): Take => {
    const take = takes.get(file);
    if (take === undefined) throw new Error(`the set order names "${file}", which is no track`);
    return take;
  };

  const made: MadeTrack[] = [];
  for (const [index, track] of LIBRARY.entries()) {
    made.push(await makeTrack(track, takeOf(track.file).samples, index + 1));
  }
  write(`broadcast/${STRANGER.file}.ogg`, oggFile(encode(takeOf(STRANGER.file).samples, work), [], 99));

  const tracks = SET_ORDER.map((file, index) => {
    const known = LIBRARY.find((track) => track.file === file);
    const next = SET_ORDER[(index + 1) % SET_ORDER.length] ?? file;
    const blendFile = `broadcast/blend-${String(index + 1).padStart(2, '0')}.ogg`;
    write(blendFile, oggFile(encode(blend(takeOf(file), takeOf(next)), work), [], 100 + index));
    const { artist, title } = known ?? STRANGER;
    const audio = known ? `tracks/${file}.ogg` : `broadcast/${file}.ogg`;
    return { artist, title, file: audio, ...playedRange(takeOf(file)), blend: blendFile };
  });
  write('set-list.json', `${JSON.stringify({ tracks }, null, 2)}\n`);
  write('collection.nml', collectionNml(made));
  write(`history/${HISTORY_NAME}`, historyNml(made, evening(), HISTORY_DATE));
  console.log(`${written} bytes in ${target}`);
  if (written > MOST_BYTES) throw new Error(`more than ${MOST_BYTES} bytes; lower the bit rate or the lengths`);
} finally {
  rmSync(work, { recursive: true, force: true });
}

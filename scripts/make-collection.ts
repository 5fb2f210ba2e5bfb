// Writes a made-up Traktor collection: `node scripts/make-collection.ts --entries 50000 --seed 1 --out FILE [--change 0.01]`.
// Shapes as in collections of Traktor Pro 3 and 4: 1.0 to 1.6 kB an entry, Unicode names, cues, playlists, keys that lead nowhere.

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { escapeAttribute } from '@tracord/shared/xml-text.ts';
import { type CollectionShape, type MadeTrack, madeTracks } from './made-collection/entries.ts';
import { SeededRandom } from './made-collection/random.ts';

/** The collection as text, in pieces of a few dozen kB. Holds the keys of the playlists' tracks only. */
export function* collectionNml(shape: CollectionShape): Generator<string> {
  const listed: string[] = [];
  yield `<?xml version="1.0" encoding="UTF-8" standalone="no" ?>\n<NML VERSION="20"><HEAD COMPANY="www.native-instruments.com" PROGRAM="Traktor Pro 4"></HEAD>\n<COLLECTION ENTRIES="${shape.entries}">`;
  let piece = '';
  for (const track of madeTracks(shape)) {
    piece += entryXml(track, shape.seed);
    if (new SeededRandom(shape.seed, 6, track.index).chance(0.1)) listed.push(primaryKey(track));
    if (piece.length > 60_000) {
      yield piece;
      piece = '';
    }
  }
  yield `${piece}</COLLECTION>\n`;
  yield playlistsXml(listed, new SeededRandom(shape.seed, 7));
  yield '<INDEXING><SORTING_INFO PATH="$COLLECTION"><CRITERIA ATTRIBUTE="0" DIRECTION="1"></CRITERIA>\n</SORTING_INFO>\n</INDEXING>\n</NML>\n';
}

/** Writes the collection to `file`; answers with the file's size in bytes. */
export async function writeCollection(file: string, shape: CollectionShape): Promise<number> {
  const out = createWriteStream(file);
  for (const piece of collectionNml(shape)) {
    if (!out.write(piece)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
  return out.bytesWritten;
}

/** The key by which playlists name a track: volume, folders and file as in its LOCATION. */
export function primaryKey(track: MadeTrack): string {
  return `${track.volume}${dir(track)}${track.file}`;
}

function dir(track: MadeTrack): string {
  return `/:${track.folders.map((folder) => `${folder.replaceAll('/', '//')}/:`).join('')}`;
}

function entryXml(track: MadeTrack, seed: number): string {
  const random = new SeededRandom(seed, 5, track.index);
  const info: [string, string | number | undefined][] = [
    ['BITRATE', random.chance(0.8) ? 320_000 : 1_411_000],
    ['GENRE', track.genre],
    ['LABEL', track.label],
    ['COMMENT', track.comment],
    ['RATING', track.comment2],
    ['REMIXER', track.remixer],
    ['MIX', track.mix],
    ['COVERARTID', `${String(random.below(128)).padStart(3, '0')}/${cover(random)}`],
    ['KEY', OPEN_KEYS[track.key]],
    ['PLAYCOUNT', track.playCount || undefined],
    ['PLAYTIME', Math.ceil(track.durationS)],
    ['PLAYTIME_FLOAT', track.durationS.toFixed(6)],
    ['RANKING', track.stars ? track.stars * 51 : undefined],
    ['IMPORT_DATE', track.importDate],
    ['LAST_PLAYED', track.lastPlayed],
    ['RELEASE_DATE', track.releaseDate],
    ['FLAGS', 12],
    ['FILESIZE', Math.round(track.durationS * 40)],
  ];
  return `<ENTRY${attributes([
    ['MODIFIED_DATE', '2025/3/1'],
    ['MODIFIED_TIME', random.below(86_400)],
    ['AUDIO_ID', audioId(random)],
    ['TITLE', track.title],
    ['ARTIST', track.artist],
  ])}><LOCATION${attributes([
    ['DIR', dir(track)],
    ['FILE', track.file],
    ['VOLUME', track.volume],
    ['VOLUMEID', track.volume],
  ])}></LOCATION>\n${
    track.album === undefined
      ? ''
      : `<ALBUM${attributes([
          ['TRACK', random.between(1, 12)],
          ['TITLE', track.album],
        ])}></ALBUM>\n`
  }<MODIFICATION_INFO AUTHOR_TYPE="user"></MODIFICATION_INFO>\n<INFO${attributes(info)}></INFO>\n<TEMPO BPM="${track.bpm.toFixed(6)}" BPM_QUALITY="100.000000"></TEMPO>\n<LOUDNESS PEAK_DB="-0.355103" PERCEIVED_DB="${(random.below(600) / 100 - 3).toFixed(6)}" ANALYZED_DB="0.203140"></LOUDNESS>\n<MUSICAL_KEY VALUE="${track.key}"></MUSICAL_KEY>\n${cuesXml(track, random)}</ENTRY>\n`;
}

function cuesXml(track: MadeTrack, random: SeededRandom): string {
  const first = (random.below(400_000) / 1000).toFixed(6);
  let cues = `<CUE_V2 NAME="AutoGrid" DISPL_ORDER="0" TYPE="4" START="${first}" LEN="0.000000" REPEATS="-1" HOTCUE="-1"><GRID BPM="${track.bpm.toFixed(6)}"></GRID>\n</CUE_V2>\n`;
  const count = random.pick([0, 0, 0, 0, 1, 1, 2, 4]);
  for (let cue = 0; cue < count; cue++) {
    const loop = random.chance(0.2);
    cues += `<CUE_V2 NAME="${random.pick(['n.n.', 'Drop', 'Break', 'Vocals'])}" DISPL_ORDER="0" TYPE="${loop ? 5 : 0}" START="${random.below(track.durationS * 1000)}.219518" LEN="${loop ? '7500.000000' : '0.000000'}" REPEATS="-1" HOTCUE="${cue}"></CUE_V2>\n`;
  }
  return cues;
}

/** Folders of lists with `keys` spread over them, a smart list, the built-in lists, and one key in fifty that leads nowhere. */
function playlistsXml(keys: string[], random: SeededRandom): string {
  const lists: string[] = [];
  for (let from = 0; from < keys.length; from += 80) {
    const inside = keys
      .slice(from, from + 80)
      .map((key) => (random.chance(0.02) ? `${key}.gone` : key))
      .map(
        (key) =>
          `<ENTRY><PRIMARYKEY${attributes([
            ['TYPE', 'TRACK'],
            ['KEY', key],
          ])}></PRIMARYKEY>\n</ENTRY>\n`,
      );
    lists.push(playlistXml(`List ${lists.length + 1}`, inside, random));
  }
  const folders: string[] = [];
  for (let from = 0; from < lists.length; from += 12) {
    const inside = lists.slice(from, from + 12);
    folders.push(
      `<NODE TYPE="FOLDER" NAME="Crate ${folders.length + 1}"><SUBNODES COUNT="${inside.length}">${inside.join('')}</SUBNODES>\n</NODE>\n`,
    );
  }
  const smart = `<NODE TYPE="SMARTLIST" NAME="Best house"><SMARTLIST UUID="${uuid(random)}"><SEARCH_EXPRESSION VERSION="1" QUERY="$GENRE % &quot;House&quot; | $RATING &gt;= 4"></SEARCH_EXPRESSION>\n</SMARTLIST>\n</NODE>\n`;
  const builtIn = ['Preparation', '_LOOPS', '_RECORDINGS'].map((name) => playlistXml(name, [], random)).join('');
  return `<PLAYLISTS><NODE TYPE="FOLDER" NAME="$ROOT"><SUBNODES COUNT="${folders.length + 4}">${folders.join('')}${smart}${builtIn}</SUBNODES>\n</NODE>\n</PLAYLISTS>\n`;
}

function playlistXml(name: string, entries: string[], random: SeededRandom): string {
  return `<NODE TYPE="PLAYLIST" NAME="${name}"><PLAYLIST ENTRIES="${entries.length}" TYPE="LIST" UUID="${uuid(random)}">${entries.join('')}</PLAYLIST>\n</NODE>\n`;
}

function attributes(of: [string, string | number | undefined][]): string {
  return of
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${escapeAttribute(String(value))}"`))
    .join('');
}

function audioId(random: SeededRandom): string {
  const bytes = Buffer.alloc(256);
  for (let at = 0; at < 256; at += 4) bytes.writeUInt32LE(random.uint32(), at);
  return bytes.toString('base64');
}

function cover(random: SeededRandom): string {
  return Array.from({ length: 28 }, () => COVER_LETTERS[random.below(32)]).join('');
}

function uuid(random: SeededRandom): string {
  return Array.from({ length: 4 }, () => random.uint32().toString(16).padStart(8, '0')).join('');
}

const COVER_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const OPEN_KEYS = '1d 8d 3d 10d 5d 12d 7d 2d 9d 4d 11d 6d 10m 5m 12m 7m 2m 9m 4m 11m 6m 1m 8m 3m'.split(' ');

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({
    options: {
      entries: { type: 'string', default: '50000' },
      seed: { type: 'string', default: '1' },
      change: { type: 'string', default: '0' },
      out: { type: 'string', default: 'collection.nml' },
    },
  });
  const shape = { entries: Number(values.entries), seed: Number(values.seed), change: Number(values.change) };
  const bytes = await writeCollection(values.out, shape);
  console.log(`${values.out}: ${shape.entries} entries, ${(bytes / 1e6).toFixed(1)} MB`);
}

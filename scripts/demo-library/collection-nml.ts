// The demo library as Traktor Pro 4 writes a collection and a history file. `{{VOLUME}}` and `{{DIR}}` stand where the
// audio files' place belongs: host/src/app/demo/demo-library.ts fills them in. Pure.

import { createHash } from 'node:crypto';
import { escapeAttribute } from '@tracord/shared/xml-text.ts';
import { isMinor, openKeyNumber } from '../../host/src/domain/musical-key.ts';
import { barSeconds, formBars } from './arrangement.ts';
import type { DemoTrack } from './demo-track.ts';

/** What is known of a track only after it was encoded. */
export type MadeTrack = { track: DemoTrack; bytes: Buffer; lengthMs: number; loudnessLufs: number; peakDb: number };

export type HistoryPlay = { file: string; deck: number; startedS: number; playedS: number; heard: boolean };

const HEAD = `<?xml version="1.0" encoding="UTF-8" standalone="no" ?>
<NML VERSION="20"><HEAD COMPANY="www.native-instruments.com" PROGRAM="Traktor Pro 4"></HEAD>
`;
/** Traktor's auto-gain aims here; the difference is what it stores as perceived loudness. */
const REFERENCE_LUFS = -9;

export function collectionNml(made: readonly MadeTrack[]): string {
  const files = made.map(({ track }) => track.file);
  const best = made.filter(({ track }) => track.stars === 5).map(({ track }) => track.file);
  const warmUp = made.filter(({ track }) => track.recipe.bpm <= 122).map(({ track }) => track.file);
  const tree = [
    list('_LOOPS', []),
    list('_RECORDINGS', []),
    list('Preparation', [files[5] ?? '', files[2] ?? '']),
    folder('Harbour nights', [
      list('Warm-up', warmUp),
      // The opener comes back as the closer, and one track has left the collection since.
      list('Peak / late', [...best, 'Deleted Since - Gone', best[0] ?? '']),
    ]),
    smartList('House, four stars and more', '$GENRE % "House" & $RATING >= 4'),
    smartList('Never far from the sea', '$LABEL == "Tin Harbour" | $TITLE % "Lighthouse"'),
  ];
  return `${HEAD}<MUSICFOLDERS><FOLDER PATH="{{VOLUME}}{{DIR}}"></FOLDER>
</MUSICFOLDERS>
${entries(made)}<SETS ENTRIES="0"></SETS>
<PLAYLISTS>${folder('$ROOT', tree)}</PLAYLISTS>
<INDEXING><SORTING_INFO PATH="$COLLECTION"><CRITERIA ATTRIBUTE="24" DIRECTION="1"></CRITERIA>
</SORTING_INFO>
</INDEXING>
</NML>
`;
}

/** `date` is the evening's `yyyy-mm-dd`; `startedS` of a play counts from its midnight and may pass 86,400. */
export function historyNml(made: readonly MadeTrack[], plays: readonly HistoryPlay[], date: string): string {
  const played = made.filter(({ track }) => plays.some((play) => play.file === track.file));
  const lines = plays.map((play) => {
    const day = new Date(`${date}T00:00:00Z`);
    day.setUTCSeconds(play.startedS);
    const startDate = (day.getUTCFullYear() << 16) | ((day.getUTCMonth() + 1) << 8) | day.getUTCDate();
    const attributes = `DECK="${play.deck}" DURATION="${play.playedS.toFixed(6)}" EXTENDEDTYPE="HistoryData"`;
    const time = `PLAYEDPUBLIC="${play.heard ? 1 : 0}" STARTDATE="${startDate}" STARTTIME="${play.startedS % 86_400}"`;
    return `<ENTRY>${primaryKey(play.file)}<EXTENDEDDATA ${attributes} ${time}></EXTENDEDDATA>\n</ENTRY>\n`;
  });
  const open = `<PLAYLIST ENTRIES="${plays.length}" TYPE="PROTOCOL" UUID="${uuid(`history ${date}`)}">`;
  const node = `<NODE TYPE="PLAYLIST" NAME="HISTORY">${open}${lines.join('')}</PLAYLIST>\n</NODE>\n`;
  return `${HEAD}<MUSICFOLDERS></MUSICFOLDERS>
${entries(played)}<SETS ENTRIES="0"></SETS>
<PLAYLISTS>${folder('$ROOT', [node])}</PLAYLISTS>
<INDEXING></INDEXING>
</NML>
`;
}

function entries(made: readonly MadeTrack[]): string {
  return `<COLLECTION ENTRIES="${made.length}">${made.map(entry).join('')}</COLLECTION>\n`;
}

function entry({ track, bytes, lengthMs, loudnessLufs, peakDb }: MadeTrack): string {
  const { key, bpm } = track.recipe;
  const perceived = (REFERENCE_LUFS - loudnessLufs).toFixed(6);
  const info = attributes({
    BITRATE: Math.round((bytes.length * 8000) / lengthMs),
    GENRE: track.genre,
    LABEL: track.label,
    COMMENT: track.comment,
    REMIXER: track.remixer,
    MIX: track.mix,
    CATALOG_NO: track.catalogNo,
    KEY: `${openKeyNumber(key)}${isMinor(key) ? 'm' : 'd'}`,
    PLAYCOUNT: track.playCount,
    PLAYTIME: Math.ceil(lengthMs / 1000),
    PLAYTIME_FLOAT: (lengthMs / 1000).toFixed(6),
    RANKING: track.stars * 51,
    IMPORT_DATE: date(track.imported),
    LAST_PLAYED: track.playCount > 0 ? '2026/2/21' : undefined,
    RELEASE_DATE: date(track.released),
    FLAGS: 12,
    FILESIZE: Math.round(bytes.length / 1024),
    COLOR: track.color,
  });
  const head = attributes({
    MODIFIED_DATE: date(track.imported),
    MODIFIED_TIME: 64_583,
    AUDIO_ID: audioId(bytes),
    TITLE: track.title,
    ARTIST: track.artist,
  });
  return `<ENTRY ${head}><LOCATION DIR="{{DIR}}" FILE="${escapeAttribute(`${track.file}.ogg`)}" VOLUME="{{VOLUME}}" VOLUMEID="{{VOLUME}}"></LOCATION>
${track.album === undefined ? '' : `<ALBUM ${attributes({ TITLE: track.album })}></ALBUM>\n`}<MODIFICATION_INFO AUTHOR_TYPE="user"></MODIFICATION_INFO>
<INFO ${info}></INFO>
<TEMPO BPM="${bpm.toFixed(6)}" BPM_QUALITY="100.000000"></TEMPO>
<LOUDNESS PEAK_DB="${peakDb.toFixed(6)}" PERCEIVED_DB="${perceived}" ANALYZED_DB="${perceived}"></LOUDNESS>
<MUSICAL_KEY VALUE="${key}"></MUSICAL_KEY>
${cues(track)}</ENTRY>
`;
}

/** Grid, load marker, hot cues at the parts of the arrangement, and a loop of four bars to mix out with. */
function cues({ recipe, form }: DemoTrack): string {
  const bar = barSeconds(recipe.bpm) * 1000;
  const at = (bars: number) => recipe.leadInMs + bars * bar;
  const pauseAt = form.intro + form.groove;
  const grid = `\n<GRID BPM="${recipe.bpm.toFixed(6)}"></GRID>\n`;
  return [
    cue('AutoGrid', 4, at(0), 0, -1, '', grid),
    cue('AutoGrid', 0, at(0), 0, 0, ' COLOR="#FFFFFF"'),
    cue('Bass in', 0, at(form.intro), 0, 1, ' COLOR="#30D5C8"'),
    cue('Break', 0, at(pauseAt), 0, 2, ' COLOR="#F2B134"'),
    cue('Peak', 0, at(pauseAt + form.pause), 0, 3, ' COLOR="#E8557F"'),
    cue('n.n.', 5, at(formBars(form) - 4), 4 * bar, 4, ' COLOR="#4CD964"'),
    cue('n.n.', 2, at(formBars(form) - form.outro), 0, -1),
    cue('n.n.', 3, at(0), 0, -1),
  ].join('');
}

function cue(name: string, type: number, startMs: number, lengthMs: number, hotCue: number, color = '', inside = '') {
  const place = `TYPE="${type}" START="${startMs.toFixed(6)}" LEN="${lengthMs.toFixed(6)}" REPEATS="-1"`;
  return `<CUE_V2 NAME="${name}" DISPL_ORDER="0" ${place} HOTCUE="${hotCue}"${color}>${inside}</CUE_V2>\n`;
}

function list(name: string, files: readonly string[]): string {
  const items = files.map((file) => `<ENTRY>${primaryKey(file)}</ENTRY>\n`).join('');
  const open = `<PLAYLIST ENTRIES="${files.length}" TYPE="LIST" UUID="${uuid(name)}">`;
  return `<NODE TYPE="PLAYLIST" NAME="${escapeAttribute(name)}">${open}${items}</PLAYLIST>\n</NODE>\n`;
}

function smartList(name: string, query: string): string {
  const search = `<SEARCH_EXPRESSION VERSION="1" QUERY="${escapeAttribute(query)}"></SEARCH_EXPRESSION>\n`;
  const rule = `<SMARTLIST UUID="${uuid(name)}">${search}</SMARTLIST>\n`;
  return `<NODE TYPE="SMARTLIST" NAME="${escapeAttribute(name)}">${rule}</NODE>\n`;
}

function folder(name: string, nodes: readonly string[]): string {
  const inside = `<SUBNODES COUNT="${nodes.length}">${nodes.join('')}</SUBNODES>\n`;
  return `<NODE TYPE="FOLDER" NAME="${escapeAttribute(name)}">${inside}</NODE>\n`;
}

function primaryKey(file: string): string {
  return `<PRIMARYKEY TYPE="TRACK" KEY="{{VOLUME}}{{DIR}}${escapeAttribute(`${file}.ogg`)}"></PRIMARYKEY>\n`;
}

function attributes(values: Record<string, string | number | undefined>): string {
  const present = Object.entries(values).filter(([, value]) => value !== undefined);
  return present.map(([name, value]) => `${name}="${escapeAttribute(String(value))}"`).join(' ');
}

/** `y/m/d` without leading zeros. */
function date(iso: string): string {
  return iso.split('-').map(Number).join('/');
}

/** 256 bytes that follow from the audio, as Traktor's acoustic signature does. */
function audioId(bytes: Buffer): string {
  const parts = [0, 1, 2, 3].map((part) => createHash('sha512').update(`${part}`).update(bytes).digest());
  return Buffer.concat(parts).toString('base64');
}

function uuid(name: string): string {
  return createHash('md5').update(name).digest('hex');
}

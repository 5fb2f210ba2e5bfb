// A playlist that Traktor imports: elements, attributes and their order as Traktor writes a playlist of its own (NML 19). It is a file
// beside the collection, never the collection. Pure. That Traktor takes it is untried.
// Entries say no more than what identifies a file: what is not said cannot overwrite what Traktor knows.

import { escapeAttribute } from '@tracord/shared/xml-text.ts';
import { baseName } from './file-name.ts';
import { filelessNotes } from './m3u8.ts';
import { words } from './row-text.ts';
import type { Tracklist, TracklistRow, WriteOptions, Written } from './tracklist.ts';

/** A row whose file Traktor knows, and what Traktor calls it. */
type Filed = { row: TracklistRow; key: string };

export function writeTraktorNml(list: Tracklist, { traktorKeys }: WriteOptions = {}): Written {
  const filed = list.rows.flatMap((row): Filed[] => {
    const key = row.trackId === undefined ? undefined : traktorKeys?.get(row.trackId);
    return key === undefined ? [] : [{ row, key }];
  });
  // A track that was played twice stands once in the collection and twice in the playlist.
  const files = filed.filter((one, index) => filed.findIndex(({ key }) => key === one.key) === index);
  const written = new Set(filed.map(({ row }) => row));
  const name = attribute(baseName(list));
  const lines = [
    '<?xml version="1.0" encoding="UTF-8" standalone="no" ?>',
    '<NML VERSION="19"><HEAD COMPANY="www.native-instruments.com" PROGRAM="Traktor"></HEAD>',
    `<COLLECTION ENTRIES="${files.length}">${files.map(entry).join('\n')}${files.length > 0 ? '\n' : ''}</COLLECTION>`,
    '<SETS ENTRIES="0"></SETS>',
    `<PLAYLISTS><NODE TYPE="FOLDER" NAME="$ROOT"><SUBNODES COUNT="1"><NODE TYPE="PLAYLIST" NAME="${name}"><PLAYLIST ENTRIES="${filed.length}" TYPE="LIST" UUID="${uuid(list)}">${filed.map(item).join('')}</PLAYLIST>`,
    ...['</NODE>', '</SUBNODES>', '</NODE>', '</PLAYLISTS>', '<INDEXING></INDEXING>', '</NML>'],
  ];
  return {
    text: `${lines.join('\n')}\n`,
    ...{ type: 'application/xml; charset=utf-8', extension: 'nml', rows: filed.length },
    notes: filelessNotes(list.rows.filter((row) => !written.has(row))),
  };
}

function entry({ row, key }: Filed): string {
  const { volume, dir, file } = placeOfKey(key);
  const artist = words(row.artist);
  return [
    `<ENTRY TITLE="${attribute(words(row.title))}"${artist === '' ? '' : ` ARTIST="${attribute(artist)}"`}>`,
    `<LOCATION DIR="${attribute(dir)}" FILE="${attribute(file)}" VOLUME="${attribute(volume)}" VOLUMEID=""></LOCATION>\n`,
    '</ENTRY>',
  ].join('');
}

function item({ key }: Filed): string {
  const type = /\.stem\.(?:mp4|m4a)$/i.test(key) ? 'STEM' : 'TRACK';
  return `<ENTRY><PRIMARYKEY TYPE="${type}" KEY="${attribute(key)}"></PRIMARYKEY>\n</ENTRY>\n`;
}

/** VOLUME, DIR and FILE of "G:/:Music/:a.mp3"; together they are the key again. */
export function placeOfKey(key: string): { volume: string; dir: string; file: string } {
  const from = Math.max(0, key.indexOf('/:'));
  const to = Math.max(from, key.lastIndexOf('/:') + 2);
  return { volume: key.slice(0, from), dir: key.slice(from, to), file: key.slice(to) };
}

/** The set's own, as Traktor writes one. Imported again, it is the same playlist. */
function uuid({ setId }: Tracklist): string {
  return setId.replaceAll('-', '');
}

/** Control characters, line ends and halves of characters are not allowed in XML 1.0. */
function attribute(text: string): string {
  return escapeAttribute(text.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, ' '));
}

// A small Traktor collection written for a test: entries by field, playlists by name.

import { writeFileSync } from 'node:fs';

export type SmallEntry = {
  artist: string;
  title: string;
  /** Bare file name; by default made from the title. */
  file?: string;
  /** Absolute folder with forward slashes. */
  folder?: string;
  mix?: string;
  album?: string;
  genre?: string;
  label?: string;
  comment?: string;
  seconds?: number;
  bpm?: number;
  /** 0–23. */
  key?: number;
};

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function location(entry: SmallEntry): { dir: string; file: string } {
  const parts = (entry.folder ?? '/music').split('/').filter((part) => part !== '');
  return { dir: `/:${parts.map((part) => `${part}/:`).join('')}`, file: entry.file ?? `${entry.title}.mp3` };
}

/** Writes `file` as Traktor Pro 4 would; `playlists` hold indexes into `entries`. */
export function writeSmallCollection(
  file: string,
  entries: SmallEntry[],
  playlists: Record<string, number[]> = {},
): void {
  const rows = entries.map((entry) => {
    const { dir, file: name } = location(entry);
    const info = [
      ['GENRE', entry.genre],
      ['LABEL', entry.label],
      ['COMMENT', entry.comment],
      ['MIX', entry.mix],
      ['PLAYTIME_FLOAT', entry.seconds?.toFixed(6)],
    ];
    const attributes = info.flatMap(([key, value]) => (value === undefined ? [] : [`${key}="${escaped(value)}"`]));
    return [
      `<ENTRY TITLE="${escaped(entry.title)}" ARTIST="${escaped(entry.artist)}">`,
      `<LOCATION DIR="${escaped(dir)}" FILE="${escaped(name)}" VOLUME="" VOLUMEID=""></LOCATION>`,
      entry.album === undefined ? '' : `<ALBUM TITLE="${escaped(entry.album)}"></ALBUM>`,
      `<INFO ${attributes.join(' ')}></INFO>`,
      entry.bpm === undefined ? '' : `<TEMPO BPM="${entry.bpm.toFixed(6)}" BPM_QUALITY="100.000000"></TEMPO>`,
      entry.key === undefined ? '' : `<MUSICAL_KEY VALUE="${entry.key}"></MUSICAL_KEY>`,
      '</ENTRY>',
    ].join('');
  });
  const lists = Object.entries(playlists).map(([name, members]) => {
    const keys = members.map((index) => {
      const { dir, file: entryFile } = location(entries[index] ?? { artist: '', title: '' });
      return `<ENTRY><PRIMARYKEY TYPE="TRACK" KEY="${escaped(dir + entryFile)}"></PRIMARYKEY></ENTRY>`;
    });
    return `<NODE TYPE="PLAYLIST" NAME="${escaped(name)}"><PLAYLIST ENTRIES="${members.length}" TYPE="LIST">${keys.join('')}</PLAYLIST></NODE>`;
  });
  writeFileSync(
    file,
    `<?xml version="1.0" encoding="UTF-8" standalone="no" ?>
<NML VERSION="20"><HEAD COMPANY="www.native-instruments.com" PROGRAM="Traktor Pro 4"></HEAD>
<COLLECTION ENTRIES="${entries.length}">${rows.join('\n')}</COLLECTION>
<PLAYLISTS><NODE TYPE="FOLDER" NAME="$ROOT"><SUBNODES COUNT="${lists.length}">${lists.join('\n')}</SUBNODES></NODE></PLAYLISTS>
</NML>
`,
  );
}

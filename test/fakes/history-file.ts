// A history file as Traktor writes it when it closes, beside the collection.

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** `key`: VOLUME + DIR + FILE of the collection. `at`: ms since the epoch; Traktor notes whole seconds. */
export type HistoryPlay = { key: string; artist: string; title: string; at: number; seconds: number; deck?: number };

export function writeHistory(collection: string, plays: readonly HistoryPlay[]): void {
  const folder = join(dirname(collection), 'History');
  mkdirSync(folder, { recursive: true });
  const entries = plays.map(({ key, artist, title }) => {
    const cut = key.lastIndexOf('/:') + 2;
    const place = `<LOCATION DIR="${key.slice(0, cut)}" FILE="${key.slice(cut)}" VOLUME="" VOLUMEID=""></LOCATION>`;
    return `<ENTRY TITLE="${title}" ARTIST="${artist}">${place}<INFO></INFO></ENTRY>`;
  });
  const played = plays.map(({ key, at, seconds, deck = 0 }) => {
    const date = new Date(at);
    const day = (date.getFullYear() << 16) | ((date.getMonth() + 1) << 8) | date.getDate();
    const second = date.getHours() * 3600 + date.getMinutes() * 60 + date.getSeconds();
    const facts = `DECK="${deck}" DURATION="${seconds}" EXTENDEDTYPE="HistoryData" PLAYEDPUBLIC="1" STARTDATE="${day}" STARTTIME="${second}"`;
    return `<ENTRY><PRIMARYKEY TYPE="TRACK" KEY="${key}"></PRIMARYKEY><EXTENDEDDATA ${facts}></EXTENDEDDATA></ENTRY>`;
  });
  writeFileSync(
    join(folder, 'history_2026y01m01d_20h00m00s.nml'),
    `<?xml version="1.0" encoding="UTF-8" standalone="no" ?>
<NML VERSION="19"><HEAD COMPANY="www.native-instruments.com" PROGRAM="Traktor"></HEAD>
<COLLECTION ENTRIES="${entries.length}">${entries.join('\n')}</COLLECTION>
<PLAYLISTS><NODE TYPE="FOLDER" NAME="$ROOT"><SUBNODES COUNT="1"><NODE TYPE="PLAYLIST" NAME="HISTORY"><PLAYLIST ENTRIES="${played.length}" TYPE="PROTOCOL" UUID="h">${played.join('\n')}</PLAYLIST></NODE></SUBNODES></NODE></PLAYLISTS>
</NML>
`,
  );
}

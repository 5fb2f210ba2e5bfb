// What the terminal says once the host is up: where the overlay is, how big, and what to set in Traktor. Pure.

import type { LibraryView } from '@tracord/shared/topics.ts';

export type Welcome = {
  address: string;
  broadcastPort: number;
  demo: boolean;
  /** The demo was asked for; else it plays because there is no collection. */
  demoAsked: boolean;
  library: Pick<LibraryView, 'tracks' | 'collection'>;
  settingsFile: string;
  tokenFile: string;
  logFile: string;
};

/** At once, while the library is still being read: addresses and what to set. */
export function welcomeText(welcome: Welcome): string {
  const { address, broadcastPort, demo, settingsFile, tokenFile, logFile } = welcome;
  return [
    '',
    ...(demo ? [...demoLines(welcome), ''] : []),
    '  In OBS        add a Browser source, 960 × 232:',
    `                ${address}/overlays/now-playing`,
    `                themes, sizes and the overlays of requests: ${address}/builder`,
    '',
    '  In Traktor    Preferences > Broadcasting:',
    `                Address 127.0.0.1   Port ${broadcastPort}   Format Ogg Vorbis, 11025 Hz, 32 kBit/s`,
    '                then press the antenna in the Audio Recorder panel',
    '',
    `  Settings      ${settingsFile}`,
    `  Token         ${tokenFile}`,
    `  Log           ${logFile}`,
    '  Something missing?  npm run tracord -- doctor',
    '  Ctrl+C stops TraCord.',
    '',
    '',
  ].join('\n');
}

/** When the library has been read. The demo's own is no news to anybody. */
export function libraryText({ demo, library }: Welcome): string {
  return demo ? '' : `${libraryLine(library)}\n\n`;
}

function demoLines({ demoAsked, settingsFile }: Welcome): string[] {
  if (demoAsked) return ['  DEMO          A demo set plays; your own collection and plays are left alone.'];
  return [
    '  DEMO          No Traktor collection was found, so a demo set plays.',
    '                Yours lies elsewhere?  npm start -- --collection <path of collection.nml>',
    `                or write it behind "collection:" in ${settingsFile} and start again`,
  ];
}

function libraryLine({ tracks, collection }: Welcome['library']): string {
  if (collection === undefined) return '  Library       empty';
  return `  Library       ${tracks.toLocaleString('en')} tracks from ${collection.path}`;
}

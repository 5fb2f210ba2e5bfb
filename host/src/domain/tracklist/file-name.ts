// The name of the file that a tracklist is saved as: one that Windows, macOS and Linux all take. Pure.

import { cutUnits } from '@tracord/shared/cut-text.ts';
import { localTime } from '#domain/csv.ts';
import { beganAt, words } from './row-text.ts';
import type { Tracklist } from './tracklist.ts';

/** https://learn.microsoft.com/windows/win32/fileio/naming-a-file: the others forbid less. */
const FORBIDDEN = /[<>:"/\\|?*]+/gu;
/** With date, number and ending it stays far below the 255 bytes that file systems allow, in any script. */
const LONGEST_NAME = 60;

/** "2026-11-20 DJ Name", without an ending: the day the list begins on, and the set's name or who played. */
export function baseName(list: Tracklist): string {
  const at = beganAt(list, list.rows[0]);
  const name = fileWords(list.name ?? list.performers.join(' & ')) || 'Tracklist';
  return at === undefined ? name : `${localTime(at).slice(0, 10)} ${name}`;
}

/** "2026-11-20 DJ Name.cue"; of several "2026-11-20 DJ Name (2 of 3).cue". Never that of Traktor's collection. */
export function fileName(list: Tracklist, extension: string, part?: { number: number; of: number }): string {
  const name = `${baseName(list)}${part === undefined ? '' : ` (${part.number} of ${part.of})`}.${extension}`;
  return isTraktorCollection(name) ? `Tracklist ${name}` : name;
}

/** Whether a path names Traktor's collection, which Traktor alone writes. Windows drops dots and blanks at the end of a name, and
 * takes what stands behind a colon for a part of the same file. */
export function isTraktorCollection(path: string): boolean {
  const name = path
    .replace(/^[a-z]:/i, '')
    .split(/[\\/]/)
    .at(-1);
  return /^collection\.nml[.\s]*(?::.*)?$/i.test(name ?? '');
}

function fileWords(text: string): string {
  const plain = cutUnits(words(text.replace(FORBIDDEN, ' ')), LONGEST_NAME);
  // Windows drops dots and blanks at the end.
  return plain.replace(/[.\s]+$/u, '').trim();
}

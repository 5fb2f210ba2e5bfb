// Reads the playlists of players: M3U and M3U8, plain or extended, with the additions of VirtualDJ.
// There is no standard; see https://en.wikipedia.org/wiki/M3U and the lists of rekordbox, VirtualDJ and beets.

import { posix, win32 } from 'node:path';
import { type ListedTrack, MOST_LISTED, type OutsideList, splitNames } from '#domain/tracklist/outside-list.ts';
import { DomainError } from '#kernel/domain-error.ts';
import { listText } from './list-text.ts';

/** `name`: what to call the file in messages. `folder`: where the list lies, absolute; relative places count from there. */
export type M3uOptions = { name: string; folder: string };

const MARKED = /^#EXT(?:M3U|INF|VDJ)/im;
/** Seconds, then what some players add, up to the first comma outside of quotes. */
const EXTINF = /^#EXTINF:\s*(-?\d+(?:\.\d+)?)?(?:[^,"]|"[^"]*")*,(.*)$/i;
const DRIVE = /^[a-z]:[\\/]/i;
/** What a line says stands at its beginning. */
const LONGEST_SAID = 4_000;
const MOST_BYTES = 8_000_000;
const ADDRESS = /^[a-z][a-z\d+.-]+:\/\//i;

/** Throws DomainError `not-a-list`, `empty-list` or `list-too-long`, the last also for more than 8 MB. */
export function readM3u(bytes: Uint8Array, options: M3uOptions): OutsideList {
  if (bytes.length > MOST_BYTES) {
    throw new DomainError('list-too-long', `${options.name} is too large for a playlist: export a smaller one.`);
  }
  const text = listText(bytes, options.name);
  const lines = text.split(/\r\n|[\r\n]/).map((line) => line.trim());
  const places = lines.filter((line) => line !== '' && !line.startsWith('#'));
  if (!MARKED.test(text) && places.filter(isLikeFile).length < places.length / 2) {
    throw new DomainError(
      'not-a-list',
      `${options.name} is no playlist of files: export the playlist as M3U or NML and try that.`,
    );
  }
  if (places.length === 0) throw new DomainError('empty-list', `There is no track in ${options.name}.`);
  if (places.length > MOST_LISTED) {
    throw new DomainError(
      'list-too-long',
      `${options.name} holds ${places.length} tracks, more than the ${MOST_LISTED} of a list: export a smaller one.`,
    );
  }
  return listOf(lines, options.folder);
}

function listOf(lines: string[], folder: string): OutsideList {
  const entries: ListedTrack[] = [];
  let said: ListedTrack = {};
  let nameless = 0;
  for (const line of lines) {
    if (line.startsWith('#')) {
      said = { ...said, ...saidBy(line.slice(0, LONGEST_SAID)) };
      continue;
    }
    if (line === '') continue;
    const path = placeOf(line, folder);
    if (path === undefined && said.title === undefined) nameless++;
    else entries.push({ ...(path !== undefined && { path }), ...said });
    said = {};
  }
  const notes = nameless === 0 ? [] : [`${nameless} internet ${nameless === 1 ? 'address' : 'addresses'} left out.`];
  return { entries, notes };
}

function saidBy(line: string): ListedTrack {
  if (/^#EXTVDJ:/i.test(line)) return saidByVirtualDj(line);
  const found = EXTINF.exec(line);
  if (found === null) return {};
  const [, seconds, text = ''] = found;
  const { artist, title } = splitNames(text);
  return { ...lengthOf(seconds), ...(title !== '' && { title }), ...(artist !== '' && { artist }) };
}

function saidByVirtualDj(line: string): ListedTrack {
  const value = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`, 'i').exec(line)?.[1]?.trim() ?? '';
  const [artist, title, remix] = [value('artist'), value('title'), value('remix')];
  return {
    ...lengthOf(value('songlength')),
    ...(title !== '' && { title }),
    ...(artist !== '' && { artist }),
    ...(remix !== '' && { mix: remix }),
  };
}

/** -1 and 0: not known. */
function lengthOf(seconds: string | undefined): ListedTrack {
  const read = Number(seconds);
  return read > 0 ? { durationMs: Math.round(read * 1000) } : {};
}

/** Undefined: it lies in no folder. */
function placeOf(line: string, folder: string): string | undefined {
  const place = /^file:\/\//i.test(line) ? ofFileUrl(line) : line;
  if (ADDRESS.test(place)) return undefined;
  if (place.startsWith('/') || place.startsWith('\\\\') || DRIVE.test(place)) return place;
  // A list on a stick may come from the other system: names with a backslash in them are rare.
  const isWindows = DRIVE.test(folder) || folder.startsWith('\\\\');
  return isWindows ? win32.resolve(folder, place) : posix.join(folder, place.replaceAll('\\', '/'));
}

function ofFileUrl(url: string): string {
  const [, host = '', path = ''] = /^file:\/\/([^/]*)(.*)$/i.exec(url) ?? [];
  const plain = unescaped(path);
  if (/^\/[a-z]:\//i.test(plain)) return plain.slice(1);
  return host === '' || host.toLowerCase() === 'localhost' ? plain : `//${host}${plain}`;
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not every player escapes: a percent sign may be one.
    return text;
  }
}

function isLikeFile(line: string): boolean {
  return !/^[<{[]/.test(line) && (/[\\/]/.test(line) || /\.\w{2,5}$/.test(line));
}

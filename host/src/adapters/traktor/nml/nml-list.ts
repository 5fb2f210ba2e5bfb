// Reads a playlist, or what was played, out of an NML file that Traktor exported.

import { type ListedTrack, MOST_LISTED, namesOfFile, type OutsideList } from '#domain/tracklist/outside-list.ts';
import { placeOfKey } from '#domain/tracklist/traktor-nml.ts';
import { DomainError } from '#kernel/domain-error.ts';
import type { SourcePlaylist } from '#ports/collection-source.ts';
import { locationPath } from './location.ts';
import { type NmlContents, readNml } from './nml-reader.ts';

/** `name`: what to call the file in messages. `list`: which of its lists, by name or as "Folder/List"; needed where there are several. */
export type NmlListOptions = { name: string; list?: string };

type NamedList = { path: string; keys: string[] };

const MOST_NAMED = 10;

/** Whether the bytes begin as XML does; M3U never does. */
export function isXml(bytes: Uint8Array): boolean {
  return /^\ufeff?\s*<(?:\?xml|!--|NML)/i.test(Buffer.from(bytes.subarray(0, 200)).toString('utf8'));
}

/** Tracks that the audience did not hear are left out of what was played. Throws DomainError `not-a-list`, `which-list`, `empty-list` or
 * `list-too-long`. */
export function readNmlList(bytes: Uint8Array, options: NmlListOptions): OutsideList {
  const known = new Map<string, ListedTrack>();
  const contents = contentsOf(bytes, options.name, known);
  const list = chosen(listsOf(contents.playlists), options);
  const { keys, notes } = heardKeys(list, contents);
  if (keys.length === 0) throw new DomainError('empty-list', `There is no track in the list "${list.path}".`);
  if (keys.length > MOST_LISTED) {
    throw new DomainError(
      'list-too-long',
      `The list "${list.path}" holds ${keys.length} tracks, more than the ${MOST_LISTED} of a list: export a smaller one.`,
    );
  }
  return { name: list.path, entries: keys.map((key) => known.get(key) ?? ofKey(key)), notes };
}

function contentsOf(bytes: Uint8Array, name: string, known: Map<string, ListedTrack>): NmlContents {
  let at = 0;
  try {
    return readNml(
      (target) => {
        const piece = bytes.subarray(at, at + target.length);
        target.set(piece);
        at += piece.length;
        return piece.length;
      },
      (frame) => {
        const outcome = frame.parse();
        if (!('entry' in outcome)) return;
        const { key, path, fields } = outcome.entry;
        const { artist, title, mix, durationMs } = fields;
        known.set(key, {
          ...{ path, traktorKey: key },
          ...(artist !== undefined && { artist }),
          ...(title !== undefined && { title }),
          ...(mix !== undefined && { mix }),
          ...(durationMs !== undefined && { durationMs }),
        });
      },
      { name },
    );
  } catch (cause) {
    // What it says then is about collections.
    if (cause instanceof DomainError) throw notAList(name, cause);
    throw cause;
  }
}

function notAList(name: string, cause: DomainError): DomainError {
  const what = cause.code === 'collection-truncated' ? 'ends in the middle' : 'is no playlist of Traktor';
  return new DomainError('not-a-list', `${name} ${what}: export the playlist once more, as NML or M3U.`, { cause });
}

function listsOf(nodes: readonly SourcePlaylist[], folder = ''): NamedList[] {
  return nodes.flatMap((node) => {
    const path = `${folder}${node.name}`;
    return node.kind === 'list' ? [{ path, keys: node.keys }] : listsOf(node.children, `${path}/`);
  });
}

function chosen(lists: NamedList[], { name, list }: NmlListOptions): NamedList {
  const wanted = list?.normalize('NFC').toLowerCase();
  const called = (path: string) => path.normalize('NFC').toLowerCase();
  const fitting =
    wanted === undefined
      ? lists
      : lists.filter(({ path }) => called(path) === wanted || called(path).endsWith(`/${wanted}`));
  const [only, ...more] = fitting;
  if (only !== undefined && more.length === 0) return only;
  if (lists.length === 0)
    throw new DomainError('not-a-list', `There is no playlist in ${name}: export one from Traktor.`);
  const named = lists.slice(0, MOST_NAMED).map(({ path }) => `"${path}"`);
  const rest = lists.length > MOST_NAMED ? ` and ${lists.length - MOST_NAMED} more` : '';
  const why = only === undefined ? `There is no list "${list}" in ${name}` : `There are several lists in ${name}`;
  throw new DomainError('which-list', `${why}: name one of ${named.join(', ')}${rest}.`);
}

/** A history holds what was only listened to in the headphones as well. */
function heardKeys({ keys }: NamedList, { plays }: NmlContents): { keys: string[]; notes: string[] } {
  const isHistory = plays.length === keys.length && plays.every(({ key }, place) => key === keys[place]);
  if (!isHistory) return { keys, notes: [] };
  const heard = plays.filter((play) => play.public !== false).map(({ key }) => key);
  const left = keys.length - heard.length;
  const notes =
    left === 0 ? [] : [`${left} ${left === 1 ? 'track' : 'tracks'} left out: only heard in the headphones.`];
  return { keys: heard, notes };
}

/** The collection in the file does not have it: the name of the file is left. */
function ofKey(key: string): ListedTrack {
  const place = placeOfKey(key);
  const { artist, title } = namesOfFile(place.file);
  return { path: locationPath(place), traktorKey: key, ...(artist !== '' && { artist }), title };
}

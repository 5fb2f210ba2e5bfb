// Songs for all to read: what was asked for most, and what is new in the library. Masked and left out tracks are not there.

import type { PlaylistNode, TrackHit } from '#domain/collection.ts';
import { fold } from '#domain/fold.ts';
import type { Catalogue } from '#services/library/catalogue.ts';
import type { AskedSong, RequestLists } from '#storage/show/request-lists.ts';

type Library = {
  catalogue: Pick<Catalogue, 'search' | 'tracks' | 'playlists' | 'playlist'>;
  /** Whether the library is marked by the masks of now; true where no mask needs it to be. */
  marksAreCurrent: () => boolean;
};

export type TopSong = Pick<AskedSong, 'artist' | 'title' | 'mix' | 'asked'>;

/** A genre may have more tracks than one answer holds: of those only the newest days are asked for. */
const DAYS = ['added:<30d', 'added:<365d', ''];
const MOST_HITS = 500;
/** So many more are read than are wanted: some may be masked by now. */
const SPARE = 4;

/** In sets that were live, votes counted, those of blocked people not: `blocked` ("<platform>:<id>") beside those a command
 * blocked. A song that the library no longer has is not there: it could not be checked. */
export async function topSongs(
  { catalogue, marksAreCurrent, lists }: Library & { lists: Pick<RequestLists, 'mostAsked' | 'blocked'> },
  blocked: string[],
  limit: number,
): Promise<TopSong[]> {
  const asked = lists.mostAsked(limit * SPARE, [...blocked, ...lists.blocked()]);
  const hits = asked.length === 0 ? [] : await catalogue.tracks(asked.map(({ trackId }) => trackId));
  if (!marksAreCurrent()) return [];
  const open = new Set(hits.filter(mayShow).map(({ id }) => id));
  return asked
    .filter(({ trackId }) => open.has(trackId))
    .slice(0, limit)
    .map(({ artist, title, mix, asked: times }) => ({ artist, title, mix, asked: times }));
}

/** The newest tracks of a playlist ("Folder/List", or its name), or where there is none of a genre; newest first. */
export async function newTracks(
  { catalogue, marksAreCurrent }: Library,
  wanted: string,
  limit: number,
): Promise<TrackHit[]> {
  const list = listCalled(await catalogue.playlists(), wanted);
  const tracks = list === undefined ? await newOfGenre(catalogue, wanted, limit) : await tracksOf(catalogue, list.id);
  if (!marksAreCurrent()) return [];
  const once = new Map(tracks.filter(mayShow).map((track) => [track.song || track.id, track]));
  // Lists grow at their end: of one day the last is the newest.
  return [...once.values()]
    .reverse()
    .sort((a, b) => (b.importedOn ?? '').localeCompare(a.importedOn ?? ''))
    .slice(0, limit);
}

async function tracksOf(catalogue: Pick<Catalogue, 'playlist'>, id: string): Promise<TrackHit[]> {
  return (await catalogue.playlist(id))?.tracks ?? [];
}

async function newOfGenre(catalogue: Pick<Catalogue, 'search'>, genre: string, limit: number): Promise<TrackHit[]> {
  const wanted = fold(genre);
  let found: TrackHit[] = [];
  for (const days of wanted === '' ? [] : DAYS) {
    const { tracks } = await catalogue.search(`genre:"${wanted}" ${days}`, { limit: MOST_HITS, maskedToo: true });
    found = tracks.filter((track) => fold(track.genre ?? '') === wanted);
    if (found.filter(mayShow).length >= limit) break;
  }
  return found;
}

function mayShow({ excluded, missingSince, maskedBecause }: TrackHit): boolean {
  return !excluded && missingSince === undefined && maskedBecause === undefined;
}

/** By its whole path, else by its name, where only one is called so; case does not matter. */
function listCalled(nodes: PlaylistNode[], wanted: string): PlaylistNode | undefined {
  const lists = pathsOf(nodes, '');
  const name = same(wanted);
  const byPath = lists.find(({ path }) => same(path) === name);
  const byName = lists.filter(({ node }) => same(node.name) === name);
  return byPath?.node ?? (byName.length === 1 ? byName[0]?.node : undefined);
}

function pathsOf(nodes: PlaylistNode[], folder: string): { path: string; node: PlaylistNode }[] {
  return nodes.flatMap((node) => {
    const path = folder === '' ? node.name : `${folder}/${node.name}`;
    return node.kind === 'folder' ? pathsOf(node.children, path) : [{ path, node }];
  });
}

function same(text: string): string {
  return text.trim().normalize('NFKC').toLowerCase();
}

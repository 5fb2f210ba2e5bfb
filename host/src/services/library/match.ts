// Finds the track of the library that a heard text means: by path where one is known, else by name and length.

import { certainByPath, judge, judgeSwapped, type MatchResult } from '#domain/matching.ts';
import { type NameReading, nameKey } from '#domain/matching-name.ts';
import { type Heard, readHeard } from '#domain/matching-penalties.ts';
import { pathKey } from '#domain/path-key.ts';
import type { HeardTrack } from '#domain/sighting.ts';
import type { WorkerMethod } from '#kernel/worker-server.ts';
import { NameLookup } from '#storage/library/search-index-names.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';

/** Methods of the library's reader. `db` is asked for at each call, as the reader may open the library anew. */
export function matchMethods(db: () => SqliteDatabase): { match: WorkerMethod } {
  let known: { db: SqliteDatabase; lookup: NameLookup } | undefined;
  return {
    match: (heard: HeardTrack): MatchResult => {
      const now = db();
      if (known?.db !== now) known = { db: now, lookup: new NameLookup(now) };
      return matchTrack(known.lookup, heard);
    },
  };
}

export function matchTrack(lookup: NameLookup, track: HeardTrack): MatchResult {
  const byPath = track.path === undefined ? undefined : lookup.byPath(pathKey(track.path));
  if (byPath !== undefined) return certainByPath(byPath);
  const heard = readHeard(track);
  if (heard.reading.song === '') {
    return { by: 'none', confidence: 0, reasons: ['The sender named no title.'], alternatives: [] };
  }
  const { song, artists } = nameKey(heard.reading);
  const sameName = lookup.byName(song, artists);
  const byName = judge(heard, sameName);
  if (byName.by !== 'none') return byName;
  const near = judge(
    heard,
    lookup.bySong(song, (others) => sharesArtist(heard.reading, others)),
  );
  if (near.by !== 'none') return near;
  const swapped = swappedRound(lookup, track);
  if (swapped !== undefined) return swapped;
  // By whom the library has this title is worth a sentence.
  return sameName.length > 0
    ? byName
    : judge(
        heard,
        lookup.bySong(song, () => true, 3),
      );
}

/** `others` as `nameKey` writes artists. An unnamed artist may be anybody. */
function sharesArtist({ artists, guests }: NameReading, others: string): boolean {
  if (artists.length === 0 || others === '') return true;
  const names = others.split(', ');
  if ([...artists, ...guests].some((name) => names.includes(name))) return true;
  return artists.join('').replaceAll(' ', '') === others.replaceAll(/[ ,]/g, '');
}

function swappedRound(lookup: NameLookup, track: HeardTrack): MatchResult | undefined {
  if (track.artist.trim() === '' || track.title.trim() === '') return undefined;
  const turned: Heard = readHeard({ ...track, artist: track.title, title: track.artist });
  const { song, artists } = nameKey(turned.reading);
  return judgeSwapped(turned, lookup.byName(song, artists));
}

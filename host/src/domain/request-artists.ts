// Whether two tracks are by the same artist, however their names are written: "A feat. B", "A & B", "The A". Pure.

import { fold } from './fold.ts';
import { readName } from './matching-name.ts';

/** Names that say nobody. */
const NOBODY = new Set(['various artists', 'various', 'va', 'unknown artist', 'unknown', 'n a']);

type Named = { artist: string; title: string };

/** Whether they share a main artist. A guest is none: "A feat. B" and B are two. */
export function sameArtist(a: Named, b: Named): boolean {
  const others = readName(b).artists;
  return readName(a).artists.some((name) => !NOBODY.has(name) && others.includes(name));
}

/** Whether one of `names` takes part in a track, as an artist or a guest, or is what its artist field says. */
export function isByOneOf(track: Named, names: readonly string[]): boolean {
  if (names.length === 0) return false;
  const { artists, guests } = readName(track);
  const wanted = names.map((name) => [fold(name), ...readName({ artist: name, title: 'x' }).artists]);
  const here = new Set([...artists, ...guests, fold(track.artist)]);
  // A name of several people is blocked only as a whole.
  return wanted.some(
    ([whole = '', ...people]) => here.has(whole) || (people.length > 0 && people.every((one) => here.has(one))),
  );
}

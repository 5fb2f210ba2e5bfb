// A list of tracks that another program wrote, as far as it can be read without knowing the library. Pure.

import { oneLine } from '#domain/one-line.ts';
import type { HeardTrack } from '#domain/sighting.ts';

/** `path`: absolute where the list says so, or says where it lies itself; as the computer of the list writes it. `traktorKey`: VOLUME +
 * DIR + FILE. `artist`, `title`: as the list says them; it may name the file alone. */
export type ListedTrack = {
  path?: string;
  traktorKey?: string;
  artist?: string;
  title?: string;
  mix?: string;
  durationMs?: number;
};

/** `name`: the list's own, where it has one. `notes`: what was left out, as sentences. */
export type OutsideList = { name?: string; entries: ListedTrack[]; notes: string[] };

/** Nobody plays more; what is longer is a whole library. */
export const MOST_LISTED = 10_000;

/** In UTF-16 units; no name is longer. */
const LONGEST_NAME = 500;
const LONGEST_MS = 24 * 3_600_000;
/** "06 ", "5-01 ", "1. ", "1-03 - ". Three digits are a name: there is a band called 311. */
const TRACK_NUMBER = /^(?:(?:\d{1,2}-)?\d{2}(?:\s*[.)_]\s*|\s+[-–—]\s+|\s+)|\d[.)]\s+)(?=\S)/;
const ENDING = /\.\w{2,5}$/;

/** As a sender would have named it, for finding it in the library. A list that names the file alone leaves its name to go by. */
export function heardTrack({ path, artist, title, mix, durationMs }: ListedTrack): HeardTrack {
  const isNamed = title !== undefined && title.trim() !== '';
  const named = isNamed ? { artist: artist ?? '', title } : namesOfFile(path ?? '');
  const isLength = durationMs !== undefined && durationMs > 0 && durationMs <= LONGEST_MS;
  return {
    ...{ artist: bounded(named.artist), title: bounded(named.title) },
    ...(isNamed && mix !== undefined && { mix: bounded(mix) }),
    ...(path !== undefined && { path }),
    ...(isLength && { durationMs }),
  };
}

function bounded(text: string): string {
  return oneLine(text).slice(0, LONGEST_NAME);
}

/** "/a/06 Lys - Two.mp3" -> "Lys", "Two". */
export function namesOfFile(path: string): { artist: string; title: string } {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).replace(ENDING, '');
  return splitNames(name.replace(TRACK_NUMBER, ''));
}

/** "Lys - Two" -> "Lys", "Two"; without a dash it is a title. */
export function splitNames(text: string): { artist: string; title: string } {
  const dash = /\s[-–—]\s/.exec(text);
  if (dash === null) return { artist: '', title: text.trim() };
  return { artist: text.slice(0, dash.index).trim(), title: text.slice(dash.index + dash[0].length).trim() };
}

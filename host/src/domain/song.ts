// Which files are one song: those with equal artist, title and mix once folded. Plays, requests and masks go by song. Pure.

import { fold } from './fold.ts';

/** Folded; "" where there is nothing. */
export type SongName = { artist: string; title: string; mix: string };

export function songName({ artist, title, mix }: Partial<SongName>): SongName {
  return { artist: folded(artist), title: folded(title), mix: folded(mix) };
}

/** The song's key; a text for comparing, not for showing. A track without artist and title is a song of its own: "". */
export function songKey({ artist, title, mix }: SongName): string {
  return artist === '' && title === '' ? '' : `${artist}|${title}|${mix}`;
}

/** What a play is known by: its words, and its song where the library has it. */
export type Named = { artist: string; title: string; song?: string };

/** Whether two are one song for all that is known of them: by the song's key, or by words that are equal once folded. */
export function isSameSong(a: Named, b: Named): boolean {
  // Tracks without a name have "": each is a song of its own.
  if (a.song !== undefined && a.song !== '' && a.song === b.song) return true;
  if (a.artist === b.artist && a.title === b.title) return true;
  const title = folded(a.title);
  return title !== '' && title === folded(b.title) && folded(a.artist) === folded(b.artist);
}

function folded(text: string | undefined): string {
  return text === undefined || text === '' ? '' : fold(text);
}

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

function folded(text: string | undefined): string {
  return text === undefined || text === '' ? '' : fold(text);
}

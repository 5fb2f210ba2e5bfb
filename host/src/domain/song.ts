// Which files are one song: those with equal artist, title and mix once folded. Plays, requests and masks go by song. Pure.

import { fold } from './fold.ts';

/** The song's key; a text for comparing, not for showing. A track without artist and title is a song of its own: "". */
export function songKey(track: { artist?: string; title?: string; mix?: string }): string {
  const parts = [track.artist, track.title, track.mix].map((part) => (part === undefined ? '' : fold(part)));
  return parts[0] === '' && parts[1] === '' ? '' : parts.join('|');
}

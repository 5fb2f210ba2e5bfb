// Whether two senders speak of the same track. Compared as people read it: case, accents' form and blanks do not count. Pure.

import type { HeardTrack } from './sighting.ts';

function plain(text: string | undefined): string {
  return (text ?? '').normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
}

/** Artist and title as one key; the path where both are empty; '' for a track that says nothing. */
export function textKey(track: HeardTrack): string {
  const artist = plain(track.artist);
  const title = plain(track.title);
  return artist === '' && title === '' ? plain(track.path) : `${artist}\n${title}`;
}

/** Like `textKey`, and another mix is another track. */
export function trackKey(track: HeardTrack): string {
  return `${textKey(track)}\n${plain(track.mix)}`;
}

/** A broadcast says no mix: it is the same track when artist and title are. Two decks must agree on the mix too. */
export function sameTrack(a: HeardTrack, b: HeardTrack): boolean {
  const bothFromDecks = a.path !== undefined && b.path !== undefined;
  return bothFromDecks ? trackKey(a) === trackKey(b) : textKey(a) === textKey(b);
}

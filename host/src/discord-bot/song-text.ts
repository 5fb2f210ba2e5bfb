// A song as people read it in Discord: the title first, as phones cut lines at their ends. Pure.

import { escapeText, label } from './text.ts';

/** `display`: as it is shown everywhere else, the mix in its title; where it is known, it counts. */
export type Song = { title: string; artist: string; mix?: string; display?: { title: string; artist: string } };

/** The two halves that people read. */
export function shownSong({ title, artist, mix, display }: Song): { title: string; artist: string } {
  return display ?? { title: mix === undefined ? title : `${title} (${mix})`, artist };
}

/** "Title (Mix) – Artist" for the text of a message: markup in it means nothing. `most`: characters of each half. */
export function songLine(song: Song, most = 80): string {
  const { title, artist } = shownSong(song);
  const halves = [escapeText(title, most), escapeText(artist, most)];
  return halves.filter((half) => half !== '').join(' – ');
}

/** The same for labels and menus, where Discord draws no markup. `most`: UTF-16 units of the whole. */
export function songLabel(song: Song, most: number): string {
  const { title, artist } = shownSong(song);
  return label([title, artist].filter((half) => half.trim() !== '').join(' – '), most);
}

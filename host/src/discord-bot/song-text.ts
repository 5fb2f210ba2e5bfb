// A song as people read it in Discord: the title first, as phones cut lines at their ends. Pure.

import { escapeText, label } from './text.ts';

export type Song = { title: string; artist: string; mix?: string };

const titleOf = ({ title, mix }: Song) => (mix === undefined ? title : `${title} (${mix})`);

/** "Title (Mix) – Artist" for the text of a message: markup in it means nothing. `most`: characters of each half. */
export function songLine(song: Song, most = 80): string {
  const halves = [escapeText(titleOf(song), most), escapeText(song.artist, most)];
  return halves.filter((half) => half !== '').join(' – ');
}

/** The same for labels and menus, where Discord draws no markup. `most`: UTF-16 units of the whole. */
export function songLabel(song: Song, most: number): string {
  const halves = [titleOf(song), song.artist].filter((half) => half.trim() !== '');
  return label(halves.join(' – '), most);
}

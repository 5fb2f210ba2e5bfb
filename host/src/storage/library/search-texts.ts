// What search knows of a track, made from its fields. Touches no database.

import { searchableText } from '#domain/fold-variants.ts';
import { type SongName, songName } from '#domain/song.ts';

/** The texts of a track that can be searched, as its sources have them. */
export type SearchFields = {
  artist?: string;
  title?: string;
  mix?: string;
  remixer?: string;
  album?: string;
  label?: string;
  genre?: string;
  comment?: string;
  comment2?: string;
};

/** Folded: artist, title, mix, remixer, album, label, genre, both comments. "" where there is none. `name`: of the same fields. */
export function searchTexts(fields: SearchFields, name: SongName = songName(fields)): string[] {
  const { artist, title, mix, remixer, album, label, genre, comment, comment2 } = fields;
  return [
    searchable(artist, name.artist),
    searchable(title, name.title),
    searchable(mix, name.mix),
    searchable(remixer),
    searchable(album),
    searchable(label),
    searchable(genre),
    comment2 ? `${searchable(comment)} ${searchableText(comment2)}` : searchable(comment),
  ];
}

function searchable(text: string | undefined, folded?: string): string {
  return text === undefined || text === '' ? '' : searchableText(text, folded);
}

// What search and matching know of a track, made from its fields: folded texts and the name it goes by. Touches no database.

import { searchableText } from '#domain/fold-variants.ts';
import { nameKeyOf } from '#domain/matching-name.ts';
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

export type SearchTexts = {
  /** Folded: artist, title, mix, remixer, album, label, genre, both comments. "" where there is none. */
  texts: string[];
  /** As `nameKey` in domain/matching-name.ts: song, artists. */
  name: [song: string, artists: string];
};

/** `name`: of the same fields. */
export function searchTexts(fields: SearchFields, name: SongName = songName(fields)): SearchTexts {
  const { artist, title, mix, remixer, album, label, genre, comment, comment2 } = fields;
  const { song, artists } = nameKeyOf({ artist: artist ?? '', title: title ?? '' });
  return {
    texts: [
      searchable(artist, name.artist),
      searchable(title, name.title),
      searchable(mix, name.mix),
      searchable(remixer),
      searchable(album),
      searchable(label),
      searchable(genre),
      comment2 ? `${searchable(comment)} ${searchableText(comment2)}` : searchable(comment),
    ],
    name: [song, artists],
  };
}

function searchable(text: string | undefined, folded?: string): string {
  return text === undefined || text === '' ? '' : searchableText(text, folded);
}

// What search and matching know of a track, made from its fields: folded texts and the name it goes by. Touches no database.

import { searchableText } from '#domain/fold-variants.ts';
import { nameKeyOf } from '#domain/matching-name.ts';

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

/** Texts that many tracks share are folded once; past this many the memory is emptied. */
const REMEMBERED = 10_000;

export class SearchTextMaker {
  readonly #folded = new Map<string, string>();

  of(fields: SearchFields): SearchTexts {
    const { artist, title, mix, remixer, album, label, genre, comment, comment2 } = fields;
    const comments = this.#fold(comment);
    const { song, artists } = nameKeyOf({ artist: artist ?? '', title: title ?? '' });
    return {
      texts: [
        this.#fold(artist),
        title === undefined ? '' : searchableText(title),
        this.#fold(mix),
        this.#fold(remixer),
        this.#fold(album),
        this.#fold(label),
        this.#fold(genre),
        comment2 ? `${comments} ${this.#fold(comment2)}` : comments,
      ],
      name: [song, artists],
    };
  }

  #fold(text: string | undefined): string {
    if (text === undefined || text === '') return '';
    const known = this.#folded.get(text);
    if (known !== undefined) return known;
    const folded = searchableText(text);
    if (this.#folded.size >= REMEMBERED) this.#folded.clear();
    this.#folded.set(text, folded);
    return folded;
  }
}

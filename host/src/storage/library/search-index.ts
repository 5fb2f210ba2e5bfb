// Keeps search and matching in step with the tracks. Runs inside the transaction of whoever writes the tracks.

import { searchableText } from '#domain/fold-variants.ts';
import { type NameKey, nameKeyOf } from '#domain/matching-name.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';

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

/** Texts that many tracks share are folded once; past this many the memory is emptied. */
const REMEMBERED = 20_000;
const LONGEST_WORD = 30;

export class SearchIndexWriter {
  readonly #db: SqliteDatabase;
  readonly #folded = new Map<string, string>();
  /** By how much each word's uses change with the next `finish`. */
  readonly #words = new Map<string, number>();
  readonly #insertTexts;
  readonly #deleteTexts;
  readonly #insertName;
  readonly #deleteName;
  readonly #countWord;

  constructor(db: SqliteDatabase) {
    this.#db = db;
    this.#insertTexts = db.prepare(
      'insert into search_texts (rowid, artist, title, mix, remixer, album, label, genre, comment) values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    );
    this.#deleteTexts = db.prepare('delete from search_texts where rowid = ?');
    this.#insertName = db.prepare('insert or ignore into match_names (song, artists, track) values (?, ?, ?)');
    this.#deleteName = db.prepare('delete from match_names where song = ? and artists = ? and track = ?');
    this.#countWord = db.prepare(
      'insert into search_words (initial, length, word, uses) values (?, ?, ?, ?) on conflict do update set uses = uses + excluded.uses',
    );
  }

  /** Writes track `n`. `before`: what the index has of it now; absent for a track that is new to the index. */
  put(n: number, fields: SearchFields, before?: SearchFields): void {
    if (before !== undefined) this.remove(n, before);
    const texts = this.#texts(fields);
    this.#insertTexts.run(n, ...texts);
    this.#count(texts, 1);
    const { song, artists } = keyOf(fields);
    this.#insertName.run(song, artists, n);
  }

  /** Takes track `n` out; `before` as in `put`. */
  remove(n: number, before: SearchFields): void {
    this.#deleteTexts.run(n);
    this.#count(this.#texts(before), -1);
    const { song, artists } = keyOf(before);
    this.#deleteName.run(song, artists, n);
  }

  /** Writes the words. Call it before every commit that follows a `put` or `remove`. */
  finish(): void {
    let dropped = false;
    for (const [word, change] of this.#words) {
      if (change === 0) continue;
      dropped ||= change < 0;
      this.#countWord.run(initial(word), word.length, word, change);
    }
    if (dropped) this.#db.exec('delete from search_words where uses <= 0');
    this.#words.clear();
    this.#folded.clear();
  }

  #texts(fields: SearchFields): string[] {
    const { artist, title, mix, remixer, album, label, genre, comment, comment2 } = fields;
    const texts = [artist, title, mix, remixer, album, label, genre].map((text) => this.#fold(text));
    texts.push(comment2 ? `${this.#fold(comment)} ${this.#fold(comment2)}` : this.#fold(comment));
    return texts;
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

  #count(texts: string[], by: 1 | -1): void {
    for (const text of texts) {
      if (text === '') continue;
      for (const word of text.split(' ')) {
        if (word.length > 1 && word.length <= LONGEST_WORD) this.#words.set(word, (this.#words.get(word) ?? 0) + by);
      }
    }
  }
}

/** The first letter, whole where it takes two code units. */
function initial(word: string): string {
  return String.fromCodePoint(word.codePointAt(0) ?? 0);
}

function keyOf(fields: SearchFields): NameKey {
  return nameKeyOf({ artist: fields.artist ?? '', title: fields.title ?? '' });
}

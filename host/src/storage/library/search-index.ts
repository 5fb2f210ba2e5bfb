// Keeps search and matching in step with the tracks. Runs inside the transaction of whoever writes the tracks.

import { nameKeyOf } from '#domain/matching-name.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';
import { type SearchFields, searchTexts } from './search-texts.ts';

const LONGEST_WORD = 30;

export class SearchIndexWriter {
  readonly #db: SqliteDatabase;
  /** By how much each word's uses change with the next `finish`. */
  readonly #words = new Map<string, number>();
  /** All words are to be counted anew: the index is being filled from nothing. */
  #filling = false;
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

  /** Empties the index: whoever calls it puts every track, by rising numbers, and then calls `finish`. */
  empty(): void {
    this.#db.exec("insert into search_texts (search_texts) values ('delete-all'); delete from match_names");
    this.#words.clear();
    this.#filling = true;
  }

  /** Writes track `n`. `before`: what the index has of it now; absent for a track that is new to the index. `texts`: of the
   * fields, where they were made before. */
  put(n: number, fields: SearchFields, before?: SearchFields, texts: string[] = searchTexts(fields)): void {
    if (before !== undefined) this.remove(n, before);
    this.#insertTexts.run(n, texts);
    this.#count(texts, 1);
    this.#insertName.run(...nameOf(fields), n);
  }

  /** Takes track `n` out; `before` as in `put`. */
  remove(n: number, before: SearchFields): void {
    this.#deleteTexts.run(n);
    this.#count(searchTexts(before), -1);
    this.#deleteName.run(...nameOf(before), n);
  }

  /** Writes the words. Call it before every commit that follows a `put` or `remove`. */
  finish(): void {
    if (this.#filling) this.#countAllWords();
    let dropped = false;
    for (const [word, change] of this.#words) {
      if (change === 0) continue;
      dropped ||= change < 0;
      this.#countWord.run(initial(word), [...word].length, word, change);
    }
    if (dropped) this.#db.exec('delete from search_words where uses <= 0');
    this.#words.clear();
  }

  /** The full-text index knows all its words: asking it takes a tenth of counting them track by track. */
  #countAllWords(): void {
    this.#filling = false;
    this.#db.exec(`create virtual table temp.indexed_words using fts5vocab (main, search_texts, row);
      delete from search_words;
      insert into search_words (initial, length, word, uses)
        select substr(term, 1, 1), length(term), term, cnt from temp.indexed_words
        where length(term) between 2 and ${LONGEST_WORD};
      drop table temp.indexed_words`);
  }

  #count(texts: string[], by: 1 | -1): void {
    if (this.#filling) return;
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

function nameOf({ artist, title }: SearchFields): [song: string, artists: string] {
  const key = nameKeyOf({ artist: artist ?? '', title: title ?? '' });
  return [key.song, key.artists];
}

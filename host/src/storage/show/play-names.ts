// By what names plays are known: as heard, as the history has it, as the DJ wrote it, and by the song the library knows. What the DJ
// hides goes by all of them.

import { isSameSong, type Named } from '#domain/song.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';

export type NamedPlay = { id: string; at: number; isHidden: boolean; names: Named[] };

type NamesRow = {
  id: string;
  at: number;
  hidden: number;
  song: string | null;
  artist: string;
  title: string;
  history_artist: string;
  history_title: string;
  dj_artist: string;
  dj_title: string;
};

const NAMES = `select play.id, play.at, play.hidden, play.song, play.artist, play.title,
     coalesce(history.artist, play.artist) as history_artist, coalesce(history.title, play.title) as history_title,
     coalesce(dj.artist, history.artist, play.artist) as dj_artist, coalesce(dj.title, history.title, play.title) as dj_title
   from plays as play
   left join play_facts as dj on dj.play_id = play.id and dj.by = 'dj'
   left join play_facts as history on history.play_id = play.id and history.by = 'history'`;

export class PlayNames {
  readonly #db: SqliteDatabase;

  constructor(db: SqliteDatabase) {
    this.#db = db;
  }

  get(id: string): NamedPlay | undefined {
    const row = this.#db.prepare<[string], NamesRow>(`${NAMES} where play.id = ?`).get(id);
    return row && fromRow(row);
  }

  /** Plays with `fromMs` ≤ at ≤ `toMs` that one of these names fits. */
  of(names: readonly Named[], fromMs: number, toMs: number): NamedPlay[] {
    return this.#fitting('', names, fromMs, toMs);
  }

  /** The same, of those that are hidden. */
  hidden(names: readonly Named[], fromMs: number, toMs: number): NamedPlay[] {
    return this.#fitting('play.hidden = 1 and', names, fromMs, toMs);
  }

  #fitting(which: string, names: readonly Named[], fromMs: number, toMs: number): NamedPlay[] {
    const rows = this.#db
      .prepare<[number, number], NamesRow>(`${NAMES} where ${which} play.at between ? and ?`)
      .all(fromMs, toMs);
    return rows.map(fromRow).filter((play) => play.names.some((one) => names.some((name) => isSameSong(one, name))));
  }
}

function fromRow(row: NamesRow): NamedPlay {
  const song = row.song ?? undefined;
  const names: Named[] = [{ artist: row.artist, title: row.title, song }];
  const add = (artist: string, title: string) => {
    if (!names.some((one) => one.artist === artist && one.title === title)) names.push({ artist, title, song });
  };
  add(row.history_artist, row.history_title);
  add(row.dj_artist, row.dj_title);
  return { id: row.id, at: row.at, isHidden: row.hidden === 1, names };
}

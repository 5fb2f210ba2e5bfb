// What was found out later of plays (Traktor's history) and what the DJ wrote over them. One row for each play and author; the
// play itself keeps what was heard.

import type { SqliteDatabase } from '#storage/open-database.ts';

export type FactAuthor = 'history' | 'dj';

/** An absent member says nothing. `historyKey`: which play of which history file, at most once among all plays. */
export type PlayFact = {
  /** Ms since the epoch. */
  at?: number;
  endedAt?: number;
  artist?: string;
  title?: string;
  deck?: string;
  /** true: not in the list; false: in the list, whatever another author says. */
  removed?: boolean;
  historyKey?: string;
};

export type FactsOfPlay = { [author in FactAuthor]?: PlayFact };

type FactRow = {
  play_id: string;
  by: FactAuthor;
  at: number | null;
  ended_at: number | null;
  artist: string | null;
  title: string | null;
  deck: string | null;
  removed: number | null;
  history_key: string | null;
};

export class PlayFacts {
  readonly #db: SqliteDatabase;

  constructor(db: SqliteDatabase) {
    this.#db = db;
  }

  /** By play id; plays of which nothing is stored are not in it. */
  read(playIds: readonly string[]): Map<string, FactsOfPlay> {
    const rows = this.#db
      .prepare<[string], FactRow>('select * from play_facts where play_id in (select value from json_each(?))')
      .all(JSON.stringify(playIds));
    const facts = new Map<string, FactsOfPlay>();
    for (const row of rows) facts.set(row.play_id, { ...facts.get(row.play_id), [row.by]: fromRow(row) });
    return facts;
  }

  /** Which of these history keys belong to which play. */
  byHistoryKey(keys: readonly string[]): Map<string, string> {
    const rows = this.#db
      .prepare<[string], { history_key: string; play_id: string }>(
        'select history_key, play_id from play_facts where history_key in (select value from json_each(?))',
      )
      .all(JSON.stringify(keys));
    return new Map(rows.map((row) => [row.history_key, row.play_id]));
  }

  /** Replaces what this author said of the play. Answers whether anything changed: equal facts write nothing. */
  write(by: FactAuthor, playId: string, fact: PlayFact): boolean {
    return (
      this.#db
        .prepare(
          `insert into play_facts (play_id, by, at, ended_at, artist, title, deck, removed, history_key)
           values (@play_id, @by, @at, @ended_at, @artist, @title, @deck, @removed, @history_key)
           on conflict (play_id, by) do update set at = excluded.at, ended_at = excluded.ended_at, artist = excluded.artist,
             title = excluded.title, deck = excluded.deck, removed = excluded.removed, history_key = excluded.history_key
           where at is not excluded.at or ended_at is not excluded.ended_at or artist is not excluded.artist
             or title is not excluded.title or deck is not excluded.deck or removed is not excluded.removed
             or history_key is not excluded.history_key`,
        )
        .run(toRow(by, playId, fact)).changes > 0
    );
  }

  /** Answers whether there was something. */
  remove(by: FactAuthor, playId: string): boolean {
    return this.#db.prepare('delete from play_facts where play_id = ? and by = ?').run(playId, by).changes > 0;
  }
}

function toRow(by: FactAuthor, playId: string, fact: PlayFact): FactRow {
  return {
    play_id: playId,
    by,
    at: fact.at ?? null,
    ended_at: fact.endedAt ?? null,
    artist: fact.artist ?? null,
    title: fact.title ?? null,
    deck: fact.deck ?? null,
    removed: fact.removed === undefined ? null : Number(fact.removed),
    history_key: fact.historyKey ?? null,
  };
}

/** Without the members that say nothing, so that facts can be compared and kept as JSON. */
function fromRow(row: FactRow): PlayFact {
  const fact: PlayFact = {};
  if (row.at !== null) fact.at = row.at;
  if (row.ended_at !== null) fact.endedAt = row.ended_at;
  if (row.artist !== null) fact.artist = row.artist;
  if (row.title !== null) fact.title = row.title;
  if (row.deck !== null) fact.deck = row.deck;
  if (row.removed !== null) fact.removed = row.removed === 1;
  if (row.history_key !== null) fact.historyKey = row.history_key;
  return fact;
}

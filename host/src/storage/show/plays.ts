// Plays as they were heard. A play keeps artist and title as heard, whatever the library says later.

import { EVENING_MS, type MatchBy, type Play } from '#domain/play.ts';
import type { Named } from '#domain/song.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';
import { PlayNames } from './play-names.ts';

type KnownTrack = { trackId: string; song: string; confidence: number; matchedBy: MatchBy };

type PlayRow = {
  id: string;
  at: number;
  ended_at: number | null;
  artist: string;
  title: string;
  track_id: string | null;
  song: string | null;
  source: Play['source'];
  mount: string | null;
  deck: string | null;
  live: number;
  hidden: number;
  masked: number;
  confidence: number;
  matched_by: MatchBy;
  performer: string | null;
};

export class Plays {
  readonly #db: SqliteDatabase;
  readonly #names: PlayNames;

  constructor(db: SqliteDatabase) {
    this.#db = db;
    this.#names = new PlayNames(db);
  }

  /** Stores a new play; returns once it is on the disk. */
  add(play: Play): void {
    this.#db
      .prepare(
        `insert into plays (id, at, ended_at, artist, title, track_id, song, source, mount, deck, live, hidden, masked, confidence, matched_by, performer)
         values (@id, @at, @ended_at, @artist, @title, @track_id, @song, @source, @mount, @deck, @live, @hidden, @masked, @confidence, @matched_by, @performer)`,
      )
      .run(toRow(play));
  }

  /** For a play that the DJ added by hand and takes back: no other is ever forgotten. */
  remove(id: string): void {
    this.#db.prepare('delete from plays where id = ?').run(id);
  }

  get(id: string): Play | undefined {
    const row = this.#db.prepare<[string], PlayRow>('select * from plays where id = ?').get(id);
    return row && fromRow(row);
  }

  /** The newest plays, ended or not, newest first. */
  newest(count: number): Play[] {
    return this.#db
      .prepare<[number], PlayRow>('select * from plays order by at desc, rowid desc limit ?')
      .all(count)
      .map(fromRow);
  }

  /** Plays a crash left open end where the next one began, the newest where it began itself; but for `exceptId`. */
  closeOpen(exceptId: string): void {
    this.#db
      .prepare(
        `update plays set ended_at = coalesce((select min(next.at) from plays as next where next.at > plays.at), at)
         where ended_at is null and id <> ?`,
      )
      .run(exceptId);
  }

  /** Plays with `fromMs` ≤ at < `toMs`, oldest first; of more than `limit` the newest. */
  between(fromMs = 0, toMs = Number.MAX_SAFE_INTEGER, limit = -1): Play[] {
    return this.#db
      .prepare<[number, number, number], PlayRow>(
        'select * from plays where at >= ? and at < ? order by at desc, rowid desc limit ?',
      )
      .all(fromMs, toMs, limit)
      .map(fromRow)
      .reverse();
  }

  /** Live plays that were on air at `fromMs` or later. */
  countLive(fromMs: number): number {
    const row = this.#db
      .prepare<[number, number], { n: number }>(
        'select count(*) as n from plays where live = 1 and (at >= ? or ended_at is null or ended_at > ?)',
      )
      .get(fromMs, fromMs);
    return row?.n ?? 0;
  }

  /** Distinct texts of plays that have no track, newest first. */
  unmatchedTexts(limit: number): { artist: string; title: string }[] {
    return this.#db
      .prepare<[number], { artist: string; title: string }>(
        `select artist, title from plays where track_id is null group by artist, title order by max(at) desc limit ?`,
      )
      .all(limit);
  }

  /** Found to be what the DJ hid that evening, it is hidden too. */
  setTrack(id: string, track: KnownTrack): void {
    this.#db
      .prepare('update plays set track_id = ?, song = ?, confidence = ?, matched_by = ? where id = ?')
      .run(track.trackId, track.song, track.confidence, track.matchedBy, id);
    const play = this.#names.get(id);
    if (play === undefined || play.isHidden) return;
    if (this.#names.hidden(play.names, play.at - EVENING_MS, play.at + EVENING_MS).length > 0)
      this.#setHidden(id, true);
  }

  /** Gives every play of this text that has no track the track a later import brought; how many there were. */
  matchText(text: { artist: string; title: string }, track: KnownTrack): number {
    const ids = this.#db
      .prepare<[string, string], string>('select id from plays where track_id is null and artist = ? and title = ?')
      .pluck()
      .all(text.artist, text.title);
    this.#db.transaction(() => {
      for (const id of ids) this.setTrack(id, track);
    })();
    return ids.length;
  }

  end(id: string, at: number): void {
    this.#db.prepare('update plays set ended_at = ? where id = ?').run(at, id);
  }

  reopen(id: string): void {
    this.#db.prepare('update plays set ended_at = null where id = ?').run(id);
  }

  /** A play, and every one of its song within an evening, to both sides, of the one that began at `sinceMs`: by the library's
   * song, and by words as heard, or written since. */
  hide(play: Named & { id: string }, hidden: boolean, sinceMs: number): void {
    const names = [play, ...(this.#names.get(play.id)?.names ?? [])];
    const same = this.#names.of(names, sinceMs, sinceMs + 2 * EVENING_MS);
    for (const id of new Set([play.id, ...same.map((one) => one.id)])) this.#setHidden(id, hidden);
  }

  /** Whether a play of this song was hidden within that time, as `hide` tells. */
  isHidden(play: Named, sinceMs: number): boolean {
    return this.#names.hidden([play], sinceMs, sinceMs + 2 * EVENING_MS).length > 0;
  }

  /** The play and every one of its song that evening, by any name of the play. */
  ofSong(id: string): Play[] {
    const play = this.#names.get(id);
    if (play === undefined) return [];
    const same = this.#names.of(play.names, play.at - EVENING_MS, play.at + EVENING_MS);
    return same.flatMap((one) => this.get(one.id) ?? []);
  }

  /** Live plays of a known track that a rule masked when they were shown, the newest first. Those of decks are left out: what a
   * deck said of them is not stored. */
  masked(limit: number): Play[] {
    return this.#db
      .prepare<[number], PlayRow>(
        `select * from plays
         where masked = 1 and hidden = 0 and live = 1 and track_id is not null and source <> 'decks'
         order by at desc limit ?`,
      )
      .all(limit)
      .map(fromRow);
  }

  /** Live plays in clear whose row goes by words alone, the newest first: the DJ's, or any of a play without a track. */
  openByWords(limit: number): Play[] {
    return this.#db
      .prepare<[number], PlayRow>(
        `select * from plays
         where masked = 0 and hidden = 0 and live = 1 and (track_id is null or exists (
           select 1 from play_facts as fact
           where fact.play_id = plays.id and fact.by = 'dj' and (fact.artist is not null or fact.title is not null)))
         order by at desc limit ?`,
      )
      .all(limit)
      .map(fromRow);
  }

  #setHidden(id: string, hidden: boolean): void {
    this.#db
      .prepare('update plays set hidden = @hidden, held = @hidden where id = @id')
      .run({ id, hidden: hidden ? 1 : 0 });
  }

  setLive(id: string): void {
    this.#db.prepare('update plays set live = 1 where id = ?').run(id);
  }

  /** What stood of this play before an edit; what the DJ hid since, other than by an edit, stays hidden. */
  restoreMasks(id: string, { hidden, masked }: Pick<Play, 'hidden' | 'masked'>): void {
    this.#db
      .prepare('update plays set hidden = max(held, ?), masked = ? where id = ?')
      .run(hidden ? 1 : 0, masked ? 1 : 0, id);
  }

  /** What the DJ and the masks said of this play alone. */
  setMasks(id: string, { hidden, masked }: Pick<Play, 'hidden' | 'masked'>): void {
    this.#db
      .prepare('update plays set hidden = ?, masked = ?, held = 0 where id = ?')
      .run(hidden ? 1 : 0, masked ? 1 : 0, id);
  }

  mask(id: string, masked: boolean): void {
    this.#db.prepare('update plays set masked = ? where id = ?').run(masked ? 1 : 0, id);
  }
}

function toRow(play: Play): PlayRow {
  return {
    id: play.id,
    at: play.at,
    ended_at: play.endedAt ?? null,
    artist: play.artist,
    title: play.title,
    track_id: play.trackId ?? null,
    song: play.song ?? null,
    source: play.source,
    mount: play.mount ?? null,
    deck: play.deck ?? null,
    live: play.live ? 1 : 0,
    hidden: play.hidden ? 1 : 0,
    masked: play.masked ? 1 : 0,
    confidence: play.confidence,
    matched_by: play.matchedBy,
    performer: play.performer ?? null,
  };
}

function fromRow(row: PlayRow): Play {
  return {
    id: row.id,
    at: row.at,
    endedAt: row.ended_at ?? undefined,
    artist: row.artist,
    title: row.title,
    trackId: row.track_id ?? undefined,
    song: row.song ?? undefined,
    source: row.source,
    mount: row.mount ?? undefined,
    deck: row.deck ?? undefined,
    live: row.live === 1,
    hidden: row.hidden === 1,
    masked: row.masked === 1,
    confidence: row.confidence,
    matchedBy: row.matched_by,
    performer: row.performer ?? undefined,
  };
}

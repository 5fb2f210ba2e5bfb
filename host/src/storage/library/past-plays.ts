// Reads the plays of history files by when they were played.

import type { PastPlay } from '#domain/history-match.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';

type PastPlayRow = {
  file: string;
  position: number;
  entry_key: string;
  at: number;
  duration_ms: number | null;
  deck: string | null;
  public: number | null;
  artist: string;
  title: string;
  track_id: string | null;
  song: string | null;
};

const HOUR_MS = 3_600_000;

/** Plays with `fromMs` ≤ at < `toMs`, as they follow one another in their files. Those without a known start are left out. */
export function pastPlaysBetween(db: SqliteDatabase, fromMs: number, toMs: number): PastPlay[] {
  const rows = db
    .prepare<[number, number], PastPlayRow>(
      `select p.history_file as file, p.position, p.entry_key, p.started_at as at, p.duration_ms, p.deck, p.public, p.artist, p.title,
              t.id as track_id, t.song
       from past_plays p left join tracks t on t.n = p.track
       where p.started_at >= ? and p.started_at < ? order by p.history_file, p.position`,
    )
    .all(fromMs - HOUR_MS, toMs);
  return inTime(rows)
    .filter(({ at }) => at >= fromMs && at < toMs)
    .sort((a, b) => a.at - b.at);
}

/** Traktor notes local time, in the order of playing: what seems to begin before the play above it began in the hour that comes
 * twice when summer time ends, the second time. */
function inTime(rows: readonly PastPlayRow[]): PastPlay[] {
  const plays: PastPlay[] = [];
  let last: { file: string; at: number } | undefined;
  for (const row of rows) {
    const isBefore = last?.file === row.file && row.at < last.at;
    const at = isBefore && saysTheSame(row.at, row.at + HOUR_MS) ? row.at + HOUR_MS : row.at;
    last = { file: row.file, at };
    plays.push(playOf(row, at));
  }
  return plays;
}

function saysTheSame(a: number, b: number): boolean {
  return new Date(a).getHours() === new Date(b).getHours();
}

function playOf(row: PastPlayRow, at: number): PastPlay {
  // Where it stands in its file, and which track: a file from which an entry was taken out says other tracks at the same places.
  const key = `${row.file}:${row.position}:${row.entry_key}`;
  const play: PastPlay = { key, file: row.file, artist: row.artist, title: row.title, at };
  if (row.duration_ms !== null) play.durationMs = row.duration_ms;
  if (row.deck !== null) play.deck = row.deck;
  if (row.public !== null) play.public = row.public === 1;
  if (row.track_id !== null) play.trackId = row.track_id;
  if (row.song !== null && row.song !== '') play.song = row.song;
  return play;
}

// A made-up year of shows in a database of their own: sets with plays, requests with votes, searches, and the tracks of the
// library they come from. The same seed makes the same year.

import type { TrackHit } from '../../host/src/domain/collection.ts';
import { musicalKey } from '../../host/src/domain/musical-key.ts';
import { songKey, songName } from '../../host/src/domain/song.ts';
import type { SqliteDatabase } from '../../host/src/storage/open-database.ts';
import { SeededRandom } from '../made-collection/random.ts';

export type Year = { tracks: Map<string, TrackHit>; setIds: string[]; fromMs: number; toMs: number };

export const YEAR = { sets: 200, plays: 6_000, requests: 20_000, tracks: 5_000, people: 3_000 };
const FROM_MS = Date.UTC(2025, 0, 1, 20);
const BETWEEN_SETS_MS = 43 * 60 * 60_000;
const GENRES = [
  'House',
  'Deep House',
  'Techno',
  'Melodic Techno',
  'Trance',
  'Disco',
  'Drum & Bass',
  'Breaks',
  'Electro',
];
const STATES = ['played', 'played', 'expired', 'expired', 'declined', 'withdrawn', 'expired'] as const;
const PLAY_MS = 4 * 60_000;
/** Of one request; the mean is about one. */
const MOST_VOTES = 4;

/** Writes the year in one transaction. One track of fifty is masked. */
export function writeYear(db: SqliteDatabase, seed: number): Year {
  const random = new SeededRandom(seed, 77);
  const tracks = Array.from({ length: YEAR.tracks }, (_, n) => trackOf(n, random));
  const setIds = Array.from({ length: YEAR.sets }, (_, n) => `set-${n}`);
  db.transaction(() => {
    for (const [n, id] of setIds.entries()) writeSet(db, random, tracks, id, FROM_MS + n * BETWEEN_SETS_MS);
  })();
  return {
    tracks: new Map(tracks.map((track) => [track.id, track])),
    ...{ setIds, fromMs: FROM_MS, toMs: FROM_MS + YEAR.sets * BETWEEN_SETS_MS },
  };
}

function trackOf(n: number, random: SeededRandom): TrackHit {
  const artist = `Artist ${random.below(900)}`;
  const title = `A Title of Some Length ${n}`;
  const id = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
  return {
    ...{ id, artist, title, song: songKey(songName({ artist, title })), genre: random.pick(GENRES) },
    ...{ trackBpm: 90 + random.below(900) / 10, key: musicalKey(random.below(24)), durationMs: 300_000 },
    ...{ excluded: false, playlists: [], maskedBecause: n % 50 === 0 ? 'it is tagged "promo"' : undefined },
  };
}

function writeSet(db: SqliteDatabase, random: SeededRandom, tracks: TrackHit[], id: string, fromMs: number): void {
  const plays = YEAR.plays / YEAR.sets;
  const endMs = fromMs + plays * PLAY_MS;
  db.prepare('insert into setlists (id, from_at, ended_at, ended_by) values (?, ?, ?, ?)').run(id, fromMs, endMs, 'dj');
  db.prepare('insert into sets (id, started_at, ended_at, open) values (?, ?, ?, 0)').run(id, fromMs - 60_000, endMs);
  const play = db.prepare(
    `insert into plays (id, at, ended_at, artist, title, track_id, song, source, live, confidence, matched_by)
     values (?, ?, ?, ?, ?, ?, ?, 'decks', 1, 1, 'path')`,
  );
  const fact = db.prepare(
    `insert into play_facts (play_id, by, at, ended_at, artist, title, removed) values (?, ?, ?, ?, ?, ?, ?)`,
  );
  const playIds: string[] = [];
  for (let n = 0; n < plays; n++) {
    const { id: trackId, artist, title, song } = likely(random, tracks);
    const at = fromMs + n * PLAY_MS;
    const playId = `${id}-play-${String(n).padStart(24, '0')}`;
    playIds.push(playId);
    play.run(playId, at, at + PLAY_MS, artist, title, trackId, song);
    // Traktor's history corrects most starts; the DJ writes one row in ten anew.
    if (random.chance(0.8)) fact.run(playId, 'history', at - random.below(5_000), null, null, null, null);
    if (random.chance(0.1))
      fact.run(playId, 'dj', null, null, artist, `${title} (Edit)`, random.chance(0.2) ? 1 : null);
  }
  writeRequests(db, random, tracks, id, fromMs, playIds);
  const search = db.prepare('insert into searches (at, words, found) values (?, ?, ?)');
  for (let n = 0; n < 100; n++) search.run(fromMs + n * 60_000, `artist ${random.below(900)}`, 5);
}

function writeRequests(
  db: SqliteDatabase,
  random: SeededRandom,
  tracks: TrackHit[],
  setId: string,
  fromMs: number,
  playIds: string[],
): void {
  const insert = db.prepare(
    `insert into requests (id, set_id, number, revision, state, track_id, song, artist, title, candidates, platform, person_id,
       person_name, is_helper, first_by, words, asked_at, changed_at, skips, accepted_at, play_id, on_air_since)
     values (?, ?, ?, 3, ?, ?, ?, ?, ?, '[]', 'discord', ?, ?, 0, ?, ?, ?, ?, 0, ?, ?, ?)`,
  );
  const vote = db.prepare(`insert or ignore into request_votes values (?, 'discord', ?, ?, 0, ?, ?)`);
  for (let n = 0; n < YEAR.requests / YEAR.sets; n++) {
    const { id: trackId, artist, title, song } = likely(random, tracks);
    const id = `${setId}-request-${String(n).padStart(24, '0')}`;
    const person = random.below(YEAR.people);
    const state = random.pick(STATES);
    const askedAt = fromMs + random.below(PLAY_MS * playIds.length);
    const onAirAt = state === 'played' ? askedAt + random.below(1_800_000) : null;
    insert.run(
      ...[id, setId, n + 1, state, trackId, song, artist, title, `person-${person}`, `Viewer ${person}`],
      ...[`discord:person-${person}`, `${artist} ${title}`, askedAt, askedAt + 60_000],
      ...[onAirAt === null ? null : askedAt + 30_000, onAirAt === null ? null : random.pick(playIds), onAirAt],
    );
    for (let votes = random.below(MOST_VOTES); votes > 0; votes--) {
      const voter = random.below(YEAR.people);
      vote.run(id, `person-${voter}`, `Viewer ${voter}`, askedAt + votes, votes);
    }
  }
}

/** Some songs are played and wanted far more often than others. */
function likely(random: SeededRandom, tracks: TrackHit[]): TrackHit {
  const nearest = Math.min(random.below(tracks.length), random.below(tracks.length), random.below(tracks.length));
  return random.pick(tracks.slice(nearest, nearest + 1));
}

// The library as the planner wants it: all tracks, which of them may be suggested, and which stand in a list.

import { musicalKey } from '#domain/musical-key.ts';
import { energyOf } from '#domain/planner/energy.ts';
import type { PlannerTrack } from '#domain/planner/track-graph.ts';
import type { Cue } from '#domain/track.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';
import { unpackFields } from './entry-rows.ts';
import { playlistPaths } from './playlist-paths.ts';
import { isRemembered, type LibraryMark } from './track-changes.ts';

type Row = {
  id: string;
  song: string;
  artist: string;
  genre: string | null;
  label: string | null;
  musical_key: number | null;
  bpm: number | null;
  comment: string | null;
  comment2: string | null;
  stars: number | null;
  duration_ms: number | null;
  last_played_on: string | null;
  play_count: number | null;
  is_offered: number;
};

const DAY_MS = 86_400_000;

/** What is left out or gone is not offered; it may be on air all the same. */
const COLUMNS = `id, song, artist, genre, label, musical_key, bpm, comment, comment2, stars, duration_ms, last_played_on,
  play_count, excluded = 0 and missing_since is null as is_offered`;

/** All tracks, those that are not offered too. */
export function* plannerTracks(db: SqliteDatabase): Generator<PlannerTrack> {
  for (const row of db.prepare<[], Row>(`select ${COLUMNS} from tracks`).iterate()) yield plannerTrack(row);
}

/** What came or changed after `mark`; undefined: that is not known any more. */
export function tracksSince(db: SqliteDatabase, mark: LibraryMark): PlannerTrack[] | undefined {
  if (!isRemembered(db, mark)) return undefined;
  const rows = db
    .prepare<LibraryMark, Row>(
      `select ${COLUMNS} from tracks
       where n > @track or n in (select track from track_changes where n > @change)`,
    )
    .all(mark);
  return rows.map(plannerTrack);
}

/** Ids of the tracks in lists of these names ("Folder/List"), and in all that lie in folders of them; `unknown`: no list has this name. */
export function tracksOfLists(db: SqliteDatabase, names: readonly string[]): { ids: Set<string>; unknown: string[] } {
  const paths = [...playlistPaths(db)];
  const itemsOf = db
    .prepare<[string], string>(
      'select tracks.id from playlist_items join tracks on tracks.n = track where playlist = ?',
    )
    .pluck();
  const ids = new Set<string>();
  const unknown = names.filter((name) => {
    const meant = paths.filter(([, path]) => path === name || path.startsWith(`${name}/`));
    for (const [list] of meant) for (const id of itemsOf.all(list)) ids.add(String(id));
    return meant.length === 0;
  });
  return { ids, unknown };
}

function plannerTrack(row: Row): PlannerTrack {
  const { id, song, artist } = row;
  const played = row.last_played_on === null ? Number.NaN : Date.parse(row.last_played_on);
  const [comment, comment2, stars] = [row.comment ?? undefined, row.comment2 ?? undefined, row.stars || undefined];
  return {
    ...{ id, song, artist, genre: row.genre ?? undefined, label: row.label ?? undefined },
    ...{ bpm: row.bpm ?? undefined, stars, durationMs: row.duration_ms ?? undefined },
    key: row.musical_key === null ? undefined : musicalKey(row.musical_key),
    energy: energyOf({ comment, comment2, stars }),
    playedDay: Number.isNaN(played) ? undefined : Math.floor(played / DAY_MS),
    playCount: row.play_count ?? undefined,
    isOffered: row.is_offered === 1,
  };
}

/** The cues of a track by its id, as its source has them; empty where there are none. */
export function cuesReader(db: SqliteDatabase): (id: string) => readonly Cue[] {
  const fieldsOf = db
    .prepare<[string], string>(
      `select fields from source_entries where cues > 0 and track = (select n from tracks where id = ?)
       order by missing_since is not null, n limit 1`,
    )
    .pluck();
  return (id) => {
    const fields = fieldsOf.get(id);
    return fields === undefined ? [] : (unpackFields(String(fields), null).cues ?? []);
  };
}

/** "Artist – Title" of a track by its id. */
export function namesReader(db: SqliteDatabase): (id: string) => string | undefined {
  const rowOf = db.prepare<[string], { artist: string; title: string }>(
    'select artist, title from tracks where id = ?',
  );
  return (id) => {
    const row = rowOf.get(id);
    return row && [row.artist, row.title].filter((text) => text !== '').join(' – ');
  };
}

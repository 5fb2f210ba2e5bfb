// Looks tracks up by path and by the name they go by. Reads only.

import type { TrackSummary } from '#domain/track.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';
import { TRACK_COLUMNS, type TrackRow, trackSummary } from './track-rows.ts';

/** Far more than share a name by right; "Intro" and "Track 01" can be by hundreds. */
const MOST_SAME_NAME = 200;
const MOST_SAME_SONG = 2000;

export class NameLookup {
  readonly #byPath;
  readonly #byName;
  readonly #artistsOf;
  readonly #byNumber;

  constructor(db: SqliteDatabase) {
    this.#byPath = db.prepare<[string], TrackRow>(
      `select ${TRACK_COLUMNS} from files join tracks on tracks.n = files.track where files.path_key = ?`,
    );
    this.#byName = db.prepare<[string, string, number], TrackRow>(
      `select ${TRACK_COLUMNS} from match_names cross join tracks on tracks.n = match_names.track where match_names.song = ? and match_names.artists = ? limit ?`,
    );
    this.#artistsOf = db.prepare<[string, number], { track: number; artists: string }>(
      'select track, artists from match_names where song = ? limit ?',
    );
    this.#byNumber = db.prepare<[number], TrackRow>(`select ${TRACK_COLUMNS} from tracks where n = ?`);
  }

  /** `key` as domain/path-key.ts makes it. */
  byPath(key: string): TrackSummary | undefined {
    const row = this.#byPath.get(key);
    return row === undefined ? undefined : trackSummary(row);
  }

  /** Tracks with this song name and these artists, as `nameKey` writes them. */
  byName(song: string, artists: string): TrackSummary[] {
    return this.#byName.all(song, artists, MOST_SAME_NAME).map(trackSummary);
  }

  /** Tracks with this song name whose artists pass the test. */
  bySong(song: string, passes: (artists: string) => boolean, most = MOST_SAME_NAME): TrackSummary[] {
    return this.#artistsOf
      .all(song, MOST_SAME_SONG)
      .filter(({ artists }) => passes(artists))
      .slice(0, most)
      .map(({ track }) => this.#byNumber.get(track))
      .filter((row) => row !== undefined)
      .map(trackSummary);
  }
}

// A book of numbers over a show database of its own, with a library in memory that is asked for as the real one is.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_SETTINGS, type Settings } from '@tracord/shared/settings.ts';
import { FIRST_OPERATOR_TOPICS } from '@tracord/shared/topics.ts';
import type { TrackHit } from '#domain/collection.ts';
import { maskJudge } from '#domain/masks.ts';
import { musicalKey } from '#domain/musical-key.ts';
import { ManualClock } from '#kernel/clock.ts';
import { createLogger } from '#kernel/logger.ts';
import { TopicStore } from '#kernel/topic-store.ts';
import { StatsBook } from '#services/live/stats.ts';
import { StatsSearches } from '#services/live/stats-searches.ts';
import { StatsTracks } from '#services/live/stats-tracks.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';
import { openShowDatabase } from '#storage/show/database.ts';
import { Plays } from '#storage/show/plays.ts';
import { RequestLists } from '#storage/show/request-lists.ts';
import { Setlists } from '#storage/show/setlists.ts';
import { ShowState } from '#storage/show/show-state.ts';
import { StatsRows } from '#storage/show/stats.ts';

export const MINUTE = 60_000;

export type LibraryTrack = Partial<TrackHit> & { id: string };

export class StatsStage {
  readonly folder: string;
  readonly db: SqliteDatabase;
  readonly clock = new ManualClock();
  readonly log = createLogger(({ event }) => this.logged.push(event));
  readonly logged: string[] = [];
  readonly topics = new TopicStore(FIRST_OPERATOR_TOPICS, this.log);
  readonly plays: Plays;
  readonly setlists: Setlists;
  readonly rows: StatsRows;
  readonly tracks: StatsTracks;
  readonly searches: StatsSearches;
  readonly book: StatsBook;
  settings: Pick<Settings, 'requests' | 'masks'> = {
    requests: DEFAULT_SETTINGS.requests,
    masks: { ...DEFAULT_SETTINGS.masks, patterns: ['secret'] },
  };
  library: LibraryTrack[] = [];
  marksAreCurrent = true;
  unknownTracks: 'show' | 'mask' = 'show';
  announcedUntil = Number.POSITIVE_INFINITY;
  libraryFails = false;
  /** How often the library was asked. */
  asked = 0;

  /** `folder`: of a stage that is closed, to begin with what it stored. */
  constructor(folder = mkdtempSync(join(tmpdir(), 'tracord-stats-'))) {
    this.folder = folder;
    this.db = openShowDatabase(folder);
    this.plays = new Plays(this.db);
    this.setlists = new Setlists(this.db);
    this.rows = new StatsRows(this.db);
    const rules = () => ({
      masks: maskJudge(this.settings.masks),
      ...{ masksByLibrary: true, marksAreCurrent: this.marksAreCurrent, unknownTracks: this.unknownTracks },
    });
    const settings = () => this.settings;
    this.tracks = new StatsTracks({ tracks: async (ids) => this.#hits(ids), rules, settings });
    this.searches = new StatsSearches({
      catalogue: {
        search: async (q) => {
          const tracks = this.library.filter(({ title = '' }) => title.toLowerCase().includes(q)).map(hit);
          return { total: tracks.length, tracks, hints: [] };
        },
      },
      marksAreCurrent: () => this.marksAreCurrent,
    });
    this.book = new StatsBook({
      rows: this.rows,
      setlists: this.setlists,
      state: new ShowState(this.db),
      tracks: this.tracks,
      searches: this.searches,
      lists: new RequestLists(this.db),
      topics: this.topics,
      ...{ rules, settings, clock: this.clock, log: this.log },
      isAnnounced: (at) => at <= this.announcedUntil,
    });
  }

  /** Leaves what is stored for the next. */
  stop(): void {
    this.book.stop();
    this.db.close();
  }

  close(): void {
    this.stop();
    rmSync(this.folder, { recursive: true });
  }

  #hits(ids: string[]): TrackHit[] {
    this.asked += 1;
    if (this.libraryFails) throw new Error('the library cannot be read');
    return ids.flatMap((id) => this.library.filter((track) => track.id === id).map(hit));
  }
}

function hit(track: LibraryTrack): TrackHit {
  return { artist: 'Somebody', title: track.id, song: track.id, excluded: false, playlists: [], ...track };
}

/** A few tracks of every kind: open, masked, left out, gone; one without genre, tempo and key. */
export const LIBRARY: LibraryTrack[] = [
  { id: 't0', title: 'Open Zero', genre: 'House', trackBpm: 124.9, key: musicalKey(21) },
  { id: 't1', title: 'Open One', genre: 'house', trackBpm: 125, key: musicalKey(0) },
  {
    id: 't2',
    title: 'Hushed',
    genre: 'Promo',
    trackBpm: 140,
    key: musicalKey(5),
    maskedBecause: 'it is tagged "Promo"',
  },
  { id: 't3', title: 'Left Out', genre: 'Techno', trackBpm: 133.3, key: musicalKey(23), excluded: true },
  { id: 't4', title: 'Bare' },
];

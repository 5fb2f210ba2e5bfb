// A now-playing service on a real store, with a library of four tracks that knows them by exact title.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_SETTINGS } from '@tracord/shared/settings.ts';
import { type ArtworkView, FIRST_OPERATOR_TOPICS, FIRST_PUBLIC_TOPICS } from '@tracord/shared/topics.ts';
import { afterEach, beforeEach } from 'vitest';
import type { TrackHit } from '#domain/collection.ts';
import { maskJudge } from '#domain/masks.ts';
import type { MatchResult } from '#domain/matching.ts';
import type { HeardTrack } from '#domain/sighting.ts';
import { ManualClock } from '#kernel/clock.ts';
import { silentLogger } from '#kernel/logger.ts';
import { TopicStore } from '#kernel/topic-store.ts';
import { Audience } from '#services/live/audience.ts';
import { Identification } from '#services/live/identification.ts';
import { LiveShow } from '#services/live/live-show.ts';
import { NowPlaying } from '#services/live/now-playing.ts';
import type { NowPlayingRules } from '#services/live/now-playing-view.ts';
import { PlayBook } from '#services/live/play-book.ts';
import { PlayHistory } from '#services/live/play-history.ts';
import { RememberedMatches } from '#storage/show/choices.ts';
import { openShowDatabase } from '#storage/show/database.ts';
import { Plays } from '#storage/show/plays.ts';
import { ShowState } from '#storage/show/show-state.ts';

export const hit = (id: string, title: string, more: Partial<TrackHit> = {}): TrackHit => ({
  id,
  song: `mira|${title.toLowerCase()}|`,
  artist: 'Mira',
  title,
  label: 'Tin Harbour',
  durationMs: 300_000,
  path: `/music/${id}.mp3`,
  excluded: false,
  playlists: [],
  ...more,
});

/** What the tests of now playing set and look at; made anew for each. */
export const stage = {
  folder: '',
  clock: new ManualClock(),
  tracks: [] as TrackHit[],
  rules: openRules(),
  lengths: [] as (number | undefined)[],
  reports: [] as string[],
  libraryBroken: false,
  cover: coverOf,
};

/** Every track has a cover with its file's name as id. */
async function coverOf(path: string): Promise<ArtworkView | undefined> {
  return { id: path.slice(7, -4), colors: { main: '#FFFFFF', dark: '#000000' } };
}

/** Nothing masked, nothing cleaned. */
function openRules(): NowPlayingRules {
  return {
    unknownTracks: 'show',
    masks: maskJudge(DEFAULT_SETTINGS.masks),
    masksByLibrary: false,
    marksAreCurrent: true,
    clean: ({ artist, title }) => ({ artist, title }),
  };
}

/** A library that knows tracks by exact title: one is certain, several are doubtful. */
const library = {
  match: async (heard: HeardTrack): Promise<MatchResult> => {
    if (stage.libraryBroken) throw new Error('gone');
    const found = stage.tracks.filter((track) => track.title === heard.title);
    if (found.length === 1)
      return { by: 'text', confidence: 0.9, reasons: ['same'], track: found[0], alternatives: [] };
    if (found.length === 0) return { by: 'none', confidence: 0, reasons: [], alternatives: [] };
    return { by: 'text', confidence: 0.5, reasons: [`${found.length} files`], alternatives: found };
  },
  tracks: async (ids: string[]) => stage.tracks.filter((track) => ids.includes(track.id)),
};

export function host(announceDelayMs = 0) {
  const db = openShowDatabase(stage.folder);
  const operator = new TopicStore(FIRST_OPERATOR_TOPICS, silentLogger);
  const audience = new TopicStore(FIRST_PUBLIC_TOPICS, silentLogger);
  const plays = new Plays(db);
  const state = new ShowState(db);
  const book = new PlayBook(plays, (health) => stage.reports.push(health.status), silentLogger);
  const live = new LiveShow(operator, state, (write) => book.write(write), stage.clock, silentLogger);
  const nowPlaying = new NowPlaying({
    topics: operator,
    identification: new Identification(library, new RememberedMatches(db), silentLogger),
    plays,
    book,
    state,
    rules: () => stage.rules,
    cover: (path) => stage.cover(path),
    onLength: (_heard, durationMs) => stage.lengths.push(durationMs),
    clock: stage.clock,
    log: silentLogger,
  });
  const audienceView = new Audience(operator, audience, stage.clock, () => announceDelayMs);
  const history = new PlayHistory(
    plays,
    library.tracks,
    () => stage.rules,
    (at) => audienceView.knowsOf(at),
  );
  const play = (title: string, artist = 'Mira', more: Partial<HeardTrack> = {}) => {
    stage.clock.advance(60_000);
    return nowPlaying.take({
      kind: 'on-air',
      heard: { artist, title, ...more },
      source: 'broadcast',
      mount: '/a',
      at: stage.clock.now(),
    });
  };
  const stop = () => {
    stage.clock.advance(1_000);
    return nowPlaying.take({ kind: 'off-air', at: stage.clock.now(), reason: 'silence' });
  };
  const sees = () => audience.get('nowPlaying');
  const knows = () => operator.get('nowPlaying');
  return { db, operator, live, nowPlaying, plays, history, audienceView, play, stop, sees, knows };
}

beforeEach(() => {
  stage.folder = mkdtempSync(join(tmpdir(), 'tracord-show-'));
  stage.clock = new ManualClock();
  stage.tracks = [hit('one', 'One'), hit('two', 'Two'), hit('twin-a', 'Twin'), hit('twin-b', 'Twin')];
  stage.rules = openRules();
  stage.lengths = [];
  stage.reports = [];
  stage.libraryBroken = false;
  stage.cover = coverOf;
});
afterEach(() => rmSync(stage.folder, { recursive: true }));

// The show with its sets on a real store: sightings go in, both views of the set come out. Started again on the same folder it
// is the host after a kill.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_SETTINGS, type Settings } from '@tracord/shared/settings.ts';
import { FIRST_OPERATOR_TOPICS, FIRST_PUBLIC_TOPICS } from '@tracord/shared/topics.ts';
import { afterEach, beforeEach } from 'vitest';
import { setHandlers } from '#app/set-handlers.ts';
import { setQueryHandlers } from '#app/set-queries.ts';
import type { TrackHit } from '#domain/collection.ts';
import { maskJudge } from '#domain/masks.ts';
import type { MatchResult } from '#domain/matching.ts';
import type { OutputClock } from '#domain/output-clock.ts';
import type { HeardTrack, Sighting } from '#domain/sighting.ts';
import { ManualClock } from '#kernel/clock.ts';
import { silentLogger } from '#kernel/logger.ts';
import { TopicStore } from '#kernel/topic-store.ts';
import { Audience } from '#services/live/audience.ts';
import { DjSets } from '#services/live/dj-sets.ts';
import { areHiddenWords } from '#services/live/hidden-words.ts';
import { Identification } from '#services/live/identification.ts';
import { LateMasks } from '#services/live/late-masks.ts';
import { LiveShow } from '#services/live/live-show.ts';
import { NowPlaying } from '#services/live/now-playing.ts';
import { OnAirDesk } from '#services/live/on-air-desk.ts';
import { Performers } from '#services/live/performers.ts';
import { PlayBook } from '#services/live/play-book.ts';
import { SetEditing } from '#services/live/set-editing.ts';
import { SetLibrary } from '#services/live/set-library.ts';
import { SetTracklists } from '#services/live/set-tracklists.ts';
import { SetViews } from '#services/live/set-views.ts';
import { RememberedMatches } from '#storage/show/choices.ts';
import { openShowDatabase } from '#storage/show/database.ts';
import { setStores } from '#storage/show/set-stores.ts';
import { ShowState } from '#storage/show/show-state.ts';

export const SECOND = 1_000;
export const MINUTE = 60_000;
export const DAWN = 1_700_000_000_000;

/** What the tests of sets set and look at; made anew for each. */
export const evening = {
  folder: '',
  clock: new ManualClock(DAWN),
  tracks: [] as TrackHit[],
  settings: DEFAULT_SETTINGS,
  marksAreCurrent: true,
  libraryBroken: false,
  outputs: [] as OutputClock[],
};

export const hit = (id: string, title: string, more: Partial<TrackHit> = {}): TrackHit => ({
  ...{ id, song: `mira|${title.toLowerCase()}|`, artist: 'Mira', title, label: 'Tin Harbour', trackBpm: 124 },
  ...{ durationMs: 300_000, path: `/music/${id}.mp3`, excluded: false, playlists: [], ...more },
});

const library = {
  match: async (heard: HeardTrack): Promise<MatchResult> => {
    const [found] = evening.tracks.filter((track) => track.title === heard.title);
    if (found === undefined) return { by: 'none', confidence: 0, reasons: [], alternatives: [] };
    return { by: 'text', confidence: 0.9, reasons: ['same'], track: found, alternatives: [] };
  },
  tracks: async (ids: string[]) => {
    if (evening.libraryBroken) throw new Error('the library is gone');
    return evening.tracks.filter((track) => ids.includes(track.id));
  },
};

export type SetShow = ReturnType<typeof startShow>;

export function startShow() {
  let isKilled = false;
  const clock = {
    now: () => evening.clock.now(),
    after: (delayMs: number, call: () => void) => evening.clock.after(delayMs, () => isKilled || call()),
  };
  const db = openShowDatabase(evening.folder);
  const operator = new TopicStore(FIRST_OPERATOR_TOPICS, silentLogger);
  const audience = new TopicStore(FIRST_PUBLIC_TOPICS, silentLogger);
  const stores = setStores(db);
  const state = new ShowState(db);
  const book = new PlayBook(stores.plays, () => {}, silentLogger);
  const write = (work: () => void) => book.write(work);
  const settings = () => evening.settings;
  const rules = () => ({
    unknownTracks: settings().nowPlaying.unknownTracks,
    masks: maskJudge(settings().masks),
    masksByLibrary: settings().masks.tags.length > 0,
    marksAreCurrent: evening.marksAreCurrent,
    clean: ({ artist, title, mix }: { artist: string; title: string; mix?: string }) => ({
      artist,
      title: mix === undefined ? title : `${title} (${mix})`,
    }),
  });
  const live = new LiveShow(operator, state, write, clock, silentLogger);
  const identification = new Identification(library, new RememberedMatches(db), silentLogger);
  const nowPlaying = new NowPlaying({
    ...{ topics: operator, plays: stores.plays, book, state, rules, clock, log: silentLogger },
    identification,
    cover: async (path) => ({ id: path.slice(7, -4), colors: { main: '#FFFFFF', dark: '#000000' } }),
    onLength: () => {},
    performer: () => performer(),
  });
  const changes: Promise<void>[] = [];
  const desk = new OnAirDesk({
    ...{ topics: operator, state, write, clock, log: silentLogger },
    policy: () => 'dominant',
    onChange: (change) => changes.push(nowPlaying.take(change)),
  });
  const delayMs = () => settings().nowPlaying.announceDelaySeconds * SECOND;
  const announced = new Audience(operator, audience, clock, delayMs, {
    read: () => state.get('announcedUntil'),
    write: (until) => write(() => state.set('announcedUntil', until)),
  });
  const knowsOf = (playedAt: number) => announced.knowsOf(playedAt);
  const followOnAir: Audience['followOnAir'] = (listener) => announced.followOnAir(listener);
  const performers = new Performers({
    ...{ state, write, onChange: () => sets.publish() },
    usual: () => settings().sets.performer,
    retake: (sightings) => {
      for (const sighting of sightings) desk.take(sighting);
    },
  });
  const performer = () => performers.name || undefined;
  const now = () => clock.now();
  const setLibrary = new SetLibrary({ tracks: library.tracks, rules, settings, log: silentLogger });
  const views = new SetViews({
    ...{ stores, rules, now, lagMs: () => settings().sets.broadcastLagSeconds * SECOND },
    clocks: (fromMs, toMs) =>
      evening.outputs.filter(({ startedAt, endedAt = toMs }) => startedAt <= toMs && endedAt >= fromMs),
  });
  const sets = new DjSets({
    ...{ operator, audience, stores, views, library: setLibrary, performer, knowsOf, followOnAir, write, clock },
    ...{ endsAfterMs: () => settings().sets.endsAfterMinutes * MINUTE, log: silentLogger },
    secretForMs: (at) => announced.secretForMs(at),
  });
  const editing = new SetEditing({
    ...{ stores, views, tracks: library.tracks, performer, now, onEdit: () => sets.edited(), log: silentLogger },
    hides: (named, at) => areHiddenWords(named, at, { plays: stores.plays, identification, rules }),
    onMasked: () => changes.push(nowPlaying.masksStored()),
  });
  const lateMasks = new LateMasks({
    ...{ stores, identification, rules, write, log: silentLogger },
    onMasked: () => nowPlaying.masksStored(),
  });
  const tracklists = new SetTracklists({
    ...{ views, library: setLibrary, knowsOf, find: (id) => sets.find(id) },
    cover: async (path) => ({ id: `cover of ${path}`, colors: { main: '#FFFFFF', dark: '#000000' } }),
  });
  const commands = setHandlers({ sets, editing, performers });
  const queries = setQueryHandlers(sets);

  /** Once all that was heard is published. */
  const settled = async () => {
    await Promise.all(changes.splice(0));
    await nowPlaying.settledPlayId();
    await sets.renew();
  };
  const see = async (sighting: Sighting) => {
    if (performers.counts(sighting)) desk.take(sighting);
    await settled();
  };
  return {
    ...{ db, operator, audience, stores, live, nowPlaying, settled, see },
    ...{ sets, tracklists, performers, commands, queries },
    resume: async () => {
      await nowPlaying.resume(desk.resume());
      operator.onChange(({ topic }) => {
        if (topic === 'live') changes.push(nowPlaying.liveChanged());
      });
      sets.resume();
      await settled();
    },
    goLive: async (on: boolean) => {
      live.set(on);
      await settled();
    },
    libraryRenewed: async () => {
      await nowPlaying.libraryRenewed();
      await lateMasks.review();
      await settled();
    },
    /** A title of the broadcast, `afterMs` later. */
    hear: async (title: string, afterMs = 5 * MINUTE, mount = '/a') => {
      evening.clock.advance(afterMs);
      await see({ kind: 'broadcast.title', mount, artist: 'Mira', title, at: clock.now() });
      return operator.get('nowPlaying').playId ?? '';
    },
    /** The DJ names what plays: exact, where a title of the broadcast is not. */
    name: async (title: string, afterMs = 5 * MINUTE) => {
      evening.clock.advance(afterMs);
      desk.take({ kind: 'manual.set', artist: 'Mira', title });
      await settled();
      return operator.get('nowPlaying').playId ?? '';
    },
    silence: async (afterMs = 5 * MINUTE) => {
      evening.clock.advance(afterMs);
      changes.push(nowPlaying.take({ kind: 'off-air', at: clock.now(), reason: 'silence' }));
      await settled();
    },
    /** Titles in the DJ's view, and in the audience's. */
    dj: () => operator.get('set').order.map((id) => operator.get('set').byId[id]?.title),
    sees: () => audience.get('set').order.map((id) => audience.get('set').byId[id]?.display.title),
    /** Nothing is stopped, nothing written any more. */
    kill: () => {
      isKilled = true;
      db.close();
    },
    stop: () => {
      sets.stop();
      desk.stop();
      db.close();
    },
  };
}

export function set(change: (settings: Settings) => void): void {
  const settings = structuredClone(evening.settings);
  change(settings);
  evening.settings = settings;
}

beforeEach(() => {
  evening.folder = mkdtempSync(join(tmpdir(), 'tracord-sets-'));
  evening.clock = new ManualClock(DAWN);
  evening.tracks = [hit('one', 'One'), hit('two', 'Two'), hit('three', 'Three')];
  evening.settings = DEFAULT_SETTINGS;
  evening.marksAreCurrent = true;
  evening.libraryBroken = false;
  evening.outputs = [];
});
afterEach(() => rmSync(evening.folder, { recursive: true }));

// Builds what concerns the DJ's sets: their beginning and end, their rows, edits, lists to be written out, who plays, the tempo.

import type { Settings } from '@tracord/shared/settings.ts';
import type { OperatorTopics, PublicTopics } from '@tracord/shared/topics.ts';
import type { OutputClock } from '#domain/output-clock.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Logger } from '#kernel/logger.ts';
import type { TopicStore } from '#kernel/topic-store.ts';
import type { Catalogue } from '#services/library/catalogue.ts';
import { DjSets } from '#services/live/dj-sets.ts';
import { areHiddenWords } from '#services/live/hidden-words.ts';
import type { Identification } from '#services/live/identification.ts';
import type { NowPlayingParts } from '#services/live/now-playing.ts';
import type { NowPlayingRules } from '#services/live/now-playing-view.ts';
import { Performers, type PerformersParts } from '#services/live/performers.ts';
import { SetEditing } from '#services/live/set-editing.ts';
import { SetLibrary } from '#services/live/set-library.ts';
import { SetTracklists } from '#services/live/set-tracklists.ts';
import { SetViews } from '#services/live/set-views.ts';
import { Tempo } from '#services/live/tempo.ts';
import type { UntoldParts } from '#services/live/untold.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';
import { setStores } from '#storage/show/set-stores.ts';
import type { Setlist } from '#storage/show/setlists.ts';
import type { ShowState } from '#storage/show/show-state.ts';
import { setHandlers } from './set-handlers.ts';
import { setQueryHandlers } from './set-queries.ts';

export type SetRoomParts = {
  show: SqliteDatabase;
  state: ShowState;
  operator: TopicStore<OperatorTopics>;
  audience: TopicStore<PublicTopics>;
  catalogue: Pick<Catalogue, 'tracks'>;
  settings: () => Pick<Settings, 'sets' | 'masks'>;
  rules: () => NowPlayingRules;
  /** What the audience was told is on air, without a test song. */
  followOnAir: (listener: (shown: PublicTopics['nowPlaying']) => void) => () => void;
  /** Whether the audience was told of a play that began then. */
  knowsOf: (playedAt: number) => boolean;
  secretForMs: UntoldParts['secretForMs'];
  /** Recordings and streams that ran at some time between the two, the oldest first. */
  clocks: (fromMs: number, toMs: number) => OutputClock[];
  cover: NowPlayingParts['cover'];
  identification: Pick<Identification, 'identify'>;
  /** Plays were hidden or revealed: what is on air, or was a moment ago, may be among them. */
  onMasked: () => void;
  /** Takes what another DJ's program said before it counted. */
  retake: PerformersParts['retake'];
  /** Writes to the store, now or as soon as it can be. */
  write: (write: () => void) => void;
  clock: Clock;
  log: Logger;
};

export type SetRoom = {
  sets: DjSets;
  tracklists: SetTracklists;
  performers: Performers;
  commands: ReturnType<typeof setHandlers>;
  queries: ReturnType<typeof setQueryHandlers>;
  /** Of the set that is on. */
  playedSongs(): string[];
  /** Of so many sets before it. */
  latelyPlayedSongs(sets: number): Set<string>;
  /** At start, once it is known what may still be on air. */
  resume(): Promise<void>;
  /** Settings, masks, plays, what is known of them, the library or recordings changed. */
  renew(): Promise<void>;
  stop(): void;
};

export function setRoom(parts: SetRoomParts): SetRoom {
  const { operator, audience, catalogue, settings, rules, state, write, clock, log, knowsOf, followOnAir } = parts;
  const stores = setStores(parts.show);
  const tracks = (ids: string[]) => catalogue.tracks(ids);
  const now = () => clock.now();
  const performers = new Performers({
    ...{ state, write, retake: parts.retake },
    usual: () => settings().sets.performer,
    onChange: () => sets.publish(),
  });
  const performer = () => performers.name || undefined;
  const library = new SetLibrary({ tracks, rules, settings, log });
  const lagMs = () => settings().sets.broadcastLagSeconds * 1000;
  const views = new SetViews({ stores, rules, lagMs, clocks: parts.clocks, now });
  const sets = new DjSets({
    ...{ operator, audience, stores, views, library, performer, knowsOf, followOnAir, write, clock, log },
    secretForMs: parts.secretForMs,
    endsAfterMs: () => settings().sets.endsAfterMinutes * 60_000,
  });
  const editing = new SetEditing({
    ...{ stores, views, tracks, performer, now, log, onMasked: parts.onMasked },
    hides: (named, at) =>
      areHiddenWords(named, at, { plays: stores.plays, identification: parts.identification, rules }),
    onEdit: () => sets.edited(),
  });
  const find = (id: string) => sets.find(id);
  const songsOf = (set: Setlist) => views.placed(set).flatMap(({ play }) => play.song || []);
  const tempo = new Tempo({ operator, audience, followOnAir, clock });
  return {
    ...{ sets, performers },
    tracklists: new SetTracklists({ find, views, library, knowsOf, cover: parts.cover }),
    commands: setHandlers({ sets, editing, performers }),
    queries: setQueryHandlers(sets),
    playedSongs: () => {
      const set = find('current');
      return set === undefined || set.endedAt !== undefined ? [] : songsOf(set);
    },
    latelyPlayedSongs: (count) => {
      const [newest, ...before] = stores.setlists.all(count + 1);
      const over = newest === undefined ? [] : newest.endedAt === undefined ? before : [newest, ...before];
      return new Set(over.slice(0, count).flatMap(songsOf));
    },
    resume: async () => {
      sets.resume();
      await sets.renew();
    },
    renew: () => sets.renew(),
    stop: () => {
      sets.stop();
      tempo.stop();
    },
  };
}

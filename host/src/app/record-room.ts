// Builds what is kept of sets beside their rows: recordings and streams, Traktor's history, texts to paste, numbers, summaries.

import type { Settings } from '@tracord/shared/settings.ts';
import type { BotTopics, OperatorTopics } from '@tracord/shared/topics.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Logger } from '#kernel/logger.ts';
import type { TopicStore } from '#kernel/topic-store.ts';
import type { Catalogue } from '#services/library/catalogue.ts';
import { HistorySets } from '#services/live/history-sets.ts';
import { LateMasks } from '#services/live/late-masks.ts';
import { LiveByObs } from '#services/live/live-by-obs.ts';
import { MaskReview } from '#services/live/mask-review.ts';
import type { Outputs } from '#services/live/outputs.ts';
import { SetExports, type SetExportsParts } from '#services/live/set-exports.ts';
import { SetPosts } from '#services/live/set-posts.ts';
import { StatsBook } from '#services/live/stats.ts';
import { StatsSearches } from '#services/live/stats-searches.ts';
import { StatsTracks } from '#services/live/stats-tracks.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';
import { RequestLists } from '#storage/show/request-lists.ts';
import { setStores } from '#storage/show/set-stores.ts';
import { Sets } from '#storage/show/sets.ts';
import type { ShowState } from '#storage/show/show-state.ts';
import { ALL_TIME, StatsRows } from '#storage/show/stats.ts';
import type { SetHandlers } from './commands.ts';
import type { SetQueryHandlers } from './queries.ts';
import { setExportHandlers, setExportQueries } from './set-export-handlers.ts';
import type { SetRoom } from './set-room.ts';
import type { ShowRoom } from './show-room.ts';
import { statsHandlers, statsQueryHandlers } from './stats-handlers.ts';

export type RecordRoomParts = {
  show: SqliteDatabase;
  state: ShowState;
  stage: ShowRoom;
  sets: SetRoom;
  outputs: Outputs;
  operator: TopicStore<OperatorTopics>;
  bot: TopicStore<BotTopics>;
  catalogue: Catalogue;
  settings: () => Settings;
  image: SetExportsParts['cover'];
  copy: SetExportsParts['copy'];
  clock: Clock;
  log: Logger;
};

export type RecordRoom = {
  commands: Pick<SetHandlers, 'set.copy' | 'session.reset'>;
  queries: Pick<SetQueryHandlers, 'sets.export' | 'stats.get'>;
  /** Masks or settings are others now, or plays of the past were corrected. */
  changed(): void;
  /** The library says other things, and its history perhaps too. */
  libraryRenewed(): Promise<void>;
  /** Whether OBS makes the show live may be set otherwise now. */
  lookAtOutputs(): void;
  stop(): void;
};

const READS_ALL_AFTER_MS = 15_000;

export function recordRoom(parts: RecordRoomParts): RecordRoom {
  const { show, state, stage, sets, operator, bot, catalogue, settings, clock, log } = parts;
  const { rules } = stage;
  const stores = setStores(show);
  const shows = new Sets(show);
  const rows = new StatsRows(show);
  const exports = new SetExports({
    tracklist: (id, options) => sets.tracklists.tracklist(id, options),
    cover: parts.image,
    traktorKeys: (ids) => catalogue.traktorKeys(ids),
    line: () => settings().sets.line,
    copy: parts.copy,
    log,
  });
  const stats = new StatsBook({
    ...{ rows, state, rules, settings, clock, log, topics: operator },
    isAnnounced: (playedAt) => stage.audience.knowsOf(playedAt),
    setlists: stores.setlists,
    lists: new RequestLists(show),
    tracks: new StatsTracks({ tracks: (ids) => catalogue.tracks(ids), rules, settings }),
    searches: new StatsSearches({ catalogue, marksAreCurrent: () => rules().marksAreCurrent }),
  });
  const posts = new SetPosts({
    ...{ rows, stats, bot, clock, log, topics: operator, setlists: stores.setlists },
    publicRows: (id) => sets.sets.publicRows(id),
  });
  const changed = () => {
    stats.changed();
    posts.changed();
  };
  sets.sets.onEdited(changed);
  const history = new HistorySets({
    ...{ stores, rules, log },
    liveSince: (at) => shows.liveSince(at),
    identification: stage.identification,
    pastPlays: (fromMs, toMs) => catalogue.pastPlays(fromMs, toMs),
    settings: () => ({
      readHistory: settings().sets.readHistory,
      lagMs: settings().sets.broadcastLagSeconds * 1000,
    }),
    onCorrected: changed,
  });
  const masks = new MaskReview({
    ...{ rules, log, plays: stores.plays, write: stage.write, identification: stage.identification },
    tracks: (ids) => catalogue.tracks(ids),
  });
  const lateMasks = new LateMasks({
    ...{ stores, rules, log, write: stage.write, identification: stage.identification },
    onMasked: () => stage.nowPlaying.masksStored(),
  });
  const liveByObs = new LiveByObs({
    ...{ topics: operator, live: stage.live, outputs: parts.outputs, state, write: stage.write },
    isWanted: () => settings().obs.makesLive,
  });
  // What was long ago is read before somebody asks: once, while a start is no show yet.
  const cancelReading = clock.after(READS_ALL_AFTER_MS, () => void rows.requests(ALL_TIME));
  return {
    commands: { ...setExportHandlers(exports), ...statsHandlers(stats) },
    queries: { ...setExportQueries(exports), ...statsQueryHandlers(stats) },
    changed,
    libraryRenewed: () =>
      inTurn([
        () => stats.libraryRenewed(),
        () => history.read(),
        () => masks.review(),
        () => lateMasks.review(),
        () => sets.renew(),
        async () => changed(),
      ]),
    lookAtOutputs: () => liveByObs.look(),
    stop: () => {
      cancelReading();
      history.stop();
      masks.stop();
      lateMasks.stop();
      stats.stop();
      posts.stop();
    },
  };
}

/** Each step, whatever became of those before it: what one could not write must not keep the next from showing what there is.
 * Rejects at the end with what failed: that one fault, or all of them as AggregateError. */
export async function inTurn(steps: readonly (() => Promise<unknown>)[]): Promise<void> {
  const faults: unknown[] = [];
  for (const step of steps) await step().catch((fault: unknown) => faults.push(fault));
  if (faults.length === 1) throw faults[0];
  if (faults.length > 1) throw new AggregateError(faults, 'several things could not be brought up to date');
}

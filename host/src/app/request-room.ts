// Builds the request desk with what surrounds it: who asks by words, who may see what, what the Discord bot keeps.

import { jsonEqual } from '@tracord/shared/merge-patch.ts';
import type { Settings } from '@tracord/shared/settings.ts';
import { type BotTopics, FIRST_BOT_TOPICS, type OperatorTopics, type PublicTopics } from '@tracord/shared/topics.ts';
import type { CleanTitle } from '#domain/now-track.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Logger } from '#kernel/logger.ts';
import { TopicStore } from '#kernel/topic-store.ts';
import type { Catalogue } from '#services/library/catalogue.ts';
import { BotMemory } from '#services/live/bot-memory.ts';
import type { NowPlayingRules } from '#services/live/now-playing-view.ts';
import { RequestAudience, type RequestAudienceParts } from '#services/live/request-audience.ts';
import { RequestWords } from '#services/live/request-words.ts';
import { Requests, type RequestsParts } from '#services/live/requests.ts';
import type { Searches } from '#services/live/searches.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';
import type { Plays } from '#storage/show/plays.ts';
import { RequestLists } from '#storage/show/request-lists.ts';
import { requestStores } from '#storage/show/requests-stores.ts';
import type { ShowState } from '#storage/show/show-state.ts';
import { type RequestQueryHandlers, requestQueryHandlers } from './request-queries.ts';

export type RequestRoomParts = {
  show: SqliteDatabase;
  plays: Plays;
  state: ShowState;
  operator: TopicStore<OperatorTopics>;
  audience: TopicStore<PublicTopics>;
  catalogue: Catalogue;
  settings: () => Settings;
  rules: () => NowPlayingRules;
  /** What the audience was told is on air, without a test song. */
  followOnAir: RequestAudienceParts['followOnAir'];
  /** Whether the audience was told of a play that began then. */
  knowsOf: (playedAt: number) => boolean;
  searches: Searches;
  cover: RequestsParts['cover'];
  copy: RequestsParts['copy'];
  clock: Clock;
  log: Logger;
};

export type RequestRoom = {
  requests: Requests;
  words: RequestWords;
  memory: BotMemory;
  bot: TopicStore<BotTopics>;
  queries: RequestQueryHandlers;
  mayShowArtwork(id: string): boolean;
  /** Somebody who was blocked may be named again. */
  onUnblocked(): void;
  /** At start, once the library can be asked. */
  resume(): Promise<void>;
  /** The library says other things, or is marked by other masks. */
  libraryRenewed(): Promise<void>;
  stop(): void;
};

export function requestRoom(parts: RequestRoomParts): RequestRoom {
  const { operator, audience, catalogue, settings, rules, clock, log } = parts;
  const bot = new TopicStore({ ...FIRST_BOT_TOPICS, discord: settings().discord }, log);
  const stores = requestStores(parts.show);
  const lists = new RequestLists(parts.show);
  /** The masks that the tracks of the queue are marked by. */
  let markedBy: Settings['masks'] | undefined;
  const libraryIsMarked = () => !rules().masksByLibrary || rules().marksAreCurrent;
  const queueIsMarked = () => !rules().masksByLibrary || jsonEqual(markedBy, settings().masks);
  const titles: CleanTitle = (raw) => rules().clean(raw);

  const requests = new Requests({
    ...{ topics: operator, stores, plays: parts.plays, cover: parts.cover, copy: parts.copy, clock, log },
    tracks: (ids) => catalogue.tracks(ids),
    match: (heard) => catalogue.match(heard),
    settings,
    masks: rules,
    titles,
    knowsOf: parts.knowsOf,
    announceDelayMs: () => settings().nowPlaying.announceDelaySeconds * 1000,
  });
  const words = new RequestWords({
    ...{ catalogue, requests, topics: operator, settings, titles, log },
    // Also where text masks alone changed: the search leaves out what is marked, and nothing else.
    marksAreCurrent: () => rules().marksAreCurrent,
  });
  const seen = new RequestAudience({
    ...{ operator, audience, bot, requests, settings, lists, clock },
    marksAreCurrent: () => libraryIsMarked() && queueIsMarked(),
    knowsOf: parts.knowsOf,
    followOnAir: parts.followOnAir,
  });
  const renew = async () => {
    const { masks } = settings();
    const wasMarked = rules().marksAreCurrent;
    await requests.libraryRenewed();
    if (wasMarked) markedBy = masks;
    seen.publish();
  };
  return {
    ...{ requests, words, bot },
    memory: new BotMemory(parts.state, bot),
    queries: requestQueryHandlers({
      ...{
        searches: parts.searches,
        topics: operator,
        catalogue,
        words,
        audience: seen,
        requests,
        history: stores.requests,
        lists,
        settings,
      },
      marksAreCurrent: () => rules().marksAreCurrent,
    }),
    mayShowArtwork: (id) => seen.mayShowArtwork(id),
    onUnblocked: () => seen.publish(),
    resume: async () => {
      await requests.resume();
      await renew();
    },
    libraryRenewed: renew,
    stop: () => {
      seen.stop();
      requests.stop();
    },
  };
}

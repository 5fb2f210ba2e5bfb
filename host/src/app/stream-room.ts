// Builds what a stream needs beside titles and requests: the set with its recordings, what is kept of it, OBS, notices.

import path from 'node:path';
import type { Settings } from '@tracord/shared/settings.ts';
import type { BotTopics, OperatorTopics, PublicTopics } from '@tracord/shared/topics.ts';
import type { Covers } from '#adapters/artwork/cover-cache.ts';
import type { Clipboard } from '#adapters/clipboard/clipboard.ts';
import type { Clock } from '#kernel/clock.ts';
import type { HealthBoard } from '#kernel/health.ts';
import type { Logger } from '#kernel/logger.ts';
import type { TopicStore } from '#kernel/topic-store.ts';
import type { Catalogue } from '#services/library/catalogue.ts';
import { Outputs } from '#services/live/outputs.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';
import { ObsSourceRows } from '#storage/show/obs-sources.ts';
import { OutputStore } from '#storage/show/outputs.ts';
import type { ShowState } from '#storage/show/show-state.ts';
import type { SetHandlers } from './commands.ts';
import { type NoticeRoom, noticeRoom } from './notice-room.ts';
import { ObsRoom, type ObsRoomParts } from './obs-room.ts';
import type { SetQueryHandlers } from './queries.ts';
import { type RecordRoom, recordRoom } from './record-room.ts';
import { type SetRoom, setRoom } from './set-room.ts';
import type { ShowRoom } from './show-room.ts';

export type StreamRoomParts = {
  show: SqliteDatabase;
  state: ShowState;
  stage: ShowRoom;
  operator: TopicStore<OperatorTopics>;
  audience: TopicStore<PublicTopics>;
  bot: TopicStore<BotTopics>;
  catalogue: Catalogue;
  covers: Covers;
  clipboard: Pick<Clipboard, 'copyLines'>;
  settings: () => Settings;
  obsPassword: ObsRoomParts['password'];
  /** Where the show is kept; the cover that OBS shows lies there too. */
  dataFolder: string;
  webPort: number;
  health: HealthBoard;
  clock: Clock;
  log: Logger;
};

export type StreamRoom = {
  outputs: Outputs;
  sets: SetRoom;
  records: RecordRoom;
  obs: ObsRoom;
  notices: NoticeRoom;
  commands: SetHandlers;
  queries: SetQueryHandlers;
  stop(): Promise<void>;
};

/** Of the cover in OBS. */
const COVER_PX = 600;
/** A demo writes nothing into the DJ's OBS, and switches nothing in it, but what it is asked for. */
const LEFT_ALONE: Pick<Settings['obs'], 'sources' | 'rules' | 'chapters'> = { sources: [], rules: [], chapters: false };

export function streamRoom(parts: StreamRoomParts): StreamRoom {
  const { show, state, stage, operator, audience, bot, catalogue, covers, settings, health, clock, log } = parts;
  const { audience: seen, rules, write } = stage;
  const { demo } = operator.get('host');
  const outputs = new Outputs({ store: new OutputStore(show), state, write, clock, log });
  const sets = setRoom({
    ...{ show, state, operator, audience, catalogue, rules, settings, write, clock, log },
    knowsOf: (playedAt) => seen.knowsOf(playedAt),
    secretForMs: (playedAt) => seen.secretForMs(playedAt),
    followOnAir: (listener) => seen.followOnAir(listener),
    clocks: (fromMs, toMs) => outputs.clocks(fromMs, toMs),
    cover: (file) => covers.forFile(file),
    identification: stage.identification,
    onMasked: () => {
      stage.nowPlaying.masksStored().catch((error: unknown) => log.error('masks.failed', { error }));
    },
    retake: (sightings) => {
      for (const sighting of sightings) stage.onAir.take(sighting);
    },
  });
  const records = recordRoom({
    ...{ show, state, stage, sets, outputs, operator, bot, catalogue, settings, clock, log },
    image: (id, sizePx) => covers.image(id, sizePx),
    copy: (text) => parts.clipboard.copyLines(text),
  });
  const obs = new ObsRoom({
    ...{ operator, audience, seen, clock, log },
    settings: () => (demo ? { ...settings().obs, ...LEFT_ALONE } : settings().obs),
    password: parts.obsPassword,
    onSighting: (sighting) => outputs.take(sighting),
    sources: {
      store: new ObsSourceRows(show),
      webPort: parts.webPort,
      cover: async (id) =>
        id === undefined ? covers.neutralJpeg(COVER_PX) : (await covers.image(id, COVER_PX))?.bytes,
      folder: path.join(parts.dataFolder, 'obs'),
      report: health.reporter('sources'),
      adopts: !demo,
    },
    report: health.reporter('obs'),
    reportRules: health.reporter('scenes'),
  });
  const notices = noticeRoom({
    ...{ show, operator, bot, settings, clock, log },
    dataFolder: parts.dataFolder,
    lastRecorded: () => outputs.lastRecorded(),
    onAcknowledged: ({ kind }) => {
      if (kind === 'recording-stopped' || kind === 'stream-stopped') obs.acknowledge();
    },
    report: health.reporter('webhooks'),
  });
  return {
    ...{ outputs, sets, records, obs, notices },
    commands: { ...sets.commands, ...records.commands, ...notices.handlers },
    queries: { ...sets.queries, ...records.queries, ...notices.queries },
    stop: async () => {
      obs.stop();
      await notices.stop();
      for (const one of [sets, records, outputs]) one.stop();
    },
  };
}

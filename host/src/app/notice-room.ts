// Builds what tells the DJ of trouble: what becomes a notice, where it goes, and who took note of it.

import path from 'node:path';
import type { Settings } from '@tracord/shared/settings.ts';
import type { BotTopics, OperatorTopics } from '@tracord/shared/topics.ts';
import { freeBytes } from '#adapters/files/free-space.ts';
import { Webhooks } from '#adapters/webhook/webhooks.ts';
import type { Clock } from '#kernel/clock.ts';
import type { HealthReporter } from '#kernel/health.ts';
import type { Logger } from '#kernel/logger.ts';
import type { TopicStore } from '#kernel/topic-store.ts';
import { DiskWatch } from '#services/live/disk-watch.ts';
import { NoticePost } from '#services/live/notice-post.ts';
import { NoticeWatch } from '#services/live/notice-watch.ts';
import { type NoticeParts, Notices } from '#services/live/notices.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';
import { NoticeStore } from '#storage/show/notices.ts';
import type { SetHandlers } from './commands.ts';
import { noticeHandlers, noticeQueries } from './notice-handlers.ts';
import type { SetQueryHandlers } from './queries.ts';

export type NoticeRoomParts = {
  show: SqliteDatabase;
  operator: TopicStore<OperatorTopics>;
  bot: TopicStore<BotTopics>;
  settings: () => Settings;
  /** Where TraCord writes. */
  dataFolder: string;
  /** The file that OBS recorded to last, with its folder. */
  lastRecorded: () => string | undefined;
  onAcknowledged: NoticeParts['onAcknowledged'];
  report: HealthReporter;
  clock: Clock;
  log: Logger;
};

export type NoticeRoom = {
  handlers: Pick<SetHandlers, Extract<keyof SetHandlers, `notice.${string}`>>;
  queries: Pick<SetQueryHandlers, 'notices.list'>;
  start(): Promise<void>;
  settingsChanged(): void;
  stop(): Promise<void>;
};

export function noticeRoom(parts: NoticeRoomParts): NoticeRoom {
  const { operator, bot, settings, report, clock, onAcknowledged } = parts;
  const log = parts.log.scope('notices');
  const notices = new Notices({
    ...{ operator, bot, settings, onAcknowledged, clock, log },
    store: new NoticeStore(parts.show),
  });
  const webhooks = () => settings().notices.webhooks;
  const sender = new Webhooks({ webhooks, report, clock, log });
  const post = new NoticePost(notices, sender, webhooks, clock, log);
  notices.resume();
  const watch = new NoticeWatch({ operator, notices, clock });
  const disk = new DiskWatch({
    ...{ notices, freeBytes, clock, log },
    folders: () => [
      { path: parts.dataFolder, use: 'where TraCord keeps its data' },
      ...recordFolder(parts.lastRecorded()),
    ],
    leastGb: () => settings().notices.diskFreeGb,
  });
  return {
    handlers: noticeHandlers(notices),
    queries: noticeQueries(notices),
    start: () => disk.start(),
    settingsChanged: () => {
      sender.settingsChanged();
      notices.publish();
      post.look();
    },
    stop: async () => {
      for (const one of [watch, disk, notices]) one.stop();
      sender.stop();
      await post.stop();
    },
  };
}

/** Where OBS wrote last, as far as it said so; on another computer that folder is not here. */
function recordFolder(file: string | undefined): { path: string; use: string }[] {
  return file !== undefined && path.isAbsolute(file) ? [{ path: path.dirname(file), use: 'where OBS records' }] : [];
}

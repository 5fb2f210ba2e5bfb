// Notices on a database of their own, with time moved by hand; closed and opened again as after a crash.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_SETTINGS, type Settings } from '@tracord/shared/settings.ts';
import { FIRST_BOT_TOPICS, FIRST_OPERATOR_TOPICS } from '@tracord/shared/topics.ts';
import type { Happening } from '#domain/notice-rules.ts';
import { ManualClock } from '#kernel/clock.ts';
import { silentLogger } from '#kernel/logger.ts';
import { TopicStore } from '#kernel/topic-store.ts';
import { Notices } from '#services/live/notices.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';
import { openShowDatabase } from '#storage/show/database.ts';
import { NoticeStore } from '#storage/show/notices.ts';

const STAFF = '200000000000000001';
export const LOST: Happening = {
  ...{ kind: 'bridge-lost', subject: 'obs', level: 'alarm' },
  ...{ message: 'OBS is gone.', remedy: 'Start OBS again.' },
};
export const FLOOD: Happening = { kind: 'requests-flood', subject: 'requests', level: 'warn', message: 'Many came.' };

/** Noon in winter, by whatever clock the tests run. */
export const NOON = new Date(2026, 0, 15, 12).getTime();

export class NoticeStage {
  readonly clock = new ManualClock(NOON);
  readonly acknowledged: string[] = [];
  settings: Settings;
  operator = new TopicStore(FIRST_OPERATOR_TOPICS, silentLogger);
  bot = new TopicStore({ ...FIRST_BOT_TOPICS, discord: DEFAULT_SETTINGS.discord }, silentLogger);
  db!: SqliteDatabase;
  store!: NoticeStore;
  notices!: Notices;
  readonly #folder = mkdtempSync(join(tmpdir(), 'tracord-notices-'));

  constructor(notices: Partial<Settings['notices']> = {}) {
    this.settings = {
      ...DEFAULT_SETTINGS,
      discord: { ...DEFAULT_SETTINGS.discord, staffChannel: STAFF },
      notices: { ...DEFAULT_SETTINGS.notices, ...notices },
    };
    this.open();
  }

  open(): void {
    this.operator = new TopicStore(FIRST_OPERATOR_TOPICS, silentLogger);
    this.bot = new TopicStore({ ...FIRST_BOT_TOPICS, discord: this.settings.discord }, silentLogger);
    this.db = openShowDatabase(this.#folder);
    // No power is cut here.
    this.db.pragma('synchronous = OFF');
    this.store = new NoticeStore(this.db);
    this.notices = new Notices({
      ...{ store: this.store, operator: this.operator, bot: this.bot, clock: this.clock, log: silentLogger },
      settings: () => this.settings,
      onAcknowledged: ({ kind, subject }) => void this.acknowledged.push(`${kind} ${subject}`),
    });
    this.notices.resume();
  }

  /** As after a crash: nothing is said to anybody. */
  crash(): void {
    this.notices.stop();
    this.db.close();
    this.open();
  }

  close(): void {
    this.notices.stop();
    this.db.close();
    rmSync(this.#folder, { recursive: true });
  }

  /** The topic, as "kind ×count", a star before what stands. */
  get shown(): string[] {
    const { order, byId } = this.operator.get('notices');
    return order.flatMap((id) => {
      const one = byId[id];
      if (one === undefined) return [];
      return `${one.acknowledgedAt === undefined ? '*' : ''}${one.kind} ×${one.count}`;
    });
  }

  get forBot(): string[] {
    const { order, byId } = this.bot.get('notices');
    return order.flatMap((id) => byId[id]?.kind ?? []);
  }

  get firstForBot(): string {
    return this.bot.get('notices').order[0] ?? '';
  }
}

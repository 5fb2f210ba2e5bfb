// Notices and who is still to be told of them. Each way is told once: whoever sends takes the delivery first, and one that was
// taken and never reported (a crash in between) is not sent again, since nobody knows whether it arrived.

import type { Happening, Notice } from '#domain/notice-rules.ts';
import { databaseFault } from '#storage/database-fault.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';

export type StoredNotice = Notice & { subject: string };
/** `way`: "discord", or that of a webhook. Times in ms since the epoch. */
export type Delivery = { noticeId: string; way: string; dueAt: number; expiresAt: number };
export type DeliveryState = Delivery & {
  tries: number;
  takenAt: number | null;
  doneAt: number | null;
  failed: string | null;
};

type NoticeRow = Omit<StoredNotice, 'remedy' | 'acknowledgedAt'> & {
  remedy: string | null;
  acknowledgedAt: number | null;
};

const NOTICE = 'id, kind, subject, level, message, remedy, at, count, acknowledged_at as acknowledgedAt';
const DELIVERY =
  'notice_id as noticeId, way, due_at as dueAt, expires_at as expiresAt, tries, taken_at as takenAt, done_at as doneAt, failed';
/** The newest first; of one moment those that stand. */
const NEWEST = 'order by at desc, acknowledged_at is not null, id desc';
const OPEN = 'taken_at is null and done_at is null';

export class NoticeStore {
  readonly #db: SqliteDatabase;

  constructor(db: SqliteDatabase) {
    this.#db = db;
  }

  /** One transaction: on the disk when it returns. Throws DomainError as `databaseFault` tells; nothing is written then. */
  write<T>(work: () => T): T {
    try {
      return this.#db.transaction(work).immediate();
    } catch (cause) {
      throw databaseFault(this.#db.name, cause);
    }
  }

  /** `at`: when it happened last. */
  add({ id, kind, subject, level, message, remedy, at }: Happening & { id: string; at: number }): void {
    this.#db
      .prepare('insert into notices (id, kind, subject, level, message, remedy, at) values (?, ?, ?, ?, ?, ?, ?)')
      .run(id, kind, subject, level, message, remedy ?? null, at);
  }

  /** The same once more: it says what it says now, and nobody took note of it yet. */
  countUp(id: string, { message, remedy }: Pick<Happening, 'message' | 'remedy'>, at: number): void {
    this.#db
      .prepare(
        'update notices set count = count + 1, message = ?, remedy = ?, at = ?, acknowledged_at = null where id = ?',
      )
      .run(message, remedy ?? null, at, id);
  }

  /** Of this kind and subject. */
  newest(kind: string, subject: string): StoredNotice | undefined {
    const row = this.#db
      .prepare<[string, string], NoticeRow>(
        `select ${NOTICE} from notices where kind = ? and subject = ? ${NEWEST} limit 1`,
      )
      .get(kind, subject);
    return row && fromRow(row);
  }

  get(id: string): StoredNotice | undefined {
    const row = this.#db.prepare<[string], NoticeRow>(`select ${NOTICE} from notices where id = ?`).get(id);
    return row && fromRow(row);
  }

  /** The newest first. */
  list(limit: number): StoredNotice[] {
    return this.#db
      .prepare<[number], NoticeRow>(`select ${NOTICE} from notices ${NEWEST} limit ?`)
      .all(limit)
      .map(fromRow);
  }

  /** Those that nobody took note of, the newest first; without a level: of each. */
  standing(level?: Notice['level']): StoredNotice[] {
    return this.#db
      .prepare<[string | null], NoticeRow>(
        `select ${NOTICE} from notices where acknowledged_at is null and level = coalesce(?, level) ${NEWEST}`,
      )
      .all(level ?? null)
      .map(fromRow);
  }

  acknowledge(id: string, at: number): void {
    this.#db.prepare('update notices set acknowledged_at = ? where id = ? and acknowledged_at is null').run(at, id);
  }

  /** Nothing where this way has, or had, a delivery of the notice. */
  addDelivery({ noticeId, way, dueAt, expiresAt }: Delivery): void {
    this.#db
      .prepare(
        `insert into notice_deliveries (notice_id, way, due_at, expires_at) values (?, ?, ?, ?)
         on conflict (notice_id, way) do nothing`,
      )
      .run(noticeId, way, dueAt, expiresAt);
  }

  /** Ways on which the notice was taken to be sent. */
  takenWays(noticeId: string): string[] {
    return this.#db
      .prepare<[string], string>('select way from notice_deliveries where notice_id = ? and taken_at is not null')
      .pluck()
      .all(noticeId);
  }

  /** Whom nobody told yet is not told any more. */
  dropOpen(noticeId: string): void {
    this.#db.prepare(`delete from notice_deliveries where notice_id = ? and ${OPEN}`).run(noticeId);
  }

  /** Not taken, and not too old at `now`; in the order they are due. Some may be due later. */
  open(now: number): DeliveryState[] {
    return this.#db
      .prepare<[number], DeliveryState>(
        `select ${DELIVERY} from notice_deliveries where ${OPEN} and expires_at > ? order by due_at, notice_id, way`,
      )
      .all(now);
  }

  delivery(noticeId: string, way: string): DeliveryState | undefined {
    return this.#db
      .prepare<[string, string], DeliveryState>(
        `select ${DELIVERY} from notice_deliveries where notice_id = ? and way = ?`,
      )
      .get(noticeId, way);
  }

  /** Whether it is this caller's now: nobody else sends it. */
  take(noticeId: string, way: string, now: number): boolean {
    const taken = this.#db
      .prepare(
        `update notice_deliveries set taken_at = ?, tries = tries + 1
         where notice_id = ? and way = ? and ${OPEN} and due_at <= ? and expires_at > ?`,
      )
      .run(now, noticeId, way, now, now);
    return taken.changes === 1;
  }

  finish(noticeId: string, way: string, at: number): void {
    this.#db
      .prepare('update notice_deliveries set done_at = ? where notice_id = ? and way = ? and taken_at is not null')
      .run(at, noticeId, way);
  }

  /** It did not go. `dueAt`: when it may be taken again; undefined: never. */
  fail(noticeId: string, way: string, reason: string, dueAt: number | undefined): void {
    this.#db
      .prepare(
        `update notice_deliveries set failed = @reason, due_at = coalesce(@dueAt, due_at),
           taken_at = case when @dueAt is null then taken_at end
         where notice_id = @noticeId and way = @way and taken_at is not null and done_at is null`,
      )
      .run({ noticeId, way, reason, dueAt: dueAt ?? null });
  }

  /** How many notices were to be sent on this way since then. */
  sentSince(at: number, way: string): number {
    return (
      this.#db
        .prepare<[number, string], number>(
          'select count(*) from notice_deliveries join notices on id = notice_id where notices.at > ? and way = ?',
        )
        .pluck()
        .get(at, way) ?? 0
    );
  }

  /** Forgets what is older than `before`, and all but the newest `most`. */
  prune(before: number, most: number): void {
    const old =
      'select id from notices where at < @before or id not in (select id from notices order by at desc, id desc limit @most)';
    this.#db.prepare(`delete from notice_deliveries where notice_id in (${old})`).run({ before, most });
    this.#db.prepare(`delete from notices where id in (${old})`).run({ before, most });
  }
}

function fromRow({ remedy, acknowledgedAt, ...row }: NoticeRow): StoredNotice {
  return {
    ...row,
    ...(remedy === null ? {} : { remedy }),
    ...(acknowledgedAt === null ? {} : { acknowledgedAt }),
  };
}

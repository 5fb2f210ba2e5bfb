// Which notices are told, and where: at once, counted up, or only shown here. Pure: no clock, no IO.

import type { NoticeKind, NoticeLevel } from '@tracord/shared/notices.ts';
import type { Settings } from '@tracord/shared/settings.ts';

export type { Notice } from '@tracord/shared/notices.ts';

export type NoticeRules = Settings['notices'];
/** What goes out on one way, to Discord or a webhook. */
export type WayRules = Pick<NoticeRules, 'level' | 'quiet' | 'perHour' | 'quietFrom' | 'quietUntil'>;

/** What happened, before it is a notice. `subject`: what it happened to ("obs", "recording", "set:<id>"). `isOnlyShown`: it is sent
 * to nobody. */
export type Happening = {
  kind: NoticeKind;
  subject: string;
  level: NoticeLevel;
  message: string;
  remedy?: string;
  isOnlyShown?: boolean;
};

type Told = { level: NoticeLevel; at: number; acknowledgedAt?: number };

/** What came of one try to send. `refused`: the same again would be refused again. */
export type SendOutcome =
  | { outcome: 'sent' }
  | { outcome: 'failed'; reason: string; retryAfterMs?: number }
  | { outcome: 'refused'; reason: string };

const MINUTE_MS = 60_000;
const RANK: Record<NoticeLevel, number> = { info: 0, warn: 1, alarm: 2 };
/** A notice stands for so long after it last happened: the same once more is counted, and not told again. */
const STANDS_MS = 10 * MINUTE_MS;
const EXPIRES_AFTER_MS: Record<NoticeLevel, number> = {
  info: 30 * MINUTE_MS,
  warn: 120 * MINUTE_MS,
  alarm: 360 * MINUTE_MS,
};
/** Waits between tries; after the last one it is given up. */
const WAITS_MS = [5_000, 30_000, 2 * MINUTE_MS, 10 * MINUTE_MS];

/** Whether what happened at `atMs` is the same notice once more, and not another. Where the DJ took note of it, or it got worse, it
 * is another. */
export function isSameAgain(before: Told, { level }: Pick<Happening, 'level'>, atMs: number): boolean {
  return before.acknowledgedAt === undefined && RANK[level] <= RANK[before.level] && atMs - before.at < STANDS_MS;
}

/** ms after which nobody is told any more who was not reached. */
export function expiresAfterMs(level: NoticeLevel): number {
  return EXPIRES_AFTER_MS[level];
}

/** How long to wait after the n-th failed try, at least `leastMs`; undefined: it is given up. */
export function retryWaitMs(tries: number, leastMs = 0): number | undefined {
  const usual = WAITS_MS[tries - 1];
  return usual && Math.max(usual, leastMs);
}

/** Whether a minute of the day (0–1439) lies in the time from "23:30" until "06:00", which may be that of the next morning.
 * Where one of both is missing, or both are the same, no minute does. */
export function isWithin(minute: number, from: string, until: string): boolean {
  const [begin, end] = [minuteOf(from), minuteOf(until)];
  if (begin === undefined || end === undefined || begin === end) return false;
  return begin < end ? minute >= begin && minute < end : minute >= begin || minute < end;
}

function minuteOf(clock: string): number | undefined {
  const [hours, minutes] = clock.split(':').map(Number);
  return hours === undefined || minutes === undefined ? undefined : hours * 60 + minutes;
}

/** The rules of a way that may have a level of its own, and kinds of its own beside those that go nowhere. */
export function rulesOfWay(rules: WayRules, own: { level?: NoticeLevel | 'same'; quiet?: NoticeKind[] }): WayRules {
  const level = own.level === undefined || own.level === 'same' ? rules.level : own.level;
  return { ...rules, level, quiet: [...rules.quiet, ...(own.quiet ?? [])] };
}

/** Whether it is sent on a way with these rules. `minute`: of the day, by the DJ's clock; `sentWithinHour`: notices sent on it
 * before. */
export function goesOut(
  { kind, level, isOnlyShown }: Pick<Happening, 'kind' | 'level' | 'isOnlyShown'>,
  rules: WayRules,
  { minute, sentWithinHour }: { minute: number; sentWithinHour: number },
): boolean {
  if (isOnlyShown || rules.quiet.includes(kind)) return false;
  if (level === 'alarm') return true;
  if (RANK[level] < RANK[rules.level]) return false;
  return sentWithinHour < rules.perHour && !isWithin(minute, rules.quietFrom, rules.quietUntil);
}

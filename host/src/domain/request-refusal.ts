// Why a command about requests is not done: a code for programs, a sentence for people, and when to try again. Pure.

import type { RuleCode } from '@tracord/shared/request-commands.ts';
import type { Settings } from '@tracord/shared/settings.ts';

/** `retryAt`: ms since the epoch; absent where no time makes a difference. */
export type Refusal = { ok: false; code: string; message: string; retryAt?: number };

export type RequestTexts = Settings['requestTexts'];
type Facts = { title?: string; artist?: string; count?: number; number?: number; now?: number; retryAt?: number };

export function refused(code: string, message: string): Refusal {
  return { ok: false, code, message };
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** A rule's text with its placeholders filled; one that the rule knows nothing for is left out. */
export function refusedByRule(code: RuleCode, texts: RequestTexts, facts: Facts = {}): Refusal {
  const { now, retryAt } = facts;
  const waitMs = now === undefined || retryAt === undefined ? undefined : Math.max(0, retryAt - now);
  const values: Record<string, string | number | undefined> = {
    title: facts.title,
    artist: facts.artist,
    count: facts.count,
    number: facts.number,
    minutes: waitMs === undefined ? undefined : Math.max(1, Math.ceil(waitMs / MINUTE_MS)),
    days: waitMs === undefined ? undefined : Math.max(1, Math.ceil(waitMs / DAY_MS)),
  };
  // In one pass: a title that reads like a placeholder stays as it is.
  const message = texts[code].replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name] ?? '') : whole,
  );
  return { ok: false, code, message, ...(retryAt === undefined ? {} : { retryAt }) };
}

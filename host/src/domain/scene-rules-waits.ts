// What happened and rules follow, at once or after a while. What is over before a rule's time has come is followed by no rule: a
// scene for ten minutes into the show is not shown after a show of five. Pure.

import type { RULE_TRIGGERS, SceneRule } from '@tracord/shared/obs-settings.ts';
import { CUE_EXPIRES_MS, type SceneRulesState } from './scene-rules-state.ts';

export type Trigger = (typeof RULE_TRIGGERS)[number];

/** `lookedAt`: up to when rules were looked at. */
export type Wait = { when: Trigger; since: number; lookedAt: number };

/** What ends what was waited for. */
const ENDS: Record<'live' | 'rehearsal' | 'set-start' | 'set-end' | 'music', readonly Trigger[]> = {
  live: ['rehearsal'],
  rehearsal: ['live', 'request-accepted', 'request-playing', 'idle'],
  'set-start': ['set-end'],
  'set-end': ['set-start'],
  music: ['idle'],
};

export function began(next: SceneRulesState, when: Trigger, now: number): void {
  next.waits = [...next.waits, { when, since: now, lookedAt: now - 1 }];
}

export function ended(next: SceneRulesState, by: keyof typeof ENDS): void {
  next.waits = next.waits.filter(({ when }) => !ENDS[by].includes(when));
}

/** The rules whose time has come, by what happened; nothing of it later than it may be. */
export function dueRules(
  next: SceneRulesState,
  rules: readonly SceneRule[],
  now: number,
): { when: Trigger; rules: SceneRule[] }[] {
  const due = next.waits.map((wait) => ({
    when: wait.when,
    rules: rules.filter((rule) => {
      const at = dueAt(rule, wait);
      return at !== undefined && wait.lookedAt < at && at <= now && now <= at + CUE_EXPIRES_MS;
    }),
  }));
  next.waits = next.waits
    .map((wait) => ({ ...wait, lookedAt: Math.max(wait.lookedAt, now) }))
    // Idle goes on until something is on air, also for a rule that is written meanwhile.
    .filter((wait) => wait.when === 'idle' || rules.some((rule) => (dueAt(rule, wait) ?? now) > now));
  return due;
}

/** When rules come due, past or future. */
export function dueTimes({ waits }: SceneRulesState, rules: readonly SceneRule[]): number[] {
  return waits.flatMap((wait) => rules.flatMap((rule) => dueAt(rule, wait) ?? []));
}

function dueAt({ when, afterSeconds }: SceneRule, wait: Wait): number | undefined {
  return when === wait.when ? wait.since + afterSeconds * 1_000 : undefined;
}

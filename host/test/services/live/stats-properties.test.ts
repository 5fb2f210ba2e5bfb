// Each figure equals a count the long way: on random evenings, with rows removed and written anew, sets merged and split, masked
// songs, and requests that were taken back; also after each change, since what was read before is kept.

import { DEFAULT_SETTINGS } from '@tracord/shared/settings.ts';
import type { Stats } from '@tracord/shared/stats.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { StatsQuestion } from '#services/live/stats.ts';
import { bruteForce, type Wanted } from './stats-brute-force.ts';
import { change, type History, history, make, START, write } from './stats-history.ts';
import { LIBRARY, MINUTE, StatsStage } from './stats-stage.ts';

const EVER = Number.MAX_SAFE_INTEGER;
const BLOCKED = ['p2', 'p4'];

it('counts every view as a plain loop does', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      history,
      fc.array(change, { maxLength: 12 }),
      fc.record({ top: fc.integer({ min: 1, max: 4 }), untold: fc.integer({ min: 0, max: 650 }) }),
      async (past, changes, { top, untold }) => {
        const stage = new StatsStage();
        try {
          await holds(stage, past, changes, top, START + untold * MINUTE);
        } finally {
          stage.close();
        }
      },
    ),
    { numRuns: 40 },
  );
});

async function holds(
  stage: StatsStage,
  past: History,
  changes: Parameters<typeof make>[2][],
  top: number,
  announcedUntil: number,
): Promise<void> {
  stage.library = LIBRARY;
  stage.settings = { ...stage.settings, requests: { ...DEFAULT_SETTINGS.requests, blockedPeople: ['discord:p2'] } };
  stage.db.prepare(`insert into blocked_people (platform, person_id, at) values ('discord', 'p4', 0)`).run();
  stage.clock.advance(START + 620 * MINUTE - stage.clock.now());
  stage.announcedUntil = announcedUntil;
  write(stage, past);
  await compare(stage, past, top);
  for (const one of changes) make(stage, past, one);
  await compare(stage, past, top);
}

async function compare(stage: StatsStage, past: History, top: number): Promise<void> {
  const month: [number, number] = [START + 100 * MINUTE, START + 300 * MINUTE];
  const questions: [StatsQuestion, Pick<Wanted, 'plays' | 'requests'>][] = [
    [
      { of: 'all', top },
      { plays: [0, EVER], requests: [0, EVER] },
    ],
    [
      { of: 'range', from: month[0], to: month[1], top },
      { plays: month, requests: month },
    ],
    ...past.sets.map((set, index): [StatsQuestion, Pick<Wanted, 'plays' | 'requests'>] => {
      const next = past.sets[index + 1];
      return [
        { of: 'set', set: set.id, top },
        {
          plays: [set.fromAt, next?.fromAt ?? EVER],
          requests: [askedFrom(past, index), next === undefined ? EVER : askedFrom(past, index + 1)],
        },
      ];
    }),
  ];
  for (const [question, spans] of questions) {
    for (const role of ['operator', 'bot'] as const) {
      const { announcedUntil, clock } = stage;
      const wanted = {
        ...spans,
        inClear: role === 'operator',
        announcedUntil,
        top,
        blocked: BLOCKED,
        now: clock.now(),
      };
      expect(figures(await stage.book.get(question, role))).toEqual(bruteForce(past, wanted));
    }
  }
}

/** Requests belong to the first set of a show from its beginning, to each later one from its own. */
function askedFrom({ shows, sets }: History, index: number): number {
  const set = sets[index];
  if (set === undefined) return EVER;
  const show = shows.findLast(({ startedAt }) => startedAt <= set.fromAt);
  if (show === undefined || show.endedAt < set.fromAt) return set.fromAt;
  const before = sets[index - 1];
  return before !== undefined && before.endedAt > show.startedAt ? set.fromAt : show.startedAt;
}

function figures({ of: _of, from: _from, to: _to, searches: _searches, topSearches: _top, ...rest }: Stats) {
  return rest;
}

// Each figure equals a count the long way: on random evenings, with rows removed and written anew, sets merged and split, masked
// songs, and requests that were taken back; also after each change, since what was read before is kept, and after a start, since
// what is older than was asked for is not read.

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
      fc.record({ first: fc.array(change, { maxLength: 12 }), later: fc.array(change, { maxLength: 12 }) }),
      fc.record({ top: fc.integer({ min: 1, max: 4 }), untold: fc.integer({ min: 0, max: 650 }) }),
      async (past, { first, later }, { top, untold }) => {
        const announcedUntil = START + untold * MINUTE;
        const before = new StatsStage();
        try {
          prepare(before, announcedUntil);
          before.db.prepare(`insert into blocked_people (platform, person_id, at) values ('discord', 'p4', 0)`).run();
          write(before, past);
          await compare(before, past, questions(past, top));
          for (const one of first) make(before, past, one);
          await compare(before, past, questions(past, top));
        } finally {
          before.stop();
        }
        const stage = new StatsStage(before.folder);
        try {
          prepare(stage, announcedUntil);
          await compare(stage, past, questions(past, top).reverse().slice(0, 1));
          for (const one of later) make(stage, past, one);
          await compare(stage, past, questions(past, top).reverse());
        } finally {
          stage.close();
        }
      },
    ),
    { numRuns: 40 },
  );
});

function prepare(stage: StatsStage, announcedUntil: number): void {
  stage.library = LIBRARY;
  stage.settings = { ...stage.settings, requests: { ...DEFAULT_SETTINGS.requests, blockedPeople: ['discord:p2'] } };
  stage.clock.advance(START + 620 * MINUTE - stage.clock.now());
  stage.announcedUntil = announcedUntil;
}

type Asked = [StatsQuestion, Pick<Wanted, 'plays' | 'requests'>];

/** The newest set last. */
function questions(past: History, top: number): Asked[] {
  const month: [number, number] = [START + 100 * MINUTE, START + 300 * MINUTE];
  return [
    [
      { of: 'all', top },
      { plays: [0, EVER], requests: [0, EVER] },
    ],
    [
      { of: 'range', from: month[0], to: month[1], top },
      { plays: month, requests: month },
    ],
    ...past.sets.map((set, index): Asked => {
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
}

async function compare(stage: StatsStage, past: History, asked: Asked[]): Promise<void> {
  const { announcedUntil, clock } = stage;
  for (const [question, spans] of asked) {
    for (const role of ['operator', 'bot'] as const) {
      const { top } = question;
      const wanted = {
        ...{ ...spans, announcedUntil, top, inClear: role === 'operator', blocked: BLOCKED, now: clock.now() },
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

// Statistics with a year of use: how long each view takes, for the DJ and for the Discord bot. What is measured is the counting
// itself, from the stored rows, with the library's answers known. `npm run bench -- --only stats` runs it alone.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_SETTINGS } from '@tracord/shared/settings.ts';
import { FIRST_OPERATOR_TOPICS } from '@tracord/shared/topics.ts';
import { maskJudge } from '../../host/src/domain/masks.ts';
import { ManualClock } from '../../host/src/kernel/clock.ts';
import { createLogger } from '../../host/src/kernel/logger.ts';
import { TopicStore } from '../../host/src/kernel/topic-store.ts';
import { StatsBook, type StatsQuestion } from '../../host/src/services/live/stats.ts';
import { StatsSearches } from '../../host/src/services/live/stats-searches.ts';
import { StatsTracks } from '../../host/src/services/live/stats-tracks.ts';
import type { SqliteDatabase } from '../../host/src/storage/open-database.ts';
import { openShowDatabase } from '../../host/src/storage/show/database.ts';
import { RequestLists } from '../../host/src/storage/show/request-lists.ts';
import { Setlists } from '../../host/src/storage/show/setlists.ts';
import { ShowState } from '../../host/src/storage/show/show-state.ts';
import { StatsRows } from '../../host/src/storage/show/stats.ts';
import { quantile } from './quantile.ts';
import type { Bench, BenchRow } from './row.ts';
import { writeYear, YEAR, type Year } from './year-of-shows.ts';

const ROUNDS = 60;
const MOST_MS = 30;
const MONTH_MS = 30 * 24 * 60 * 60_000;

export const bench: Bench = async ({ seed, say }) => {
  const folder = mkdtempSync(join(tmpdir(), 'tracord-stats-'));
  const db = openShowDatabase(folder);
  try {
    const year = writeYear(db, seed);
    const began = performance.now();
    const book = bookOf(db, year);
    const startMs = performance.now() - began;
    await book.get({ of: 'all', top: 10 }, 'operator');
    const firstMs = performance.now() - began - startMs;
    const month = { of: 'range' as const, from: year.fromMs + 5 * MONTH_MS, to: year.fromMs + 6 * MONTH_MS };
    const views: [string, StatsQuestion][] = [
      ['session', { of: 'session', top: 10 }],
      ['a set', { of: 'set', set: year.setIds[100], top: 10 }],
      ['a month', { ...month, top: 10 }],
      ['all time', { of: 'all', top: 10 }],
      ['all time, lists of 1,000', { of: 'all', top: 1_000 }],
    ];
    say(`  ${YEAR.sets} sets, ${YEAR.plays} plays, ${YEAR.requests} requests, ${votesIn(db)} votes`);
    const rows: BenchRow[] = [
      { figure: 'statistics: what they add to a start, ms', measured: startMs, bound: { atMost: MOST_MS } },
      { figure: 'statistics of all time, the first after a start, ms', measured: firstMs, bound: {} },
    ];
    for (const [name, question] of views) {
      for (const role of ['operator', 'bot'] as const) {
        const times = await timed(() => book.get(question, role));
        const figure = `statistics of ${name}, ${role === 'bot' ? 'masked, ' : ''}p95, ms`;
        rows.push({ figure, measured: quantile(times, 0.95), bound: { atMost: MOST_MS } });
      }
    }
    const topic = await timed(() => book.publish());
    rows.push({
      figure: 'statistics: the topic, p95, ms',
      measured: quantile(topic, 0.95),
      bound: { atMost: MOST_MS },
    });
    book.stop();
    return rows;
  } finally {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

/** The book over the year; the library answers from memory, and one track of fifty is masked. */
function bookOf(db: SqliteDatabase, year: Year): StatsBook {
  const log = createLogger(() => {});
  const masks = { ...DEFAULT_SETTINGS.masks, patterns: ['unreleased', 'white ?label'] };
  const judge = maskJudge(masks);
  const rules = () => ({
    ...{ masks: judge, masksByLibrary: true, marksAreCurrent: true, unknownTracks: 'show' as const },
  });
  const settings = () => ({ requests: DEFAULT_SETTINGS.requests, masks });
  const all = [...year.tracks.values()];
  return new StatsBook({
    rows: new StatsRows(db),
    setlists: new Setlists(db),
    state: new ShowState(db),
    tracks: new StatsTracks({
      tracks: async (ids) => ids.flatMap((id) => year.tracks.get(id) ?? []),
      ...{ rules, settings },
    }),
    searches: new StatsSearches({
      catalogue: { search: async () => ({ total: 5, tracks: all.slice(1, 6), hints: [] }) },
      marksAreCurrent: () => true,
    }),
    lists: new RequestLists(db),
    topics: new TopicStore(FIRST_OPERATOR_TOPICS, log),
    ...{ rules, settings, log },
    isAnnounced: () => true,
    clock: new ManualClock(year.toMs),
  });
}

async function timed(work: () => unknown): Promise<number[]> {
  const times: number[] = [];
  await work();
  for (let round = 0; round < ROUNDS; round++) {
    const from = performance.now();
    await work();
    times.push(performance.now() - from);
  }
  return times;
}

function votesIn(db: SqliteDatabase): number {
  return db.prepare<[], number>('select count(*) from request_votes').pluck().get() ?? 0;
}

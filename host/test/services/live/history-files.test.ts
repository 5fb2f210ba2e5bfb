// Real history files, heard as a broadcast tells them: some missing, some twice, some late. After the file was read the set is what
// the file says.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LEAST_PLAYED_MS, type PastPlay } from '#domain/history-match.ts';
import { pastPlaysBetween } from '#storage/library/past-plays.ts';
import { LibraryForTest } from '../library/library-for-test.ts';
import { HistoryStage, LAG_MS } from './history-stage.ts';

const HISTORY = resolve(import.meta.dirname, '../../../../../shared/fixtures/history');
const there = existsSync(HISTORY);

/** How a play is heard. `late`: by so many seconds more than the broadcast always is. */
type Fate = { how: 'heard' | 'missing' | 'twice'; lateS: number };
const fate: fc.Arbitrary<Fate> = fc.record({
  how: fc.oneof(
    { weight: 6, arbitrary: fc.constant<Fate['how']>('heard') },
    { weight: 2, arbitrary: fc.constant<Fate['how']>('missing') },
    { weight: 2, arbitrary: fc.constant<Fate['how']>('twice') },
  ),
  lateS: fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: -1, max: 5 }) },
    { weight: 2, arbitrary: fc.integer({ min: 5, max: 90 }) },
  ),
});

const BY_ANA = { mount: '/ana', performer: 'Ana' };

let stage: HistoryStage;
let library: LibraryForTest;
beforeEach(() => {
  library = new LibraryForTest();
});
afterEach(() => library.close());

async function pastOf(file: string): Promise<PastPlay[]> {
  library.write(readFileSync(join(HISTORY, file), 'utf8'), join(library.folder, 'traktor', 'History', file));
  await library.take('');
  return pastPlaysBetween(library.db, 0, Number.MAX_SAFE_INTEGER);
}

function hear(plays: readonly PastPlay[], fates: readonly Fate[]): void {
  for (const [index, play] of plays.entries()) {
    const { how, lateS } = fates[index % fates.length] ?? { how: 'heard', lateS: 0 };
    const at = play.at + LAG_MS + lateS * 1000;
    if (how !== 'missing') stage.hear(at, play.artist, play.title, BY_ANA);
    // Named again while its deck runs: what is named again after it ended may be an encore, and stays.
    const again = Math.min(at + 40_000, play.at + (play.durationMs ?? 0) + LAG_MS - 1);
    if (how === 'twice' && again > at) stage.hear(again, play.artist, play.title, BY_ANA);
  }
}

/** `hidden`, `masked`, `rewritten`: heard in an encoding that nobody can read. */
type Kind = 'heard' | 'missing' | 'hidden' | 'masked' | 'rewritten' | 'rehearsed';

function hearSecrets(plays: readonly PastPlay[], kinds: readonly Kind[]): void {
  for (const [index, play] of plays.entries()) {
    const kind = kinds[index] ?? 'heard';
    if (kind === 'missing') continue;
    const isClear = kind === 'heard' || kind === 'rehearsed';
    const id = stage.hear(play.at + LAG_MS, isClear ? play.artist : '???', isClear ? play.title : `????? ${index}`, {
      ...BY_ANA,
      ...{ live: kind !== 'rehearsed', hidden: kind === 'hidden', masked: kind === 'masked' || kind === 'hidden' },
    });
    if (kind === 'rewritten') stage.stores.facts.write('dj', id, { artist: 'ID', title: 'ID' });
  }
}

describe.skipIf(!there)('real history files (needs ../shared/fixtures)', () => {
  it.each(there ? readdirSync(HISTORY) : [])('%s', { timeout: 60_000 }, async (file) => {
    const past = await pastOf(file);
    const wanted = past.filter((one) => one.public !== false && (one.durationMs ?? 0) >= LEAST_PLAYED_MS);
    const [first, last] = [wanted.at(0), wanted.at(-1)];
    expect(wanted.length).toBeGreaterThan(2);
    if (first === undefined || last === undefined) return;
    await fc.assert(
      fc.asyncProperty(fc.array(fate, { minLength: wanted.length, maxLength: wanted.length }), async (fates) => {
        stage = new HistoryStage();
        try {
          stage.past = past;
          stage.liveSince = first.at;
          stage.begin(first.at + LAG_MS, last.at + (last.durationMs ?? 0) + 60_000);
          stage.stores.write(() => hear(wanted, fates));
          await stage.history.read();
          const rows = stage.rows().map(({ play, startsAt, deck }) => [play.title, startsAt, deck]);
          expect(rows).toEqual(wanted.map(({ title, at, deck }) => [title, at, deck]));
          const stored = stage.stored();
          expect(await stage.history.read()).toEqual({ corrected: 0, missed: 0 });
          expect(stage.stored()).toBe(stored);
        } finally {
          stage.close();
        }
      }),
      { numRuns: 10 },
    );
  });

  const kinds = fc.constantFrom<Kind[]>('heard', 'heard', 'missing', 'hidden', 'masked', 'rewritten', 'rehearsed');

  it.each(there ? readdirSync(HISTORY) : [])(
    '%s names no secret and nothing rehearsed',
    { timeout: 60_000 },
    async (file) => {
      const past = await pastOf(file);
      const [first, last] = [past.at(0), past.at(-1)];
      if (first === undefined || last === undefined) return;
      await fc.assert(
        fc.asyncProperty(fc.array(kinds, { minLength: past.length, maxLength: past.length }), async (fates) => {
          stage = new HistoryStage();
          try {
            stage.past = past;
            stage.liveSince = first.at;
            stage.begin(first.at + LAG_MS, last.at + (last.durationMs ?? 0) + 60_000);
            stage.stores.write(() => hearSecrets(past, fates));
            await stage.history.read();
            const named = stage.rows().filter(({ play }) => play.source === 'history' && !play.hidden && !play.masked);
            const kept = past.filter((_one, index) => !['heard', 'missing'].includes(fates[index] ?? 'heard'));
            const keptAt = new Set(kept.map(({ at, title }) => `${at} ${title}`));
            expect(
              named.map(({ play, startsAt }) => `${startsAt} ${play.title}`).filter((one) => keptAt.has(one)),
            ).toEqual([]);
          } finally {
            stage.close();
          }
        }),
        { numRuns: 10 },
      );
    },
  );
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ManualClock } from '#kernel/clock.ts';
import { createLogger } from '#kernel/logger.ts';
import { MOST_A_MINUTE, RUN_MS, Searches } from '#services/live/searches.ts';
import { openShowDatabase } from '#storage/show/database.ts';
import { SearchStore } from '#storage/show/searches.ts';

const log = createLogger(() => {});
let folder: string;
let db: ReturnType<typeof openShowDatabase>;
let clock: ManualClock;
let searches: Searches;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tracord-searches-'));
  db = openShowDatabase(folder);
  clock = new ManualClock();
  searches = new Searches(new SearchStore(db), clock, log);
});
afterEach(() => {
  searches.stop();
  db.close();
  rmSync(folder, { recursive: true });
});

const kept = () => db.prepare<[], string>('select words from searches order by n').pluck().all();

it.each([
  ['typing forward', ['oce', 'ocea', 'ocean'], ['ocean']],
  ['taking letters back', ['ocean dr', 'ocean d', 'ocean'], ['ocean dr']],
  ['two at once', ['oce', 'mir', 'ocea', 'mira'], ['ocea', 'mira']],
  ['folded', ['Océan!', 'OCEAN'], ['ocean']],
  ['too short', ['', 'a', 'a b', '!!!!', 'ab'], []],
])('keeps the last of a run: %s', (_case, typed, wanted) => {
  for (const words of typed) {
    searches.typed(words, 3);
    clock.advance(300);
  }
  expect(kept()).toEqual([]);
  clock.advance(RUN_MS * 2);
  expect(kept()).toEqual(wanted);
});

it('takes what comes much later for another search', () => {
  searches.typed('oce', 3);
  clock.advance(RUN_MS * 2);
  searches.typed('ocean', 3);
  clock.advance(RUN_MS * 2);
  expect(kept()).toEqual(['oce', 'ocean']);
});

it('counts whole words each time, and keeps what waits when the program ends', () => {
  searches.asked('mira open', 1);
  searches.asked('mira open', 1);
  searches.typed('rex', 0);
  searches.stop();
  expect(kept()).toEqual(['mira open', 'mira open', 'rex']);
});

it('keeps no flood', () => {
  for (let n = 0; n < 2_000; n++) {
    searches.typed(`flood ${n} ${n}`, 0);
    searches.asked(`flood ${n}`, 0);
  }
  clock.advance(RUN_MS);
  expect(kept()).toHaveLength(MOST_A_MINUTE);
});

it('goes on where nothing can be stored', () => {
  const broken = new Searches(
    {
      add: () => {
        throw new Error('the disk is full');
      },
    },
    clock,
    log,
  );
  broken.typed('ocean', 1);
  expect(() => clock.advance(RUN_MS * 2)).not.toThrow();
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openShowDatabase } from '#storage/show/database.ts';
import { Plays } from '#storage/show/plays.ts';

const folder = mkdtempSync(join(tmpdir(), 'tracord-plays-'));
const db = openShowDatabase(folder);
const plays = new Plays(db);

beforeAll(() => {
  // The last two began in the same millisecond.
  for (const [id, at] of Object.entries({ a: 10, b: 20, c: 30, d: 40, e: 40 })) {
    plays.add({
      ...{ id, at, artist: 'A', title: id, source: 'manual' as const, live: true, hidden: false, masked: false },
      ...{ confidence: 0, matchedBy: 'none' as const },
    });
  }
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

it.each([
  ['all, oldest first', [undefined, undefined, undefined], 'abcde'],
  ['from a time on, to before another', [20, 40, undefined], 'bc'],
  ['of more than the limit the newest', [undefined, undefined, 2], 'de'],
  ['of more than the limit the newest before a time', [0, 40, 2], 'bc'],
] as const)('plays between: %s', (_name, [from, to, limit], ids) =>
  expect(plays.between(from, to, limit).map(({ id }) => id)).toEqual([...ids]),
);

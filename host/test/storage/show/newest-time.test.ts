import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openShowDatabase } from '#storage/show/database.ts';
import { newestTime } from '#storage/show/newest-time.ts';
import { OutputStore } from '#storage/show/outputs.ts';
import { Plays } from '#storage/show/plays.ts';
import { requestStores } from '#storage/show/requests-stores.ts';
import { setStores } from '#storage/show/set-stores.ts';

it('is the time of whatever happened last', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tracord-newest-'));
  const db = openShowDatabase(folder);
  try {
    expect(newestTime(db)).toBeUndefined();
    const { sets } = requestStores(db);
    sets.begin({ id: 's', startedAt: 5, open: true });
    expect(newestTime(db)).toBe(5);
    const plays = new Plays(db);
    plays.add({
      ...{ id: 'p', at: 7, artist: 'A', title: 'B', source: 'manual', live: true, hidden: false, masked: false },
      ...{ confidence: 0, matchedBy: 'none' },
    });
    expect(newestTime(db)).toBe(7);
    plays.end('p', 9);
    expect(newestTime(db)).toBe(9);
    sets.end('s', 11);
    expect(newestTime(db)).toBe(11);
    sets.resume('s', 13);
    expect(newestTime(db)).toBe(13);
    const { setlists } = setStores(db);
    setlists.begin({ id: 'l', fromAt: 15 });
    expect(newestTime(db)).toBe(15);
    setlists.end('l', 17, 'dj');
    expect(newestTime(db)).toBe(17);
    const outputs = new OutputStore(db);
    outputs.begin({ id: 'o', kind: 'stream', startedAt: 12 });
    outputs.mark('o', { at: 19, what: 'seen', durationMs: 7 });
    expect(newestTime(db)).toBe(19);
    outputs.end('o', 21);
    expect(newestTime(db)).toBe(21);
  } finally {
    db.close();
    rmSync(folder, { recursive: true });
  }
});

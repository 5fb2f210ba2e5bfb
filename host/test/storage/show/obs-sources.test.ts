import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openShowDatabase } from '#storage/show/database.ts';
import { ObsSourceRows, type StoredObsSource } from '#storage/show/obs-sources.ts';

it('keeps the sources of each scene collection, one for each thing they show', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tracord-obs-rows-'));
  const db = openShowDatabase(folder);
  try {
    const rows = new ObsSourceRows(db);
    const title: StoredObsSource = {
      what: 'text:title',
      name: 'T',
      by: 'setup',
      scene: 'Main',
      uuid: 'u',
      removedAt: 5,
    };
    const artist: StoredObsSource = { what: 'text:artist', name: 'A', by: 'settings', asked: 'Mine' };
    rows.put('Show', title);
    rows.put('Show', artist);
    rows.put('Other', { ...artist, name: 'B' });
    expect(rows.list('Show')).toEqual([artist, title]);
    rows.put('Show', { what: 'text:title', name: 'New', by: 'setup' });
    rows.remove('Show', 'text:artist');
    expect(new ObsSourceRows(db).list('Show')).toEqual([{ what: 'text:title', name: 'New', by: 'setup' }]);
    expect(rows.list('Other')).toHaveLength(1);
    expect(rows.list('None')).toEqual([]);
  } finally {
    db.close();
    rmSync(folder, { recursive: true });
  }
});

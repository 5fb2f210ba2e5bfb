import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LibraryForTest } from './library-for-test.ts';

const FIXTURES = resolve(import.meta.dirname, '../../../../../shared/fixtures');
const there = existsSync(FIXTURES);

/** Every NML file of the manifest: path, entries, plays. */
function manifest(): [string, number, number][] {
  if (!there) return [];
  return readFileSync(join(FIXTURES, 'MANIFEST.md'), 'utf8')
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter(([, file]) => file?.endsWith('.nml'))
    .map((cells) => {
      const [entries = '', plays = '0'] = (cells[8] ?? '').split(',');
      return [cells[1] ?? '', Number(entries), Number.parseInt(plays, 10)];
    });
}

let library: LibraryForTest;
beforeEach(() => {
  library = new LibraryForTest();
});
afterEach(() => library.close());

describe.skipIf(!there)('real collections (needs ../shared/fixtures)', () => {
  it('are named in the manifest', () => {
    expect(manifest()).toHaveLength(13);
  });

  it.each(manifest())('%s: %i entries', async (file, entries) => {
    const path = join(FIXTURES, file);
    const report = await library.import(path);
    expect(report).toMatchObject({ added: entries, skipped: [] });
    const expected = parsed(path);
    const titles = library.db.prepare('select artist, title from tracks order by n').raw().all();
    expect(titles).toEqual(expected.map((entry) => [entry.ARTIST ?? '', entry.TITLE ?? '']));
    // Nothing of them is unknown to us.
    const other = library.db.prepare(
      "select json_extract(fields, '$.other') from source_entries where json_extract(fields, '$.other') is not null",
    );
    expect(other.pluck().all()).toEqual([]);
    expect(await library.import(path)).toMatchObject({ unchanged: entries, added: 0, changed: 0 });
  });

  it.each(manifest().filter(([, , plays]) => plays > 0))('%s: %i entries, %i plays', async (file, _entries, plays) => {
    library.write(
      readFileSync(join(FIXTURES, file), 'utf8'),
      join(library.folder, 'traktor', 'History', 'history.nml'),
    );
    await library.take('');
    const past = library.pastPlays();
    expect(past).toHaveLength(plays);
    expect(past.every((play) => play.title !== '' && play.durationMs !== null && play.deck !== null)).toBe(true);
    expect(past.map((play) => play.at)).toEqual([...past.map((play) => play.at)].sort());
  });

  it('may hold playlists whose tracks are gone', async () => {
    await library.import(join(FIXTURES, 'collection/dhakimzadeh--fixtures_test1.nml'));
    const lists = library.rows.playlists();
    expect(lists).toHaveLength(9);
    const dangling = lists.map(({ id }) => library.rows.playlist(id)?.dangling ?? 0);
    expect(dangling.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(10);
  });
});

function parsed(path: string): Record<string, string>[] {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseAttributeValue: false,
    trimValues: false,
    htmlEntities: true,
    isArray: (name) => name === 'ENTRY',
  });
  return parser.parse(readFileSync(path, 'utf8')).NML.COLLECTION.ENTRY;
}

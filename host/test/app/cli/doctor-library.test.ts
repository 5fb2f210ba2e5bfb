import { rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Facts } from '#app/cli/doctor-facts.ts';
import { broken, type Finding, type PlaceName } from '#app/cli/doctor-finding.ts';
import { lookAtCollection, lookAtLibrary } from '#app/cli/doctor-library.ts';
import { madeFacts, madeHome, madeHost, madeLibrary, madeNml, set, withHost } from './made-facts.ts';

const home = madeHome();
afterAll(() => rmSync(home, { recursive: true }));
const collection = join(home, 'collection.nml');
const NOTHING_BEFORE = new Map<PlaceName, Finding>();

beforeAll(() => writeFileSync(collection, madeNml('<ENTRY TITLE="x"><LOCATION DIR="/:" FILE="x"></LOCATION></ENTRY>')));

describe('collection and library', () => {
  const named = set({ library: { collection, exclude: [], excludeLoops: true } });
  const HOUR_MS = 3_600_000;

  test('none on this computer', async () => {
    expect((await lookAtCollection(madeFacts(home))).says).toBe('No Traktor collection was found on this computer.');
  });

  test('the newest found is taken where none is named', async () => {
    const facts = madeFacts(home);
    const parts = { ...facts.parts, findCollections: async () => [{ path: collection }, { path: '/older.nml' }] };
    expect((await lookAtCollection({ ...facts, parts })).says).toBe(`${collection} can be read: 1 track.`);
  });

  test('the demo set is said to be one', async () => {
    const found = await lookAtCollection(madeFacts(home, { host: madeHost({ demo: true }) }));
    expect(found).toMatchObject({ status: 'warn', says: expect.stringContaining('The demo set plays') });
  });

  test('one without tracks', async () => {
    const empty = join(home, 'empty.nml');
    writeFileSync(empty, madeNml(''));
    const settings = set({ library: { collection: empty, exclude: [], excludeLoops: true } });
    expect((await lookAtCollection(madeFacts(home, { settings }))).says).toBe(`${empty} holds no tracks.`);
  });

  test('a folder where the collection should be', async () => {
    const settings = set({ library: { collection: home, exclude: [], excludeLoops: true } });
    const found = await lookAtCollection(madeFacts(home, { settings }));
    expect(found).toMatchObject({ status: 'broken', says: expect.stringContaining('cannot be read') });
  });

  test.each<[string, number, boolean, Partial<Facts>, RegExp]>([
    ['read since', 2, false, {}, /can be read/],
    ['changed an hour ago', -2, false, {}, /has changed since TraCord read it last/],
    ['changed, and being read', -2, true, {}, /about to read it/],
    ['changed, no host', -2, false, { host: undefined }, /reads it when it starts/],
  ])('%s', async (_name, importedHoursAfter, isImporting, changed, says) => {
    const changedAt = Date.now() - HOUR_MS;
    utimesSync(collection, changedAt / 1000, changedAt / 1000);
    const importedAt = changedAt + importedHoursAfter * HOUR_MS;
    const counts = { tracks: 1, playlists: 0, cues: 0, plays: 0, missing: 0, skipped: [] };
    const library = madeLibrary({
      isImporting,
      counts: { ...counts, collection: { path: collection, importedAt, program: 'Traktor' } },
    });
    expect((await lookAtCollection(madeFacts(home, { settings: named, library, ...changed }))).says).toMatch(says);
  });

  const empty = { tracks: 0, playlists: 0, cues: 0, plays: 0, missing: 0, skipped: [] };
  const leftOut = { ...empty, tracks: 9, skipped: [{ reason: 'no file is named', count: 2, examples: [] }] };
  const badBefore = new Map([['Collection' as PlaceName, broken('x', 'y')]]);

  test.each<[string, Partial<Facts>, Map<PlaceName, Finding>, string, RegExp]>([
    ['full', {}, NOTHING_BEFORE, 'ok', /^The library holds 1,234 tracks\.$/],
    [
      'some left out',
      { library: madeLibrary({ counts: leftOut }) },
      NOTHING_BEFORE,
      'ok',
      /2 things .*no file is named/,
    ],
    ['empty', { library: madeLibrary({ counts: empty }) }, NOTHING_BEFORE, 'broken', /no tracks in the library/],
    ['empty by a broken collection', { library: { state: 'none' } }, badBefore, 'skipped', /until the collection/],
    ['empty, importing', { library: madeLibrary({ counts: empty, isImporting: true }) }, NOTHING_BEFORE, 'ok', /first/],
    ['never read', { library: { state: 'none' }, host: undefined }, NOTHING_BEFORE, 'skipped', /until TraCord/],
    ['damaged', { library: { state: 'damaged', file: '/l' } }, NOTHING_BEFORE, 'broken', /library \/l is damaged/],
    ['last import failed', { library: madeLibrary({ warning: 'Oh.' }) }, NOTHING_BEFORE, 'warn', /the last time/],
    ['last import failed, as said', { library: madeLibrary({ warning: 'Oh.' }) }, badBefore, 'ok', /1,234/],
    ['all excluded', withHost({ finds: { forDj: false, forAudience: false } }), NOTHING_BEFORE, 'broken', /exclusions/],
  ])('library: %s', async (_name, changed, earlier, status, says) => {
    const found = await lookAtLibrary(madeFacts(home, changed), earlier);
    expect(found).toMatchObject({ status, says: expect.stringMatching(says) });
  });
});

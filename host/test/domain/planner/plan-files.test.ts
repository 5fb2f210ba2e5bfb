import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { musicalKey } from '#domain/musical-key.ts';
import { PLAN_FORMATS, type PlanFileParts, writePlan } from '#domain/planner/plan-files.ts';
import type { TrackSummary } from '#domain/track.ts';
import { isTraktorCollection } from '#domain/tracklist/file-name.ts';
import { madePlan, PLAN_ID } from '../../storage/show/made-plan.ts';

const PLAYLISTS = resolve(import.meta.dirname, '../../../../../shared/fixtures/playlist');

const track = (id: string, more: Partial<TrackSummary> = {}): TrackSummary => ({
  ...{ id, song: id, artist: 'Mira', title: `One ${id}`, excluded: false, path: `/music/${id}.mp3` },
  ...more,
});

const parts = (more: Partial<PlanFileParts> = {}): PlanFileParts => ({
  tracks: new Map([
    ['t1', track('t1', { key: musicalKey(21), trackBpm: 126.0444, durationMs: 401_000, label: 'Tin Harbour' })],
    ['t2', track('t2', { title: 'Secret', artist: 'Lys' })],
  ]),
  traktorKeys: new Map([
    ['t1', 'G:/:Music/:a & b.mp3'],
    ['t2', 'G:/:Music/:secret.mp3'],
  ]),
  clean: ({ artist, title, mix }) => ({ artist, title: mix ? `${title} (${mix})` : title }),
  isMasked: ({ trackId }) => trackId === 't2',
  ...more,
});

const [first, second, third] = madePlan().rows;
const plan = madePlan({
  rows: [
    { ...first, trackId: 't1', artist: 'Mira', title: 'As it was', startsMs: 0, overlapMs: 0, locked: true },
    { ...second, trackId: 't2', artist: 'Lys', title: 'Secret', startsMs: 381_000, overlapMs: 20_000, requestId: 'r1' },
    { ...third, trackId: 't3', artist: 'Gone', title: 'Away', startsMs: 600_000, overlapMs: 16_000 },
  ],
});

describe('writePlan', () => {
  it('is a table with the names of now, those of then where a track is gone, and what was planned', () => {
    const { text, fileName, notes } = writePlan(plan, 'csv', parts());
    expect(text.split('\r\n')).toEqual([
      '\ufeffplace,time,starts at,artist,title,mix,label,album,genre,catalogue number,bpm,key,length,dj,deck,remark',
      '1,0:00,,Mira,One t1,,Tin Harbour,,,,126.04,8A,401,,,locked',
      '2,6:21,,ID,ID,,,,,,,,,,,masked',
      '3,10:00,,Gone,Away,,,,,,,,320,,,mixed for 0:16',
      '',
    ]);
    expect([fileName, notes]).toEqual(['Friday.csv', []]);
    const clear = writePlan(plan, 'csv', parts({ inClear: true })).text;
    expect(clear).toContain('2,6:21,,Lys,Secret,,,,,,,,,,,"masked, requested, mixed for 0:20"');
  });

  it('says the time of the day where it is known when it starts', () => {
    const startsAt = new Date(2026, 10, 20, 23, 55).getTime();
    const evening = { ...plan, startsAt };
    expect(writePlan(evening, 'text', parts())).toMatchObject({
      ...{
        text: '23:55:00 Mira - One t1\n00:01:21 ID - ID\n00:05:00 Gone - Away\n',
        fileName: '2026-11-20 Friday.txt',
      },
    });
    expect(writePlan(evening, 'csv', parts()).text).toContain('2,00:01:21,2026-11-21 00:01:21,ID');
    expect(writePlan(plan, 'text', parts({ line: '{place}. {title}' })).text).toBe('1. One t1\n2. ID\n3. Away\n');
  });

  it('leaves out of playlists what has no file or is masked, and says so', () => {
    const left = ['1 masked track left out.', '1 track left out: not in your collection.'];
    const players = writePlan(plan, 'm3u8', parts());
    expect(players.text).toBe('#EXTM3U\n#EXTINF:401,Mira - One t1\nt1.mp3\n');
    expect(players.notes.slice(0, 2)).toEqual(left);
    expect(writePlan(plan, 'm3u8', parts({ inClear: true })).text).toBe(
      '#EXTM3U\n#EXTINF:401,Mira - One t1\n/music/t1.mp3\n#EXTINF:-1,Lys - Secret\n/music/t2.mp3\n',
    );
    const traktor = writePlan(plan, 'nml', parts());
    expect(traktor).toMatchObject({ notes: left, rows: 1, fileName: 'Friday.nml' });
    expect(traktor.text).toContain('KEY="G:/:Music/:a &amp; b.mp3"');
    expect(traktor.text).toContain(`UUID="${PLAN_ID.replaceAll('-', '')}"`);
    expect(writePlan(plan, 'nml', parts({ inClear: true }))).toMatchObject({ rows: 2, notes: left.slice(1) });
  });

  it.each(PLAN_FORMATS)('has no word of a masked track as %s', (format) => {
    const { text, fileName } = writePlan(plan, format, parts());
    expect(`${text}${fileName}`.toLowerCase()).not.toMatch(/secret|lys/);
    expect(writePlan(plan, format, parts({ inClear: true })).text.toLowerCase()).toContain('secret');
  });

  it('writes a plan without a track or a name', () => {
    for (const format of PLAN_FORMATS) {
      expect(writePlan(madePlan({ tracks: 0, name: ' ' }), format, parts()).fileName).toMatch(/^Plan\.\w+$/);
    }
    expect(XMLValidator.validate(writePlan(madePlan({ tracks: 0 }), 'nml', parts()).text)).toBe(true);
  });

  it('is never called collection.nml', () => {
    for (const name of ['collection', 'Collection', 'collection.', 'COLLECTION..']) {
      expect(writePlan(madePlan({ name }), 'nml', parts()).fileName).toMatch(/^Tracklist collection\.nml$/i);
    }
    expect(writePlan(madePlan({ name: 'collection' }), 'text', parts()).fileName).toBe('collection.txt');
  });
});

describe('isTraktorCollection', () => {
  it.each([
    ['collection.nml', true],
    ['/Users/dj/Documents/Native Instruments/Traktor 3.11.1/collection.nml', true],
    ['D:\\Traktor\\COLLECTION.NML', true],
    ['D:collection.nml', true],
    ['collection.nml.', true],
    ['collection.nml. .', true],
    ['collection.nml::$DATA', true],
    ['/music/collection.nml/list.nml', false],
    ['my collection.nml', false],
    ['collection.nml.txt', false],
    ['collection', false],
    ['', false],
  ])('of %j is %s', (path, expected) => {
    expect(isTraktorCollection(path)).toBe(expected);
  });
});

const there = existsSync(PLAYLISTS);
describe.skipIf(!there)('a plan of the tracks of a real playlist (needs ../shared/fixtures)', () => {
  const KEYS = /<PRIMARYKEY\s+TYPE="(\w+)"\s+KEY="([^"]*)"/g;
  const LOCATIONS = /<LOCATION\s+DIR="([^"]*)"\s+FILE="([^"]*)"\s+VOLUME="([^"]*)"/g;
  const parser = new XMLParser({
    ...{ ignoreAttributes: false, attributeNamePrefix: '', trimValues: false, parseAttributeValue: false },
    isArray: (name) => name === 'ENTRY',
  });
  const raw = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((found) => found.slice(1).join('|'));
  const playlist = (text: string) => text.slice(text.indexOf('<PLAYLIST '), text.indexOf('</PLAYLIST>'));
  const joined = (text: string) => text.replace(/>\s+</g, '><').trim();

  it.each(there ? readdirSync(PLAYLISTS) : [])('%s is written as Traktor wrote it, byte for byte', (file) => {
    const theirs = readFileSync(join(PLAYLISTS, file), 'utf8');
    const keys: string[] = parsedKeys(parser.parse(theirs));
    const ids = keys.map((key) => `k${keys.indexOf(key)}`);
    const uuid = / UUID="(\w+)"/.exec(playlist(theirs))?.[1] ?? '';
    const made = madePlan({
      ...{ id: uuid, name: 'Any' },
      rows: ids.map((trackId, place) => ({ ...first, trackId, artist: '', title: '', startsMs: place, overlapMs: 0 })),
    });
    const { text, rows } = writePlan(made, 'nml', {
      ...parts({ isMasked: () => false }),
      tracks: new Map(ids.map((id) => [id, track(id)])),
      traktorKeys: new Map(ids.map((id, place) => [id, keys[place] ?? ''])),
    });
    expect(rows).toBeGreaterThan(2);
    expect(raw(text, KEYS)).toEqual(raw(theirs, KEYS));
    expect(joined(playlist(text))).toBe(joined(playlist(theirs)));
    // One of them was laid out anew by hand.
    if (theirs.includes('</HEAD>\n<')) expect(playlist(text)).toBe(playlist(theirs));
    expect(raw(text, LOCATIONS).sort()).toEqual([...new Set(raw(theirs, LOCATIONS))].sort());
  });

  /** All keys of playlists in their order, wherever in the folders these stand. */
  function parsedKeys(node: unknown): string[] {
    if (Array.isArray(node)) return node.flatMap(parsedKeys);
    if (typeof node !== 'object' || node === null) return [];
    return Object.entries(node).flatMap(([name, value]) =>
      name === 'PRIMARYKEY' ? [(value as { KEY: string }).KEY] : parsedKeys(value),
    );
  }
});

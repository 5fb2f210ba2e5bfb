import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { isXml, readNmlList } from '#adapters/traktor/nml/nml-list.ts';
import { MOST_LISTED } from '#domain/tracklist/outside-list.ts';
import { entryXml, keyOf, nml, playlistXml } from '../../../services/library/library-for-test.ts';

const FIXTURES = resolve(import.meta.dirname, '../../../../../../shared/fixtures');
const ENTRIES = [
  entryXml({ file: 'a.mp3', title: 'One', artist: 'Mira', info: 'MIX="Dub" PLAYTIME_FLOAT="401.3"' }),
  entryXml({ file: 'b.mp3', title: 'Two', artist: 'Lys' }),
].join('');

const read = (text: string, list?: string) => readNmlList(Buffer.from(text), { name: 'list.nml', list });
const node = (name: string, inner: string) =>
  `<NODE TYPE="FOLDER" NAME="${name}"><SUBNODES COUNT="1">${inner}</SUBNODES></NODE>`;

describe('readNmlList', () => {
  it('reads the only list, in its order, with what the file says of its tracks', () => {
    const text = nml(ENTRIES, node('Sets', playlistXml('Friday', ['b.mp3', 'a.mp3', '06 Ann - Gone.mp3', 'b.mp3'])));
    const two = { path: '/Users/dj/b.mp3', traktorKey: keyOf('b.mp3'), artist: 'Lys', title: 'Two' };
    expect(read(text)).toEqual({
      name: 'Sets/Friday',
      entries: [
        two,
        {
          ...{ path: '/Users/dj/a.mp3', traktorKey: keyOf('a.mp3'), artist: 'Mira', title: 'One', mix: 'Dub' },
          durationMs: 401_300,
        },
        { path: '/Users/dj/06 Ann - Gone.mp3', traktorKey: keyOf('06 Ann - Gone.mp3'), artist: 'Ann', title: 'Gone' },
        two,
      ],
      notes: [],
    });
  });

  it('asks which of several lists', () => {
    const text = nml(ENTRIES, playlistXml('Early', ['a.mp3']) + node('Sets', playlistXml('Late', ['b.mp3'])));
    expect(() => read(text)).toThrow(
      expect.objectContaining({
        code: 'which-list',
        message: 'There are several lists in list.nml: name one of "Early", "Sets/Late".',
      }),
    );
    expect(read(text, 'late').entries[0]?.title).toBe('Two');
    expect(read(text, 'Sets/Late').name).toBe('Sets/Late');
    expect(() => read(text, 'ate')).toThrow('There is no list "ate" in list.nml: name one of "Early", "Sets/Late".');
  });

  it('leaves out what only the DJ heard', () => {
    const play = (file: string, heard: string) =>
      `<ENTRY><PRIMARYKEY TYPE="TRACK" KEY="${keyOf(file)}"></PRIMARYKEY><EXTENDEDDATA DECK="0" DURATION="200" EXTENDEDTYPE="HistoryData" ${heard} STARTDATE="132579858" STARTTIME="1"></EXTENDEDDATA></ENTRY>`;
    const plays = [play('a.mp3', 'PLAYEDPUBLIC="1"'), play('b.mp3', 'PLAYEDPUBLIC="0"'), play('b.mp3', '')].join('');
    const history = `<NODE TYPE="PLAYLIST" NAME="HISTORY"><PLAYLIST ENTRIES="3" TYPE="PROTOCOL" UUID="x">${plays}</PLAYLIST></NODE>`;
    const { entries, notes } = read(nml(ENTRIES, history));
    expect(entries.map(({ title }) => title)).toEqual(['One', 'Two']);
    expect(notes).toEqual(['1 track left out: only heard in the headphones.']);
  });

  it.each([
    ['<?xml version="1.0"?><DJ_PLAYLISTS></DJ_PLAYLISTS>', 'not-a-list', 'is no playlist of Traktor'],
    [nml(ENTRIES, playlistXml('A', ['a.mp3'])).slice(0, -20), 'not-a-list', 'ends in the middle'],
    ['', 'not-a-list', 'ends in the middle'],
    [nml(ENTRIES), 'not-a-list', 'There is no playlist in list.nml'],
    [nml(ENTRIES, playlistXml('A', [])), 'empty-list', 'There is no track in the list "A".'],
    [nml('', playlistXml('A', Array(MOST_LISTED + 1).fill('a.mp3'))), 'list-too-long', 'more than the 10000'],
  ])('refuses what it cannot read', (text, code, message) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }));
  });

  const there = existsSync(FIXTURES);
  const files = (folder: string) =>
    there ? readdirSync(join(FIXTURES, folder)).map((file) => `${folder}/${file}`) : [folder];
  const lists = [...files('playlist'), ...files('history')];
  it.skipIf(!there).each(lists)('%s, as another parser reads it (needs ../shared/fixtures)', (file) => {
    const bytes = readFileSync(join(FIXTURES, file));
    expect(isXml(bytes)).toBe(true);
    const options = { ignoreAttributes: false, attributeNamePrefix: '', trimValues: false, parseAttributeValue: false };
    const { NML } = new XMLParser({ ...options, isArray: (name) => name === 'ENTRY' }).parse(bytes.toString('utf8'));
    const names = new Map(
      NML.COLLECTION.ENTRY.map(({ TITLE, ARTIST, LOCATION: { VOLUME, DIR, FILE } }: Entry) => [
        VOLUME + DIR + FILE,
        [ARTIST, TITLE],
      ]),
    );
    const keys = playsOf(NML.PLAYLISTS)
      .filter(({ EXTENDEDDATA }) => EXTENDEDDATA?.PLAYEDPUBLIC !== '0')
      .map(({ PRIMARYKEY }) => PRIMARYKEY.KEY);
    const { entries, notes } = readNmlList(bytes, { name: file });
    expect(entries.map(({ traktorKey }) => traktorKey)).toEqual(keys);
    expect(entries.map(({ artist, title }) => [artist, title])).toEqual(keys.map((key) => names.get(key)));
    expect(entries.length).toBeGreaterThan(2);
    expect(notes).toEqual(keys.length === playsOf(NML.PLAYLISTS).length ? [] : [expect.stringContaining('left out')]);
    expect(entries.every(({ path }) => path !== undefined && /^(?:\/|[A-Z]:\\)/.test(path))).toBe(true);
  });

  type Entry = { TITLE: string; ARTIST?: string; LOCATION: { VOLUME: string; DIR: string; FILE: string } };
  type Play = { PRIMARYKEY: { KEY: string }; EXTENDEDDATA?: { PLAYEDPUBLIC?: string } };

  function playsOf(node: unknown): Play[] {
    if (Array.isArray(node)) return node.flatMap(playsOf);
    if (typeof node !== 'object' || node === null) return [];
    return Object.entries(node).flatMap(([name, value]) => (name === 'ENTRY' ? (value as Play[]) : playsOf(value)));
  }
});

it.each([
  ['<?xml version="1.0"?><NML>', true],
  ['\ufeff\n<NML VERSION="19">', true],
  ['#EXTM3U', false],
  ['/a/b.mp3', false],
  ['', false],
])('isXml of %j is %s', (text, expected) => {
  expect(isXml(Buffer.from(text))).toBe(expected);
});

// Lists as files for programs: tables, JSON, playlists, a page.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { fileName } from '#domain/tracklist/file-name.ts';
import { writeHtml } from '#domain/tracklist/html.ts';
import { type TracklistJson, writeJson } from '#domain/tracklist/json.ts';
import { writeM3u8 } from '#domain/tracklist/m3u8.ts';
import { words } from '#domain/tracklist/row-text.ts';
import { writeTable } from '#domain/tracklist/table.ts';
import { writeTraktorNml } from '#domain/tracklist/traktor-nml.ts';
import { list, long, masked, ODD_NAMES, row, SET_ID, ZERO_AT } from './made-list.ts';

const PLAYLISTS = resolve(import.meta.dirname, '../../../../../shared/fixtures/playlist');
const KEY = { camelot: '8A', openKey: '1m', name: 'Am' };

const whole = row(61_000, 'Mira', 'One', {
  ...{ mix: 'Dub', label: 'Tin Harbour', album: 'X', genre: 'House', catalogNo: 'THR 027', bpm: 126.0444, key: KEY },
  ...{
    durationMs: 401_300,
    performer: 'Ann',
    deck: 'A',
    rough: true,
    trackId: 't1',
    path: '/music/one.mp3',
    cover: 'c1',
  },
});

describe('fileName', () => {
  it.each([
    ['Friday', '2026-11-20 Friday.cue'],
    ['AC/DC: "live"? <1|2> \\ *', '2026-11-20 AC DC live 1 2.cue'],
    ['dots... ', '2026-11-20 dots.cue'],
    ['', '2026-11-20 Tracklist.cue'],
    ['夜'.repeat(100), `2026-11-20 ${'夜'.repeat(59)}….cue`],
  ])('of a set called %j is %j', (name, file) => {
    expect(fileName(list([], { name }), 'cue')).toBe(file);
    expect(Buffer.byteLength(file)).toBeLessThan(255);
  });

  it('says who played where the set has no name, and which part it is', () => {
    const made = list([], { name: undefined, performers: ['Mira', 'Lys'] });
    expect(fileName(made, 'cue', { number: 2, of: 3 })).toBe('2026-11-20 Mira & Lys (2 of 3).cue');
  });
});

describe('writeTable', () => {
  it('is a table that holds all that is known, and no formula', () => {
    const { text } = writeTable(list([whole, masked(120_000), row(180_000, '=1+1', 'a,b')]));
    expect(text.split('\r\n')).toEqual([
      '\ufeffplace,time,played at,artist,title,mix,label,album,genre,catalogue number,bpm,key,length,dj,deck,remark',
      '1,1:01,2026-11-20 21:01:01,Mira,One,Dub,Tin Harbour,X,House,THR 027,126.04,8A,401,Ann,A,rough',
      '2,2:00,2026-11-20 21:02:00,ID,ID,,,,,,,,,,,masked',
      `3,3:00,2026-11-20 21:03:00,'=1+1,"a,b",,,,,,,,,,,`,
      '',
    ]);
  });
});

describe('writeJson', () => {
  it('has a shape that stays', () => {
    const { trackId, cover, playId, ...said } = whole;
    const value = JSON.parse(writeJson(list([whole, masked(120_000)], { lengthMs: 200_000 })).text) as TracklistJson;
    expect(value).toEqual({
      ...{ format: 'tracord-tracklist', version: 1, set: SET_ID, name: 'Friday', performers: ['Mira'] },
      ...{ clock: 'recording', zeroAt: new Date(ZERO_AT).toISOString(), lengthMs: 200_000, media: 'Friday.mkv' },
      rows: [
        { ...said, place: 1, time: '1:01' },
        {
          place: 2,
          startMs: 120_000,
          time: '2:00',
          artist: 'ID',
          title: 'ID',
          display: { artist: 'ID', title: 'ID' },
          masked: true,
        },
      ],
    });
    expect([trackId, cover, playId].filter((id) => JSON.stringify(value).includes(`"${id}"`))).toEqual([]);
  });
});

describe('writeM3u8', () => {
  const rows = [whole, masked(1), row(2, 'A', 'B'), row(3, 'C', 'D', { path: 'D:\\Music\\#1.mp3' })];
  const left = ['1 masked track left out.', '1 track left out: not in your collection.'];

  it('says where the files are in clear only', () => {
    expect(writeM3u8(list(rows), { inClear: true })).toMatchObject({
      text: '#EXTM3U\n#EXTINF:401,Mira - One\n/music/one.mp3\n#EXTINF:-1,C - D\nD:\\Music\\#1.mp3\n',
      ...{ rows: 2, notes: left },
    });
    expect(writeM3u8(list(rows))).toMatchObject({
      text: '#EXTM3U\n#EXTINF:401,Mira - One\none.mp3\n#EXTINF:-1,C - D\n./#1.mp3\n',
      notes: [...left, 'Without folders: put the playlist beside the files, or export it in clear for yourself.'],
    });
  });
});

describe('writeTraktorNml', () => {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    trimValues: false,
    isArray: (name) => name === 'ENTRY',
  });
  const KEYS = {
    t1: 'Macintosh HD/:Users/:dj/:A & B "live" <1>.mp3',
    t2: 'G:/:Music/:07 もしも.stem.mp4',
    t3: '\\\\nas\\music/:a//b/:c.mp3',
  };
  const traktorKeys = new Map(Object.entries(KEYS));
  const played = (...ids: string[]) =>
    list(ids.map((trackId, index) => row(index * 60_000, 'A & "B"', `<${index}>`, { trackId })));

  it('names files byte for byte as Traktor does, each once in the collection', () => {
    const { text, rows, notes } = writeTraktorNml(played('t1', 't2', 't3', 't1', 't4'), { traktorKeys });
    expect(XMLValidator.validate(text)).toBe(true);
    const { NML } = parser.parse(text);
    const { NODE } = NML.PLAYLISTS.NODE.SUBNODES;
    expect(NODE.NAME).toBe('2026-11-20 Friday');
    expect(NODE.PLAYLIST.ENTRIES).toBe('4');
    expect(NODE.PLAYLIST.UUID).toBe(SET_ID.replaceAll('-', ''));
    expect(NODE.PLAYLIST.ENTRY.map((one: { PRIMARYKEY: object }) => one.PRIMARYKEY)).toEqual([
      { TYPE: 'TRACK', KEY: KEYS.t1 },
      { TYPE: 'STEM', KEY: KEYS.t2 },
      { TYPE: 'TRACK', KEY: KEYS.t3 },
      { TYPE: 'TRACK', KEY: KEYS.t1 },
    ]);
    expect(NML.COLLECTION.ENTRIES).toBe('3');
    const places = NML.COLLECTION.ENTRY.map(
      ({ LOCATION: { VOLUME, DIR, FILE } }: { LOCATION: Record<string, string> }) => [VOLUME, DIR, FILE],
    );
    expect(places).toEqual([
      ['Macintosh HD', '/:Users/:dj/:', 'A & B "live" <1>.mp3'],
      ['G:', '/:Music/:', '07 もしも.stem.mp4'],
      ['\\\\nas\\music', '/:a//b/:', 'c.mp3'],
    ]);
    expect(NML.COLLECTION.ENTRY[0]).toMatchObject({ TITLE: '<0>', ARTIST: 'A & "B"' });
    expect({ rows, notes }).toEqual({ rows: 4, notes: ['1 track left out: not in your collection.'] });
  });

  it('is XML that gives every name and key back, whatever they are', () => {
    const part = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
      .map((text) => text.replace(/[\p{C}\s:/]/gu, 'x'));
    fc.assert(
      fc.property(
        part,
        fc.array(part, { maxLength: 3 }),
        part,
        fc.string({ unit: 'binary' }),
        (volume, folders, file, title) => {
          const key = `${volume}/:${folders.map((one) => `${one}/:`).join('')}${file}`;
          const { text } = writeTraktorNml(list([row(0, title, title, { trackId: 't' })], { name: title }), {
            traktorKeys: new Map([['t', key]]),
          });
          expect(XMLValidator.validate(text)).toBe(true);
          const { NML } = parser.parse(text);
          const [{ LOCATION, TITLE }] = NML.COLLECTION.ENTRY;
          expect(LOCATION.VOLUME + LOCATION.DIR + LOCATION.FILE).toBe(key);
          expect(NML.PLAYLISTS.NODE.SUBNODES.NODE.PLAYLIST.ENTRY[0].PRIMARYKEY.KEY).toBe(key);
          expect(TITLE).toBe(words(title).replace(/[\ufffe\uffff]/g, ' '));
        },
      ),
      { numRuns: 30 },
    );
  });

  const there = existsSync(PLAYLISTS);
  it.skipIf(!there)(
    'has the elements and attributes of the playlists that Traktor writes, in their order (needs ../shared/fixtures)',
    () => {
      const { text } = writeTraktorNml(played('t1', 't2'), { traktorKeys });
      const ours = tags(text);
      for (const file of readdirSync(PLAYLISTS)) {
        const theirs = tags(readFileSync(join(PLAYLISTS, file), 'utf8'));
        for (const [element, attributes] of ours) {
          const known = theirs.get(element);
          if (element === 'INDEXING' && known === undefined) continue;
          expect(known, `${element} in ${file}`).toBeDefined();
          expect(isPart(attributes, known ?? []), `${element}: ${attributes} in ${file}`).toBe(true);
        }
        const order = [...theirs.keys()].filter((element) => ours.has(element));
        expect([...ours.keys()].filter((element) => theirs.has(element))).toEqual(order);
      }
    },
  );

  /** The attributes of each element, in the order of both; an element of several shapes has those of all. */
  function tags(text: string): Map<string, string[]> {
    const all = new Map<string, string[]>();
    for (const [, element = '', attributes = ''] of text.matchAll(/<([A-Z_0-9]+)\b([^>]*)>/g)) {
      const names = [...attributes.matchAll(/([A-Z_]+)="/g)].map(([, one = '']) => one);
      all.set(element, [...new Set([...(all.get(element) ?? []), ...names])]);
    }
    return all;
  }

  function isPart(some: string[], all: string[]): boolean {
    const places = some.map((one) => all.indexOf(one));
    return places.every((place, index) => place >= 0 && (index === 0 || place > (places[index - 1] ?? 0)));
  }
});

describe('writeHtml', () => {
  const covers = new Map([['c1', 'data:image/jpeg;base64,AAAA']]);

  it('loads nothing and runs nothing, whatever the names are', () => {
    const rows = [
      whole,
      masked(1),
      ...ODD_NAMES.map(([artist, title], index) => row(index + 2, artist, title, { label: '"><script>' })),
    ];
    const { text, rows: count } = writeHtml(list(rows, { name: '</title><script>', performers: ['<img src=x>'] }), {
      covers,
    });
    expect(count).toBe(rows.length);
    expect(text.match(/<li/g)).toHaveLength(rows.length);
    expect(text).not.toMatch(/<script|<img src=x|<b>&|https?:\/\/(?!example)/);
    expect(text).toContain(`content="default-src 'none'; img-src data:;`);
    expect([...text.matchAll(/(?:src|href)="([^"]{0,11})/g)].map(([, at]) => at)).toContain('data:image/');
    for (const [, at = ''] of text.matchAll(/(?:src|href)="([^"]*)/g))
      expect(at).toMatch(/^(?:#record|data:image\/jpeg;base64,AAAA)$/);
  });

  it('has the elements of its rows and no others, whatever the names are', () => {
    const tagsOf = (text: string) => text.match(/<\/?[a-z]\w*/gi);
    const plain = tagsOf(writeHtml(list([row(0, 'a', 'b', { label: 'c' })], { name: 'd', performers: ['e'] })).text);
    const text = fc.string({ unit: 'binary' }).map((one) => `x${one}<`);
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        const made = writeHtml(list([row(0, a, b, { label: c })], { name: `y${c}`, performers: [a] })).text;
        expect(tagsOf(made)).toEqual(plain);
      }),
    );
  });

  it('takes only pictures for covers', () => {
    const { text } = writeHtml(list([whole]), {
      covers: new Map([['c1', 'data:text/html,"><script>alert(1)</script>']]),
    });
    expect(text).not.toContain('text/html,');
    expect(text).toContain('<use href="#record"/>');
  });

  it('shows of a masked row nothing but the time', () => {
    expect(writeHtml(list([masked(61_000)]), { covers }).text).toContain(
      '<li class="id"><time>1:01</time><svg class="cover" aria-hidden="true"><use href="#record"/></svg><div><div class="title">ID – ID</div></div></li>',
    );
  });

  it('says when, how many and how long', () => {
    const { text } = writeHtml({ ...long(150), lengthMs: 45_000_000 });
    expect(text).toContain('<p>20 November 2026, 150 tracks, 12:30:00</p>');
    expect(writeHtml(list([])).text).toContain('No track was played.');
    expect(writeHtml(list([], { zeroAt: 0 })).text).toContain('<p>0 tracks</p>');
  });
});

import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readM3u } from '#adapters/tracklists/m3u-list.ts';
import { pathKey } from '#domain/path-key.ts';
import { heardTrack, type ListedTrack, MOST_LISTED, namesOfFile } from '#domain/tracklist/outside-list.ts';
import { DomainError } from '#kernel/domain-error.ts';

const M3U = resolve(import.meta.dirname, '../../../../../shared/fixtures/m3u');
const OPTIONS = { name: 'list.m3u', folder: '/home/dj/lists' };

const read = (text: string | Buffer, folder = OPTIONS.folder) => readM3u(Buffer.from(text), { ...OPTIONS, folder });
const paths = (text: string, folder?: string) => read(text, folder).entries.map(({ path }) => path);

describe('readM3u', () => {
  it.each<[string, ListedTrack]>([
    ['#EXTINF:296,Mira - One', { durationMs: 296_000, artist: 'Mira', title: 'One' }],
    [
      '#EXTINF:503,Zoe, Above & Beyond - Always',
      { durationMs: 503_000, artist: 'Zoe, Above & Beyond', title: 'Always' },
    ],
    ['#extinf: 12.5 ,Mira – One - Dub', { durationMs: 12_500, artist: 'Mira', title: 'One - Dub' }],
    ['#EXTINF:-1,Only a title', { title: 'Only a title' }],
    ['#EXTINF:0,', {}],
    ['#EXTINF', {}],
    ['#EXTINF:123', {}],
    ['#EXTINF:60 logo="a,b" group="c",Mira - One', { durationMs: 60_000, artist: 'Mira', title: 'One' }],
    ['#PLAYLIST:Friday', {}],
    [
      '#EXTVDJ:<filesize>1</filesize><artist>R & M</artist><title>One</title><remix>Dub</remix><songlength>212.133</songlength>',
      { durationMs: 212_133, artist: 'R & M', title: 'One', mix: 'Dub' },
    ],
  ])('%s', (line, said) => {
    expect(read(`#EXTM3U\n${line}\n/a.mp3\n/b.mp3\n`).entries).toEqual([
      { path: '/a.mp3', ...said },
      { path: '/b.mp3' },
    ]);
  });

  it.each([
    ['a.mp3', '/home/dj/lists/a.mp3'],
    ['../Music/a.mp3', '/home/dj/Music/a.mp3'],
    ['./#1.mp3', '/home/dj/lists/#1.mp3'],
    ['..\\Music\\a.mp3', '/home/dj/Music/a.mp3'],
    ['D:\\Music\\a.mp3', 'D:\\Music\\a.mp3'],
    ['d:/Music/a.mp3', 'd:/Music/a.mp3'],
    ['\\\\nas\\music\\a.mp3', '\\\\nas\\music\\a.mp3'],
    ['file:///Users/dj/a%20b%25.mp3', '/Users/dj/a b%.mp3'],
    ['file://localhost/C:/Music/a.mp3', 'C:/Music/a.mp3'],
    ['file://nas/music/100%.mp3', '//nas/music/100%.mp3'],
  ])('finds %s', (line, path) => {
    expect(paths(`#EXTM3U\n${line}\n`)).toEqual([path]);
  });

  it.each([
    ['a.mp3', 'D:\\Lists\\a.mp3'],
    ['..\\Music\\a.mp3', 'D:\\Music\\a.mp3'],
    ['../Music/a.mp3', 'D:\\Music\\a.mp3'],
    ['\\Music\\a.mp3', 'D:\\Music\\a.mp3'],
    ['E:\\a.mp3', 'E:\\a.mp3'],
  ])('finds %s beside a list on Windows', (line, path) => {
    expect(paths(`#EXTM3U\n${line}\n`, 'D:\\Lists')).toEqual([path]);
  });

  it.each([
    ['UTF-8', Buffer.from('#EXTM3U\n/Å/tö.mp3\n')],
    ['UTF-8 with a mark', Buffer.from('\ufeff#EXTM3U\r\n/Å/tö.mp3\r\n')],
    ['UTF-16', Buffer.from('\ufeff#EXTM3U\r\n/Å/tö.mp3\r\n', 'utf16le')],
    ['UTF-16 the other way round', Buffer.from('\ufeff#EXTM3U\r\n/Å/tö.mp3\r\n', 'utf16le').swap16()],
    ['Latin-1', Buffer.from('#EXTM3U\r/Å/tö.mp3\r', 'latin1')],
  ])('reads %s', (_name, bytes) => {
    expect(read(bytes).entries).toEqual([{ path: '/Å/tö.mp3' }]);
  });

  it('leaves out addresses that have no name', () => {
    const text = '#EXTM3U\n#EXTINF:-1,Mira - One\nhttps://a.example/1\nhttps://a.example/2\nspotify://track/3\n';
    expect(read(text)).toEqual({
      entries: [{ artist: 'Mira', title: 'One' }],
      notes: ['2 internet addresses left out.'],
    });
  });

  it.each([
    ['', 'empty-list'],
    ['#EXTM3U\n#EXTINF:3,A - B\n', 'empty-list'],
    ['Dear reader,\nthis is a letter.\nYours\n', 'not-a-list'],
    ['<html>\n<body></body>\n</html>', 'not-a-list'],
    ['{\n"a/b": 1\n}', 'not-a-list'],
    ['ID3\0\0\0\0/a/b.mp3', 'not-a-list'],
    ['a.mp3\n'.repeat(MOST_LISTED + 1), 'list-too-long'],
    [`#EXTM3U\n${'#'.repeat(8_000_000)}\na.mp3`, 'list-too-long'],
  ])('refuses %#', (text, code) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code, message: expect.stringContaining('list.m3u') }));
  });

  it('is not held up by long lines', () => {
    const text = `#EXTM3U\n#EXTINF:${'1'.repeat(1_000_000)}\n#EXTVDJ:${'<artist>'.repeat(100_000)}\na.mp3\n`;
    expect(read(text).entries).toEqual([{ path: '/home/dj/lists/a.mp3' }]);
  });

  it('reads or refuses whatever it is given', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '#EXTINF:1,"',
        '#EXTINF:1,a - b',
        '#EXTVDJ:<artist>',
        'file://%',
        'file:///%zz',
        '..\\..',
        '\\\\',
      ),
    );
    fc.assert(
      fc.property(fc.array(line), fc.uint8Array(), (lines, noise) => {
        for (const bytes of [Buffer.from(`#EXTM3U\n${lines.join('\n')}`), noise]) {
          try {
            for (const { path, title } of readM3u(bytes, OPTIONS).entries) expect(path ?? title).toBeTruthy();
          } catch (error) {
            expect(error).toBeInstanceOf(DomainError);
          }
        }
      }),
    );
  });

  const there = existsSync(M3U);
  it.skipIf(!there).each<[string, number, ListedTrack]>([
    ['beetbox--test_rsrc_playlist.m3u', 2, { path: '/This/is/a/path/to_a_file.mp3' }],
    ['beetbox--test_rsrc_playlist.m3u8', 2, { path: '/This/is/å/path/to_a_file.mp3' }],
    ['beetbox--test_rsrc_playlist_non_ext.m3u', 2, { path: '/This/is/a/path/to_a_file.mp3' }],
    ['beetbox--test_rsrc_playlist_windows.m3u8', 2, { path: 'x:\\This\\is\\å\\path\\to_a_file.mp3' }],
    [
      'troysandal--test_files_RekordBox_Rezidence22.m3u8',
      22,
      {
        ...{ durationMs: 296_000, artist: 'Steven Weston feat. Låpsley', title: 'Like I Used To' },
        path: '/Users/troy/Music/iTunes/iTunes Media/Music/Steven Weston feat. Låpsley/Like I Used To/Like I Used To-001-Steven Weston feat Låpsley-Like I Used To_PN.mp3',
      },
    ],
    [
      'whatsnowplaying--tests_m3u_2021-01-09.m3u',
      47,
      { path: '/av/mp3/cds/Kate Bush/Remastered, Part II/5-01 Lily.m4a' },
    ],
    [
      'whatsnowplaying--tests_playlists_virtualdj_test_testplaylist.m3u',
      3,
      {
        ...{ durationMs: 246_000, artist: 'ACTORS', title: 'Once More With Feeling' },
        path: '/SRCROOT/tests/audio/15_Ghosts_II_64kb_orig.m4a',
      },
    ],
    [
      'whatsnowplaying--tests_playlists_virtualdj_videos.m3u',
      3,
      {
        ...{ durationMs: 180_976, artist: '311', title: 'All Mixed Up' },
        path: '/SRCROOT/tests/audio/15_Ghosts_II_64kb_orig.flac',
      },
    ],
  ])('%s (needs ../shared/fixtures)', (file, count, first) => {
    const { entries, notes } = readM3u(readFileSync(join(M3U, file)), { name: file, folder: M3U });
    const same = (one: ListedTrack) => JSON.stringify(one).normalize('NFC');
    expect(entries).toHaveLength(count);
    expect(JSON.parse(same(entries[0] ?? {}))).toEqual(JSON.parse(same(first)));
    expect(notes).toEqual([]);
    // No sign was lost in reading the encoding.
    expect(entries.map(({ path }) => path).join('')).not.toMatch(/\ufffd/);
  });
});

describe('heardTrack', () => {
  it.each([
    ['/a/06 Lys - Two.mp3', 'Lys', 'Two'],
    ["/av/06 We're the Pet Shop Boys.mp3", '', "We're the Pet Shop Boys"],
    ['D:\\cds\\5-01 Lily.m4a', '', 'Lily'],
    ['1-03 - Night.flac', '', 'Night'],
    ['311 - Amber.mp3', '311', 'Amber'],
    ['1. Rain.mp3', '', 'Rain'],
    ['7 Seconds.mp3', '', '7 Seconds'],
    ['Lys – Two (Mr. M Mix).aiff', 'Lys', 'Two (Mr. M Mix)'],
    ['', '', ''],
  ])('takes the name of %s where the list has none', (path, artist, title) => {
    expect(namesOfFile(path)).toEqual({ artist, title });
    expect(heardTrack({ path, title: ' ' })).toEqual({ artist, title, path });
  });

  it('is what the list says', () => {
    expect(heardTrack({ artist: 'A', title: 'B', mix: 'C', path: '/x - y.mp3', durationMs: 1_000 })).toEqual({
      ...{ artist: 'A', title: 'B', mix: 'C', path: '/x - y.mp3', durationMs: 1_000 },
    });
    expect(heardTrack({ title: 'B', durationMs: 9e12 })).toEqual({ artist: '', title: 'B' });
    const long = heardTrack({ artist: 'a\nb', title: 'x'.repeat(9_999) });
    expect([long.artist, long.title.length]).toEqual(['a b', 500]);
  });

  it('is found by its path whichever way the separators stand', () => {
    expect(pathKey(paths('#EXTM3U\nd:/Music/Å.mp3')[0] ?? '')).toBe(pathKey('D:\\music\\A\u030a.mp3'));
  });
});

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cueTime, writeCue } from '#domain/tracklist/cue.ts';
import { readCue } from '#domain/tracklist/read-cue.ts';
import { list, long, masked, name, ODD_NAMES, row } from './made-list.ts';

const TOOLS = ['/usr/bin/cueprint', '/usr/bin/cuebreakpoints'];
const hasTools = TOOLS.every((tool) => existsSync(tool));

const told = (tool: string, text: string, ...args: string[]) => {
  const folder = mkdtempSync(join(tmpdir(), 'tracord-cue-'));
  try {
    writeFileSync(join(folder, 'a.cue'), text);
    return execFileSync(tool, [...args, join(folder, 'a.cue')], { encoding: 'utf8' });
  } finally {
    rmSync(folder, { recursive: true });
  }
};

describe('cueTime', () => {
  it.each([
    [0, '00:00:00'],
    [13, '00:00:01'],
    [993, '00:00:74'],
    [994, '00:01:00'],
    [59_999, '01:00:00'],
    [60_000, '01:00:00'],
    [3_599_990, '59:59:74'],
    [6_258_240, '104:18:18'],
    [86_400_000, '1440:00:00'],
  ])('%i ms is %s', (ms, text) => expect(cueTime(ms)).toBe(text));

  it('never writes 75 frames or 60 seconds, and is at most half a frame off', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (ms) => {
        const [minutes = 0, seconds = 0, frames = 0] = cueTime(ms).split(':').map(Number);
        expect(seconds).toBeLessThan(60);
        expect(frames).toBeLessThan(75);
        expect(Math.abs((minutes * 60 + seconds + frames / 75) * 1000 - ms)).toBeLessThanOrEqual(500 / 75 + 1e-6);
      }),
    );
  });
});

describe('writeCue', () => {
  it('is a sheet for the recording', () => {
    const made = list([
      row(0, 'Mira', 'One', { label: 'Tin Harbour', performer: 'Ann' }),
      row(300_500, '', 'Two', { rough: true }),
      masked(6_258_240),
    ]);
    expect(writeCue(made)).toEqual({
      text: [
        'REM DATE 2026-11-20',
        'REM COMMENT "TraCord"',
        'PERFORMER "Mira"',
        'TITLE "Friday"',
        'FILE "Friday.mkv" WAVE',
        '  TRACK 01 AUDIO',
        '    TITLE "One"',
        '    PERFORMER "Mira"',
        '    REM LABEL "Tin Harbour"',
        '    REM DJ "Ann"',
        '    INDEX 01 00:00:00',
        '  TRACK 02 AUDIO',
        '    TITLE "Two"',
        '    PERFORMER ""',
        '    REM ROUGH',
        '    INDEX 01 05:00:38',
        '  TRACK 03 AUDIO',
        '    TITLE "ID"',
        '    PERFORMER "ID"',
        '    INDEX 01 104:18:18',
        '',
      ].join('\r\n'),
      type: 'application/x-cue; charset=utf-8',
      extension: 'cue',
      rows: 3,
      notes: ['1 start is only known to some seconds.'],
    });
  });

  it.each([
    ['a.mp3', 'MP3'],
    ['a.AIFF', 'AIFF'],
    ['a.mkv', 'WAVE'],
  ])('calls %s a file of %s', (media, type) => {
    expect(writeCue(list([row(0, 'A', 'B')], { media })).text).toContain(`FILE "${media}" ${type}\r\n`);
  });

  it('says where the name of the recording is missing', () => {
    const { text, notes } = writeCue(list([row(0, 'A', 'B')], { media: undefined }));
    expect(text).toContain('FILE "2026-11-20 Friday.wav" WAVE');
    expect(notes).toEqual(['The name of the recording is not known: write it into the line FILE.']);
  });

  it('counts from the first track where the list is by the time of the day', () => {
    const { text, notes } = writeCue(list([row(75_600_000, 'A', 'B'), row(75_660_000, 'C', 'D')], { clock: 'wall' }));
    expect(text.match(/INDEX .*/g)).toEqual(['INDEX 01 00:00:00\r', 'INDEX 01 01:00:00\r'].map((one) => one.trim()));
    expect(notes).toEqual(['Times count from the first track: this format knows no time of the day.']);
  });

  it('names each file of a recording that was split, counts from its beginning, and is read back as one', () => {
    const files = [
      { name: 'a.mkv', startMs: 0 },
      { name: 'b.mkv', startMs: 600_000 },
      { startMs: 700_000 },
      { name: 'd.mkv', startMs: 900_000 },
    ];
    const { text, notes } = writeCue(
      list([row(0, 'A', '1'), row(599_000, 'B', '2'), row(600_000, 'C', '3'), row(961_000, 'D', '4')], { files }),
    );
    expect(text.match(/(?:FILE |INDEX |REM FILE).*(?=\r)/g)).toEqual([
      ...['FILE "a.mkv" WAVE', 'INDEX 01 00:00:00', 'INDEX 01 09:59:00'],
      ...['REM FILE_START 10:00:00', 'FILE "b.mkv" WAVE', 'INDEX 01 00:00:00'],
      ...['REM FILE_START 15:00:00', 'FILE "d.mkv" WAVE', 'INDEX 01 01:01:00'],
    ]);
    expect(text.match(/TRACK \d+/g)).toEqual(['TRACK 01', 'TRACK 02', 'TRACK 03', 'TRACK 04']);
    expect(notes).toEqual(['The name of the recording is not known: write it into the line FILE.']);
    const read = readCue(text);
    expect(read.rows.map(({ startMs }) => startMs)).toEqual([0, 599_000, 600_000, 961_000]);
    expect(read.notes).toEqual([]);
    if (hasTools) expect(told('cueprint', text, '-d', '%N', '-t', '%n%t')).toBe('411223344');
  });

  it('makes sheets of 99 tracks, numbered anew, for the same file', () => {
    const { text, parts = [], rows, notes } = writeCue(long(150));
    expect(parts).toHaveLength(2);
    expect(text).toBe(parts.join('\r\n'));
    expect(rows).toBe(150);
    expect(parts[0]?.match(/TRACK \d+/g)?.at(-1)).toBe('TRACK 99');
    expect(parts[1]).toContain('REM DISCNUMBER 2\r\nREM TOTALDISCS 2\r\n');
    expect(parts[1]?.match(/TRACK \d+/g)).toEqual(
      Array.from({ length: 51 }, (_, n) => `TRACK ${String(n + 1).padStart(2, '0')}`),
    );
    expect(parts[1]).toContain('INDEX 01 495:00:00');
    expect(notes).toEqual(['A cue sheet holds 99 tracks: these 150 tracks are 2 sheets.']);
  });

  it('is one sheet of 99 tracks and none of none', () => {
    expect(writeCue(long(99)).parts).toBeUndefined();
    expect(writeCue(list([]))).toMatchObject({ rows: 0, notes: ['There is no track in the list.'] });
  });

  it('holds one quoted text to a line, whatever the names are', () => {
    const { text } = writeCue(list(ODD_NAMES.map(([artist, title], index) => row(index * 60_000, artist, title))));
    for (const line of text.split('\r\n')) expect(line.match(/"/g)?.length ?? 0).toBeOneOf([0, 2]);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/\p{Cc}/u);
  });

  it('can be read back, to the frame', () => {
    const title = name.map((text) => text.replaceAll('"', "'"));
    const rows = fc.array(
      fc.record({
        startMs: fc.nat(40_000_000),
        artist: title,
        title,
        label: fc.option(title, { nil: undefined }),
        rough: fc.boolean(),
      }),
      { minLength: 1, maxLength: 120 },
    );
    fc.assert(
      fc.property(rows, (given) => {
        const made = [...given].sort((a, b) => a.startMs - b.startMs);
        const rowOf = ({ startMs, artist, title: said, label, rough }: (typeof made)[number]) =>
          row(startMs, artist, said, { label, ...(rough ? { rough } : {}) });
        const read = readCue(writeCue(list(made.map(rowOf))).text);
        expect(read).toMatchObject({ name: 'Friday', performer: 'Mira', media: 'Friday.mkv', notes: [] });
        expect(
          read.rows.map(({ artist, title: said, label, rough }) => ({
            artist,
            title: said,
            label,
            rough: rough ?? false,
          })),
        ).toEqual(made.map(({ artist, title: said, label, rough }) => ({ artist, title: said, label, rough })));
        for (const [index, { startMs = -1 }] of read.rows.entries()) {
          expect(Math.abs(startMs - (made[index]?.startMs ?? 0))).toBeLessThanOrEqual(8);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe.skipIf(!hasTools)("what Debian's cuetools make of it (needs cueprint and cuebreakpoints)", () => {
  it('reads every name and every start', () => {
    const rows = ODD_NAMES.map(([artist, title], index) => row(index * 400_010, artist, title));
    const { text } = writeCue(list(rows));
    expect(told('cueprint', text, '-t', '%n|%p|%t\\n').trimEnd().split('\n')).toEqual(
      readCue(text).rows.map(({ artist, title }, index) => `${index + 1}|${artist}|${title}`),
    );
    expect(told('cuebreakpoints', text).trimEnd().split('\n')).toEqual(
      rows.slice(1).map(({ startMs }) =>
        cueTime(startMs)
          .replace(/^0(\d:)/, '$1')
          .replace(/:(\d\d)$/, '.$1'),
      ),
    );
  });

  it('reads 99 tracks beyond 99 minutes, and each of several sheets', () => {
    for (const part of writeCue(long(150)).parts ?? []) {
      expect(told('cueprint', part, '-d', '%N')).toBe(part.includes('DISCNUMBER 1') ? '99' : '51');
    }
    expect(
      told('cuebreakpoints', writeCue(long(99)).text)
        .trimEnd()
        .split('\n')
        .at(-1),
    ).toBe('490:00.00');
  });
});

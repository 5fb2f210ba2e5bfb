// Lists of others and our own, read back.

import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeMixcloud } from '#domain/tracklist/mixcloud.ts';
import { writePlain } from '#domain/tracklist/plain.ts';
import { isCue, readCue } from '#domain/tracklist/read-cue.ts';
import { type ReadRow, tracklistOf } from '#domain/tracklist/read-rows.ts';
import { readText } from '#domain/tracklist/read-text.ts';
import { writeThousandOne } from '#domain/tracklist/thousandone-tracklists.ts';
import { list, name, row } from './made-list.ts';

const FIXTURES = resolve(import.meta.dirname, '../../../../../shared/fixtures');
const there = existsSync(FIXTURES);
const fixture = (path: string) => readFileSync(join(FIXTURES, path), 'utf8');

describe('readText', () => {
  const one = (text: string): ReadRow | undefined => readText(text).rows[0];

  it.each<[line: string, startMs: number | undefined]>([
    ['0:00 A - B', 0],
    ['12:34 A - B', 754_000],
    ['1:02:03 A - B', 3_723_000],
    ['1:2:3 A - B', 3_723_000],
    ['104:18 A - B', 6_258_000],
    ['[12:34] A - B', 754_000],
    ['(12:34) A - B', 754_000],
    ['[104:18] A – B', 6_258_000],
    ['[75] A — B', 4_500_000],
    ['12:34 - A - B', 754_000],
    ['12:34 | A - B', 754_000],
    ['01. 12:34 A - B', 754_000],
    ['1) [12:34] A - B', 754_000],
    ['[12:34] 01. A - B', 754_000],
    ['A - B 12:34', 754_000],
    ['A - B [1:02:03]', 3_723_000],
    ['\ufeff01 - A - B', undefined],
    ['A - B', undefined],
  ])('knows the time of %j', (line, startMs) => {
    expect(readText(line)).toEqual({
      rows: [{ artist: 'A', title: 'B', ...(startMs === undefined ? {} : { startMs }) }],
      notes: [],
    });
  });

  it.each<[line: string, row: Partial<ReadRow>]>([
    ['0:00 A - B (C Remix) [LABEL]', { artist: 'A', title: 'B (C Remix)', label: 'LABEL' }],
    ['0:00 A - B - C', { artist: 'A', title: 'B - C' }],
    ['0:00 A feat. B - C-D', { artist: 'A feat. B', title: 'C-D' }],
    ['0:00 A vs. B - X vs. Y', { artist: 'A vs. B', title: 'X vs. Y' }],
    ['0:00 ID - ID', { artist: 'ID', title: 'ID' }],
    ['0:00 ID', { artist: 'ID', title: 'ID' }],
    ['0:00 ?', { artist: 'ID', title: 'ID' }],
    ['0:00 A - ID', { artist: 'A', title: 'ID' }],
    ['0:00 Intro', { artist: '', title: 'Intro' }],
    ['311 - Amber', { artist: '311', title: 'Amber' }],
    ['0:00 Sandstorm by Night', { artist: '', title: 'Sandstorm by Night' }],
    ['0:00 水無瀬リョウ – 夜明け前', { artist: '水無瀬リョウ', title: '夜明け前' }],
  ])('knows the names in %j', (line, wanted) => expect(one(line)).toMatchObject(wanted));

  it('takes what is played together as of the time of the row above', () => {
    expect(readText('[1:00] A - B\nw/ C - D\n[2:00] w/ E - F').rows).toEqual([
      { startMs: 60_000, artist: 'A', title: 'B' },
      { startMs: 60_000, artist: 'C', title: 'D' },
      { startMs: 120_000, artist: 'E', title: 'F' },
    ]);
  });

  it('takes the heading for the name, leaves comments out, and says what else it left out', () => {
    const text = '# mine\r\nFriday Night\r\n\r\nTracklist:\r\n1. A - B\r\n2. C - D\r\n// end\r\nThanks for listening';
    expect(readText(text)).toEqual({
      name: 'Friday Night',
      rows: [
        { artist: 'A', title: 'B' },
        { artist: 'C', title: 'D' },
      ],
      notes: ['2 lines are no tracks and left out.'],
    });
  });

  it('says that there is nothing', () => {
    expect(readText('\n').notes).toEqual(['There is no track in this text: write "Artist - Title", one to a line.']);
  });

  it.skipIf(!there)('reads "Title by Artist" as programs write it (needs ../shared/fixtures)', () => {
    const { name: heading, rows, notes } = readText(fixture('tracklist/troysandal--test_files_Rezidence28.txt'));
    expect({ heading, rows: rows.length, notes }).toEqual({ heading: 'HISTORY', rows: 23, notes: [] });
    expect(rows[0]).toEqual({ artist: 'Marsh', title: 'Pneuma (Extended Mix)' });
    expect(rows[21]).toEqual({ artist: 'PROFF', title: "Nibbana (Volen Sentir's Pink Sky Extended Retouch)" });
  });

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => void [readText(text), readCue(text), tracklistOf(readText(text))],
      ),
    );
  });

  /** Names that leave no doubt: without a separator, a label, a number or a time of their own. */
  const clear = name.filter(
    (text) => /^[\p{L}\p{So}]/u.test(text) && !/^w\/|^ID$|[[\]…]|[-–—|]|\d$/iu.test(text) && !text.includes(' by '),
  );
  const rows = fc.array(
    fc.record({
      gap: fc.integer({ min: 10_000, max: 900_000 }),
      artist: clear,
      title: clear,
      label: fc.option(clear, { nil: undefined }),
    }),
    {
      minLength: 1,
      maxLength: 30,
    },
  );
  const timed = (given: { gap: number; artist: string; title: string; label?: string }[]) => {
    let at = 0;
    return given.map(({ gap, artist, title, label }) => {
      at += gap;
      return row(at, artist, title, { label });
    });
  };

  it.each([
    ['plain text', writePlain, false],
    ['Mixcloud', writeMixcloud, false],
    ['1001tracklists', writeThousandOne, true],
  ])('reads our own list back to the second: %s', (_format, write, hasLabels) => {
    fc.assert(
      fc.property(rows, (given) => {
        const made = timed(given);
        expect(readText(write(list(made)).text)).toEqual({
          rows: made.map(({ startMs, artist, title, label }) => ({
            ...{ artist, title, startMs: Math.floor(startMs / 1000) * 1000 },
            ...(hasLabels && label !== undefined ? { label } : {}),
          })),
          notes: [],
        });
      }),
      { numRuns: 60 },
    );
  });
});

describe('readCue', () => {
  const sheet = (...lines: string[]) => lines.join('\n');

  it.each<[what: string, text: string, rows: ReadRow[]]>([
    [
      'without quotes, with only INDEX 00',
      sheet('TRACK 01 AUDIO', 'TITLE Some Title', 'PERFORMER Mira', 'INDEX 00 01:02:75'),
      [{ artist: 'Mira', title: 'Some Title', startMs: 63_000 }],
    ],
    [
      'INDEX 01 where both are there',
      sheet('TRACK 01 AUDIO', 'TITLE "B"', 'PERFORMER "A"', 'INDEX 00 00:00:00', 'INDEX 01 104:18:00'),
      [{ artist: 'A', title: 'B', startMs: 6_258_000 }],
    ],
    [
      'as Mixxx records',
      sheet('PERFORMER "DJ"', 'TRACK 01 AUDIO', 'TITLE "Mira — One"', 'PERFORMER ""', 'INDEX 01 00:00:00'),
      [{ artist: 'Mira', title: 'One', startMs: 0 }],
    ],
    [
      "with the album's performer",
      sheet('PERFORMER "Mira"', 'TRACK 01 AUDIO', 'TITLE "B"', 'INDEX 01 00:00:37'),
      [{ artist: 'Mira', title: 'B', startMs: 493 }],
    ],
    [
      'with a byte order mark, tabs and CRLF',
      '\ufeffTITLE "Set"\r\n\tTRACK 01 AUDIO\r\n\t\tTITLE "B"\r\n\t\tPERFORMER "A"\r\n\t\tINDEX 01 00:01:00\r\n',
      [{ artist: 'A', title: 'B', startMs: 1_000 }],
    ],
  ])('reads a sheet %s', (_what, text, rows) => {
    expect(isCue(text)).toBe(true);
    expect(readCue(text).rows).toEqual(rows);
  });

  it('says what it could not read', () => {
    expect(readCue('hello').notes).toEqual(['There is no TRACK in this cue sheet.']);
    const bad = sheet(
      'FILE "1.wav" WAVE',
      'TRACK 01 AUDIO',
      'TITLE "A"',
      'INDEX 01 soon',
      'FILE "2.wav" WAVE',
      'TRACK 02 AUDIO',
      'TITLE "B"',
      'INDEX 01 00:00:00',
    );
    expect(readCue(bad)).toEqual({
      media: '1.wav',
      rows: [
        { artist: '', title: 'A' },
        { artist: '', title: 'B', startMs: 0 },
      ],
      notes: ['Of 1 INDEX the time cannot be read.', 'Times count from the beginning of each of 2 files.'],
    });
  });

  it.skipIf(!there)(
    "reads hours, minutes and seconds where rekordbox's sheet says that it is one (needs ../shared/fixtures)",
    () => {
      const text = fixture('cue/troysandal--test_files_RekordBox_Music_and_Love.cue');
      const { rows, notes, ...about } = readCue(text);
      expect(about).toEqual({ name: 'Music and Love', performer: 'The Acidic Rabbi', media: '01 Music and Love.wav' });
      expect({ rows: rows.length, notes }).toEqual({ rows: 21, notes: [] });
      expect(rows[0]).toEqual({
        artist: 'Nile Delta, Knightlife, Chicken Lips, Tornado Wallace',
        title: 'Channel',
        startMs: 0,
      });
      expect(rows[20]?.startMs).toBe(((1 * 60 + 18) * 60 + 53) * 1000);
      expect(readCue(text.replace('rekordbox-dj', 'other')).rows[20]?.startMs).toBe(
        Math.round((60 + 18 + 53 / 75) * 1000),
      );
    },
  );
});

describe('tracklistOf', () => {
  it('is a list on its own clock, in order, without times where there are none', () => {
    const timed = tracklistOf({
      name: 'X',
      performer: 'DJ',
      rows: [row(60_000, 'A', 'B'), { artist: 'C', title: 'D' }, row(5_000, 'E', 'F')],
      notes: [],
    });
    expect(timed.rows.map(({ startMs, title }) => [startMs, title])).toEqual([
      [5_000, 'F'],
      [60_000, 'B'],
      [60_000, 'D'],
    ]);
    expect(timed).toMatchObject({ clock: 'list', zeroAt: 0, name: 'X', performers: ['DJ'] });
    expect(timed.untimed).toBeUndefined();
    expect(tracklistOf({ rows: [{ artist: 'C', title: 'D' }], notes: [] }).untimed).toBe(true);
  });
});

// Exports over lists as a set gives them, in the audience's view and in clear.

import { EXPORT_FORMATS } from '@tracord/shared/set-queries.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Tracklist, TracklistRow } from '#domain/tracklist/tracklist.ts';
import { createLogger, type LogLine } from '#kernel/logger.ts';
import { type ListOptions, SetExports, type SetExportsParts } from '#services/live/set-exports.ts';

const ZERO_AT = new Date(2026, 10, 20, 21).getTime();
const JPEG = Buffer.from('picture of one');
const COVER = `data:image/jpeg;base64,${JPEG.toString('base64')}`;
/** What nobody but the DJ may read anywhere. */
const SECRETS = ['Secret Artist', 'Secret Title', 'secret.mp3', 'Secret Label', 'secret-cover', 't-secret', 'Secret/:'];

const file = (playId: string, startMs: number, name: string, more: Partial<TracklistRow> = {}): TracklistRow => ({
  ...{ playId, startMs, artist: `${name} Artist`, title: `${name} Title`, label: `${name} Label`, durationMs: 300_000 },
  ...{ display: { artist: `${name} Artist`, title: `${name} Title` } },
  ...more,
});
const inFolder = (name: string) => ({ trackId: `t-${name}`, path: `/music/${name}.mp3`, cover: `${name}-cover` });

let asked: [string, ListOptions][];
let copied: string[];
let logged: LogLine[];
let clear: TracklistRow[];
let parts: SetExportsParts;

/** As the audience may read a row. */
const said = ({ path: _path, trackId: _id, ...row }: TracklistRow): TracklistRow =>
  row.masked
    ? {
        playId: row.playId,
        startMs: row.startMs,
        artist: 'ID',
        title: 'ID',
        display: { artist: 'ID', title: 'ID' },
        masked: true,
      }
    : row;

beforeEach(() => {
  [asked, copied, logged] = [[], [], []];
  clear = [
    file('p1', 0, 'One', inFolder('one')),
    file('p2', 300_000, 'Secret', { ...inFolder('secret'), masked: true }),
    file('p3', 600_000, 'Two'),
  ];
  parts = {
    tracklist: async (id, options) => {
      asked.push([id, options]);
      if (id === 'none') return { ok: false, code: 'set-unknown', message: 'there is no set "none"' };
      const list: Tracklist = {
        ...{ setId: 's1', name: 'Friday', performers: ['Mira'], clock: 'recording', zeroAt: ZERO_AT },
        rows: options.inClear ? clear : clear.map(said),
      };
      return { ok: true, list };
    },
    cover: async (id) => {
      if (id === 'broken') throw new Error('no such file');
      return id === 'one-cover' ? { bytes: JPEG, type: 'image/jpeg' } : undefined;
    },
    traktorKeys: async (ids) =>
      Object.fromEntries(ids.map((id) => [id, `Disk/:${id === 't-secret' ? 'Secret' : 'music'}/:${id}.mp3`])),
    line: () => '{place} {title}',
    copy: async (text) => {
      copied.push(text);
      return true;
    },
    log: createLogger((line) => logged.push(line)),
  };
});

const exported = async (format: (typeof EXPORT_FORMATS)[number], inClear = false) => {
  const answer = await new SetExports(parts).export({ id: 's1', format, clock: '', offsetMs: 0, inClear });
  if (!answer.ok) throw new Error(answer.message);
  return answer;
};

describe('export', () => {
  it.each(EXPORT_FORMATS)('lets nobody learn of a masked track: %s', async (format) => {
    const { text, file: saved, type, parts: pieces } = await exported(format);
    for (const secret of SECRETS) expect(text).not.toContain(secret);
    expect(saved).toMatch(/^2026-11-20 Friday\.[a-z0-9.]+$/);
    expect(type).toMatch(/^\w+\/[\w-]+(?:; charset=utf-8)?$/);
    expect(pieces).toBeUndefined();
    expect((await exported(format, true)).text).toMatch(/Secret Title/);
  });

  it('asks for the list as it was asked itself, for covers only where they are shown', async () => {
    const input = { id: 's1', clock: 'stream', file: 2, offsetMs: 1_500, inClear: false };
    await new SetExports(parts).export({ ...input, format: 'html' });
    await new SetExports(parts).export({ ...input, format: 'cue' });
    const wish = { clock: 'stream', file: 2, offsetMs: 1_500, inClear: false, whole: false };
    expect(asked[0]).toEqual(['s1', { ...wish, covers: true }]);
    expect(asked.at(-1)).toEqual(['s1', { ...wish, covers: false }]);
    expect(await new SetExports(parts).export({ ...input, id: 'none', format: 'nml' })).toMatchObject({
      ok: false,
      code: 'set-unknown',
    });
  });

  it.each([
    ['mixcloud', '', true],
    ['discord', '', true],
    ['youtube', '', false],
    ['m3u8', 'list', false],
    ['nml', 'list', false],
  ] as const)('asks for all tracks where they are read as one list: %s', async (format, clock, whole) => {
    await exported(format);
    expect(asked.at(-1)?.[1]).toMatchObject({ clock, whole });
    await new SetExports(parts).export({ id: 's1', format, clock: 'stream', offsetMs: 0, inClear: false });
    expect(asked.at(-1)?.[1]).toMatchObject({ clock: 'stream' });
  });

  it.each(EXPORT_FORMATS)('says what is to be said of the list first: %s', async (format) => {
    const { tracklist } = parts;
    parts.tracklist = async (id, options) => {
      const answer = await tracklist(id, options);
      return answer.ok ? { ok: true, list: { ...answer.list, notes: ['2 tracks are elsewhere.'] } } : answer;
    };
    const { notes, text } = await exported(format);
    expect(notes[0]).toBe('2 tracks are elsewhere.');
    expect(text).not.toContain('elsewhere');
  });

  it.each(['html', 'nml', 'm3u8'] as const)('lets nobody learn of what was hidden meanwhile: %s', async (format) => {
    let isHidden = false;
    const { tracklist, cover, traktorKeys } = parts;
    const hide = async <T>(answer: Promise<T>): Promise<T> => {
      const before = await answer;
      isHidden = true;
      return before;
    };
    parts.cover = (id, sizePx) => hide(cover(id, sizePx));
    parts.traktorKeys = (ids) => hide(traktorKeys(ids));
    parts.tracklist = async (id, options) => {
      clear = clear.map((row) => (isHidden && row.playId === 'p1' ? { ...row, masked: true } : row));
      const answer = tracklist(id, options);
      return options.inClear ? hide(answer) : answer;
    };
    expect((await exported(format)).text).not.toMatch(/One Title|one\.mp3/);
  });

  it('writes plain text by the template of the settings', async () => {
    expect((await exported('text')).text).toBe('1 One Title\n2 ID\n3 Two Title\n');
  });

  it('puts covers into the page, and does without those that cannot be had', async () => {
    clear.push(file('p4', 900_000, 'Three', { cover: 'broken' }));
    const { text, rows } = await exported('html');
    expect(text.split(COVER)).toHaveLength(2);
    expect(rows).toBe(4);
    expect(logged.map(({ event }) => event)).toEqual(['cover.failed']);
  });

  it('names files for playlists of what may be known, folders only in clear', async () => {
    expect(await exported('m3u8')).toMatchObject({
      text: '#EXTM3U\n#EXTINF:300,One Artist - One Title\none.mp3\n',
      rows: 1,
      notes: [
        '1 masked track left out.',
        '1 track left out: not in your collection.',
        expect.stringContaining('Without folders'),
      ],
    });
    expect((await exported('m3u8', true)).text).toContain('\n/music/secret.mp3\n');
    expect(await exported('nml')).toMatchObject({
      rows: 1,
      text: expect.stringContaining('KEY="Disk/:music/:t-one.mp3"'),
    });
    expect((await exported('nml', true)).rows).toBe(2);
  });

  it('keeps a track out of playlists that is masked in either list', async () => {
    const { tracklist } = parts;
    parts.tracklist = async (id, options) => {
      const answer = await tracklist(id, options);
      if (!answer.ok || !options.inClear) return answer;
      return {
        ok: true,
        list: { ...answer.list, rows: answer.list.rows.map((row) => ({ ...row, masked: true as const })) },
      };
    };
    for (const format of ['m3u8', 'nml'] as const) expect((await exported(format)).rows).toBe(0);
  });

  it('comes in several pieces where it must', async () => {
    clear = Array.from({ length: 150 }, (_, index) => file(`p${index}`, index * 60_000, `No ${index}`));
    const { text, parts: pieces = [] } = await exported('cue');
    expect(pieces.map((piece) => piece.file)).toEqual([
      '2026-11-20 Friday (1 of 2).cue',
      '2026-11-20 Friday (2 of 2).cue',
    ]);
    expect(text).toBe(pieces.map((piece) => piece.text).join('\r\n'));
  });
});

describe('copy', () => {
  it('puts each format under its name, once, as the audience may read it', async () => {
    const answer = await new SetExports(parts).copy({ formats: ['youtube', 'mixcloud', 'youtube', 'discord'] });
    expect(copied).toEqual([
      [
        'YouTube\n\n0:00 One Artist - One Title\n5:00 ID - ID\n10:00 Two Artist - Two Title\n',
        'Mixcloud\n\n0:00 One Artist - One Title\n5:00 ID - ID\n10:00 Two Artist - Two Title\n',
        'Discord\n\n**Mira – Friday**\n`0:00` One Artist – **One Title**\n`5:00` ID – **ID**\n`10:00` Two Artist – **Two Title**\n',
      ].join('\n'),
    ]);
    expect(answer).toEqual({ ok: true, rows: 3, notes: ["Mixcloud: 1 ID not counted for Mixcloud's rules."] });
    expect(new Set(asked.map(([id]) => id))).toEqual(new Set(['current']));
  });

  it('has no heading over one format alone', async () => {
    await new SetExports(parts).copy({ setId: 's1', formats: ['text'] });
    expect(copied).toEqual(['1 One Title\n2 ID\n3 Two Title\n']);
  });

  it('says that there is no such set, or that the clipboard did not take it', async () => {
    expect(await new SetExports(parts).copy({ setId: 'none', formats: ['text'] })).toMatchObject({
      ok: false,
      code: 'set-unknown',
    });
    parts.copy = async () => false;
    expect(await new SetExports(parts).copy({ formats: ['text'] })).toMatchObject({ ok: false, code: 'clipboard' });
  });
});

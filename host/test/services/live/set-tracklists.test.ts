import { expect, it } from 'vitest';
import { keyView, musicalKey } from '#domain/musical-key.ts';
import type { OutputClock } from '#domain/output-clock.ts';
import { DAWN, evening, hit, MINUTE, SECOND, set, startShow } from './set-stage.ts';

const WISH = { clock: '', offsetMs: 0, inClear: false };

/** From minute 5 on a track every 5 minutes, by hand: exact; over at minute 25. */
async function overShow() {
  const show = startShow();
  await show.resume();
  await show.goLive(true);
  for (const title of ['One', 'Two', 'Unheard', 'Three']) await show.name(title);
  await show.silence();
  show.sets.end();
  const lines = async (wish: Partial<Parameters<typeof show.tracklists.tracklist>[1]>, id = 'last') => {
    const answer = await show.tracklists.tracklist(id, { ...WISH, ...wish });
    if (!answer.ok) return [answer.code];
    return answer.list.rows.map(
      ({ title, startMs, endMs }) => `${title} ${startMs / MINUTE}-${(endMs ?? -1) / MINUTE}`,
    );
  };
  const list = async (wish: Partial<Parameters<typeof show.tracklists.tracklist>[1]>) => {
    const answer = await show.tracklists.tracklist('last', { ...WISH, ...wish });
    if (!answer.ok) throw new Error(answer.message);
    return answer.list;
  };
  return { show, lines, list };
}

const minute = (at: number) => DAWN + at * MINUTE;
const splitOf = (at: number, from: number) => ({
  ...{ at: minute(at), what: 'split' as const, durationMs: (at - from) * MINUTE, path: 'C:\\Videos\\two.mkv' },
});
const recording = (id: string, from: number, to: number, splitAt?: number): OutputClock => ({
  ...{ id, kind: 'recording', startedAt: minute(from), endedAt: minute(to) },
  marks: [
    { at: minute(from), what: 'started', path: 'C:\\Videos\\one.mkv' },
    ...(splitAt === undefined ? [] : [splitOf(splitAt, from)]),
    { at: minute(to), what: 'stopped' },
  ],
});

it('counts from the first track where nothing was recorded', async () => {
  const { show, lines, list } = await overShow();
  expect(await lines({})).toEqual(['One 0-5', 'Two 5-10', 'Unheard 10-15', 'Three 15-20']);
  expect(await list({})).toMatchObject({ clock: 'list', zeroAt: minute(5), lengthMs: 20 * MINUTE, performers: [] });
  expect(await list({ clock: 'wall' })).toMatchObject({ clock: 'wall', zeroAt: minute(5) });
  expect(await lines({ offsetMs: -6 * MINUTE })).toEqual(['Two 0-4', 'Unheard 4-9', 'Three 9-14']);
  expect(await lines({ offsetMs: MINUTE })).toEqual(['One 1-6', 'Two 6-11', 'Unheard 11-16', 'Three 16-21']);
  expect(await lines({ clock: 'recording' })).toEqual(['clock-unknown']);
  for (const clock of ['', 'wall', 'list']) expect(await lines({ clock, file: 1 })).toEqual(['clock-unknown']);
  expect(await lines({}, 'nowhere')).toEqual(['set-unknown']);
  show.stop();
});

it('puts what was playing when the recording began at 0:00, and leaves out what came after it', async () => {
  const { show, lines, list } = await overShow();
  evening.outputs = [recording('a', 12, 18)];
  expect(await lines({})).toEqual(['Two 0-3', 'Unheard 3-6']);
  expect(await list({})).toMatchObject({
    clock: 'recording',
    zeroAt: minute(12),
    lengthMs: 6 * MINUTE,
    media: 'one.mkv',
  });
  // Only the first is what plays at 0.
  evening.outputs = [recording('a', 5, 30)];
  expect(await lines({})).toEqual(['One 0-5', 'Two 5-10', 'Unheard 10-15', 'Three 15-20']);
  show.stop();
});

it('counts anew in each recording and each file, and goes through all files where none is named', async () => {
  const { show, lines, list } = await overShow();
  evening.outputs = [recording('a', 4, 9), recording('b', 10, 30, 17)];
  expect(await lines({ clock: 'a' })).toEqual(['One 1-5']);
  expect(await lines({ clock: 'b' })).toEqual(['Two 0-5', 'Unheard 5-10', 'Three 10-15']);
  expect(await lines({ clock: 'b', file: 1 })).toEqual(['Two 0-5', 'Unheard 5-7']);
  expect(await lines({ clock: 'b', file: 2 })).toEqual(['Unheard 0-3', 'Three 3-8']);
  expect(await list({ clock: 'b', file: 2 })).toMatchObject({ media: 'two.mkv', zeroAt: minute(17) });
  const files = [
    { name: 'one.mkv', startMs: 0 },
    { name: 'two.mkv', startMs: 7 * MINUTE },
  ];
  expect(await list({ clock: 'b' })).toMatchObject({ media: 'one.mkv', files });
  expect(await list({ clock: 'b', file: 2 })).not.toHaveProperty('files');
  expect(await lines({ clock: 'b', file: 3 })).toEqual(['clock-unknown']);
  expect(show.operator.get('set').outputs).toEqual([]);
  await show.sets.renew();
  expect(show.operator.get('set').outputs).toMatchObject([
    { id: 'a', number: 1, files: ['one.mkv'] },
    { id: 'b', number: 2, files: ['one.mkv', 'two.mkv'] },
  ]);
  const { order, byId } = show.operator.get('set');
  expect(byId[order[3] ?? '']?.on).toEqual([{ output: 'b', file: 2, ms: 3 * MINUTE, rough: undefined }]);
  show.stop();
});

it('gives the library’s details, and paths and ids in clear alone', async () => {
  const { show, list } = await overShow();
  const details = { label: 'Tin Harbour', bpm: 124, durationMs: 300_000, title: 'One' };
  const open = (await list({ covers: true })).rows[0];
  expect(open).toMatchObject({ ...details, cover: 'cover of /music/one.mp3' });
  expect([open?.path, open?.trackId]).toEqual([undefined, undefined]);
  expect((await list({ inClear: true })).rows[0]).toMatchObject({ ...details, path: '/music/one.mp3', trackId: 'one' });
  show.stop();
});

it.each([0, 23])('gives the key %i', async (index) => {
  const { show, list } = await overShow();
  const key = musicalKey(index);
  if (key === undefined) throw new Error('no key');
  evening.tracks = [hit('one', 'One', { key })];
  expect((await list({})).rows[0]?.key).toEqual(keyView(key));
  show.stop();
});

it('says nothing of a masked track but its place', async () => {
  const { show, list } = await overShow();
  set((settings) => {
    settings.masks.patterns = ['One', 'Unheard'];
  });
  const rows = (await list({ covers: true })).rows;
  const { playId, startMs, endMs, ...rest } = rows[0] ?? { playId: '', startMs: 1 };
  expect([startMs, endMs, playId === '', rest]).toEqual([
    ...[0, 5 * MINUTE, false],
    { artist: 'ID', title: 'ID', display: { artist: 'ID', title: 'ID' }, masked: true },
  ]);
  expect(JSON.stringify(rows)).not.toMatch(/One|Unheard|one\.mp3/);
  expect((await list({ inClear: true })).rows[0]).toMatchObject({ title: 'One', masked: true });
  show.stop();
});

it('lists only what was announced, but for the DJ', async () => {
  set((settings) => {
    settings.nowPlaying.announceDelaySeconds = 60;
  });
  const { show, lines } = await overShow();
  await show.goLive(true);
  await show.name('Two', SECOND);
  await show.name('One', 2 * MINUTE);
  expect(await lines({}, 'current')).toEqual([`Two 0-${-1 / MINUTE}`]);
  expect(await lines({ inClear: true }, 'current')).toEqual(['Two 0-2', `One 2-${-1 / MINUTE}`]);
  show.stop();
});

it('says which starts are rough by the recording', async () => {
  const { show, list } = await overShow();
  const { marks, ...output } = recording('a', 4, 30);
  const [began, over] = marks;
  if (began === undefined || over === undefined) throw new Error('no marks');
  const away = { at: minute(12), what: 'away' as const };
  const seen = [6, 11, 22].map((at) => ({
    at: minute(at),
    what: 'seen' as const,
    durationMs: (at - 4) * MINUTE - 600,
  }));
  const found = seen.at(-1);
  if (found !== undefined) found.durationMs -= 3 * MINUTE;
  evening.outputs = [{ ...output, marks: [began, ...seen.slice(0, 2), away, ...seen.slice(2), over] }];
  const rows = (await list({})).rows.map(({ title, rough }) => (rough ? `${title} rough` : title));
  expect(rows).toEqual(['One', 'Two', 'Unheard rough', 'Three rough']);
  show.stop();
});

it('leaves out what played in a pause of the recording alone, and says so', async () => {
  const { show, lines, list } = await overShow();
  const { marks, ...output } = recording('a', 4, 30);
  const pause = [9, 21].map((at, index) => ({ at: minute(at), what: index === 0 ? ('paused' as const) : 'resumed' }));
  evening.outputs = [{ ...output, marks: [...marks.slice(0, 1), ...pause, ...marks.slice(1)] as OutputClock['marks'] }];
  expect(await lines({})).toEqual(['One 1-5', 'Three 5-9']);
  expect((await list({})).notes).toEqual(['2 tracks are not on this recording: --clock list has all tracks.']);
  expect(await lines({ clock: 'list' })).toHaveLength(4);
  show.stop();
});

it('takes the recording that most of the set lies on, and says where the others are', async () => {
  const { show, lines, list } = await overShow();
  const stream = { ...recording('s', 0, 40), kind: 'stream' as const };
  evening.outputs = [recording('a', 4, 9), recording('b', 12, 30)];
  expect(await lines({})).toEqual(['Two 0-3', 'Unheard 3-8', 'Three 8-13']);
  expect((await list({})).notes).toEqual([
    '1 track is not on this recording: it is on recording 1 (--clock recording-1).',
  ]);
  expect((await list({ clock: 'recording-1' })).notes).toEqual([
    '3 tracks are not on this recording: they are on recording 2 (--clock recording-2).',
  ]);
  expect(await list({ clock: 'recording' })).toEqual(await list({ clock: 'recording-2' }));
  expect(await lines({ clock: 'recording-3' })).toEqual(['clock-unknown']);
  evening.outputs = [recording('a', 4, 9), stream];
  expect(await list({})).toMatchObject({ clock: 'stream' });
  expect(await list({})).not.toHaveProperty('notes');
  expect((await list({ clock: 'recording' })).notes).toEqual([
    '3 tracks are not on this recording: they are on the stream (--clock stream).',
  ]);
  evening.outputs = [recording('a', 12, 30), stream];
  expect(await list({})).toMatchObject({ clock: 'recording' });
  show.stop();
});

it('holds all tracks where it is to be whole', async () => {
  const { show, list } = await overShow();
  const stream = { ...recording('s', 0, 40), kind: 'stream' as const };
  evening.outputs = [recording('a', 4, 9), recording('b', 12, 30)];
  expect(await list({ whole: true })).toMatchObject({
    clock: 'list',
    rows: [{ startMs: 0 }, { startMs: 5 * MINUTE }, {}, {}],
    notes: ['Times count from the first track: no recording or stream holds all 4 tracks.'],
  });
  evening.outputs.push(stream);
  expect(await list({ whole: true })).toMatchObject({
    clock: 'stream',
    notes: ['Times are those of the stream: it holds all tracks.'],
  });
  evening.outputs = [recording('a', 4, 30), stream];
  expect(await list({ whole: true })).toMatchObject({ clock: 'recording' });
  expect(await list({ whole: true })).not.toHaveProperty('notes');
  expect((await list({ whole: true, clock: 's' })).clock).toBe('stream');
  show.stop();
});

it.each([false, true])(
  'says nothing of a track that was hidden while it was asked about; covers: %s',
  async (covers) => {
    const { show } = await overShow();
    const [id = ''] = show.operator.get('set').order;
    const asked = show.tracklists.tracklist('last', { ...WISH, covers });
    await show.commands['set.mask']({ playId: id, on: true }, { role: 'operator', commandId: 'one' });
    const answer = await asked;
    if (!answer.ok) throw new Error(answer.message);
    expect(answer.list.rows.map(({ title }) => title)).toEqual(['ID', 'Two', 'Unheard', 'Three']);
    expect(answer.list.rows[0]).not.toHaveProperty('cover');
    show.stop();
  },
);

// A night as its list tells it: two recordings with a pause and a split, a stream with a gap, DJs who take turns, what the DJ writes
// over it, Traktor's history afterwards, and the numbers. OBS is made up, so that it does all of this within seconds.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NoticesView } from '@tracord/shared/notices.ts';
import type { ObsView } from '@tracord/shared/obs.ts';
import type { SetRow, SetSummary, SetView } from '@tracord/shared/sets.ts';
import type { Stats, StatsView } from '@tracord/shared/stats.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectSource, type FakeSource } from '../fakes/broadcast-source.ts';
import { writeHistory } from '../fakes/history-file.ts';
import { FakeObs } from '../fakes/obs.ts';
import { placeOf, RecordedTruth } from '../fakes/recorded-truth.ts';
import { writeSmallCollection } from '../fakes/small-collection.ts';
import { type StartedHost, startedHost } from '../fakes/started-host.ts';

const home = mkdtempSync(join(tmpdir(), 'tracord-setlist-'));
const collection = join(home, 'collection.nml');
const ENTRIES = ['Opener', 'Second', 'Third', 'Missed', 'Last'].map((title) => ({ artist: 'Mira Oldane', title }));
/** The broadcast's lag, in the place of ten seconds. */
const LAG_MS = 2_000;

let host: StartedHost;
let obs: FakeObs;
let source: FakeSource;
let truth: RecordedTruth;

beforeAll(async () => {
  writeSmallCollection(collection, ENTRIES);
  obs = await FakeObs.start();
  truth = new RecordedTruth(obs);
  host = await startedHost({
    ...{ home, args: ['--collection', collection] },
    env: {
      ...{ TRACORD_OBS_URL: obs.url, TRACORD_OBS_PASSWORD: obs.password ?? '' },
      TRACORD_SETS_BROADCAST_LAG_SECONDS: String(LAG_MS / 1_000),
    },
  });
  await host.until(async () => expect(await host.get('/api/library')).toMatchObject({ tracks: 5, importing: null }));
  await host.until(async () => expect(await topic<ObsView>('obs')).toMatchObject({ status: 'connected' }));
  source = await connectSource({ port: host.broadcastPort });
});
afterAll(async () => {
  await source?.close();
  await host?.stop();
  await obs?.stop();
  rmSync(home, { recursive: true, force: true });
});

const topic = async <T>(name: string) => (await host.get<{ value: T }>(`/api/topics/${name}`)).value;
const set = (id = 'current') => host.get<SetView>(`/api/sets/${id}`);
const rowsOf = ({ order, byId }: SetView) => order.flatMap((id) => byId[id] ?? []);
const titles = async (id?: string) => rowsOf(await set(id)).map(({ title }) => title);
const sets = async () => (await host.get<{ sets: SetSummary[] }>('/api/sets')).sets;
const ok = async (name: string, args: object = {}) => {
  const answer = await host.command(name, args);
  expect(answer, name).toMatchObject({ ok: true });
  return answer;
};

async function idOf(title: string): Promise<string> {
  const { order, byId } = await set();
  return order.find((id) => byId[id]?.title === title) ?? '';
}

/** Named by hand: its start is known exactly. */
async function names(title: string): Promise<void> {
  truth.note(title);
  await ok('nowPlaying.set', { artist: 'Vinyl', title });
}

async function broadcasts(title: string): Promise<void> {
  truth.note(title);
  await source.sendTitle({ artist: 'Mira Oldane', title });
  await host.until(async () => expect((await titles()).at(-1)).toBe(title));
}

function expectAt(view: SetView, title: string, number: number): void {
  const place = placeOf(view, title, 'recording');
  const known = truth.of(title);
  expect([place.number, place.file], title).toEqual([number, known.file]);
  expect(Math.abs(place.ms - known.ms), title).toBeLessThan(500);
}

describe('a night', () => {
  it('has its rows on two recordings, over a pause and a split, and on a stream with a gap', async () => {
    await ok('recording.set', { on: true });
    await host.until(async () => expect(await topic('live')).toMatchObject({ on: true, by: 'obs' }));
    await sleep(LAG_MS + 500);
    await broadcasts('Opener');
    await sleep(600);
    await obs.do('PauseRecord');
    await sleep(800);
    await obs.do('ResumeRecord');
    await names('After the pause');
    await sleep(LAG_MS);
    await broadcasts('Second');
    await sleep(500);
    await obs.do('SplitRecordFile');
    await sleep(900);
    await names('After the split');
    await obs.do('StopRecord');
    truth.newRecording();
    await obs.do('StartRecord');
    await obs.do('StartStream');
    // A whole second of the history lies between this row and the next, where Ana plays.
    await sleep(1_600);
    await ok('performer.set', { name: 'Ana' });
    await names('Second recording');
    obs.stream.lose();
    await sleep(700);
    obs.stream.regain();
    await sleep(LAG_MS);
    await broadcasts('Last');
    await names('After the gap');
    const view = await set();
    expect(view.outputs.map(({ kind, number, files }) => [kind, number, files.length])).toEqual([
      ['recording', 1, 2],
      ['recording', 2, 1],
      ['stream', 1, 0],
    ]);
    for (const title of ['After the pause', 'After the split']) expectAt(view, title, 1);
    for (const title of ['Second recording', 'After the gap']) expectAt(view, title, 2);
    for (const title of ['Second recording', 'After the gap']) {
      const { ms } = placeOf(view, title, 'stream');
      expect(Math.abs(ms - truth.of(title).streamMs), title).toBeLessThan(500);
    }
    const rows = rowsOf(view);
    expect(rows.map(({ title, rough, performer }) => [title, rough === true, performer])).toEqual([
      ['Opener', true, undefined],
      ['After the pause', false, undefined],
      ['Second', true, undefined],
      ['After the split', false, undefined],
      ['Second recording', false, 'Ana'],
      ['Last', true, 'Ana'],
      ['After the gap', false, 'Ana'],
    ]);
    const second = rows.find(({ title }) => title === 'Second');
    expect(Math.abs((second?.startsAt ?? 0) - (truth.of('Second').at - LAG_MS))).toBeLessThan(500);
  });

  it('tells of a recording that stops by itself, until the DJ takes note', async () => {
    obs.recording.stop({ quiet: true });
    const alarm = await host.until(async () => {
      const { order, byId } = await topic<NoticesView>('notices');
      const found = order.flatMap((id) => byId[id] ?? []).find(({ kind }) => kind === 'recording-stopped');
      expect(found).toMatchObject({ level: 'alarm', count: 1 });
      return found;
    });
    expect((await topic<ObsView>('obs')).alarms).toMatchObject([{ what: 'recording' }]);
    await ok('notice.acknowledge', { id: alarm?.id });
    expect((await topic<ObsView>('obs')).alarms).toEqual([]);
    expect((await topic<NoticesView>('notices')).alarms).toBe(0);
    await ok('stream.set', { on: false });
    await host.until(async () => expect(await topic('live')).toMatchObject({ on: true }));
    expect((await topic<ObsView>('obs')).alarms).toEqual([]);
  });

  it('is over by a word of the DJ, and is one set', async () => {
    const { setId } = await ok('set.end');
    expect(await set('last')).toMatchObject({ id: setId, isOn: false });
    expect(await sets()).toMatchObject([{ id: setId, plays: 7, performers: ['Ana'] }]);
    expect(await host.command('set.end')).toMatchObject({ ok: false, code: 'no-set' });
  });

  it('is written out by the clock of each recording, and of one file', async () => {
    const view = await set();
    const [first, second, stream] = view.outputs;
    const text = async (query: string) =>
      (await host.get<{ text: string }>(`/api/sets/last/export?format=csv&${query}`)).text;
    const has = (list: string, wanted: string[]) => {
      const shown = rowsOf(view)
        .map(({ title }) => title)
        .filter((title) => list.split(/[,\n]/).includes(title));
      expect(shown).toEqual(wanted);
    };
    // What plays when a file or a recording begins stands at its beginning.
    has(await text('clock=recording-1&file=2'), ['Second', 'After the split']);
    const later = ['After the split', 'Second recording', 'Last', 'After the gap'];
    has(await text(`clock=${second?.id}`), later);
    has(await text(`clock=${stream?.id}`), later);
    has(await text(`clock=${first?.id}`), ['Opener', 'After the pause', 'Second', 'After the split']);
    has(
      await text('clock=wall'),
      rowsOf(view).map(({ title }) => title),
    );
    const cue = await host.get<{ text: string }>('/api/sets/last/export?format=cue&clock=recording-1');
    expect(cue.text.match(/^FILE /gm)).toHaveLength(2);
  });
});

describe('the list', () => {
  it('is written over, and all of it is taken back', async () => {
    const before = await set();
    const edits: [string, object, (view: SetView) => unknown, unknown][] = [
      [
        'set.edit',
        { playId: await idOf('Second'), title: 'Second (VIP)' },
        (view) => rowsOf(view)[2]?.title,
        'Second (VIP)',
      ],
      [
        'set.nudge',
        { playId: await idOf('Opener'), byMs: -250 },
        (view) => rowsOf(view)[0]?.startsAt,
        (rowsOf(before)[0]?.startsAt ?? 0) - 250,
      ],
      ['set.move', { playId: await idOf('Opener'), place: 2 }, (view) => rowsOf(view)[1]?.title, 'Opener'],
      ['set.remove', { playId: await idOf('After the gap') }, (view) => rowsOf(view).length, 6],
      [
        'set.add',
        { artist: 'A guest', title: 'Unheard', startsAt: truth.of('After the split').at + 10 },
        (view) => rowsOf(view)[4]?.title,
        'Unheard',
      ],
      ['set.rename', { name: 'Friday' }, (view) => view.name, 'Friday'],
    ];
    for (const [name, args, look, wanted] of edits) {
      await ok(name, args);
      expect(look(await set()), name).toEqual(wanted);
    }
    for (const _edit of edits) await ok('set.undo');
    expect(await set()).toEqual(before);
    expect(await host.command('set.undo')).toMatchObject({ ok: false, code: 'nothing-to-undo' });
  });

  it('is split in two and made one again', async () => {
    const { setId } = await ok('set.split', { playId: await idOf('Second recording') });
    expect((await sets()).map(({ plays }) => plays)).toEqual([3, 4]);
    expect(await titles(String(setId))).toEqual(['Second recording', 'Last', 'After the gap']);
    const [newer, older] = await sets();
    await ok('set.merge', { setId: older?.id, withId: newer?.id });
    expect((await sets()).map(({ plays }) => plays)).toEqual([7]);
  });

  it("is set right by Traktor's history, but for what the DJ wrote; a second time changes nothing", async () => {
    const startsAt = truth.of('Second').at - 1_234;
    await ok('set.edit', { playId: await idOf('Second'), startsAt });
    const noted = (title: string, earlierMs: number) => Math.floor((truth.of(title).at - earlierMs) / 1_000) * 1_000;
    const past = [
      { title: 'Opener', at: noted('Opener', 1_000), deck: 1 },
      { title: 'Second', at: noted('Second', 1_000), deck: 2 },
      { title: 'Missed', at: noted('After the split', -1_000), deck: 3 },
      { title: 'Last', at: noted('Last', 500), deck: 0 },
    ];
    writeHistory(
      collection,
      past.map((play) => ({ ...play, artist: 'Mira Oldane', key: `/:music/:${play.title}.mp3`, seconds: 200 })),
    );
    await ok('library.import');
    const byTitle = (view: SetView) => new Map(rowsOf(view).map((row): [string, SetRow] => [row.title, row]));
    const corrected = await host.until(async () => {
      const rows = byTitle(await set());
      expect(rows.get('Missed')).toMatchObject({ startsAt: past[2]?.at, by: 'history', deck: 'D' });
      return rows;
    });
    expect(corrected.get('Opener')).toMatchObject({ startsAt: past[0]?.at, by: 'history', deck: 'B' });
    expect(corrected.get('Last')).toMatchObject({ startsAt: past[3]?.at, by: 'history', deck: 'A' });
    expect(corrected.get('Second')).toMatchObject({ startsAt, by: 'dj', deck: 'C' });
    for (const title of ['Opener', 'Last']) expect(corrected.get(title)?.rough, title).toBeUndefined();
    const { text } = await host.get<{ text: string }>('/api/sets/last/export?format=text&clock=wall');
    expect(text).toContain('Missed');
    const before = await set();
    await ok('library.import');
    await sleep(200);
    expect(await set()).toEqual(before);
  });
});

describe('its numbers', () => {
  it('count what was played, and begin anew when the DJ says so', async () => {
    const stats = (of: string) => host.get<Stats>(`/api/stats?of=${of}`);
    await host.until(async () => expect((await topic<StatsView>('stats')).set.plays).toBe(8));
    for (const of of ['session', 'set', 'all'])
      expect(await stats(of), of).toMatchObject({ sets: 1, plays: 8, songs: 8 });
    expect((await stats('all')).topArtists[0]).toEqual({ name: 'Vinyl', count: 4 });
    await ok('session.reset');
    expect(await stats('session')).toMatchObject({ plays: 0 });
    expect((await topic<StatsView>('stats')).session.plays).toBe(0);
    expect(await stats('all')).toMatchObject({ sets: 1, plays: 8 });
    expect(await sets()).toHaveLength(1);
  });
});

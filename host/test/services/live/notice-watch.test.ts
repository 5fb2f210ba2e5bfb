import type { ObsAlarm } from '@tracord/shared/obs.ts';
import type { RequestView } from '@tracord/shared/requests.ts';
import type { SetRow } from '@tracord/shared/sets.ts';
import type { HealthState, LibraryView } from '@tracord/shared/topics.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NoticeWatch } from '#services/live/notice-watch.ts';
import { NOON, NoticeStage } from './notice-stage.ts';

let at: NoticeStage;
let watch: NoticeWatch | undefined;
beforeEach(() => {
  at = new NoticeStage();
});
afterEach(() => {
  watch?.stop();
  at.close();
});

const begin = () => {
  watch = new NoticeWatch({ operator: at.operator, notices: at.notices, clock: at.clock });
};
const bridge = (name: string, status: HealthState) => {
  const { bridges } = at.operator.get('health');
  at.operator.set('health', { status: 'ok', bridges: { ...bridges, [name]: { status, message: '/home/dj' } } });
};
const said = () => at.notices.list(100).map(({ level, message }) => `${level}: ${message}`);

describe('bridges', () => {
  test('a loss while live is an alarm where the show needs it, and its return takes note of it', () => {
    begin();
    at.operator.set('live', { on: true, by: 'dj' });
    for (const name of ['broadcast', 'discord']) bridge(name, 'ok');
    for (const name of ['broadcast', 'discord']) bridge(name, 'waiting');
    at.clock.advance(4_999);
    expect(said()).toEqual([]);
    at.clock.advance(1);
    expect(said().sort()).toEqual([
      'alarm: Traktor does not broadcast any more: what is on air stays as it was.',
      'warn: The Discord bot lost Discord.',
    ]);
    expect(at.operator.get('notices').alarms).toBe(1);
    expect(at.forBot).toHaveLength(2);
    bridge('broadcast', 'ok');
    at.clock.advance(10_000);
    expect(said()[0]).toBe('info: Traktor broadcasts again.');
    expect(at.operator.get('notices').alarms).toBe(0);
    expect(JSON.stringify(at.notices.list(9))).not.toContain('/home');
  });

  test('in rehearsal it is no alarm; what works in parts is not gone, nor what was switched off', () => {
    begin();
    for (const name of ['broadcast', 'discord', 'decks', 'web']) bridge(name, 'ok');
    bridge('discord', 'warn');
    bridge('decks', 'off');
    bridge('web', 'down');
    bridge('broadcast', 'warn');
    at.clock.advance(60_000);
    expect(said()).toEqual(['warn: Traktor does not broadcast any more: what is on air stays as it was.']);
    expect(at.forBot).toEqual([]);
  });

  test('OBS that takes the show with it was lost while live', () => {
    at.operator.onChange(({ topic }) => {
      if (topic === 'obs' && at.operator.get('obs').status === 'away')
        at.operator.set('live', { on: false, by: 'obs' });
    });
    begin();
    at.operator.set('live', { on: true, by: 'obs' });
    for (const status of ['connected', 'away'] as const) at.operator.set('obs', { ...at.operator.get('obs'), status });
    at.clock.advance(5_000);
    expect(said()).toEqual(['alarm: OBS is gone.']);
  });

  test('OBS by its own topic; one that was never there is not missed', () => {
    at.operator.set('obs', { ...at.operator.get('obs'), status: 'away' });
    begin();
    at.clock.advance(60_000);
    const obs = (status: 'connected' | 'connecting' | 'away') =>
      at.operator.set('obs', { ...at.operator.get('obs'), status });
    for (const status of ['connected', 'away', 'connecting', 'away'] as const) obs(status);
    at.clock.advance(5_000);
    expect(said()).toEqual(['warn: OBS is gone.']);
    at.operator.set('obs', { ...at.operator.get('obs'), status: 'off' });
    at.clock.advance(10_000);
    expect(at.shown).toEqual(['bridge-lost ×1']);
  });
});

test('a recording that stopped is an alarm, until it is taken note of here or at OBS', () => {
  begin();
  const alarms = (...all: ObsAlarm[]) => at.operator.set('obs', { ...at.operator.get('obs'), alarms: all });
  const stopped: ObsAlarm = { what: 'recording', at: NOON - 1_000, message: 'Hidden Track stopped' };
  alarms(stopped);
  alarms(stopped, { what: 'stream', at: NOON, message: '' });
  expect(said()).toEqual(['alarm: The stream stopped by itself.', 'alarm: The recording stopped by itself.']);
  expect(at.notices.list(9)[1]?.at).toBe(NOON - 1_000);
  at.notices.acknowledge();
  expect(at.acknowledged.sort()).toEqual(['recording-stopped recording', 'stream-stopped stream']);
  alarms();
  alarms({ ...stopped, at: NOON + 1_000 });
  expect(at.shown).toEqual(['*recording-stopped ×1', 'stream-stopped ×1', 'recording-stopped ×1']);
  alarms();
  expect(at.operator.get('notices').alarms).toBe(0);
});

describe('imports', () => {
  const library = (more: Partial<LibraryView>) =>
    at.operator.set('library', { ...at.operator.get('library'), ...more });
  const collection = (n: number) => ({ path: '/home/dj/collection.nml', importedAt: NOON + n, program: 'Traktor' });

  test('the first, a long and a large one are told; the small ones after each night are not', () => {
    begin();
    library({ tracks: 1_200, collection: collection(1) });
    expect(said()).toEqual(['info: Your collection is in: 1,200 tracks.']);
    library({ tracks: 1_204, collection: collection(2) });
    expect(said()).toHaveLength(1);
    at.clock.advance(3_600_000);
    library({ tracks: 1_100, collection: collection(3) });
    expect(said()[0]).toBe('info: Your collection is in: 1,100 tracks, 104 fewer than before.');
    at.clock.advance(3_600_000);
    library({ importing: { done: 0, total: 9 } });
    at.clock.advance(12_000);
    library({ importing: { done: 8, total: 9 } });
    library({ tracks: 1_100, collection: collection(4), importing: undefined });
    expect(said()[0]).toBe('info: Your collection is in: 1,100 tracks.');
  });

  test('that of another day is no news when the host begins', () => {
    begin();
    library({ tracks: 1_200, collection: collection(-1) });
    expect(said()).toEqual([]);
    library({ tracks: 1_400, collection: collection(1) });
    expect(said()).toEqual(['info: Your collection is in: 1,400 tracks, 200 more than before.']);
  });

  test('one that failed is told once, and names no folder', () => {
    library({ tracks: 9, collection: collection(1) });
    begin();
    library({ warning: 'The collection /home/dj/collection.nml is gone.' });
    library({ missing: 1 });
    expect(said()).toEqual(['warn: Your collection was not read anew.']);
    expect(JSON.stringify(at.notices.list(9))).not.toContain('/home');
  });
});

test('more than 15 requests within a minute are a flood, told once while it lasts', () => {
  begin();
  const ask = (from: number, count: number) => {
    const now = at.clock.now();
    const asked = Array.from({ length: count }, (_, n): [string, RequestView] => [
      `r${from + n}`,
      {
        ...{ id: `r${from + n}`, number: from + n, revision: 1, state: 'new', votes: 1, voters: [], skips: 0 },
        ...{ askedAt: now, changedAt: now, requester: { platform: 'desk', id: 'x', name: 'X' } },
        ...{ track: { artist: 'A', title: 'T', display: { artist: 'A', title: 'T' } }, score: { total: 0, parts: [] } },
      },
    ]);
    at.operator.set('requests', { ...at.operator.get('requests'), byId: Object.fromEntries(asked) });
  };
  ask(1, 15);
  expect(said()).toEqual([]);
  ask(16, 1);
  expect(said()).toEqual(['warn: More than 15 requests came in within a minute.']);
  ask(17, 40);
  at.clock.advance(61_000);
  ask(60, 1);
  expect(at.shown).toEqual(['*requests-flood ×1']);
  ask(70, 20);
  expect(at.shown).toEqual(['*requests-flood ×2']);
});

test('a set that is over is told with its tracks and its length, once', () => {
  at.operator.set('set', { ...at.operator.get('set'), id: 's0', isOn: false, endedAt: NOON });
  begin();
  const row = (startsAt: number): SetRow => ({
    ...{ place: 1, startsAt, artist: 'Secret', title: 'Masked', masked: true, by: 'heard', on: [] },
    display: { artist: 'ID', title: 'ID' },
  });
  const set = (id: string, more: { isOn: boolean; endedAt?: number }) =>
    at.operator.set('set', {
      ...{ id, startedAt: NOON - 178 * 60_000, order: ['a', 'b'], byId: { a: row(1), b: row(2) }, outputs: [] },
      ...more,
    });
  set('s1', { isOn: true });
  set('s1', { isOn: false, endedAt: NOON });
  set('s1', { isOn: false, endedAt: NOON + 1 });
  expect(said()).toEqual(['info: Set over: 2 tracks, 2 h 58 min.']);
});

import { FIRST_OBS, type ObsView } from '@tracord/shared/obs.ts';
import { FIRST_SET } from '@tracord/shared/sets.ts';
import { describe, expect, test } from 'vitest';
import { HOLD_MS } from '#press-guard.ts';
import { DeckForTest } from './deck-for-test.ts';

const CONNECTED: ObsView = {
  ...FIRST_OBS,
  status: 'connected',
  scenes: {
    order: ['s1', 's2'],
    byId: {
      s1: { name: 'Booth', items: [{ id: 1, name: 'Camera', visible: true }] },
      s2: { name: 'Crowd', items: [{ id: 2, name: 'Camera', visible: false }] },
    },
  },
  program: 's1',
};

async function obsKey(action: string, settings: Record<string, unknown> = {}, obs: Partial<ObsView> = {}) {
  const test = new DeckForTest();
  test.say('connected', { obs: { ...CONNECTED, ...obs } });
  return { test, key: await test.appear(action, settings) };
}

/** A press after which the key says why nothing was done. */
async function refusal(action: string, settings: Record<string, unknown> = {}, obs: Partial<ObsView> = {}) {
  const { test, key } = await obsKey(action, settings, obs);
  await test.press(key);
  expect(test.runs).toEqual([]);
  return test.face(key).split(' [')[1];
}

describe('a scene', () => {
  test('goes on air, by the id it has now', async () => {
    const { test, key } = await obsKey('scene', { scene: 'Crowd' });
    await test.press(key);
    expect(test.runs).toEqual([{ name: 'scene.set', args: { scene: 's2', preview: false } }]);
  });

  test('goes into the preview first where the DJ wants that, then on air', async () => {
    const { test, key } = await obsKey('scene', { scene: 'Crowd', into: 'preview' }, { studioMode: true });
    await test.press(key);
    test.say('connected', { obs: { ...CONNECTED, studioMode: true, preview: 's2' } });
    await test.wait(1_000);
    await test.press(key);
    expect(test.runs.map(({ args }) => args.preview)).toEqual([true, false]);
  });

  test('without studio mode there is no preview', async () => {
    const { test, key } = await obsKey('scene', { scene: 'Crowd', into: 'preview' });
    await test.press(key);
    expect(test.runs[0]?.args).toEqual({ scene: 's2', preview: false });
  });

  test('on air already asks for nothing', async () => {
    const { test, key } = await obsKey('scene', { scene: 'Booth' });
    await test.press(key);
    expect(test.runs).toEqual([]);
  });

  test.each([
    ['no longer in OBS', { scene: 'Nowhere' }, {}, 'stale Gone]'],
    ['OBS away', { scene: 'Crowd' }, { status: 'away' as const }, 'stale No OBS]'],
    ['none chosen for this key', {}, {}, 'stale Not set]'],
  ])('%s: says so', async (_what, settings, obs, said) => {
    expect(await refusal('scene', settings, obs)).toBe(said);
  });
});

describe('a source', () => {
  test('is hidden in the scene on air, or shown in another', async () => {
    const { test, key } = await obsKey('source', { source: 'Camera' });
    const other = await test.appear('source', { source: 'Camera', scene: 'Crowd' });
    await test.press(key);
    await test.press(other);
    expect(test.runs.map(({ args }) => args)).toEqual([
      { source: 'Camera', scene: 's1', on: false },
      { source: 'Camera', scene: 's2', on: true },
    ]);
  });

  test('that is not there says so', async () => {
    expect(await refusal('source', { source: 'Lyrics' })).toBe('stale Gone]');
  });
});

describe('recording and stream', () => {
  const running = { active: true, durationMs: 1_000, at: 1_000_000 };

  test('a press starts the recording, a press alone never ends it, a hold does', async () => {
    const { test, key } = await obsKey('record');
    await test.press(key);
    test.say('connected', { obs: { ...CONNECTED, recording: running } });
    await test.wait(1_000);
    await test.press(key);
    expect(test.face(key)).toContain('[stale Hold it]');
    await test.wait(1_000);
    await test.press(key, HOLD_MS + 50);
    expect(test.runs.map(({ args }) => args)).toEqual([{ on: true }, { on: false }]);
  });

  test('the stream begins and ends with a hold only', async () => {
    const { test, key } = await obsKey('stream');
    await test.press(key);
    expect(test.runs).toEqual([]);
    await test.wait(1_000);
    await test.press(key, HOLD_MS + 50);
    expect(test.runs).toEqual([{ name: 'stream.set', args: { on: true } }]);
  });

  test('one that stopped by itself is taken note of before it is started again', async () => {
    const alarms = [{ what: 'recording' as const, at: 1, message: 'The recording stopped.' }];
    const { test, key } = await obsKey('record', {}, { alarms });
    await test.press(key);
    expect(test.runs).toEqual([{ name: 'obs.acknowledge', args: {} }]);
    test.say('connected', { obs: CONNECTED });
    await test.wait(1_000);
    await test.press(key);
    expect(test.runs.at(-1)).toEqual({ name: 'recording.set', args: { on: true } });
  });

  test('a chapter needs a recording', async () => {
    expect(await refusal('chapter')).toBe('stale No rec]');
    const { test, key } = await obsKey('chapter', {}, { recording: running });
    await test.press(key);
    expect(test.runs).toEqual([{ name: 'recording.chapter', args: {} }]);
  });
});

test('the tracklist is copied of the set that is shown', async () => {
  const { test, key } = await obsKey('copy');
  await test.press(key);
  expect(test.runs).toEqual([]);
  test.say('connected', { set: { ...FIRST_SET, id: 'set1', order: ['p1'] } });
  await test.wait(1_000);
  await test.press(key);
  expect(test.runs).toEqual([{ name: 'set.copy', args: { setId: 'set1' } }]);
});

test('an alarm is taken note of on the health key', async () => {
  const { test, key } = await obsKey('health');
  const alarm = {
    id: 'n1',
    kind: 'recording-stopped',
    level: 'alarm',
    message: 'It stopped.',
    at: 1,
    count: 1,
  } as const;
  test.say('connected', { notices: { order: ['n1'], byId: { n1: alarm }, alarms: 1 } });
  await test.wait(1_000);
  await test.press(key);
  expect(test.runs).toEqual([{ name: 'notice.acknowledge', args: { id: 'n1' } }]);
});

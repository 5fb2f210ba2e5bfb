import { describe, expect, test } from 'vitest';
import { DeckForTest } from './deck-for-test.ts';
import { madeQueue, madeRequest, waitingIds } from './made-requests.ts';

describe('the keys around', () => {
  test('accept goes on to the next request at once, and a double tap does not take it', async () => {
    const test = new DeckForTest();
    test.requests(waitingIds('a', 'b'));
    const key = await test.appear('accept');
    test.answer = () => {
      test.requests(
        madeQueue([
          madeRequest('a', { state: 'accepted', revision: 2, announcesAt: test.nowMs + 20_000 }),
          madeRequest('b'),
        ]),
      );
      return { ok: true };
    };
    await test.press(key);
    await test.press(key);
    await test.wait(310);
    expect(test.face(key)).toBe('accept b r1 new');
    await test.press(key);
    expect(test.runs).toEqual([{ name: 'request.accept', args: { id: 'a', revision: 1 } }]);
  });

  test('a second tap of skip does not decline the only request there is', async () => {
    const test = new DeckForTest();
    test.requests(waitingIds('a'));
    const key = await test.appear('skip');
    test.answer = () => {
      test.requests(madeQueue([madeRequest('a', { state: 'skipped', skips: 1, revision: 2 })]));
      return { ok: true };
    };
    await test.press(key);
    for (const ms of [310, 400, 250]) {
      await test.wait(ms);
      await test.press(key);
    }
    expect(test.runs).toEqual([{ name: 'request.skip', args: { id: 'a', revision: 1 } }]);
    await test.wait(1_000);
    await test.press(key);
    expect(test.runs.at(-1)).toEqual({ name: 'request.skip', args: { id: 'a', revision: 2 } });
  });

  test('undo takes back the change it names', async () => {
    const test = new DeckForTest();
    const undo = {
      changeId: 'c1',
      what: 'accept',
      label: 'Accept 14',
      since: test.nowMs,
      until: test.nowMs + 20_000,
    } as const;
    test.requests(madeQueue([], { undo }));
    const key = await test.appear('undo');
    expect(test.face(key)).toBe('undo c1');
    await test.press(key);
    expect(test.runs).toEqual([{ name: 'request.undo', args: { changeId: 'c1' } }]);
    await test.wait(20_000);
    expect(test.face(key)).toBe('undo');
  });

  test('open and closed', async () => {
    const test = new DeckForTest();
    test.requests(waitingIds('a'));
    const key = await test.appear('requests');
    await test.press(key);
    test.requests(madeQueue([madeRequest('a')], { open: false }));
    await test.wait(1_000);
    await test.press(key);
    expect(test.runs.map(({ name }) => name)).toEqual(['requests.close', 'requests.open']);
  });

  test('a hold of the open key sorts the request keys', async () => {
    const test = new DeckForTest();
    test.requests(waitingIds('a', 'b'));
    const keys = [await test.appear('request', { place: 1 }), await test.appear('request', { place: 2 })];
    const key = await test.appear('requests');
    test.requests(waitingIds('b', 'a'));
    await test.wait(5_000);
    expect(keys.map((one) => test.face(one))).toEqual(['request a r1 new', 'request b r1 new']);
    await test.press(key, 600);
    await test.wait(200);
    expect(keys.map((one) => test.face(one))).toEqual(['request b r1 new', 'request a r1 new']);
    expect(test.runs).toEqual([]);
  });

  const live: { name: string; action: string; isLive: boolean; holdMs: number; runs: object[]; says?: string }[] = [
    {
      name: 'live begins with a press',
      action: 'live',
      isLive: false,
      holdMs: 10,
      runs: [{ name: 'live.set', args: { on: true } }],
    },
    {
      name: 'live does not end with a press',
      action: 'live',
      isLive: true,
      holdMs: 10,
      runs: [],
      says: '[stale Hold it]',
    },
    {
      name: 'live ends with a hold',
      action: 'live',
      isLive: true,
      holdMs: 600,
      runs: [{ name: 'live.set', args: { on: false } }],
    },
    {
      name: 'a test song in rehearsal',
      action: 'test',
      isLive: false,
      holdMs: 10,
      runs: [{ name: 'nowPlaying.test', args: {} }],
    },
    { name: 'no test song while live', action: 'test', isLive: true, holdMs: 900, runs: [], says: '[stale Live]' },
    {
      name: 'a test song while live, held for a second',
      action: 'test',
      isLive: true,
      holdMs: 1_100,
      runs: [{ name: 'nowPlaying.test', args: { anyway: true } }],
    },
  ];
  test.each(live)('$name', async ({ action, isLive, holdMs, runs, says }) => {
    const test = new DeckForTest();
    test.say('connected', { live: { on: isLive, by: 'dj' } });
    const key = await test.appear(action);
    await test.press(key, holdMs);
    await test.wait(100);
    expect(test.runs).toEqual(runs);
    if (says !== undefined) expect(test.face(key)).toContain(says);
  });

  const track = { artist: 'Mirra Vale', title: 'Untitled', display: { artist: 'Mirra Vale', title: 'Untitled' } };
  const playing = {
    ...{ track, playId: 'p1', source: 'broadcast' as const },
    match: { confidence: 0.5, by: 'text' as const, reasons: [], alternatives: ['x', 'y'] },
  };
  const hides: { name: string; action: string; settings?: object; nowPlaying: object; runs: object[] }[] = [
    {
      name: 'hide now',
      action: 'mask',
      nowPlaying: playing,
      runs: [{ name: 'nowPlaying.hide', args: { on: true, playId: 'p1' } }],
    },
    {
      name: 'show again',
      action: 'mask',
      nowPlaying: { ...playing, track: { ...track, masked: true } },
      runs: [{ name: 'nowPlaying.hide', args: { on: false, playId: 'p1' } }],
    },
    { name: 'hide nothing of the test song', action: 'mask', nowPlaying: { ...playing, test: true }, runs: [] },
    { name: 'hide nothing', action: 'mask', nowPlaying: { ...playing, track: undefined }, runs: [] },
    {
      name: 'hide the next one',
      action: 'mask',
      settings: { target: 'next' },
      nowPlaying: playing,
      runs: [{ name: 'nowPlaying.hide', args: { on: true, next: true, playId: 'p1' } }],
    },
    {
      name: 'fix hides what is doubtful',
      action: 'fix',
      nowPlaying: playing,
      runs: [{ name: 'nowPlaying.hide', args: { on: true, playId: 'p1' } }],
    },
    {
      name: 'fix leaves alone what is certain',
      action: 'fix',
      nowPlaying: { ...playing, track: { ...track, id: 't' } },
      runs: [],
    },
  ];
  test.each(hides)('$name', async ({ action, settings, nowPlaying, runs }) => {
    const test = new DeckForTest();
    test.say('connected', { nowPlaying: { ...test.topics.nowPlaying, ...nowPlaying } });
    const key = await test.appear(action, { ...settings });
    await test.press(key);
    expect(test.runs).toEqual(runs);
  });

  test('hide says why the test song cannot be hidden', async () => {
    const test = new DeckForTest();
    test.say('connected', { nowPlaying: { ...test.topics.nowPlaying, ...playing, test: true } });
    const key = await test.appear('mask');
    await test.press(key);
    expect(test.face(key)).toContain('[stale Test]');
  });

  const later: { name: string; settings: object; nowPlaying: object }[] = [
    { name: 'hide, when another track has just begun', settings: {}, nowPlaying: { playId: 'p2' } },
    { name: 'hide next, when the next one has just begun', settings: { target: 'next' }, nowPlaying: { playId: 'p2' } },
  ];
  test.each(later)('$name, hears no press', async ({ settings, nowPlaying }) => {
    const test = new DeckForTest();
    test.say('connected', { nowPlaying: { ...test.topics.nowPlaying, ...playing } });
    const key = await test.appear('mask', { ...settings });
    test.say('connected', { nowPlaying: { ...test.topics.nowPlaying, ...nowPlaying } });
    await test.wait(100);
    await test.press(key);
    expect(test.runs).toEqual([]);
    await test.wait(500);
    await test.press(key);
    expect(test.runs.at(-1)?.args).toMatchObject({ playId: 'p2' });
  });

  test('hide next, disarmed elsewhere a moment ago: the press means what was to be seen', async () => {
    const test = new DeckForTest();
    test.say('connected', { nowPlaying: { ...test.topics.nowPlaying, ...playing, hideNext: true } });
    const key = await test.appear('mask', { target: 'next' });
    test.say('connected', { nowPlaying: { ...test.topics.nowPlaying, hideNext: false } });
    await test.wait(20);
    await test.press(key);
    expect(test.runs).toEqual([{ name: 'nowPlaying.hide', args: { on: false, next: true, playId: 'p1' } }]);
  });
});

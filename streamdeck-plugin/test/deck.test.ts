import { describe, expect, test } from 'vitest';
import { DeckForTest } from './deck-for-test.ts';
import { madeQueue, madeRequest, waitingIds } from './made-requests.ts';

const candidate = (id: string) => ({
  ...{ id, artist: 'Mirra Vale', title: id, confidence: 0.9 },
  display: { artist: 'Mirra Vale', title: id },
});
const DOUBTFUL = madeRequest('a', {
  track: { artist: 'Mirra Vale', title: 'Untitled', display: { artist: 'Mirra Vale', title: 'Untitled' } },
  candidates: [candidate('x'), candidate('y'), candidate('z')],
});

async function withKey(...ids: string[]) {
  const test = new DeckForTest();
  test.requests(waitingIds(...ids));
  const key = await test.appear('request', { place: 1 });
  return { test, key };
}

describe('a request key', () => {
  test('accepts the request it showed, with the revision it showed', async () => {
    const { test, key } = await withKey('a', 'b');
    expect(test.face(key)).toBe('request a r1 new');
    await test.press(key);
    expect(test.runs).toEqual([{ name: 'request.accept', args: { id: 'a', revision: 1 } }]);
    expect(test.face(key)).toBe('request a r1 new [ok]');
    await test.wait(300);
    expect(test.face(key)).toBe('request a r1 new');
  });

  test('skips when the ring closes, while it is still held, and only once', async () => {
    const { test, key } = await withKey('a');
    test.deck.down(key);
    await test.wait(450);
    expect(test.runs).toEqual([]);
    expect(test.face(key)).toBe('request a r1 new [hold 80% Skip]');
    await test.wait(50);
    expect(test.runs).toEqual([{ name: 'request.skip', args: { id: 'a', revision: 1 } }]);
    await test.wait(2_000);
    test.deck.up(key);
    await test.wait(1);
    expect(test.runs).toHaveLength(1);
  });

  test('a tap draws no ring', async () => {
    const { test, key } = await withKey('a');
    await test.press(key, 90);
    expect(test.sent(key).some(({ svg }) => svg.includes('hold'))).toBe(false);
  });

  test('means the request it showed also when that changes under the finger', async () => {
    const { test, key } = await withKey('a', 'b');
    test.answer = () => ({ ok: false, code: 'over', message: 'it was withdrawn' });
    test.deck.down(key);
    await test.wait(20);
    test.requests(waitingIds('b'));
    await test.wait(20);
    test.deck.up(key);
    await test.wait(1);
    expect(test.runs).toEqual([{ name: 'request.accept', args: { id: 'a', revision: 1 } }]);
    await test.wait(200);
    expect(test.face(key)).toContain('[stale Changed]');
    await test.wait(300);
    expect(test.face(key)).toBe('request');
  });

  test('votes and rank make nothing stale', async () => {
    const { test, key } = await withKey('a', 'b');
    test.deck.down(key);
    await test.wait(20);
    test.requests(madeQueue([madeRequest('b'), madeRequest('a', { votes: 5 })]));
    await test.wait(20);
    test.deck.up(key);
    await test.wait(1);
    expect(test.runs).toEqual([{ name: 'request.accept', args: { id: 'a', revision: 1 } }]);
  });

  test('that has just come to show another request hears no press, and blinks', async () => {
    const { test, key } = await withKey('a', 'b');
    test.requests(waitingIds('b'));
    await test.wait(150);
    expect(test.face(key)).toBe('request b r1 new');
    await test.press(key);
    await test.wait(100);
    expect(test.runs).toEqual([]);
    expect(test.face(key)).toBe('request b r1 new [early]');
    await test.wait(400);
    await test.press(key);
    expect(test.runs).toEqual([{ name: 'request.accept', args: { id: 'b', revision: 1 } }]);
  });

  test('what is under a tick or a cross cannot be pressed', async () => {
    const { test, key } = await withKey('a', 'b');
    test.answer = () => ({ ok: false, code: 'changed', message: 'it changed' });
    await test.press(key);
    await test.wait(150);
    await test.press(key);
    expect(test.runs).toHaveLength(1);
  });

  test('a second tap before the answer is not another press', async () => {
    const { test, key } = await withKey('a');
    let answer: (value: { ok: true }) => void = () => {};
    test.answer = () => new Promise((resolve) => (answer = resolve));
    await test.press(key);
    await test.press(key);
    answer({ ok: true });
    await test.wait(1);
    expect(test.runs).toHaveLength(1);
  });

  test('a press on an empty key does nothing', async () => {
    const { test, key } = await withKey();
    await test.press(key);
    await test.press(key, 800);
    expect(test.runs).toEqual([]);
  });

  test('says so when nobody answers', async () => {
    const { test, key } = await withKey('a');
    test.answer = () => undefined;
    await test.press(key);
    await test.wait(100);
    expect(test.face(key)).toContain('[stale No answer]');
  });

  test('shows its own place, and the place it is given later', async () => {
    const test = new DeckForTest();
    test.requests(waitingIds('a', 'b', 'c'));
    const keys = [await test.appear('request', { place: 1 }), await test.appear('request', { place: 3 })];
    await test.wait(200);
    expect(keys.map((key) => test.face(key))).toEqual(['request a r1 new', 'request b r1 new']);
    test.deck.configure(keys[1] ?? '', { place: 1 });
    await test.wait(200);
    expect(keys.map((key) => test.face(key))).toEqual(['request a r1 new', 'request a r1 new']);
  });
});

describe('a doubtful request', () => {
  async function doubtful() {
    const test = new DeckForTest();
    test.requests(madeQueue([DOUBTFUL]));
    return { test, key: await test.appear('request', { place: 1 }) };
  }

  test('is never accepted by a press: it shows its candidates one after another', async () => {
    const { test, key } = await doubtful();
    const seen: string[] = [];
    for (let press = 0; press < 4; press++) {
      await test.press(key);
      await test.wait(150);
      seen.push(test.face(key));
    }
    expect(seen.map((face) => face.split(' ').at(-1))).toEqual(['x', 'y', 'z', 'x']);
    expect(test.runs).toEqual([]);
  });

  test('a hold takes the candidate that is shown', async () => {
    const { test, key } = await doubtful();
    await test.press(key);
    await test.wait(150);
    await test.press(key);
    await test.wait(150);
    await test.press(key, 600);
    expect(test.runs).toEqual([{ name: 'request.choose', args: { id: 'a', trackId: 'y', revision: 1 } }]);
  });

  test('five seconds without a touch close the choice; a hold then skips', async () => {
    const { test, key } = await doubtful();
    await test.press(key);
    await test.wait(4_900);
    expect(test.face(key)).toContain('choosing x');
    await test.wait(200);
    expect(test.face(key)).toBe('request a r1 new');
    await test.press(key, 600);
    expect(test.runs).toEqual([{ name: 'request.skip', args: { id: 'a', revision: 1 } }]);
  });
});

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
    { name: 'hide now', action: 'mask', nowPlaying: playing, runs: [{ name: 'nowPlaying.hide', args: { on: true } }] },
    {
      name: 'show again',
      action: 'mask',
      nowPlaying: { ...playing, track: { ...track, masked: true } },
      runs: [{ name: 'nowPlaying.hide', args: { on: false } }],
    },
    { name: 'hide nothing', action: 'mask', nowPlaying: { ...playing, track: undefined }, runs: [] },
    {
      name: 'hide the next one',
      action: 'mask',
      settings: { target: 'next' },
      nowPlaying: playing,
      runs: [{ name: 'nowPlaying.hide', args: { on: true, next: true } }],
    },
    {
      name: 'fix hides what is doubtful',
      action: 'fix',
      nowPlaying: playing,
      runs: [{ name: 'nowPlaying.hide', args: { on: true } }],
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
});

describe('dials', () => {
  test('turn goes through the requests, push accepts, held it skips, a touch only selects', async () => {
    const test = new DeckForTest();
    test.requests(waitingIds('a', 'b', 'c'));
    const dial = await test.appear('queue', {}, true);
    expect(test.face(dial)).toBe('queue a r1 new 1/3');
    test.deck.turn(dial, 1);
    await test.wait(600);
    expect(test.face(dial)).toBe('queue b r1 new 2/3');
    test.deck.touch(dial);
    await test.wait(200);
    expect(test.runs).toEqual([]);
    await test.press(dial);
    test.deck.turn(dial, 9);
    await test.wait(600);
    expect(test.face(dial)).toBe('queue c r1 new 3/3');
    await test.press(dial, 600);
    expect(test.runs).toEqual([
      { name: 'request.accept', args: { id: 'b', revision: 1 } },
      { name: 'request.skip', args: { id: 'c', revision: 1 } },
    ]);
  });

  test('the chosen request stays chosen wherever it moves; when it leaves, its neighbour is next', async () => {
    const test = new DeckForTest();
    test.requests(waitingIds('a', 'b', 'c'));
    const dial = await test.appear('queue', {}, true);
    test.deck.turn(dial, 1);
    await test.wait(200);
    test.requests(waitingIds('b', 'c', 'a'));
    await test.wait(200);
    expect(test.face(dial)).toBe('queue b r1 new 1/3');
    test.requests(waitingIds('c', 'a'));
    await test.wait(200);
    expect(test.face(dial)).toBe('queue c r1 new 1/2');
  });

  test('a turn while it is pushed makes the push nothing', async () => {
    const test = new DeckForTest();
    test.requests(waitingIds('a', 'b'));
    const dial = await test.appear('queue', {}, true);
    test.deck.down(dial);
    await test.wait(50);
    test.deck.turn(dial, 1);
    await test.wait(1_000);
    test.deck.up(dial);
    await test.wait(10);
    expect(test.runs).toEqual([]);
  });

  test('a doubtful request is chosen for by turning and taken with a push', async () => {
    const test = new DeckForTest();
    test.requests(madeQueue([DOUBTFUL]));
    const dial = await test.appear('queue', {}, true);
    await test.press(dial);
    await test.wait(200);
    test.deck.turn(dial, 1);
    await test.wait(200);
    expect(test.face(dial)).toContain('choosing y');
    await test.press(dial);
    expect(test.runs).toEqual([{ name: 'request.choose', args: { id: 'a', trackId: 'y', revision: 1 } }]);
  });

  test('what is on air is chosen by turning and shown with a push', async () => {
    const test = new DeckForTest();
    const track = { artist: 'Mirra Vale', title: 'Untitled', display: { artist: 'Mirra Vale', title: 'Untitled' } };
    const match = { confidence: 0.5, by: 'text' as const, reasons: [], alternatives: ['x', 'y'] };
    test.say('connected', { nowPlaying: { track, playId: 'p1', source: 'broadcast', match } });
    test.deck.detail({ alternatives: [candidate('x'), candidate('y')] });
    const dial = await test.appear('fix', {}, true);
    expect(test.face(dial)).toBe('fix');
    test.deck.turn(dial, 1);
    await test.wait(200);
    test.deck.turn(dial, 1);
    await test.wait(200);
    expect(test.face(dial)).toBe('fix choosing y');
    await test.press(dial);
    expect(test.runs).toEqual([{ name: 'nowPlaying.correct', args: { trackId: 'y', playId: 'p1' } }]);
  });
});

describe('the deck', () => {
  test('sends nothing for a face that did not change', async () => {
    const { test, key } = await withKey('a');
    const before = test.sent(key).length;
    for (let votes = 0; votes < 5; votes++) {
      test.requests(madeQueue([madeRequest('a', { score: { total: votes, parts: [] } })]));
      await test.wait(200);
    }
    expect(test.sent(key)).toHaveLength(before);
  });

  test('sends at most ten pictures a second for a key, and the newest always arrives', async () => {
    const { test, key } = await withKey('a');
    for (let votes = 2; votes < 200; votes++) {
      test.requests(madeQueue([madeRequest('a', { votes })]));
      await test.wait(7);
    }
    await test.wait(200);
    expect(test.face(key)).toBe('request a r1 new 199 votes');
    const sent = test.sent(key);
    for (const [index, { at }] of sent.entries()) {
      const tenLater = sent[index + 10];
      if (tenLater) expect(tenLater.at - at).toBeGreaterThanOrEqual(1_000);
    }
  });

  test('draws everything anew after a wake and hears no press for 700 ms', async () => {
    const { test, key } = await withKey('a');
    await test.wait(1_000);
    const before = test.sent(key).length;
    test.deck.wake();
    await test.wait(10);
    expect(test.sent(key)).toHaveLength(before + 1);
    await test.press(key, 10);
    await test.wait(600);
    expect(test.runs).toEqual([]);
    await test.wait(100);
    await test.press(key);
    expect(test.runs).toHaveLength(1);
  });

  test('a device that connects wakes its own keys only', async () => {
    const { test, key } = await withKey('a');
    await test.wait(1_000);
    const before = test.sent(key).length;
    test.deck.wake('another deck');
    await test.wait(10);
    expect(test.sent(key)).toHaveLength(before);
    await test.press(key);
    expect(test.runs).toHaveLength(1);
  });

  test('while the host is away one face says so, and no press is kept for later', async () => {
    const { test, key } = await withKey('a');
    test.say('away');
    await test.wait(200);
    expect(test.face(key)).toBe('host away');
    await test.press(key);
    await test.press(key, 800);
    test.say('connected');
    await test.wait(1_000);
    expect(test.runs).toEqual([]);
    expect(test.face(key)).toBe('request a r1 new');
  });

  test('a key that is gone is sent nothing, and a press it held comes to nothing', async () => {
    const { test, key } = await withKey('a');
    test.deck.down(key);
    test.deck.disappear(key);
    const before = test.sent(key).length;
    test.requests(madeQueue([madeRequest('a', { votes: 3 })]));
    await test.wait(1_000);
    test.deck.up(key);
    await test.wait(10);
    expect(test.sent(key)).toHaveLength(before);
    expect(test.runs).toEqual([]);
  });

  test('an action it does not know is left alone', async () => {
    const test = new DeckForTest();
    const key = await test.appear('planner');
    test.deck.down(key);
    test.deck.up(key);
    expect(test.sent(key)).toEqual([]);
  });
});

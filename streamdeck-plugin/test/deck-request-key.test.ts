import { describe, expect, test } from 'vitest';
import { SETTLES_MS } from '#press-guard.ts';
import { DeckForTest, withKey } from './deck-for-test.ts';
import { DOUBTFUL, madeQueue, madeRequest, waitingIds } from './made-requests.ts';

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

  test('blinks when it is pressed while the answer is awaited', async () => {
    const { test, key } = await withKey('a');
    test.answer = () => new Promise(() => {});
    await test.press(key);
    await test.wait(1_000);
    await test.press(key);
    await test.wait(100);
    expect(test.face(key)).toBe('request a r1 new [early]');
    expect(test.runs).toHaveLength(1);
  });

  test('hears no press of a request that has only just come: to an empty key, or back with the host', async () => {
    const { test, key } = await withKey();
    test.requests(waitingIds('a'));
    await test.wait(SETTLES_MS - 50);
    await test.press(key);
    test.say('away');
    await test.wait(2_000);
    test.say('connected');
    await test.wait(SETTLES_MS - 50);
    await test.press(key);
    expect(test.runs).toEqual([]);
    await test.wait(SETTLES_MS);
    await test.press(key);
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

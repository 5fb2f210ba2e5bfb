import { describe, expect, test } from 'vitest';
import { DEAF_MS } from '#press-guard.ts';
import { DeckForTest, withKey } from './deck-for-test.ts';
import { madeQueue, madeRequest, waitingIds } from './made-requests.ts';

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

  const comings: { name: string; wakes: string | undefined; runs: number }[] = [
    { name: 'its device was connected', wakes: 'deck', runs: 0 },
    { name: 'the computer woke up', wakes: undefined, runs: 0 },
    { name: 'another device was connected', wakes: 'another deck', runs: 1 },
  ];
  test.each(comings)('a key that comes into view just after $name: $runs presses', async ({ wakes, runs }) => {
    const test = new DeckForTest();
    test.requests(waitingIds('a'));
    test.deck.wake(wakes);
    const key = test.appearNow('request', { place: 1 });
    await test.wait(DEAF_MS - 100);
    await test.press(key);
    expect(test.runs).toHaveLength(runs);
    await test.wait(100);
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

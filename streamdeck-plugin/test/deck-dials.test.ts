import { describe, expect, test } from 'vitest';
import { DeckForTest } from './deck-for-test.ts';
import { candidate, DOUBTFUL, madeQueue, waitingIds } from './made-requests.ts';

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

  test('a push of the neighbour that took the chosen one’s place is early', async () => {
    const test = new DeckForTest();
    test.requests(waitingIds('a', 'b', 'c'));
    const dial = await test.appear('queue', {}, true);
    test.deck.turn(dial, 1);
    test.requests(waitingIds('a', 'c'));
    await test.wait(250);
    expect(test.face(dial)).toBe('queue c r1 new 2/2');
    await test.press(dial);
    expect(test.runs).toEqual([]);
    test.deck.turn(dial, -1);
    await test.wait(210);
    await test.press(dial);
    expect(test.runs).toEqual([{ name: 'request.accept', args: { id: 'a', revision: 1 } }]);
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

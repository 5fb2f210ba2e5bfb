import type { PlannerView } from '@tracord/shared/plan.ts';
import { describe, expect, test } from 'vitest';
import { HOLD_MS, UNSEEN_MS } from '#press-guard.ts';
import { DeckForTest } from './deck-for-test.ts';
import { madeBridge, madePlan, madeRow, pinned } from './made-plan.ts';

async function planKey(action: string, plan: PlannerView, settings: Record<string, unknown> = {}, isDial = false) {
  const test = new DeckForTest();
  const hear = (next: PlannerView) => test.say('connected', { plan: next });
  hear(plan);
  return { test, key: await test.appear(action, settings, isDial), hear };
}

const pin = (trackId: string, on = true) => ({ name: 'plan.pin', args: { trackId, on } });
const block = (trackId: string) => ({ name: 'plan.block', args: { trackId, on: true } });

describe('a suggestion', () => {
  test('is at its place, and next with a press; with another one no longer', async () => {
    const { test, key, hear } = await planKey('suggestion', madePlan(['a', 'b', 'c']), { place: 2 });
    expect(test.face(key)).toBe('suggestion b');
    await test.press(key);
    hear(madePlan(['a', 'b', 'c'], { next: pinned('b') }));
    await test.wait(1_000);
    expect(test.face(key)).toBe('suggestion b pin');
    await test.press(key);
    expect(test.runs).toEqual([pin('b'), pin('b', false)]);
  });

  test('a second tap on top of the first one’s tick takes nothing away', async () => {
    const { test, key, hear } = await planKey('suggestion', madePlan(['a']));
    await test.press(key);
    hear(madePlan(['a'], { next: pinned('a') }));
    for (let taps = 0; taps < 6; taps++) {
      await test.wait(90);
      await test.press(key);
    }
    expect(test.runs).toEqual([pin('a')]);
  });

  test('that the plan has next is the DJ’s with a press', async () => {
    const { test, key } = await planKey('suggestion', madePlan(['a'], { next: { ...madeRow('a'), by: 'plan' } }));
    expect(test.face(key)).toBe('suggestion a plan');
    await test.press(key);
    expect(test.runs).toEqual([pin('a')]);
  });

  test('another one that has only just come there is not taken', async () => {
    const { test, key, hear } = await planKey('suggestion', madePlan(['a', 'b']));
    hear(madePlan(['b', 'a']));
    await test.wait(210);
    expect(test.face(key)).toBe('suggestion b');
    await test.press(key);
    expect(test.runs).toEqual([]);
    expect(test.face(key)).toBe('suggestion b [early]');
  });

  test('pinned elsewhere before the eye saw it: the press means what was shown', async () => {
    const { test, key, hear } = await planKey('suggestion', madePlan(['a']));
    hear(madePlan(['a'], { next: pinned('a') }));
    await test.wait(UNSEEN_MS - 20);
    await test.press(key);
    expect(test.runs).toEqual([pin('a')]);
  });

  test('that left the library meanwhile is a cross', async () => {
    const { test, key } = await planKey('suggestion', madePlan(['a']));
    test.answer = () => ({ ok: false, code: 'track-unknown', message: 'there is no such track' });
    await test.press(key);
    expect(test.face(key)).toBe('suggestion a [stale Changed]');
  });

  test.each([
    ['nothing to suggest', madePlan([], { hint: 'Nothing is on air.' }), {}],
    ['fewer than its place', madePlan(['a']), { place: 2 }],
  ])('%s: a press does nothing', async (_what, plan, settings) => {
    const { test, key } = await planKey('suggestion', plan, settings);
    await test.press(key);
    expect(test.face(key)).toBe('suggestion');
    expect(test.runs).toEqual([]);
  });
});

describe('the bridge', () => {
  test('has the next step next, and no longer with another press', async () => {
    const bridge = madeBridge(['x', 'y'], 'goal');
    const { test, key, hear } = await planKey('bridge', madePlan(['a'], { bridge }));
    expect(test.face(key)).toBe('bridge two x');
    await test.press(key);
    hear(madePlan(['a'], { bridge, next: pinned('x') }));
    await test.wait(1_000);
    await test.press(key);
    expect(test.runs).toEqual([pin('x'), pin('x', false)]);
  });

  test('what mixes now is itself the next step', async () => {
    const { test, key } = await planKey('bridge', madePlan([], { bridge: madeBridge([], 'goal') }));
    await test.press(key);
    expect(test.runs).toEqual([pin('goal')]);
  });

  test('a request that is far has a first step all the same, where a long way is known', async () => {
    const { test, key } = await planKey('bridge', madePlan([], { bridge: madeBridge(['x', 'y', 'z'], 'goal') }));
    expect(test.face(key)).toBe('bridge far x');
    await test.press(key);
    expect(test.runs).toEqual([pin('x')]);
  });

  test('another way to the same request has only just come: not taken', async () => {
    const { test, key, hear } = await planKey('bridge', madePlan([], { bridge: madeBridge(['x'], 'goal') }));
    hear(madePlan([], { bridge: madeBridge(['y'], 'goal') }));
    await test.wait(210);
    await test.press(key);
    expect(test.runs).toEqual([]);
  });

  test('a request out of reach says so; no request says nothing', async () => {
    const far = { ...madeBridge([], 'goal'), distance: 'far' as const, steps: [] };
    const { test, key, hear } = await planKey('bridge', madePlan([], { bridge: far }));
    await test.press(key);
    expect(test.face(key)).toBe('bridge far [stale Too far]');
    hear(madePlan([]));
    await test.wait(1_000);
    await test.press(key);
    expect(test.face(key)).toBe('bridge');
    expect(test.runs).toEqual([]);
  });
});

describe('the planner’s dial', () => {
  const dialWith = (plan: PlannerView) => planKey('planner', plan, {}, true);

  test('turn browses, push has it next, held it is blocked, a touch is a push', async () => {
    const { test, key: dial } = await dialWith(madePlan(['a', 'b', 'c']));
    expect(test.face(dial)).toBe('planner a 1/3');
    test.deck.turn(dial, 1);
    await test.wait(210);
    expect(test.face(dial)).toBe('planner b 2/3');
    await test.press(dial);
    test.deck.turn(dial, 9);
    await test.wait(600);
    expect(test.face(dial)).toBe('planner c 3/3');
    await test.press(dial, HOLD_MS + 50);
    test.deck.turn(dial, -9);
    await test.wait(600);
    test.deck.touch(dial);
    await test.wait(10);
    expect(test.runs).toEqual([pin('b'), block('c'), pin('a')]);
  });

  test('a hold shows what it would do, and is nothing when the dial is turned or let go', async () => {
    const { test, key: dial } = await dialWith(madePlan(['a', 'b']));
    test.deck.down(dial);
    await test.wait(HOLD_MS - 150);
    expect(test.face(dial)).toMatch(/\[hold \d+% Block\]$/);
    test.deck.turn(dial, 1);
    await test.wait(1_000);
    test.deck.up(dial);
    await test.wait(10);
    expect(test.runs).toEqual([]);
  });

  test('without a turn it is at the best, whichever that is', async () => {
    const { test, key: dial, hear } = await dialWith(madePlan(['a', 'b']));
    hear(madePlan(['b', 'a']));
    await test.wait(210);
    expect(test.face(dial)).toBe('planner b 1/2');
  });

  test('the chosen one stays chosen, its neighbour follows it when it leaves', async () => {
    const { test, key: dial, hear } = await dialWith(madePlan(['a', 'b', 'c']));
    test.deck.turn(dial, 1);
    await test.wait(210);
    hear(madePlan(['b', 'c', 'a']));
    await test.wait(210);
    expect(test.face(dial)).toBe('planner b 1/3');
    hear(madePlan(['c', 'a']));
    await test.wait(210);
    expect(test.face(dial)).toBe('planner c 1/2');
    await test.press(dial);
    expect(test.runs).toEqual([]);
  });

  test('another track on air: the best one again', async () => {
    const { test, key: dial, hear } = await dialWith(madePlan(['a', 'b', 'c']));
    test.deck.turn(dial, 2);
    await test.wait(210);
    test.say('connected', { nowPlaying: { ...test.topics.nowPlaying, playId: 'p2' } });
    hear(madePlan(['a', 'b', 'c']));
    await test.wait(210);
    expect(test.face(dial)).toBe('planner a 1/3');
  });

  test('what the DJ has next is first where it is no suggestion, and can be taken away', async () => {
    const { test, key: dial } = await dialWith(madePlan(['a'], { next: pinned('x') }));
    expect(test.face(dial)).toBe('planner x pin 1/2');
    await test.press(dial);
    expect(test.runs).toEqual([pin('x', false)]);
  });

  test('with nothing to suggest it does nothing', async () => {
    const { test, key: dial } = await dialWith(madePlan([]));
    test.deck.turn(dial, 1);
    test.deck.touch(dial);
    await test.press(dial, HOLD_MS + 50);
    expect(test.runs).toEqual([]);
    expect(test.face(dial)).toBe('planner 1/0');
  });
});

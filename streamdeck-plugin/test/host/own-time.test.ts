import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOwnTime } from '#host/own-time.ts';
import { FIRST_DECK_STATE } from '#state.ts';
import { madeQueue, madeRequest } from '../made-requests.ts';

const T = 1_000_000;
const accepted = madeRequest('a', {
  state: 'accepted',
  askedAt: T,
  changedAt: T + 1,
  announcesAt: T + 2,
  expiresAt: T + 3,
  onAirSince: T + 4,
});
const undo = { changeId: 'c', what: 'accept', label: 'Accept 1', since: T, until: T + 20_000 } as const;
const QUEUE = madeQueue([accepted, madeRequest('b')], { undo });

test('every time of a request and of an undo is moved, and nothing else', () => {
  const own = inOwnTime('requests', QUEUE, 40_000);
  expect(own.byId.a).toEqual({
    ...accepted,
    ...{ askedAt: T - 40_000, changedAt: T + 1 - 40_000, announcesAt: T + 2 - 40_000, expiresAt: T + 3 - 40_000 },
    onAirSince: T + 4 - 40_000,
  });
  expect(own.undo).toEqual({ ...undo, since: T - 40_000, until: T - 20_000 });
  expect({ ...own, byId: QUEUE.byId, undo }).toEqual(QUEUE);
});

test('when what plays and the show began is told by our clock, and nothing else is moved', () => {
  const { nowPlaying, live, health } = FIRST_DECK_STATE.topics;
  const playing = { ...nowPlaying, onAirSince: T, place: 3 };
  expect(inOwnTime('nowPlaying', playing, 40_000)).toEqual({ ...playing, onAirSince: T - 40_000 });
  expect(inOwnTime('nowPlaying', nowPlaying, 40_000)).toEqual(nowPlaying);
  expect(inOwnTime('live', { on: true, by: 'dj', since: T }, 5)).toEqual({ on: true, by: 'dj', since: T - 5 });
  expect(inOwnTime('live', live, 5)).toEqual(live);
  expect(inOwnTime('health', health, 5)).toBe(health);
});

test('what is not there stays away', () => {
  const { undo: _undo, ...without } = madeQueue([madeRequest('a', { expiresAt: undefined })]);
  const own = inOwnTime('requests', without, 5);
  expect('undo' in own).toBe(false);
  expect(own.byId.a?.expiresAt).toBeUndefined();
});

test('there and back is where it was', () => {
  fc.assert(
    fc.property(fc.integer(), (aheadMs) => {
      expect(inOwnTime('requests', inOwnTime('requests', QUEUE, aheadMs), -aheadMs)).toEqual(QUEUE);
    }),
  );
});

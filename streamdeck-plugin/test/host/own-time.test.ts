import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOwnTime } from '#host/own-time.ts';
import { madeQueue, madeRequest } from '../made-requests.ts';

const T = 1_000_000;
const accepted = madeRequest('a', {
  state: 'accepted',
  askedAt: T,
  changedAt: T + 1,
  announcesAt: T + 2,
  expiresAt: T + 3,
});
const undo = { changeId: 'c', what: 'accept', label: 'Accept 1', since: T, until: T + 20_000 } as const;
const QUEUE = madeQueue([accepted, madeRequest('b')], { undo });

test('every time of a request and of an undo is moved, and nothing else', () => {
  const own = inOwnTime(QUEUE, 40_000);
  expect(own.byId.a).toEqual({
    ...accepted,
    ...{ askedAt: T - 40_000, changedAt: T + 1 - 40_000, announcesAt: T + 2 - 40_000, expiresAt: T + 3 - 40_000 },
  });
  expect(own.undo).toEqual({ ...undo, since: T - 40_000, until: T - 20_000 });
  expect({ ...own, byId: QUEUE.byId, undo }).toEqual(QUEUE);
});

test('what is not there stays away', () => {
  const { undo: _undo, ...without } = madeQueue([madeRequest('a', { expiresAt: undefined })]);
  const own = inOwnTime(without, 5);
  expect('undo' in own).toBe(false);
  expect(own.byId.a?.expiresAt).toBeUndefined();
});

test('there and back is where it was', () => {
  fc.assert(
    fc.property(fc.integer(), (aheadMs) => {
      expect(inOwnTime(inOwnTime(QUEUE, aheadMs), -aheadMs)).toEqual(QUEUE);
    }),
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOwnTime } from '../src/own-time.ts';

const T = 1_000_000;

test.each([
  [
    'a request',
    { askedAt: T, changedAt: T + 1, number: 14, skips: 1 },
    { askedAt: T - 5, changedAt: T - 4, number: 14, skips: 1 },
  ],
  ['an undo', { since: T, until: T + 20, label: 'Accept 1' }, { since: T - 5, until: T + 15, label: 'Accept 1' }],
  ['what plays', { onAirSince: T, durationMs: T, place: 3 }, { onAirSince: T - 5, durationMs: T, place: 3 }],
  ['a deck', { positionMs: T, at: T }, { positionMs: T, at: T - 5 }],
  [
    'what lies within',
    { byId: { a: { dueAt: T }, at: { dueAt: T } } },
    { byId: { a: { dueAt: T - 5 }, at: { dueAt: T - 5 } } },
  ],
  ['lists', [{ at: T }, 'at', T], [{ at: T - 5 }, 'at', T]],
  ['what is not known', { expiresAt: undefined }, { expiresAt: undefined }],
  ['a text by the name of a time', { since: 'yesterday' }, { since: 'yesterday' }],
])('%s', (_name, value, own) => {
  expect(inOwnTime<unknown>(value, 5)).toEqual(own);
});

test('where the clocks agree it is the very same', () => {
  const value = { at: T };
  expect(inOwnTime(value, 0)).toBe(value);
});

test('there and back is where it was', () => {
  const value = { order: ['a'], byId: { a: { askedAt: T, votes: 2, track: { title: 'at' } } }, undo: { since: T } };
  fc.assert(
    fc.property(fc.integer(), (aheadMs) => {
      expect(inOwnTime(inOwnTime(value, aheadMs), -aheadMs)).toEqual(value);
    }),
  );
});

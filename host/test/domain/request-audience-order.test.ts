import type { RequestView } from '@tracord/shared/requests.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { saidOrder, saidPlaces } from '#domain/request-audience-order.ts';
import { facts, NOW, request, someScene, viewOf } from './requests-for-test.ts';

const LATER = NOW + 10_000;
const waiting = (id: string, more: Partial<RequestView> = {}) => request(id, { state: 'new', ...more });

describe('saidOrder', () => {
  it.each<[string, RequestView[], RequestView[], string[]]>([
    ['an accept', [request('b', { announcesAt: LATER }), waiting('a'), waiting('c')], [], ['x', 'a', 'b', 'c']],
    ['a skip', [waiting('b'), waiting('c'), waiting('a', { announcesAt: LATER })], [], ['x', 'a', 'b', 'c']],
    [
      'a decline',
      [waiting('a'), waiting('c')],
      [request('b', { state: 'declined', announcesAt: LATER })],
      ['x', 'a', 'b', 'c'],
    ],
    [
      'a clear',
      [],
      ['c', 'a', 'b'].map((id) => request(id, { state: 'declined', announcesAt: LATER })),
      ['x', 'a', 'b', 'c'],
    ],
    [
      'a play that nobody was told of',
      [request('b', { state: 'playing', onAirSince: NOW }), waiting('a'), waiting('c')],
      [],
      ['x', 'a', 'b', 'c'],
    ],
    [
      'an accept that is told',
      [request('b', { announcesAt: NOW }), waiting('a'), waiting('c')],
      [],
      ['x', 'b', 'a', 'c'],
    ],
    [
      'one that came since',
      [request('b', { announcesAt: LATER }), waiting('a'), waiting('c'), waiting('d')],
      [],
      ['x', 'a', 'b', 'c', 'd'],
    ],
  ])('keeps the order as others read it after %s', (_what, running, finished, wanted) => {
    const known = facts({ told: ['x', 'a', 'b', 'c'], announced: new Map([['x', NOW]]) });
    expect(saidOrder(viewOf(request('x'), ...running), finished, known)).toEqual(wanted);
  });

  it('puts what it was never told of first', () => {
    const view = viewOf(request('b', { announcesAt: LATER }), waiting('a'));
    expect(saidOrder(view, [], facts())).toEqual(['b', 'a']);
  });

  it('names each request once, and is the same when nothing happened since', () => {
    fc.assert(
      fc.property(someScene, ({ view, finished, facts: known }) => {
        const order = saidOrder(view, finished, known);
        expect(new Set(order).size).toBe(order.length);
        for (const id of view.order) expect(order).toContain(id);
        expect(saidOrder(view, finished, { ...known, told: order })).toEqual(order);
      }),
    );
  });
});

describe('saidPlaces', () => {
  it('counts what waits, also what is declined and may come back', () => {
    const declined = request('b', { state: 'declined', announcesAt: LATER });
    const view = viewOf(request('x'), waiting('a'), waiting('c'));
    expect([...saidPlaces(view, [declined], facts({ told: ['x', 'a', 'b', 'c'] }))]).toEqual([
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ]);
  });
});

import type { PublicRequests } from '@tracord/shared/requests.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Toast, ToastLine } from '#view/toast-line.ts';
import { queue } from '../requests-for-test.ts';

const STAYS_MS = 6_350;

describe('the toasts of one page', () => {
  let said: (Toast | undefined)[];
  let line: ToastLine;

  beforeEach(() => {
    vi.useFakeTimers();
    said = [];
    line = new ToastLine((toast) => said.push(toast), Date.now);
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const take = (requests: PublicRequests) => line.take(requests);
  const last = () => said.at(-1);
  const firstSaid = () => said.filter((toast) => toast?.more === 0).map((toast) => toast?.id);

  it('says nothing of what was there when the page opened', () => {
    take(queue(['a', 'b']));
    expect(said).toEqual([]);
  });

  it('says each new request once, for six seconds after its coming in', () => {
    take(queue(['a']));
    take(queue(['a', 'b']));
    expect(said).toEqual([{ id: 'b', more: 0 }]);
    vi.advanceTimersByTime(STAYS_MS - 1);
    expect(last()).toEqual({ id: 'b', more: 0 });
    vi.advanceTimersByTime(1);
    expect(last()).toBeUndefined();
    take(queue(['a', 'b']));
    vi.advanceTimersByTime(60_000);
    expect(said).toHaveLength(2);
  });

  it('counts those that come meanwhile', () => {
    take(queue([]));
    take(queue(['a']));
    vi.advanceTimersByTime(1_000);
    take(queue(['a', 'b', 'c']));
    expect(last()).toEqual({ id: 'a', more: 2 });
    take(queue(['a', 'b', 'c', 'd']));
    expect(last()).toEqual({ id: 'a', more: 3 });
    vi.advanceTimersByTime(60_000);
    expect(last()).toBeUndefined();
    expect(said.filter((toast) => toast === undefined)).toHaveLength(1);
  });

  it('says several that come together as one and more', () => {
    take(queue([]));
    take(queue(['a', 'b', 'c', 'd']));
    expect(said).toEqual([{ id: 'a', more: 3 }]);
  });

  it('gives what comes at the very end a toast of its own', () => {
    take(queue([]));
    take(queue(['a']));
    vi.advanceTimersByTime(STAYS_MS - 1_000);
    take(queue(['a', 'b']));
    expect(last()).toEqual({ id: 'a', more: 0 });
    vi.advanceTimersByTime(1_000);
    expect(last()).toBeUndefined();
    vi.advanceTimersByTime(400);
    expect(last()).toEqual({ id: 'b', more: 0 });
  });

  it('says nothing that was announced more than ten seconds ago', () => {
    take(queue([]));
    take(queue([['a', { announcedAt: Date.now() - 10_001 }]]));
    take(
      queue([
        ['a', { announcedAt: Date.now() - 10_001 }],
        ['b', { announcedAt: Date.now() - 9_000 }],
      ]),
    );
    expect(firstSaid()).toEqual(['b']);
  });

  it.each([-40_000, 40_000])('takes what is news by the host’s clock, %i ms ahead of this one', (aheadMs) => {
    const hostNow = () => Date.now() + aheadMs;
    line = new ToastLine((toast) => said.push(toast), hostNow);
    take(queue([]));
    take(queue([['old', { announcedAt: hostNow() - 10_001 }]]));
    expect(said).toEqual([]);
    take(queue([['new', { announcedAt: hostNow() - 100 }]]));
    expect(last()).toEqual({ id: 'new', more: 0 });
  });

  it('repeats nothing after the host came back, empty at first or not', () => {
    take(queue(['a']));
    take(queue(['a', 'b']));
    vi.advanceTimersByTime(60_000);
    take(queue([]));
    take(queue(['a', 'b']));
    vi.advanceTimersByTime(60_000);
    expect(firstSaid()).toEqual(['b']);
  });

  it('says nothing of what is on air already', () => {
    take(queue([]));
    take(queue([['a', { state: 'playing' }]]));
    expect(said).toEqual([]);
  });

  it('takes a toast away with its request, and counts down with those it counted', () => {
    take(queue([]));
    take(queue(['a', 'b', 'c']));
    take(queue(['a', 'b']));
    expect(last()).toEqual({ id: 'a', more: 1 });
    take(queue(['b']));
    expect(last()).toBeUndefined();
    vi.advanceTimersByTime(60_000);
    expect(last()).toBeUndefined();
  });
});

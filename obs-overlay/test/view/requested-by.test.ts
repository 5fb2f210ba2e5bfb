import type { PublicRequests } from '@tracord/shared/requests.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ASKER_AFTER_MS, AskerDelay, askerOnAir } from '#view/requested-by.ts';
import { playing, TRACK } from '../pages/fake-host.ts';
import { queue } from '../requests-for-test.ts';

describe('who asked for the track on air', () => {
  const now = { ...playing(TRACK), onAirSince: 1_000 };
  const by = (onAir: PublicRequests['onAir']) => queue([], onAir === undefined ? {} : { onAir });

  it.each([
    ['nobody', now, by(undefined), undefined],
    ['a name', now, by({ onAirSince: 1_000, name: ' oskar ', others: 2 }), { name: 'oskar', others: 2 }],
    ['a name that is not shown', now, by({ onAirSince: 1_000, others: 0 }), undefined],
    ['an empty name', now, by({ onAirSince: 1_000, name: ' ', others: 0 }), undefined],
    ['a name for another play', now, by({ onAirSince: 999, name: 'oskar', others: 0 }), undefined],
    [
      'a masked track',
      { ...now, track: { ...TRACK, masked: true } },
      by({ onAirSince: 1_000, name: 'o', others: 0 }),
      undefined,
    ],
    ['no track', { ...playing(TRACK), track: undefined }, by({ onAirSince: 1_000, name: 'o', others: 0 }), undefined],
    ['a host that has not spoken', now, undefined, undefined],
  ] as [string, typeof now, PublicRequests | undefined, unknown][])('%s', (_name, nowPlaying, requests, expected) => {
    expect(askerOnAir(nowPlaying, requests)).toEqual(expected);
  });
});

describe('the wait for the name', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('begins with each card and ends with it', () => {
    const due = vi.fn();
    const delay = new AskerDelay(due);
    delay.begin();
    vi.advanceTimersByTime(ASKER_AFTER_MS - 1);
    expect(delay.isDue).toBe(false);
    delay.begin();
    vi.advanceTimersByTime(ASKER_AFTER_MS - 1);
    expect(due).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(delay.isDue).toBe(true);
    expect(due).toHaveBeenCalledTimes(1);
    delay.end();
    expect(delay.isDue).toBe(false);
    vi.advanceTimersByTime(10 * ASKER_AFTER_MS);
    expect(due).toHaveBeenCalledTimes(1);
  });
});

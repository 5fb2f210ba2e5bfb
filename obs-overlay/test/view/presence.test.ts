import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Presence } from '#view/presence.ts';

describe('when the overlay is seen', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function presence(show: 'always' | 'change', everyMinutes = 0, readingMs = 0) {
    const seen: boolean[] = [];
    const it = new Presence({
      show,
      forSeconds: 20,
      everyMinutes,
      readingMs: () => readingMs,
      onVisible: (on) => seen.push(on),
    });
    return { it, seen };
  }

  it('stays with show=always', () => {
    const { it: always, seen } = presence('always', 5);
    always.begin();
    vi.advanceTimersByTime(3_600_000);
    expect(seen).toEqual([true]);
  });

  it('leaves after its time with show=change', () => {
    const { it: change, seen } = presence('change');
    change.begin();
    vi.advanceTimersByTime(19_999);
    expect(seen).toEqual([true]);
    vi.advanceTimersByTime(1);
    expect(seen).toEqual([true, false]);
  });

  it('waits until a long title was read to its end', () => {
    const { it: change, seen } = presence('change', 0, 31_000);
    change.begin();
    vi.advanceTimersByTime(30_999);
    expect(seen).toEqual([true]);
    vi.advanceTimersByTime(1);
    expect(seen).toEqual([true, false]);
  });

  it('comes back every few minutes', () => {
    const { it: change, seen } = presence('change', 2);
    change.begin();
    vi.advanceTimersByTime(4 * 60_000 + 20_000);
    expect(seen).toEqual([true, false, true, false, true, false]);
  });

  it('begins its time again with the next track and stops without one', () => {
    const { it: change, seen } = presence('change', 1);
    change.begin();
    vi.advanceTimersByTime(15_000);
    change.begin();
    vi.advanceTimersByTime(15_000);
    expect(seen).toEqual([true, true]);
    change.end();
    vi.advanceTimersByTime(600_000);
    expect(seen).toEqual([true, true]);
  });
});

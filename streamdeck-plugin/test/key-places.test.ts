import type { RequestView } from '@tracord/shared/requests.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KeyPlaces, STILL_AFTER_TOUCH_MS } from '#key-places.ts';
import { madeQueue, madeRequest, waitingIds } from './made-requests.ts';

const KEYS = [1, 2, 3];
const onKeys = (places: KeyPlaces, keys = KEYS) => keys.map((place) => places.at(place) ?? '-').join('');

describe('requests on keys', () => {
  test('fill them in the order they are offered', () => {
    const places = new KeyPlaces();
    places.arrange(waitingIds('a', 'b', 'c', 'd'), KEYS, 0);
    expect(onKeys(places)).toBe('abc');
    expect(places.at('first')).toBe('a');
  });

  test('stay where they are when the order changes', () => {
    const places = new KeyPlaces();
    places.arrange(waitingIds('a', 'b', 'c', 'd'), KEYS, 0);
    places.arrange(waitingIds('d', 'c', 'b', 'a'), KEYS, 10_000);
    expect(onKeys(places)).toBe('abc');
    expect(places.at('first')).toBe('a');
  });

  test('only a free place takes the best that no key shows', () => {
    const places = new KeyPlaces();
    places.arrange(waitingIds('a', 'b', 'c'), KEYS, 0);
    places.arrange(waitingIds('e', 'd', 'c', 'a'), KEYS, 10_000);
    expect(onKeys(places)).toBe('aec');
  });

  test('move to their order when the DJ says so', () => {
    const places = new KeyPlaces();
    places.arrange(waitingIds('a', 'b', 'c', 'd'), KEYS, 0);
    const now = waitingIds('d', 'c', 'b', 'a');
    places.touched(10_000);
    places.sort(now, KEYS, 10_000);
    places.arrange(now, KEYS, 10_000);
    expect(onKeys(places)).toBe('dcb');
    expect(places.at('first')).toBe('d');
  });

  test('nothing moves within three seconds of a touch, but what left is gone at once', () => {
    const places = new KeyPlaces();
    places.arrange(waitingIds('a', 'b', 'c', 'd'), KEYS, 0);
    places.touched(10_000);
    const later = waitingIds('a', 'c', 'd');
    expect(places.arrange(later, KEYS, 10_001)).toBe(10_000 + STILL_AFTER_TOUCH_MS);
    expect(onKeys(places)).toBe('a-c');
    places.arrange(later, KEYS, 10_000 + STILL_AFTER_TOUCH_MS);
    expect(onKeys(places)).toBe('adc');
  });

  test('an accepted one stays until it can no longer be undone', () => {
    const places = new KeyPlaces();
    places.arrange(waitingIds('a', 'b'), KEYS, 0);
    const accepted = madeRequest('a', { state: 'accepted', announcesAt: 30_000 });
    const queue = madeQueue([accepted, madeRequest('b'), madeRequest('c')]);
    expect(places.arrange(queue, KEYS, 10_000)).toBe(30_000);
    expect(onKeys(places)).toBe('abc');
    places.arrange(madeQueue([accepted, madeRequest('b'), madeRequest('c'), madeRequest('d')]), KEYS, 30_000);
    expect(onKeys(places)).toBe('dbc');
  });

  test('an accept that is undone finds its key again', () => {
    const places = new KeyPlaces();
    places.arrange(waitingIds('a', 'b'), KEYS, 0);
    places.arrange(
      madeQueue([madeRequest('a', { state: 'accepted', announcesAt: 30_000 }), madeRequest('b')]),
      KEYS,
      10_000,
    );
    places.arrange(waitingIds('b', 'a'), KEYS, 12_000);
    expect(onKeys(places)).toBe('ab-');
  });

  test('a skipped one leaves its key, and comes back where there is room', () => {
    const places = new KeyPlaces();
    places.arrange(waitingIds('a', 'b', 'c', 'd'), KEYS, 0);
    const skipped = madeRequest('a', { state: 'skipped', skips: 1 });
    places.arrange(madeQueue([...['b', 'c', 'd'].map((id) => madeRequest(id)), skipped]), KEYS, 10_000);
    expect(onKeys(places)).toBe('dbc');
    places.arrange(madeQueue([madeRequest('b'), madeRequest('c'), skipped]), KEYS, 20_000);
    expect(onKeys(places)).toBe('abc');
  });

  test('the first in line gives way to the next at once where a press here decided it', () => {
    const places = new KeyPlaces();
    places.arrange(waitingIds('a', 'b'), [], 0);
    places.touched(10_000);
    const later = madeQueue([madeRequest('a', { state: 'accepted', announcesAt: 30_000 }), madeRequest('b')]);
    places.arrange(later, [], 10_010);
    expect(places.at('first')).toBeUndefined();
    places.settled('a');
    places.arrange(later, [], 10_020);
    expect(places.at('first')).toBe('b');
  });

  test('keys out of sight keep theirs, unless a key in sight needs it', () => {
    const places = new KeyPlaces();
    const queue = waitingIds('a', 'b', 'c', 'd');
    places.arrange(queue, [1, 2, 3, 4], 0);
    places.arrange(waitingIds('b', 'c', 'd'), [1, 2], 10_000);
    expect(onKeys(places, [1, 2, 3, 4])).toBe('cb-d');
    places.arrange(waitingIds('b', 'c', 'd'), [3, 4], 20_000);
    expect(onKeys(places, [3, 4])).toBe('bd');
  });
});

describe('whatever happens', () => {
  type Step = { ids: string[]; accepted: string[]; skipped: string[]; ms: number; touch: boolean };
  const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
  const step: fc.Arbitrary<Step> = fc.record({
    ids: fc.shuffledSubarray(ids),
    accepted: fc.subarray(ids),
    skipped: fc.subarray(ids),
    ms: fc.integer({ min: 1, max: 5_000 }),
    touch: fc.boolean(),
  });

  test('a request is on one key at most, stays while it waits, and no key shows one that is over', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const places = new KeyPlaces();
        let nowMs = 100_000;
        let touchedAt = Number.NEGATIVE_INFINITY;
        for (const { ids, accepted, skipped, ms, touch } of steps) {
          const before = new Map(KEYS.map((place) => [place, places.at(place)]));
          nowMs += ms;
          if (touch) {
            places.touched(nowMs);
            touchedAt = nowMs;
          }
          const requests: RequestView[] = ids.map((id) => {
            if (accepted.includes(id)) return madeRequest(id, { state: 'accepted', announcesAt: nowMs + 1 });
            return skipped.includes(id) ? madeRequest(id, { state: 'skipped', skips: 1 }) : madeRequest(id);
          });
          const queue = madeQueue(requests);
          places.arrange(queue, KEYS, nowMs);

          const shown = KEYS.map((place) => places.at(place)).filter((id) => id !== undefined);
          expect(new Set(shown).size).toBe(shown.length);
          for (const id of shown) expect(ids).toContain(id);
          for (const place of KEYS) {
            const [was, is] = [before.get(place), places.at(place)];
            if (was !== undefined && ids.includes(was) && !skipped.includes(was)) expect(is).toBe(was);
            if (is !== undefined && is !== was) expect(nowMs - touchedAt).toBeGreaterThanOrEqual(STILL_AFTER_TOUCH_MS);
          }
          const waits = requests.filter(({ id, state }) => state !== 'accepted' && !shown.includes(id));
          if (nowMs - touchedAt >= STILL_AFTER_TOUCH_MS && waits.length > 0) expect(shown).toHaveLength(KEYS.length);
        }
      }),
    );
  });
});

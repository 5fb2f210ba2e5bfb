import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KnownHashes } from '#storage/library/known-hashes.ts';

test('each hash is found where it was set, also from the other end of the shared memory, and no other is', () => {
  // Few low halves, so that many fall into one slot.
  const hash = fc.tuple(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 0, max: 5 }));
  const hashes = fc.uniqueArray(hash, { selector: String, minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(hashes, ([absent, ...present]) => {
      const known = KnownHashes.empty(present.length);
      for (const [at, [high, low]] of present.entries()) known.set(at, high, low);
      const there = new KnownHashes(known.shared);
      expect(present.map(([high, low]) => there.find(high, low))).toEqual([...present.keys()]);
      expect(absent && there.find(...absent)).toBe(-1);
    }),
  );
});

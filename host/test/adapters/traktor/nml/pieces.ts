// Hands out bytes in pieces of given lengths, as a file would: for tests of readers that must not mind where reads end.

import type { ReadBytes } from '#adapters/traktor/nml/byte-window.ts';

/** `lengths` repeat; without them everything comes at once. */
export function inPieces(text: string | Uint8Array, lengths: readonly number[] = [Number.MAX_SAFE_INTEGER]): ReadBytes {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  let at = 0;
  let piece = 0;
  return (target) => {
    const length = Math.min(target.length, Math.max(1, lengths[piece++ % lengths.length] ?? 1), bytes.length - at);
    target.set(bytes.subarray(at, at + length));
    at += length;
    return length;
  };
}

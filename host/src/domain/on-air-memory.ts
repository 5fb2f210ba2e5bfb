// What the on-air machine must still know after a restart of the host, and the machine that goes on from it. Pure.
// Decks and faders are not part of it: the deck feed tells them anew, second by second.

import { lengthEnd } from './on-air-ends.ts';
import { firstOnAir, type Mount, type OnAir, type OnAirState } from './on-air-state.ts';
import { RESUMED_BY_HAND_MS } from './on-air-times.ts';

/** Plain JSON, and nothing in it ticks: to be stored whenever it differs from what was stored last. */
export type OnAirMemory = {
  current?: OnAir;
  former?: OnAir;
  /** The last title of each mount, as a key. */
  mounts: Record<string, { lastKey?: string }>;
};

export function memoryOf({ current, former, mounts }: OnAirState): OnAirMemory {
  const lastKeys = Object.entries(mounts).map(([name, { lastKey }]) => [name, { lastKey }] as const);
  return { current, former, mounts: Object.fromEntries(lastKeys) };
}

/**
 * The machine as it goes on at `nowMs`; step it with a tick next. A track that must have ended while the host was away
 * is `former` and not `current`: its play is to be ended. All mounts count as gone since now, and no deck as silent
 * for longer than since now.
 */
export function resumedOnAir({ current, former, mounts }: OnAirMemory, nowMs: number): OnAirState {
  const track = current && notAfter(current, nowMs);
  const goesOn = track !== undefined && nowMs < mayLastUntil(track);
  const idle = Object.entries(mounts).map(([name, { lastKey }]): [string, Mount] => [
    name,
    { lastKey, connected: false, fresh: true, goneAt: nowMs },
  ]);
  return {
    ...firstOnAir(),
    at: nowMs,
    mounts: Object.fromEntries(idle),
    current: goesOn ? track : undefined,
    former: goesOn || track === undefined ? former && notAfter(former, nowMs) : track,
    lastSoundAt: nowMs,
  };
}

function mayLastUntil(track: OnAir): number {
  return track.stays === true ? track.since + RESUMED_BY_HAND_MS : lengthEnd(track).at;
}

/** A clock that was set back may make it begin in the future. */
function notAfter(track: OnAir, nowMs: number): OnAir {
  const { since, renewedAt } = track;
  return {
    ...track,
    since: Math.min(since, nowMs),
    ...(renewedAt !== undefined && { renewedAt: Math.min(renewedAt, nowMs) }),
  };
}

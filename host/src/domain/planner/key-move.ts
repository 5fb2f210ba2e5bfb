// How one key follows another: the moves on the circle of fifths that DJs know by name, and the key a track sounds in at another
// speed. Pure.

import type { KeyMove } from '@tracord/shared/plan.ts';
import { camelotNumber, isMinor, type MusicalKey, musicalKey } from '#domain/musical-key.ts';

const IN_ONE_MODE: readonly KeyMove[] = [
  ...(['same', 'neighbour', 'energy-up', 'clash', 'clash', 'drop'] as const),
  ...(['clash', 'lift', 'clash', 'clash', 'energy-down', 'neighbour'] as const),
];

/**
 * From the key on air to the next one, in steps of fifths (of the Camelot wheel):
 * - `same`; `neighbour`: one step; `relative`: the major or minor of the same notes; `diagonal`: one step and the other mode
 * - `energy-up`, `energy-down`: two steps; `lift`, `drop`: a semitone up or down (seven steps)
 * - `mood-shift`: major and minor on the same root (A minor, A major)
 * - `clash`: all else
 */
export function keyMove(from: MusicalKey, to: MusicalKey): KeyMove {
  const steps = (camelotNumber(to) - camelotNumber(from) + 12) % 12;
  if (isMinor(from) === isMinor(to)) return IN_ONE_MODE[steps] ?? 'clash';
  if (steps === 0) return 'relative';
  if (steps === 1 || steps === 11) return 'diagonal';
  return steps === (isMinor(from) ? 3 : 9) ? 'mood-shift' : 'clash';
}

/** How well two keys go together, 0 to 1, for each way to move. */
export const HARMONY: Readonly<Record<KeyMove, number>> = {
  same: 1,
  neighbour: 0.95,
  relative: 0.9,
  diagonal: 0.65,
  'energy-up': 0.7,
  'energy-down': 0.6,
  lift: 0.55,
  drop: 0.35,
  'mood-shift': 0.6,
  clash: 0,
};

/** `cents`: what is left beside the key, −50 to 50: above about 30 two tracks are out of tune with each other. */
export type HeardKey = { key: MusicalKey; cents: number };

/** The key a track sounds in when it is played `ratio` times as fast and the key lock is off: 12·log2 of it in semitones. */
export function heardKey(key: MusicalKey, ratio: number): HeardKey {
  const semitones = Number.isFinite(ratio) && ratio > 0 ? 12 * Math.log2(ratio) : 0;
  const whole = Math.round(semitones);
  const root = ((((key % 12) + whole) % 12) + 12) % 12;
  const heard = musicalKey(root + (isMinor(key) ? 12 : 0)) ?? key;
  return { key: heard, cents: Math.round((semitones - whole) * 100) };
}

// How two tempos go together, at the same, half or double time. Pure.

/** The next track counted at its own tempo, at double, or at half. */
export type TempoRelation = 1 | 2 | 0.5;

/** `difference`: how much faster the next track would run than what is on air, as a part of it: 0.03 is 3 %. The DJ takes that much off. */
export type TempoMatch = { relation: TempoRelation; difference: number };

/** `easy` up to 3 %, `usable` to 6 %, `with-care` to 8 %. */
export type TempoGrade = 'easy' | 'usable' | 'with-care' | 'far';

/** The plainest first. */
export const RELATIONS: readonly TempoRelation[] = [1, 2, 0.5];
export const EASY = 0.03;
export const USABLE = 0.06;
export const WITH_CARE = 0.08;

/** The relation with the smallest difference; of equal ones the plainest. Undefined where either tempo is not above 0. */
export function tempoMatch(onAirBpm: number, nextBpm: number): TempoMatch | undefined {
  if (!(onAirBpm > 0 && nextBpm > 0)) return undefined;
  let best: TempoMatch | undefined;
  for (const relation of RELATIONS) {
    const difference = (nextBpm * relation) / onAirBpm - 1;
    if (best === undefined || Math.abs(difference) < Math.abs(best.difference)) best = { relation, difference };
  }
  return best;
}

export function tempoGrade(difference: number): TempoGrade {
  // A tempo is tagged to hundredths: what is 3 % on paper may be a hair more.
  const size = Math.abs(difference) - 1e-9;
  if (size <= EASY) return 'easy';
  if (size <= USABLE) return 'usable';
  return size <= WITH_CARE ? 'with-care' : 'far';
}

/** Whether a pitch fader of ±`range` (0.06 is 6 %) can play a track of `nextBpm` at the tempo on air. */
export function isInPitchRange(onAirBpm: number, nextBpm: number, range: number): boolean {
  const match = tempoMatch(onAirBpm, nextBpm);
  return match !== undefined && Math.abs(1 / (1 + match.difference) - 1) <= range + 1e-9;
}

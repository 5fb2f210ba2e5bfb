// Chance by a seed: the same seed gives the same numbers on every computer. Pure.

/** Numbers from 0 up to, without, the limit; of the kind called mulberry32. */
export type Chance = (limit: number) => number;

export function chanceOf(seed: number): Chance {
  let state = seed | 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
}

// Finds the weights with which a score foretells best: one after the other up or down, as long as that helps. The same nights
// give the same weights. Pure.

/** Each weight is tried so many times as large, and at these sizes where it was nothing. */
const FACTORS = [0, 0.5, 0.75, 1.33, 2, 4];
const FROM_NOTHING = [5, 15];
/** What is gained by less is luck. */
const LEAST_GAIN = 0.005;
const MOST_ROUNDS = 6;

/**
 * `worth`: how good weights are, the more the better. `names`: those that may change. The others, and the sum of
 * all, stay as they are.
 */
export function chooseWeights<Name extends string>(
  names: readonly Name[],
  start: Readonly<Record<Name, number>>,
  worth: (weights: Readonly<Record<Name, number>>) => number,
): Record<Name, number> {
  const sum = names.reduce((total, name) => total + start[name], 0);
  let best: Record<Name, number> = { ...start };
  let most = worth(best);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = most;
    for (const name of names) {
      const now = best[name];
      const tries = now === 0 ? FROM_NOTHING : FACTORS.map((factor) => now * factor);
      for (const size of tries) {
        const tried = scaled({ ...best, [name]: size }, names, sum);
        const value = worth(tried);
        if (value <= most + LEAST_GAIN) continue;
        [best, most] = [tried, value];
      }
    }
    if (most <= before + LEAST_GAIN) break;
  }
  return best;
}

function scaled<Name extends string>(
  weights: Record<Name, number>,
  names: readonly Name[],
  sum: number,
): Record<Name, number> {
  const now = names.reduce((total, name) => total + weights[name], 0);
  if (now === 0) return weights;
  const made = { ...weights };
  for (const name of names) made[name] = Math.round((weights[name] * sum * 100) / now) / 100;
  return made;
}

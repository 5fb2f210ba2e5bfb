// Random numbers from a seed: the same seed gives the same numbers on every computer.

export class SeededRandom {
  #state: number;

  constructor(...seeds: number[]) {
    // The seeds are mixed (splitmix32), so that neighbouring ones give unrelated rows.
    this.#state = 0x9e3779b9;
    for (const seed of seeds) this.#state = mixed(this.#state ^ (seed | 0));
  }

  /** 0 … 2^32 − 1. */
  uint32(): number {
    this.#state = (this.#state + 0x9e3779b9) | 0;
    return mixed(this.#state) >>> 0;
  }

  /** 0 … below. */
  below(limit: number): number {
    return this.uint32() % Math.floor(limit);
  }

  /** From `from` to `to`, both included. */
  between(from: number, to: number): number {
    return from + this.below(to - from + 1);
  }

  chance(probability: number): boolean {
    return this.uint32() < probability * 0x1_0000_0000;
  }

  pick<T>(from: readonly T[]): T {
    const picked = from[this.below(from.length)];
    if (picked === undefined) throw new RangeError('nothing to pick from');
    return picked;
  }
}

function mixed(value: number): number {
  let z = value | 0;
  z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
  z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
  return z ^ (z >>> 16);
}

// Finds entries by the hash they had at their last import. Lies in shared memory, so that whoever reads a collection in another
// thread can pass over what did not change.

const ABSENT = -1;

/** What crosses to another thread. */
export type SharedHashes = { high: SharedArrayBuffer; low: SharedArrayBuffer; slots: SharedArrayBuffer };

/** Positions 0 … count − 1, each with a hash of two halves. */
export class KnownHashes {
  readonly shared: SharedHashes;
  readonly count: number;
  readonly #high: Uint32Array;
  readonly #low: Uint32Array;
  /** Open addressing: positions + 1, 0 for free. */
  readonly #slots: Uint32Array;

  constructor(shared: SharedHashes) {
    this.shared = shared;
    this.#high = new Uint32Array(shared.high);
    this.#low = new Uint32Array(shared.low);
    this.#slots = new Uint32Array(shared.slots);
    this.count = this.#high.length;
  }

  static empty(count: number): KnownHashes {
    const words = (length: number) => new SharedArrayBuffer(length * Uint32Array.BYTES_PER_ELEMENT);
    return new KnownHashes({
      high: words(count),
      low: words(count),
      slots: words(2 ** Math.ceil(Math.log2(count * 2 + 2))),
    });
  }

  set(at: number, high: number, low: number): void {
    this.#high[at] = high;
    this.#low[at] = low;
    const mask = this.#slots.length - 1;
    let slot = low & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = at + 1;
  }

  /** The position of an entry with this hash, or −1. */
  find(high: number, low: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = low & mask; ; slot = (slot + 1) & mask) {
      const at = (this.#slots[slot] ?? 0) - 1;
      if (at === ABSENT) return ABSENT;
      if (this.#low[at] === low && this.#high[at] === high) return at;
    }
  }
}

// Counts things by a key and remembers how the newest of each is shown. Pure.

export type Tallied<Shown> = { key: string; count: number; shown: Shown; newestAt: number };

export class Tally<Shown> {
  readonly #byKey = new Map<string, Tallied<Shown>>();

  get size(): number {
    return this.#byKey.size;
  }

  /** `at`: when it was; the newest says how it is shown, of two at once the later added. */
  add(key: string, shown: Shown, at: number, count = 1): void {
    const known = this.#byKey.get(key);
    if (known === undefined) {
      this.#byKey.set(key, { key, count, shown, newestAt: at });
      return;
    }
    known.count += count;
    if (at < known.newestAt) return;
    known.shown = shown;
    known.newestAt = at;
  }

  /** Without those that count nothing: the most frequent first, of equal ones the newest, then by key. */
  ranked(): Tallied<Shown>[] {
    return [...this.#byKey.values()]
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count || b.newestAt - a.newestAt || (a.key < b.key ? -1 : 1));
  }

  top(most: number): Tallied<Shown>[] {
    return this.ranked().slice(0, most);
  }
}

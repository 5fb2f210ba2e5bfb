// Counts what could not be read, by reason, with a few examples of each. Pure.

import type { Skipped } from './collection.ts';

const MOST_EXAMPLES = 5;
const LONGEST_EXAMPLE = 200;

export class SkippedTally {
  readonly #byReason = new Map<string, Skipped>();

  add(reason: string, example: string, count = 1): void {
    const entry = this.#byReason.get(reason) ?? { reason, count: 0, examples: [] };
    this.#byReason.set(reason, entry);
    entry.count += count;
    if (entry.examples.length < MOST_EXAMPLES && example !== '') entry.examples.push(example.slice(0, LONGEST_EXAMPLE));
  }

  addAll(skipped: Skipped[]): void {
    for (const { reason, count, examples } of skipped) {
      this.add(reason, examples[0] ?? '', count);
      for (const example of examples.slice(1)) this.add(reason, example, 0);
    }
  }

  /** The most frequent first. */
  list(): Skipped[] {
    return [...this.#byReason.values()].sort((a, b) => b.count - a.count);
  }
}

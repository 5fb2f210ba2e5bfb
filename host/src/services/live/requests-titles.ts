// Titles as people read them, each cleaned once: the topic names every request anew whenever one changes.

import type { CleanTitle } from '#domain/now-track.ts';

/** An evening's worth. */
const MOST_KEPT = 5_000;

export class ShownTitles {
  readonly #kept = new Map<string, ReturnType<CleanTitle>>();
  readonly #clean: CleanTitle;

  constructor(clean: CleanTitle) {
    this.#clean = clean;
  }

  readonly of: CleanTitle = (raw) => {
    const key = JSON.stringify([raw.artist, raw.title, raw.mix]);
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept;
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    const cleaned = this.#clean(raw);
    this.#kept.set(key, cleaned);
    return cleaned;
  };

  /** They are cleaned by other rules from now on. */
  forget(): void {
    this.#kept.clear();
  }
}

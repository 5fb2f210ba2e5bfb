// What viewers looked for, as all may read it: no bad words, and nothing that a masked or left out song answers to. Fails
// closed: what the library does not know is not shown.

import type { CountedName } from '@tracord/shared/stats.ts';
import type { Catalogue } from '#services/library/catalogue.ts';

export type StatsSearchesParts = {
  catalogue: Pick<Catalogue, 'search'>;
  /** Whether the library is marked by the masks of now. */
  marksAreCurrent: () => boolean;
};

/** So many of those that were looked for most are looked at: each is a question to the library. */
export const MOST_LOOKED_AT = 40;
const MOST_HITS = 50;

export class StatsSearches {
  readonly #parts: StatsSearchesParts;
  #judged = new Map<string, boolean>();

  constructor(parts: StatsSearchesParts) {
    this.#parts = parts;
  }

  /** In their order, at most `most`. `readable`: words as all may read them. */
  async shown(
    searches: CountedName[],
    readable: (words: string) => string | undefined,
    most: number,
  ): Promise<CountedName[]> {
    const list: CountedName[] = [];
    for (const { name, count } of searches.slice(0, MOST_LOOKED_AT)) {
      if (list.length === most) break;
      const words = readable(name);
      if (words !== undefined && (await this.#mayShow(name))) list.push({ name: words, count });
    }
    return this.#parts.marksAreCurrent() ? list : [];
  }

  /** The library says other things, or is marked by other masks. */
  forget(): void {
    this.#judged = new Map();
  }

  async #mayShow(words: string): Promise<boolean> {
    const { catalogue, marksAreCurrent } = this.#parts;
    // Nothing that is found out now can be trusted.
    if (!marksAreCurrent()) {
      this.forget();
      return false;
    }
    const judged = this.#judged;
    const known = judged.get(words);
    if (known !== undefined) return known;
    const { tracks } = await catalogue.search(words, { limit: MOST_HITS, maskedToo: true });
    const isOpen =
      tracks.length > 0 && tracks.every(({ maskedBecause, excluded }) => !excluded && maskedBecause === undefined);
    judged.set(words, isOpen);
    return isOpen;
  }
}

// Notes what viewers look for. Choices are asked for at each key: of a run of words that each go on with the one before only the
// last is kept, once nothing follows it. Bounded, so that no flood fills the disk; nobody's name is kept.

import { fold } from '#domain/fold.ts';
import type { Clock } from '#kernel/clock.ts';
import { messageOf } from '#kernel/domain-error.ts';
import type { Logger } from '#kernel/logger.ts';
import type { Search, SearchStore } from '#storage/show/searches.ts';

/** Who types goes on within this time. */
export const RUN_MS = 20_000;
/** More in one minute are not kept. */
export const MOST_A_MINUTE = 120;
/** More that wait at once are not kept: each is compared with every one that comes. */
const MOST_WAITING = 200;
const FEWEST_LETTERS = 3;
const MOST_LETTERS = 80;

const MINUTE_MS = 60_000;

export class Searches {
  readonly #store: Pick<SearchStore, 'add'>;
  readonly #clock: Clock;
  readonly #log: Logger;
  /** By words: those that may still be gone on with. */
  readonly #typing = new Map<string, Search>();
  readonly #whole: Search[] = [];
  #minute = { at: 0, kept: 0 };
  #cancel: (() => void) | undefined;

  constructor(store: Pick<SearchStore, 'add'>, clock: Clock, log: Logger) {
    this.#store = store;
    this.#clock = clock;
    this.#log = log;
  }

  /** Somebody typed so far: asks come at each key. `found`: so many songs were offered. Who looks for the same at the same time
   * counts once: nobody says who they are. Never throws. */
  typed(words: string, found: number): void {
    const search = this.#search(words, found);
    if (search === undefined) return;
    for (const [other, before] of this.#typing) {
      if (other.startsWith(search.words)) {
        // Taking letters back is typing, too: the longest of a run is what was meant.
        this.#typing.set(other, { ...before, at: search.at });
        return;
      }
      if (search.words.startsWith(other)) this.#typing.delete(other);
    }
    if (this.#typing.size >= MOST_WAITING) return;
    this.#typing.set(search.words, search);
    this.#keepLater();
  }

  /** Somebody sent these words: they are whole, and count each time. Never throws. */
  asked(words: string, found: number): void {
    const search = this.#search(words, found);
    if (search === undefined || this.#whole.length >= MOST_WAITING) return;
    this.#whole.push(search);
    this.#keepLater();
  }

  /** Keeps what waits, at the end of the program. */
  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#keep(Number.POSITIVE_INFINITY);
  }

  #search(words: string, found: number): Search | undefined {
    const folded = fold(words).slice(0, MOST_LETTERS).trim();
    if (folded.replaceAll(' ', '').length < FEWEST_LETTERS) return undefined;
    return { at: this.#clock.now(), words: folded, found };
  }

  #keepLater(): void {
    this.#cancel ??= this.#clock.after(RUN_MS, () => {
      this.#cancel = undefined;
      this.#keep(this.#clock.now() - RUN_MS);
      if (this.#typing.size > 0) this.#keepLater();
    });
  }

  /** What was sent, and what was typed that nothing followed since `untilMs`. */
  #keep(untilMs: number): void {
    const over = [...this.#typing.values()].filter(({ at }) => at <= untilMs);
    for (const { words } of over) this.#typing.delete(words);
    const kept = [...this.#whole.splice(0), ...over].slice(0, this.#room());
    if (kept.length === 0) return;
    this.#minute.kept += kept.length;
    try {
      this.#store.add(kept);
    } catch (error) {
      // A full disk: the show goes on, and these few words are no loss.
      this.#log.warn('searches.failed', { message: messageOf(error) });
    }
  }

  #room(): number {
    const now = this.#clock.now();
    if (now - this.#minute.at >= MINUTE_MS) this.#minute = { at: now, kept: 0 };
    return MOST_A_MINUTE - this.#minute.kept;
  }
}

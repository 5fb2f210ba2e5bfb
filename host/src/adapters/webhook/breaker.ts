// Leaves an address alone that failed again and again, and then tries it with one call before it is used as before.

const OPENS_AFTER = 3;
const RESTS_MS = 60_000;
const LONGEST_REST_MS = 30 * 60_000;

export class Breaker {
  #failures = 0;
  #closedUntil = Number.NEGATIVE_INFINITY;

  /** ms until it may be tried; 0: now. */
  waitMs(now: number): number {
    return Math.max(0, this.#closedUntil - now);
  }

  get isOpen(): boolean {
    return this.#failures >= OPENS_AFTER;
  }

  /** Takes the outcome of a call; the rest doubles with each one that fails after it. */
  took(isWell: boolean, now: number): void {
    this.#failures = isWell ? 0 : this.#failures + 1;
    const rests = this.#failures - OPENS_AFTER;
    this.#closedUntil = rests < 0 ? Number.NEGATIVE_INFINITY : now + Math.min(RESTS_MS * 2 ** rests, LONGEST_REST_MS);
  }
}

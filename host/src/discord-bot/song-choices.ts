// The songs that may be asked for, by what somebody typed. What was just asked is answered from memory, until the library
// changes or a minute has passed; many who ask the same at once are one question.

import type { Choice } from './choice-names.ts';
import type { Clock, HostClient, Refusal } from './module.ts';

/** Fewer letters fit half of any library. */
export const LEAST_LETTERS = 2;
const LONGEST_QUESTION = 200;
const KEPT_MS = 60_000;
const KEPT_ANSWERS = 500;
const KEPT_SONGS = 5_000;

export type Found = { ok: true; choices: Choice[] } | Refusal;

const NOTHING: Found = { ok: true, choices: [] };

export class SongChoices {
  readonly #host: HostClient;
  readonly #clock: Clock;
  /** By words, the least lately asked first. */
  readonly #answers = new Map<string, { at: number; found: Promise<Found> }>();
  /** What was offered lately: these ids are tracks. */
  readonly #offered = new Map<string, Choice>();

  constructor(host: HostClient, clock: Clock) {
    this.#host = host;
    this.#clock = clock;
  }

  /** At most 25, best first; none for fewer than two letters. */
  find(words: string): Promise<Found> {
    const q = normalized(words);
    if (q.length < LEAST_LETTERS) return Promise.resolve(NOTHING);
    const known = this.#answers.get(q);
    this.#answers.delete(q);
    const isFresh = known !== undefined && this.#clock.now() - known.at < KEPT_MS;
    const answer = isFresh ? known : { at: this.#clock.now(), found: this.#ask(q) };
    keep(this.#answers, q, answer, KEPT_ANSWERS);
    return answer.found;
  }

  /** A song by its id, where it was offered lately. */
  offered(id: string): Choice | undefined {
    return this.#offered.get(id);
  }

  /** The library is another, or something was masked: answers from before are out of date. */
  forget(): void {
    this.#answers.clear();
  }

  async #ask(q: string): Promise<Found> {
    const answer = await this.#host.query('requests.choices', { q, limit: 25 });
    if (!answer.ok) {
      // A refusal is nothing to remember.
      this.#answers.delete(q);
      return answer;
    }
    const { choices } = answer.value;
    for (const choice of choices) keep(this.#offered, choice.id, choice, KEPT_SONGS);
    return { ok: true, choices };
  }
}

/** Puts it last, and lets the first go where there are too many. */
function keep<T>(map: Map<string, T>, key: string, value: T, most: number): void {
  map.delete(key);
  map.set(key, value);
  const first = map.keys().next();
  if (map.size > most && !first.done) map.delete(first.value);
}

function normalized(words: string): string {
  return words
    .slice(0, LONGEST_QUESTION * 2)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, LONGEST_QUESTION)
    .trim();
}

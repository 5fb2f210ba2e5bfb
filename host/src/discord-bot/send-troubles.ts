// What goes wrong with sending, by the part of the bot that sends: each part says its own trouble and takes it back.

import type { Trouble } from './send-fault.ts';

export class Troubles {
  readonly #byPart = new Map<string, Trouble>();
  readonly #changed: (troubles: Trouble[], count: number) => void;
  #count = 0;

  /** `changed`: what is wrong now, and how many calls failed since the start. */
  constructor(changed: (troubles: Trouble[], count: number) => void) {
    this.#changed = changed;
  }

  /** A call of `part` failed; `trouble` is undefined where nobody can do anything about it. */
  failed(part: string, trouble: Trouble | undefined): void {
    this.#count++;
    if (trouble !== undefined) this.#byPart.set(part, trouble);
    this.#changed([...this.#byPart.values()], this.#count);
  }

  /** A call of `part` went well. */
  went(part: string): void {
    if (this.#byPart.delete(part)) this.#changed([...this.#byPart.values()], this.#count);
  }
}

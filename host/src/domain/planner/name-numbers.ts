// Names by number, so that they fit into typed arrays and are compared at once. Pure.

/** 0 is the empty name, which means that it is not known. `keyOf`: what is equal for names that are one; given twice it changes nothing. */
export class NameNumbers {
  /** By name as it is written, and by its key. */
  readonly #numbers = new Map<string, number>([['', 0]]);
  readonly #texts: string[] = [''];
  readonly #keyOf: (text: string) => string;

  constructor(keyOf: (text: string) => string = (text) => text) {
    this.#keyOf = keyOf;
  }

  /** All numbers lie below. */
  get size(): number {
    return this.#texts.length;
  }

  /** A new one where it is not known yet. `likely`: the number it may well have, which is looked at first. */
  number(text: string, likely = 0): number {
    if (this.#texts[likely] === text) return likely;
    const known = this.find(text);
    const number = known ?? this.#texts.push(text) - 1;
    if (known === undefined) this.#numbers.set(this.#keyOf(text), number);
    this.#numbers.set(text, number);
    return number;
  }

  /** Undefined: no track has it. */
  find(text: string): number | undefined {
    return this.#numbers.get(text) ?? this.#numbers.get(this.#keyOf(text));
  }

  /** As it was written first. */
  text(number: number): string {
    return this.#texts[number] ?? '';
  }
}

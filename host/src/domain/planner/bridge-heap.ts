// The parts of a search that are still to be looked at, the most promising first. Its own: the domain depends on no package. Pure.

/** Of equal `bound` the one with the smaller `size` comes first: it is nearer to an answer. */
export type Part = { bound: number; size: number };

export class PartHeap<One extends Part> {
  readonly #parts: One[] = [];

  get length(): number {
    return this.#parts.length;
  }

  push(part: One): void {
    const parts = this.#parts;
    let at = parts.length;
    parts.push(part);
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = parts[above];
      if (parent === undefined || !comesFirst(part, parent)) break;
      parts[at] = parent;
      at = above;
    }
    parts[at] = part;
  }

  /** Undefined: it is empty. */
  pop(): One | undefined {
    const parts = this.#parts;
    const [first, last] = [parts[0], parts.pop()];
    if (first === undefined || last === undefined || parts.length === 0) return first;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      const [left, right] = [parts[below], parts[below + 1]];
      if (left === undefined) break;
      const child = right !== undefined && comesFirst(right, left) ? right : left;
      if (child === right) below += 1;
      if (!comesFirst(child, last)) break;
      parts[at] = child;
      at = below;
    }
    parts[at] = last;
    return first;
  }
}

function comesFirst(one: Part, other: Part): boolean {
  return one.bound > other.bound || (one.bound === other.bound && one.size < other.size);
}

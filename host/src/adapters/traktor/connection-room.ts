// Keeps the connections to a port within bounds without ever shutting the door: a newcomer takes the place of a
// connection that was refused, or else of the one that has done nothing of use for longest. Pure.

export class ConnectionRoom<T> {
  readonly #most: number;
  /** Oldest first. */
  readonly #refused = new Set<T>();
  /** Who was of use least lately first. */
  readonly #waiting = new Set<T>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Lets it in; the answer is who has to go for it, no longer counted. */
  enter(connection: T): T[] {
    const tooMany = Math.max(0, this.#refused.size + this.#waiting.size + 1 - this.#most);
    const dropped = [...this.#refused, ...this.#waiting].slice(0, tooMany);
    for (const one of dropped) this.leave(one);
    this.#waiting.add(connection);
    return dropped;
  }

  /** It did something of use. */
  use(connection: T): void {
    if (this.#waiting.delete(connection)) this.#waiting.add(connection);
  }

  /** It got its last answer and is only not closed yet. */
  refuse(connection: T): void {
    this.#waiting.delete(connection);
    this.#refused.add(connection);
  }

  /** It is gone, or it is what the port is for: not counted, and not dropped for others. */
  leave(connection: T): void {
    this.#waiting.delete(connection);
    this.#refused.delete(connection);
  }
}

// Bounds how many questions are open at once, so that no client can hold up the others: a search of the audience's must not
// make the DJ wait.

import type { QueryAnswer, Role } from '@tracord/shared/protocol.ts';

export const OPEN_PER_CLIENT = 8;
export const OPEN_OF_THE_AUDIENCE = 32;

export class QueryGate {
  readonly #ofClient = new WeakMap<object, number>();
  #ofAudience = 0;

  /** Asks, or answers `busy` at once. `client` is the connection the question came by. */
  async pass(client: object, role: Role, ask: () => Promise<QueryAnswer>): Promise<QueryAnswer> {
    const open = this.#ofClient.get(client) ?? 0;
    if (open >= OPEN_PER_CLIENT || (role === 'audience' && this.#ofAudience >= OPEN_OF_THE_AUDIENCE)) {
      return { ok: false, code: 'busy', message: 'too many questions at once: wait for the answers to those before' };
    }
    this.#count(client, role, 1);
    try {
      return await ask();
    } finally {
      this.#count(client, role, -1);
    }
  }

  #count(client: object, role: Role, by: 1 | -1): void {
    this.#ofClient.set(client, (this.#ofClient.get(client) ?? 0) + by);
    if (role === 'audience') this.#ofAudience += by;
  }
}

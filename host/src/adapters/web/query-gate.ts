// Bounds how many questions are open at once, so that no client can hold up the others: a search of the audience's must not
// make the DJ wait.

import type { QueryAnswer, Role } from '@tracord/shared/protocol.ts';

/** Of one connection. A hundred people who type at once all ask by the bot's. */
export const OPEN_PER_CLIENT: Record<Role, number> = { operator: 8, bot: 256, requester: 8, audience: 8 };
/** Of all connections of a role; of those that are not named here: no bound. */
export const OPEN_OF_ROLE: Partial<Record<Role, number>> = { requester: 32, audience: 32 };

export class QueryGate {
  readonly #ofClient = new WeakMap<object, number>();
  readonly #ofRole = new Map<Role, number>();

  /** Asks, or answers `busy` at once. `client` is the connection the question came by. */
  async pass(client: object, role: Role, ask: () => Promise<QueryAnswer>): Promise<QueryAnswer> {
    const ofClient = this.#ofClient.get(client) ?? 0;
    const ofRole = this.#ofRole.get(role) ?? 0;
    if (ofClient >= OPEN_PER_CLIENT[role] || ofRole >= (OPEN_OF_ROLE[role] ?? Number.POSITIVE_INFINITY)) {
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
    this.#ofRole.set(role, (this.#ofRole.get(role) ?? 0) + by);
  }
}

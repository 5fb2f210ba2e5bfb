import type { QueryAnswer, Role } from '@tracord/shared/protocol.ts';
import { describe, expect, it } from 'vitest';
import { OPEN_OF_ROLE, OPEN_PER_CLIENT, QueryGate } from '#adapters/web/query-gate.ts';

/** Questions that stay open until `end` is called. */
function asking() {
  const gate = new QueryGate();
  const open: (() => void)[] = [];
  const ask = (client: object, role: Role) =>
    gate.pass(
      client,
      role,
      () => new Promise<QueryAnswer>((resolve) => open.push(() => resolve({ ok: true, value: 1 }))),
    );
  return { ask, open, end: () => open.shift()?.() };
}
const BUSY = { ok: false, code: 'busy' };

describe('QueryGate', () => {
  it.each(['operator', 'bot', 'requester', 'audience'] as const)(
    'lets a client in the role %s ask so many at once, and again once one is answered',
    async (role) => {
      const { ask, open, end } = asking();
      const client = {};
      const asked = Array.from({ length: OPEN_PER_CLIENT[role] }, () => ask(client, role));
      expect(await ask(client, role)).toMatchObject(BUSY);
      end();
      expect(await asked[0]).toMatchObject({ ok: true });
      const another = ask(client, role);
      expect(open).toHaveLength(OPEN_PER_CLIENT[role]);
      for (const answer of open) answer();
      expect(await another).toMatchObject({ ok: true });
    },
  );

  it('has room for a hundred who type at once in Discord', () => {
    expect(OPEN_PER_CLIENT.bot).toBeGreaterThanOrEqual(100);
  });

  it.each(['audience', 'requester'] as const)('bounds the %s as a whole, and nobody else by it', async (role) => {
    const { ask, open } = asking();
    const most = OPEN_OF_ROLE[role] ?? 0;
    for (let at = 0; at < most; at++) void ask({}, role);
    expect(await ask({}, role)).toMatchObject(BUSY);
    const others = (['operator', 'bot', 'requester', 'audience'] as const).filter((other) => other !== role);
    for (const other of others) void ask({}, other);
    expect(open).toHaveLength(most + others.length);
  });

  it('forgets a question that failed', async () => {
    const gate = new QueryGate();
    const client = {};
    for (let at = 0; at < OPEN_PER_CLIENT.audience + 1; at++) {
      await expect(gate.pass(client, 'audience', () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
    }
  });
});

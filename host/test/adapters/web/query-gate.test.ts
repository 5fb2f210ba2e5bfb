import type { QueryAnswer, Role } from '@tracord/shared/protocol.ts';
import { describe, expect, it } from 'vitest';
import { OPEN_OF_THE_AUDIENCE, OPEN_PER_CLIENT, QueryGate } from '#adapters/web/query-gate.ts';

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
  it('lets a client ask so many at once, and again once one is answered', async () => {
    const { ask, open, end } = asking();
    const client = {};
    const asked = Array.from({ length: OPEN_PER_CLIENT }, () => ask(client, 'operator'));
    expect(await ask(client, 'operator')).toMatchObject(BUSY);
    end();
    expect(await asked[0]).toMatchObject({ ok: true });
    const another = ask(client, 'operator');
    expect(open).toHaveLength(OPEN_PER_CLIENT);
    for (const answer of open) answer();
    expect(await another).toMatchObject({ ok: true });
  });

  it('bounds the audience as a whole, and never the operator by it', async () => {
    const { ask, open } = asking();
    for (let at = 0; at < OPEN_OF_THE_AUDIENCE; at++) void ask({}, 'audience');
    expect(await ask({}, 'audience')).toMatchObject(BUSY);
    void ask({}, 'operator');
    expect(open).toHaveLength(OPEN_OF_THE_AUDIENCE + 1);
  });

  it('forgets a question that failed', async () => {
    const gate = new QueryGate();
    const client = {};
    for (let at = 0; at < OPEN_PER_CLIENT + 1; at++) {
      await expect(gate.pass(client, 'audience', () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
    }
  });
});

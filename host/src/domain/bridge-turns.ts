// Which bridges were lost and came back, said only once it lasts: one that is back within a few seconds was never gone, and
// one that flaps is believed later each time. Pure: no clock, no IO.

/** off: it was switched off, and is missed by nobody. */
export type BridgeState = 'ok' | 'lost' | 'off';
/** What is to be said of a bridge. */
export type BridgeTurn = { name: string; now: BridgeState };

/** So long it has to be gone, or there again; each time it turns twice as long as before, until it was calm for a while. */
export const SETTLES_MS = 5_000;
export const CALM_MS = 10 * 60_000;

type Bridge = { state: BridgeState; since: number; said: BridgeState; settlesMs: number };

export class BridgeTurns {
  readonly #bridges = new Map<string, Bridge>();

  /** One that was never ok is not missed. */
  see(name: string, state: BridgeState, nowMs: number): void {
    const known = this.#bridges.get(name);
    if (known === undefined) {
      if (state === 'ok') this.#bridges.set(name, { state, since: nowMs, said: state, settlesMs: SETTLES_MS });
    } else if (known.state !== state) {
      if (nowMs - known.since >= CALM_MS) known.settlesMs = SETTLES_MS;
      known.state = state;
      known.since = nowMs;
    }
  }

  /** What lasted long enough to be said by `nowMs`; each is answered once. */
  turns(nowMs: number): BridgeTurn[] {
    const turned: BridgeTurn[] = [];
    for (const [name, bridge] of this.#bridges) {
      if (bridge.state === bridge.said || nowMs - bridge.since < bridge.settlesMs) continue;
      turned.push({ name, now: bridge.state });
      if (bridge.state === 'off') this.#bridges.delete(name);
      bridge.said = bridge.state;
      bridge.settlesMs = Math.min(bridge.settlesMs * 2, CALM_MS);
    }
    return turned;
  }

  /** When `turns` may have something to say, if nothing else changes. */
  get nextAt(): number | undefined {
    const waiting = [...this.#bridges.values()].filter(({ state, said }) => state !== said);
    return waiting.length === 0 ? undefined : Math.min(...waiting.map(({ since, settlesMs }) => since + settlesMs));
  }
}

import type { RequestView } from '@tracord/shared/requests.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SETTLES_MS, UNSEEN_MS } from '#press-guard.ts';
import type { HostState } from '#state.ts';
import { DeckForTest, type Sent } from './deck-for-test.ts';
import { madeQueue, madeRequest } from './made-requests.ts';

const IDS = ['a', 'b', 'c', 'd', 'e'];
const KINDS = ['request', 'request', 'request', 'accept', 'skip', 'queue'] as const;
const DIAL = KINDS.indexOf('queue');

type Step =
  | { do: 'down' | 'up' | 'page'; key: number }
  | { do: 'wait' | 'turn'; by: number }
  | { do: 'queue'; ids: string[] }
  | { do: 'vote' | 'change' | 'skip'; id: string }
  | { do: 'wake' | 'device' }
  | { do: 'host'; host: HostState };

const key = fc.nat(KINDS.length - 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom('down' as const, 'up' as const), key }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('wait' as const), by: fc.integer({ min: 1, max: 1_500 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('queue' as const), ids: fc.shuffledSubarray(IDS) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('vote' as const, 'change' as const, 'skip' as const),
      id: fc.constantFrom(...IDS),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('turn' as const), by: fc.constantFrom(-2, -1, 1, 2) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('page' as const), key }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('wake' as const, 'device' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('host' as const),
      host: fc.constantFrom('connected' as const, 'connected' as const, 'away' as const),
    }),
  },
);

/** "request a r1 new" → "a r1"; undefined where it shows none that waits, also under a mark. */
const shown = (face: string) => (isMarked(face) ? undefined : /^\w+ (\w+ r\d+) (?:new|skipped)/.exec(face)?.[1]);
const isMarked = (face: string) => /\[(ok|stale)/.test(face);

/** The last turn of the dial: the request it chose. */
type Turned = { to: string; at: number };

/** A finger that came down, what the key had been sent by then, and how the dial had been turned. */
type Down = { sent: readonly Sent[]; at: number; turned: Turned };

/** What may have been before the eye: the last picture, and what the last moment replaced. */
function isSeen(wanted: string, { sent, at }: Down): boolean {
  const first = sent.findLastIndex((one) => one.at <= at - UNSEEN_MS);
  return sent.slice(Math.max(0, first)).some(({ svg }) => shown(svg) === wanted);
}

/** What one run of steps works on: a deck, the requests as the host has them, and the finger on each key. */
class Evening {
  readonly deck = new DeckForTest();
  readonly keys: string[] = [];
  readonly downs = new Map<string, Down>();
  readonly byId = new Map<string, RequestView>(IDS.map((id) => [id, madeRequest(id)]));
  ids = IDS;
  host: HostState = 'connected';
  turned: Turned = { to: '', at: Number.NEGATIVE_INFINITY };
  #downs = 0;
  #runs = 0;

  say(): void {
    this.deck.say(this.host, { requests: madeQueue(this.ids.flatMap((id) => this.byId.get(id) ?? [])) });
  }

  open(index: number): void {
    const kind = KINDS[index] ?? 'request';
    this.keys[index] = this.deck.appearNow(kind, { place: index + 1 }, kind === 'queue');
  }

  async do(one: Step): Promise<void> {
    const key = 'key' in one ? (this.keys[one.key] ?? '') : '';
    if (one.do === 'down') {
      this.#downs++;
      this.downs.set(key, { sent: this.deck.sent(key), at: this.deck.nowMs, turned: this.turned });
      this.deck.deck.down(key);
    }
    if (one.do === 'up') this.deck.deck.up(key);
    if (one.do === 'page') {
      this.deck.deck.disappear(key);
      this.open(one.key);
    }
    if (one.do === 'wait') await this.deck.wait(one.by);
    if (one.do === 'turn') await this.#turn(one.by);
    if (one.do === 'wake') this.deck.deck.wake();
    if (one.do === 'device') this.deck.deck.wake('deck');
    if (one.do === 'queue') this.ids = one.ids;
    if (one.do === 'host') this.host = one.host;
    if ('id' in one) this.#change(one.do, one.id);
    this.say();
    await this.deck.wait(0);
    this.#checkRuns();
  }

  /** Turns the dial once it shows what is chosen now, so that it is known what the turn chooses. */
  async #turn(by: number): Promise<void> {
    const dial = this.keys[DIAL] ?? '';
    await this.deck.wait(250);
    const chosen = shown(this.deck.face(dial))?.split(' ')[0];
    if (chosen === undefined || this.host !== 'connected') return;
    const at = Math.max(0, Math.min(this.ids.length - 1, this.ids.indexOf(chosen) + by));
    this.turned = { to: this.ids[at] ?? '', at: this.deck.nowMs };
    this.deck.deck.turn(dial, by);
  }

  #change(what: 'vote' | 'change' | 'skip', id: string): void {
    const request = this.byId.get(id) ?? madeRequest(id);
    const changed = what === 'vote' ? { votes: request.votes + 1 } : { revision: request.revision + 1 };
    const skipped = what === 'skip' ? { state: 'skipped' as const, skips: request.skips + 1 } : {};
    this.byId.set(id, { ...request, ...changed, ...skipped });
  }

  #checkRuns(): void {
    for (const run of this.deck.runs.slice(this.#runs)) {
      const wanted = `${run.args.id} r${run.args.revision}`;
      const fitting = [...this.downs].filter(
        ([key, down]) => isSeen(wanted, down) && this.#hasSettled(key, String(run.args.id), down),
      );
      expect(fitting.length, `${run.name} ${wanted}`).toBeGreaterThanOrEqual(1);
    }
    this.#runs = this.deck.runs.length;
    expect(this.#runs).toBeLessThanOrEqual(this.#downs);
  }

  /** It had shown that request for a while, marks aside, or the DJ's hand had just turned the dial to it. */
  #hasSettled(key: string, id: string, down: Down): boolean {
    const sent = down.sent.filter(({ svg }) => !isMarked(svg));
    const isOf = (svg: string) => svg.split(' ')[1] === id;
    const first = sent.findLastIndex(({ svg }) => !isOf(svg)) + 1;
    const since = sent[first]?.at ?? Number.POSITIVE_INFINITY;
    const { turned } = down;
    const isTurned = key === this.keys[DIAL] && id === turned.to && since < turned.at + SETTLES_MS;
    return down.at - since >= SETTLES_MS || isTurned;
  }
}

test('whatever the host says and whenever, a press only ever means what its key or dial had shown for a while', async () => {
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 50 }), async (steps) => {
      const evening = new Evening();
      evening.say();
      for (const index of KINDS.keys()) evening.open(index);
      await evening.deck.wait(1_000);
      for (const one of steps) await evening.do(one);
      evening.deck.deck.close();
      runs += evening.deck.runs.length;
    }),
    { numRuns: 400 },
  );
  // It was tried: presses did come through.
  expect(runs).toBeGreaterThan(100);
});

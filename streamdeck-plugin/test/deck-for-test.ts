// A deck with time moved by hand, faces in words, and a host that is a function.

import type { CommandAnswer } from '@tracord/shared/protocol.ts';
import type { RequestsView } from '@tracord/shared/requests.ts';
import { Deck } from '#deck.ts';
import type { DialFaceInput, Face, KeyFaceInput } from '#faces/face-inputs.ts';
import { SETTLES_MS } from '#press-guard.ts';
import { type DeckTopics, FIRST_DECK_STATE, type HostState } from '#state.ts';
import { waitingIds } from './made-requests.ts';

export type Run = { name: string; args: Record<string, unknown> };
export type Sent = { svg: string; at: number };

export class DeckForTest {
  nowMs = 1_000_000;
  readonly runs: Run[] = [];
  answer: (run: Run) => CommandAnswer | undefined | Promise<CommandAnswer | undefined> = () => ({ ok: true });
  topics: DeckTopics = FIRST_DECK_STATE.topics;
  readonly deck: Deck;
  readonly #sent = new Map<string, Sent[]>();
  #timers: { atMs: number; call: () => void }[] = [];
  #made = 0;

  constructor() {
    const send = async (context: string, svg: string) => {
      this.#sent.set(context, [...this.sent(context), { svg, at: this.nowMs }]);
    };
    this.deck = new Deck({
      clock: { now: () => this.nowMs, after: (delayMs, call) => this.#after(delayMs, call) },
      faces: { drawKey: inWords, drawDial: inWords },
      sendKey: send,
      sendDial: send,
      command: async (name, args) => {
        const run = { name, args };
        this.runs.push(run);
        return this.answer(run);
      },
    });
    this.say('connected');
  }

  say(host: HostState, topics: Partial<DeckTopics> = {}): void {
    this.topics = { ...this.topics, ...topics };
    this.deck.hear({ host, topics: this.topics });
  }

  requests(requests: RequestsView): void {
    this.say('connected', { requests });
  }

  /** A key or dial of the device "deck" that has been there long enough for a press. */
  async appear(action: string, settings: Record<string, unknown> = {}, isDial = false): Promise<string> {
    const context = this.appearNow(action, settings, isDial);
    await this.wait(SETTLES_MS + 1);
    return context;
  }

  appearNow(action: string, settings: Record<string, unknown> = {}, isDial = false): string {
    const context = `${action}-${++this.#made}`;
    this.deck.appear({ context, device: 'deck', action: `com.tracord.dj.${action}`, isDial, settings });
    return context;
  }

  async press(context: string, holdMs = 10): Promise<void> {
    this.deck.down(context);
    await this.wait(holdMs);
    this.deck.up(context);
    await this.wait(1);
  }

  sent(context: string): readonly Sent[] {
    return this.#sent.get(context) ?? [];
  }

  face(context: string): string {
    return this.sent(context).at(-1)?.svg ?? '';
  }

  /** Lets time pass, with every timer in its order. */
  async wait(ms: number): Promise<void> {
    const endMs = this.nowMs + ms;
    for (;;) {
      await settle();
      const next = this.#timers.filter(({ atMs }) => atMs <= endMs).sort((a, b) => a.atMs - b.atMs)[0];
      if (next === undefined) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.nowMs = Math.max(this.nowMs, next.atMs);
      next.call();
    }
    this.nowMs = endMs;
    await settle();
  }

  #after(delayMs: number, call: () => void): () => void {
    const timer = { atMs: this.nowMs + delayMs, call };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }
}

/** A deck with one request key, at the first place, and these requests that wait. */
export async function withKey(...ids: string[]): Promise<{ test: DeckForTest; key: string }> {
  const test = new DeckForTest();
  test.requests(waitingIds(...ids));
  const key = await test.appear('request', { place: 1 });
  return { test, key };
}

/** Lets promises that are settled run on. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 30; turn++) await Promise.resolve();
}

/** "request a r1 [hold 40% Skip]" */
function inWords(input: KeyFaceInput | DialFaceInput): Face {
  const { host, mark, hold, kind } = input;
  if (host !== 'connected') return { svg: `host ${host}`, alt: '' };
  const words: (string | undefined)[] = [kind];
  if ('request' in input && input.request) {
    const { id, revision, state, votes } = input.request;
    words.push(`${id} r${revision} ${state}`, votes > 1 ? `${votes} votes` : undefined);
  }
  if ('track' in input && input.track) words.push(input.track.trackId, input.next);
  if ('bridge' in input && input.bridge) words.push(input.bridge.distance, input.bridge.steps[0]?.trackId, input.next);
  if ('index' in input) words.push(`${input.index + 1}/${input.of}`);
  if ('choosing' in input && input.choosing) words.push(`choosing ${input.choosing.track.id}`);
  if ('undo' in input && input.undo) words.push(input.undo.changeId);
  if ('live' in input) words.push(input.live.on ? 'live' : 'rehearsal');
  if (mark) words.push(`[${mark.kind}${mark.kind === 'stale' ? ` ${mark.word}` : ''}]`);
  if (hold) words.push(`[hold ${Math.round(hold.progress * 100)}% ${hold.word}]`);
  return { svg: words.filter((word) => word !== undefined).join(' '), alt: '' };
}

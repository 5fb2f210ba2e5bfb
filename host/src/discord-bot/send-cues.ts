// What is to be said once: taken from the host before it is said, said with the cue's own nonce, then reported. Whatever
// happens in between, nothing is said twice, and nothing later than two minutes. One at a time, in their order.

import { createHash } from 'node:crypto';
import type { BotCue, BotRequest } from '@tracord/shared/requests.ts';
import type { MessageBody } from './send-calls.ts';
import { mayPass, waitAfter } from './send-fault.ts';
import type { SendParts } from './standing-message.ts';
import type { RequestsPlace } from './thread.ts';

const OLDEST_MS = 2 * 60_000;
const LONGEST_NONCE = 25;
const TROUBLE = 'requests';

/** What a cue says as things stand now; undefined: nothing, it is left to expire. */
export type Compose = (cue: BotCue, request: BotRequest) => MessageBody | undefined;
/** `message`: "<channel>/<message>". */
export type Said = (cue: BotCue, message: string, body: MessageBody) => void;

/** A cue's id as Discord takes it. */
export function nonceOf(cueId: string): string {
  return cueId.length <= LONGEST_NONCE
    ? cueId
    : createHash('sha256').update(cueId).digest('hex').slice(0, LONGEST_NONCE);
}

export class Cues {
  readonly #parts: SendParts;
  readonly #place: RequestsPlace;
  readonly #compose: Compose;
  readonly #said: Said;
  /** Done, given up, or not to be had. */
  readonly #over = new Set<string>();
  /** One command id for each cue: asked again after a lost answer, the host answers the same. */
  readonly #commandIds = new Map<string, string>();
  readonly #unreported = new Map<string, string>();
  #isRunning = false;
  #running: Promise<void> = Promise.resolve();
  #isReporting = false;
  #isStopped = false;
  #cancelTimer: (() => void) | undefined;
  #endWait: (() => void) | undefined;

  constructor(parts: SendParts, place: RequestsPlace, compose: Compose, said: Said) {
    this.#parts = parts;
    this.#place = place;
    this.#compose = compose;
    this.#said = said;
  }

  /** To be called after every change. */
  look(): void {
    void this.#report();
    if (!this.#isRunning) this.#running = this.#run();
  }

  /** Resolves when what was taken is said and reported, or given up. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancelTimer?.();
    this.#endWait?.();
    await this.#running;
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    for (let cue = this.#next(); cue !== undefined; cue = this.#next()) await this.#do(cue);
    this.#isRunning = false;
    this.#wakeAtNextDue();
  }

  #next(): BotCue | undefined {
    const { topics, isConnected } = this.#parts.host;
    if (this.#isStopped || !isConnected || !topics.live.on || topics.discord.requestsChannel === '') return undefined;
    const { order, byId } = topics.cues;
    return order.flatMap((id) => byId[id] ?? []).find((cue) => this.#isDue(cue) && this.#body(cue) !== undefined);
  }

  #isDue(cue: BotCue): boolean {
    const now = this.#parts.clock.now();
    return !this.#over.has(cue.id) && cue.dueAt <= now && now < endOf(cue);
  }

  #body(cue: BotCue): MessageBody | undefined {
    const { topics } = this.#parts.host;
    const request = topics.requests.byId[cue.requestId];
    return request === undefined || !topics.live.on ? undefined : this.#compose(cue, request);
  }

  async #do(cue: BotCue): Promise<void> {
    const commandId = this.#commandIds.get(cue.id) ?? crypto.randomUUID();
    this.#commandIds.set(cue.id, commandId);
    const taken = await this.#parts.host.command('cue.take', { id: cue.id }, commandId);
    if (!taken.ok && taken.code === 'host-away') {
      await this.#wait(1_000);
      return;
    }
    this.#over.add(cue.id);
    this.#commandIds.delete(cue.id);
    if (!taken.ok) return;
    const said = await this.#say(cue);
    if (said === undefined) return;
    this.#said(cue, said.message, said.body);
    this.#unreported.set(cue.id, said.message);
    await this.#report();
  }

  /** Undefined where it was not said. The nonce makes a second try the same message. */
  async #say(cue: BotCue): Promise<{ message: string; body: MessageBody } | undefined> {
    const { clock, troubles } = this.#parts;
    let mayStartAnotherThread = true;
    for (let faults = 1; ; faults++) {
      const body = this.#body(cue);
      if (body === undefined || clock.now() >= endOf(cue)) return undefined;
      try {
        const message = await this.#post(cue, body);
        troubles.went(TROUBLE);
        return { message, body };
      } catch (fault) {
        if (mayStartAnotherThread && (await this.#place.forgetThread(fault))) {
          mayStartAnotherThread = false;
          continue;
        }
        void troubles.failed(TROUBLE, fault, this.#place.tried);
        const waitMs = waitAfter(faults, fault);
        if (this.#isStopped || !mayPass(fault) || clock.now() + waitMs >= endOf(cue)) return undefined;
        await this.#wait(waitMs);
        if (this.#isStopped) return undefined;
      }
    }
  }

  async #post(cue: BotCue, body: MessageBody): Promise<string> {
    const { clock, calls } = this.#parts;
    const tooLate = new AbortController();
    const cancel = clock.after(endOf(cue) - clock.now(), () => tooLate.abort());
    try {
      const channelId = await this.#place.open();
      const { message_reference, ...alone } = body;
      // An answer can only stand where the message stands that it answers.
      const sent = message_reference?.channel_id === channelId ? body : alone;
      return `${channelId}/${await calls.post(channelId, sent, nonceOf(cue.id), { signal: tooLate.signal })}`;
    } finally {
      cancel();
    }
  }

  async #report(): Promise<void> {
    if (this.#isReporting) return;
    this.#isReporting = true;
    for (const [id, message] of this.#unreported) {
      const answer = await this.#parts.host.command('cue.done', { id, message });
      // Said again when the host is there again; a host that does not know the cue any more needs no report.
      if (!answer.ok && answer.code === 'host-away') break;
      this.#unreported.delete(id);
    }
    this.#isReporting = false;
  }

  #wakeAtNextDue(): void {
    this.#cancelTimer?.();
    if (this.#isStopped) return;
    const now = this.#parts.clock.now();
    const due = Object.values(this.#parts.host.topics.cues.byId)
      .filter((cue) => !this.#over.has(cue.id) && cue.dueAt > now)
      .map((cue) => cue.dueAt);
    if (due.length > 0) this.#cancelTimer = this.#parts.clock.after(Math.min(...due) - now, () => this.look());
  }

  #wait(ms: number): Promise<void> {
    return new Promise((go) => {
      const cancel = this.#parts.clock.after(ms, go);
      this.#endWait = () => {
        cancel();
        go();
      };
    });
  }
}

const endOf = (cue: BotCue) => Math.min(cue.expiresAt, cue.dueAt + OLDEST_MS);

// One message that stays where it is and is edited: the board, the panel, what is on air. Found again by what the host
// remembers, made again when somebody deleted it. Out of a show nothing is sent, but for one edit that ends what the show left.

import { createHash } from 'node:crypto';
import { Output, type Step, wholly } from '@tracord/shared/output.ts';
import type { BotTopics } from '@tracord/shared/topics.ts';
import type { BotParts, Changed } from './module.ts';
import type { ChannelCalls, MessageBody } from './send-calls.ts';
import { isMessageGone, waitAfter } from './send-fault.ts';
import type { Troubles } from './send-troubles.ts';

/** Requests open a moment after the show begins: what is sent in between would stand there for a whole pace. */
const SETTLES_MS = 500;

export type SendParts = BotParts & { calls: ChannelCalls; troubles: Troubles };

export type StandingOptions = {
  /** Its name in the host's memory. */
  name: string;
  setting: 'staffChannel' | 'panelChannel' | 'nowPlayingChannel';
  isPinned: boolean;
  minIntervalMs: number;
  /** Pure. During a show. */
  body: (topics: BotTopics) => MessageBody;
  /** Pure. When the show is over. */
  rest: (topics: BotTopics) => MessageBody;
};

type Wanted = { channelId: string; body: MessageBody; isOver: boolean };
type Kept = { channelId: string; messageId: string; isOver: boolean };

export class StandingMessage {
  readonly #parts: SendParts;
  readonly #options: StandingOptions;
  readonly #output: Output<BotTopics, Wanted, Step & { wanted: Wanted }>;
  /** What this process did; before that the host's memory counts. */
  #kept: Kept | undefined;
  #liveSinceMs: number | undefined;

  constructor(parts: SendParts, options: StandingOptions) {
    this.#parts = parts;
    this.#options = options;
    this.#output = new Output({
      clock: parts.clock,
      project: (topics, nowMs) => this.#project(topics, nowMs),
      diff: wholly<Wanted>,
      send: ({ wanted }) => this.#send(wanted),
      minIntervalMs: options.minIntervalMs,
      waitAfterFaultMs: waitAfter,
      onFault: (fault) => this.#failed(fault, 'Send Messages'),
    });
  }

  /** To be called after every change. */
  changed(what: Changed): void {
    const { host, clock } = this.#parts;
    this.#liveSinceMs = host.topics.live.on ? (this.#liveSinceMs ?? clock.now()) : undefined;
    this.#output.update(host.topics);
    // Whoever put a setting right waits for nothing.
    if (what === 'discord') this.#output.forget();
    if (what === 'connected') void this.#rememberAgain();
  }

  /** What was sent may be lost, and a remembered id may not have arrived. */
  resumed(): void {
    this.#output.forget();
  }

  stop(): void {
    this.#output.close();
  }

  /** The host is there again: it may not know yet where the message is. */
  async #rememberAgain(): Promise<void> {
    if (this.#kept !== undefined && written(this.#kept) !== this.#parts.host.topics.memory[this.#options.name]) {
      await this.#remember(this.#kept);
    }
  }

  #project(topics: BotTopics, nowMs: number): { wanted?: Wanted; changesAtMs?: number } {
    const channelId = topics.discord[this.#options.setting];
    if (channelId === '' || !this.#parts.host.isConnected) return {};
    const settledAtMs = (this.#liveSinceMs ?? nowMs) + SETTLES_MS;
    if (topics.live.on && !topics.requests.open && nowMs < settledAtMs) return { changesAtMs: settledAtMs };
    if (topics.live.on) return { wanted: { channelId, body: this.#options.body(topics), isOver: false } };
    const kept = this.#found(topics);
    if (kept === undefined || kept.isOver || kept.channelId !== channelId) return {};
    return { wanted: { channelId, body: this.#options.rest(topics), isOver: true } };
  }

  #found(topics: BotTopics): Kept | undefined {
    return this.#kept ?? read(topics.memory[this.#options.name]);
  }

  async #send({ channelId, body, isOver }: Wanted): Promise<void> {
    const { calls, troubles } = this.#parts;
    const kept = this.#found(this.#parts.host.topics);
    const isThere = kept?.channelId === channelId && (await this.#edited(kept, body));
    if (isThere) {
      if (kept.isOver !== isOver || this.#kept === undefined) await this.#remember({ ...kept, isOver });
      troubles.went(this.#options.name);
      return;
    }
    // Made twice after a crash before it was remembered, the same nonce leads to the same message.
    const seed = `${this.#options.name} ${channelId} ${kept === undefined ? '' : `${kept.channelId}/${kept.messageId}`}`;
    const nonce = createHash('sha256').update(seed).digest('hex').slice(0, 25);
    const messageId = await calls.post(channelId, body, nonce);
    await this.#remember({ channelId, messageId, isOver });
    troubles.went(this.#options.name);
    if (this.#options.isPinned) await this.#pin(channelId, messageId);
    if (kept !== undefined && kept.channelId !== channelId) await this.#remove(kept);
  }

  async #edited(kept: Kept, body: MessageBody): Promise<boolean> {
    try {
      await this.#parts.calls.edit(kept.channelId, kept.messageId, body);
      return true;
    } catch (fault) {
      if (isMessageGone(fault)) return false;
      throw fault;
    }
  }

  /** Unpinned it works as well: it is tried once. */
  async #pin(channelId: string, messageId: string): Promise<void> {
    try {
      await this.#parts.calls.pin(channelId, messageId);
    } catch (fault) {
      this.#failed(fault, 'Pin Messages');
    }
  }

  /** The one in the channel that the settings named before; whoever cannot take it away leaves it to people. */
  async #remove({ channelId, messageId }: Kept): Promise<void> {
    try {
      await this.#parts.calls.remove(channelId, messageId);
    } catch (fault) {
      this.#parts.log.info('message.left', { what: this.#options.name, channelId, reason: String(fault) });
    }
  }

  async #remember(kept: Kept): Promise<void> {
    this.#kept = kept;
    const { host, log } = this.#parts;
    const answer = await host.command('bot.remember', { name: this.#options.name, value: written(kept) });
    if (!answer.ok) log.warn('remember.refused', { what: this.#options.name, code: answer.code });
  }

  #failed(fault: unknown, permission: string): void {
    const { name, setting } = this.#options;
    const channelId = this.#parts.host.topics.discord[setting];
    void this.#parts.troubles.failed(name, fault, { permission, channelId, setting });
  }
}

const written = ({ channelId, messageId, isOver }: Kept) => `${channelId}/${messageId}${isOver ? '/over' : ''}`;

function read(value: string | undefined): Kept | undefined {
  const [, channelId, messageId, over] = /^(\d{15,20})\/(\d{15,20})(\/over)?$/.exec(value ?? '') ?? [];
  if (channelId === undefined || messageId === undefined) return undefined;
  return { channelId, messageId, isOver: over !== undefined };
}

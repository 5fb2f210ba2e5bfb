// What goes wrong with sending, by the part of the bot that sends: each part says its own trouble and takes it back.

import { RateLimitError } from 'discord.js';
import type { Log } from './module.ts';
import type { ChannelCalls } from './send-calls.ts';
import { type Trouble, troubleOf } from './send-fault.ts';

/** What was tried: `permission` as Discord calls it, `setting` as the settings call the channel. */
export type Tried = { permission: string; channelId: string; setting: string };

export class Troubles {
  readonly #calls: ChannelCalls;
  readonly #log: Log;
  readonly #say: (part: string, trouble: Trouble | undefined) => void;
  readonly #open = new Set<string>();
  #count = 0;

  /** `say`: a part's trouble, or undefined when it is over. */
  constructor(calls: ChannelCalls, log: Log, say: (part: string, trouble: Trouble | undefined) => void) {
    this.#calls = calls;
    this.#log = log;
    this.#say = say;
  }

  /** A call of `part` failed. Answers what to say about it; undefined where nobody can do anything: Discord asks to wait. */
  async failed(part: string, fault: unknown, { permission, channelId, setting }: Tried): Promise<Trouble | undefined> {
    if (fault instanceof RateLimitError) {
      this.#log.info('send.waits', { part, waitMs: fault.retryAfter });
      return undefined;
    }
    this.#count++;
    this.#log.warn('send.failed', { part, channelId, count: this.#count, reason: String(fault) });
    this.#open.add(part);
    const trouble = troubleOf(fault, permission, { channel: await this.#calls.nameOf(channelId), setting });
    // It may have gone well since.
    if (trouble !== undefined && this.#open.has(part)) this.#say(part, trouble);
    return trouble;
  }

  /** A call of `part` went well. */
  went(part: string): void {
    if (this.#open.delete(part)) this.#say(part, undefined);
  }
}

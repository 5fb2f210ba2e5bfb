// Sends notices to webhooks: one at a time to each address, each taken before it is sent.

import type { Notice } from '@tracord/shared/notices.ts';
import type { SendOutcome } from '#domain/notice-rules.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Logger } from '#kernel/logger.ts';
import { type Notices, type Webhook, wayOf } from './notices.ts';

/** `waitMs`: how long an address that failed again and again is left alone yet; 0: it may be tried. `send` never rejects. */
export type NoticeSender = {
  waitMs(webhook: Webhook): number;
  send(webhook: Webhook, notice: Notice): Promise<SendOutcome>;
};

/** The database cannot be written: nothing is sent that could not be taken before. */
const RESTS_AFTER_FAULT_MS = 60_000;

export class NoticePost {
  readonly #notices: Notices;
  readonly #sender: NoticeSender;
  readonly #webhooks: () => Webhook[];
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #busy = new Set<string>();
  readonly #sending = new Set<Promise<void>>();
  readonly #cancelTimers = new Map<string, () => void>();
  #isStopped = false;

  constructor(notices: Notices, sender: NoticeSender, webhooks: () => Webhook[], clock: Clock, log: Logger) {
    this.#notices = notices;
    this.#sender = sender;
    this.#webhooks = webhooks;
    this.#clock = clock;
    this.#log = log;
    notices.onDue(() => this.look());
  }

  look(): void {
    if (this.#isStopped) return;
    for (const { notice, way } of this.#notices.dueForWebhooks()) {
      if (this.#busy.has(way)) continue;
      const webhook = this.#webhooks().find((one) => wayOf(one) === way);
      // An address that the settings name no more: what was meant for it expires.
      if (webhook === undefined) continue;
      const waitMs = this.#sender.waitMs(webhook);
      if (waitMs > 0) this.#lookIn(way, waitMs);
      else this.#start(way, webhook, notice);
    }
  }

  /** Resolves when what is under way is sent, or given up. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const cancel of this.#cancelTimers.values()) cancel();
    await Promise.all(this.#sending);
  }

  #start(way: string, webhook: Webhook, notice: Notice): void {
    this.#busy.add(way);
    const sending = this.#send(way, webhook, notice).then(
      () => this.#free(way),
      (error: unknown) => {
        this.#log.error('notice.post.failed', { way, error });
        this.#cancelTimers.set(
          way,
          this.#clock.after(RESTS_AFTER_FAULT_MS, () => this.#free(way)),
        );
      },
    );
    this.#sending.add(sending);
    void sending.then(() => this.#sending.delete(sending));
  }

  #free(way: string): void {
    this.#busy.delete(way);
    this.look();
  }

  async #send(way: string, webhook: Webhook, notice: Notice): Promise<void> {
    if (!this.#notices.take(notice.id, way).ok) return;
    const { id, kind, level, message, remedy, at, count } = notice;
    const sent = await this.#sender.send(webhook, { id, kind, level, message, remedy, at, count });
    if (sent.outcome === 'sent') this.#notices.done(id, way);
    else this.#notices.failed(id, way, { ...sent, isOver: sent.outcome === 'refused' });
  }

  #lookIn(way: string, waitMs: number): void {
    this.#cancelTimers.get(way)?.();
    this.#cancelTimers.set(
      way,
      this.#clock.after(waitMs, () => this.look()),
    );
  }
}

// What the DJ should know, for staff: each notice once into their channel, taken from the host before it is sent. While Discord is
// away it is held, until it is too old to be of use. Also in rehearsal: no audience reads it.

import { type BotNotice, NOTICE_TITLES, type NoticeLevel } from '@tracord/shared/notices.ts';
import type { BotModule } from './module.ts';
import type { MessageBody } from './send-calls.ts';
import { nonceOf } from './send-cues.ts';
import { mayPass, waitAfter } from './send-fault.ts';
import type { SendParts } from './standing-message.ts';
import { escapeText } from './text.ts';

const TROUBLE = 'notices';
const LONGEST_TEXT = 500;

const LEVELS: Record<NoticeLevel, { word: string; color: number }> = {
  alarm: { word: '🔴 Alarm', color: 0xe5484d },
  warn: { word: '🟡 Look when you can', color: 0xf5a524 },
  info: { word: '🔵 Good to know', color: 0x5b8def },
};

/** Above stands what a phone shows of it. Pure. */
export function noticeBody({ kind, level, message, remedy, at }: Omit<BotNotice, 'id' | 'expiresAt'>): MessageBody {
  const { word, color } = LEVELS[level];
  const description = remedy === undefined ? {} : { description: escapeText(remedy, LONGEST_TEXT) };
  return {
    content: escapeText(message, LONGEST_TEXT),
    embeds: [
      { title: `${word}: ${NOTICE_TITLES[kind]}`, ...description, color, timestamp: new Date(at).toISOString() },
    ],
  };
}

export function makeNoticeMessages(parts: SendParts): BotModule {
  const messages = new NoticeMessages(parts);
  return { changed: () => messages.look(), resumed: () => messages.look(), stop: () => messages.stop() };
}

class NoticeMessages {
  readonly #parts: SendParts;
  /** Taken, or not to be had, as long as the host's list still names them. */
  readonly #over = new Set<string>();
  /** One command id for each take: asked again after a lost answer, the host answers the same. */
  readonly #commandIds = new Map<string, string>();
  readonly #reports = new Map<string, 'notice.done' | 'notice.failed'>();
  #running: Promise<void> | undefined;
  #isStopped = false;
  #endWait: () => void = () => {};

  constructor(parts: SendParts) {
    this.#parts = parts;
  }

  /** To be called after every change. */
  look(): void {
    const { byId } = this.#parts.host.topics.notices;
    for (const id of this.#over) if (byId[id] === undefined) this.#over.delete(id);
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
      // What came as the last one ended.
      if (this.#next() !== undefined) this.look();
    });
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#endWait();
    await this.#running;
  }

  async #run(): Promise<void> {
    await this.#report();
    for (let notice = this.#next(); notice !== undefined; notice = this.#next()) {
      await this.#do(notice);
      await this.#report();
    }
  }

  #next(): BotNotice | undefined {
    const { topics, isConnected } = this.#parts.host;
    if (this.#isStopped || !isConnected || topics.discord.staffChannel === '') return undefined;
    const { order, byId } = topics.notices;
    const now = this.#parts.clock.now();
    return order.flatMap((id) => byId[id] ?? []).find(({ id, expiresAt }) => !this.#over.has(id) && now < expiresAt);
  }

  async #do(notice: BotNotice): Promise<void> {
    const { id } = notice;
    const commandId = this.#commandIds.get(id) ?? crypto.randomUUID();
    this.#commandIds.set(id, commandId);
    const taken = await this.#parts.host.command('notice.take', { id }, commandId);
    if (!taken.ok && taken.code === 'host-away') return this.#wait(1_000);
    this.#commandIds.delete(id);
    if (this.#parts.host.topics.notices.byId[id] !== undefined) this.#over.add(id);
    if (!taken.ok) return;
    this.#reports.set(id, (await this.#isSent(notice)) ? 'notice.done' : 'notice.failed');
  }

  /** The nonce makes a second try the same message. What Discord refuses, it refuses the next moment as well. */
  async #isSent(notice: BotNotice): Promise<boolean> {
    const { host, clock, calls, troubles } = this.#parts;
    for (let faults = 1; ; faults++) {
      const channelId = host.topics.discord.staffChannel;
      if (channelId === '' || clock.now() >= notice.expiresAt) return false;
      try {
        await calls.post(channelId, noticeBody(notice), nonceOf(notice.id));
        troubles.went(TROUBLE);
        return true;
      } catch (fault) {
        void troubles.failed(TROUBLE, fault, { permission: 'Send Messages', channelId, setting: 'staffChannel' });
        if (this.#isStopped || !mayPass(fault)) return false;
        await this.#wait(waitAfter(faults, fault));
        if (this.#isStopped) return false;
      }
    }
  }

  /** Said again when the host is there again; one that does not know the notice any more needs no report. */
  async #report(): Promise<void> {
    for (const [id, name] of this.#reports) {
      const answer = await this.#parts.host.command(name, { id });
      if (!answer.ok && answer.code === 'host-away') return;
      this.#reports.delete(id);
    }
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

// The bot's line to the host: its topics, questions and commands, in types. A host that is away, or does not answer, is a
// refusal with a sentence like any other. All times in topics and refusals are by our own clock.

import { randomUUID } from 'node:crypto';
import type { CommandArgs, CommandName, CommandResult } from '@tracord/shared/commands.ts';
import { connectToHost, type HostLink } from '@tracord/shared/host-link.ts';
import { inOwnTime } from '@tracord/shared/own-time.ts';
import type { CommandAnswer } from '@tracord/shared/protocol.ts';
import type { QueryInput, QueryName, QueryOutput } from '@tracord/shared/queries.ts';
import { type BotTopics, FIRST_BOT_TOPICS } from '@tracord/shared/topics.ts';
import type { Changed, Clock, HostClient, Refusal } from './module.ts';
import { neverBackNow } from './system-clock.ts';

const NAMES = [...Object.keys(FIRST_BOT_TOPICS), 'discord'] as (keyof BotTopics)[];
const ANSWERS_WITHIN_MS = 10_000;
/** A host that was restarted is back by then; its answer to a command sent before is still to be had. */
const COMES_BACK_WITHIN_MS = 5_000;
/** What a message travels is no difference of clocks, and no text is to change for it. */
const CLOCKS_AGREE_WITHIN_MS = 1_000;

export const HOST_AWAY: Refusal = {
  ok: false,
  code: 'host-away',
  message: 'The DJ’s computer does not answer right now. Try again in a minute.',
};

export class ConnectedHost implements HostClient {
  /** Resolves when every topic has its first value. */
  readonly complete: Promise<void>;
  readonly #link: HostLink;
  readonly #clock: Clock;
  /** As the host said them, and with its times by our clock. */
  #told: Partial<BotTopics> = {};
  #topics: Partial<BotTopics> = {};
  /** How far the host's clock is ahead of ours, in ms. */
  #aheadMs = 0;
  readonly #onChanged: (what: Changed) => void;
  readonly #onBack = new Set<() => void>();
  #allThere: () => void = () => {};
  #isConnected = false;

  constructor(url: string, token: string, clock: Clock, onChanged: (what: Changed) => void) {
    this.#clock = clock;
    this.#onChanged = onChanged;
    this.complete = new Promise((resolve) => {
      this.#allThere = resolve;
    });
    this.#link = connectToHost(url, {
      topics: NAMES,
      auth: { role: 'bot', token },
      onTopic: (topic, value) => this.#take(topic as keyof BotTopics, value),
      now: neverBackNow,
      onConnected: (isConnected) => this.#connected(isConnected),
    });
  }

  /** Complete once `complete` has resolved. */
  get topics(): BotTopics {
    return this.#topics as BotTopics;
  }

  get isConnected(): boolean {
    return this.#isConnected;
  }

  async query<Name extends QueryName>(
    name: Name,
    input: QueryInput<Name>,
  ): Promise<{ ok: true; value: QueryOutput<Name> } | Refusal> {
    if (!this.#isConnected) return HOST_AWAY;
    const answer = await this.#inTime(this.#link.query(name, input));
    if (typeof answer === 'string') return HOST_AWAY;
    return answer.ok ? { ok: true, value: answer.value as QueryOutput<Name> } : this.#inOwnTime(answer);
  }

  async command<Name extends CommandName>(
    name: Name,
    args: CommandArgs<Name>,
    commandId: string = randomUUID(),
  ): Promise<({ ok: true } & CommandResult<Name>) | Refusal> {
    if (!this.#isConnected) return HOST_AWAY;
    const send = () => this.#inTime<CommandAnswer>(this.#link.command(name, args, commandId));
    let answer = await send();
    // The line broke: the same id gets the same answer, and nothing is done twice.
    if (answer === 'broken' && (await this.#isBack())) answer = await send();
    return (typeof answer === 'string' ? HOST_AWAY : this.#inOwnTime(answer)) as
      | ({ ok: true } & CommandResult<Name>)
      | Refusal;
  }

  close(): void {
    this.#link.close();
  }

  #take(topic: keyof BotTopics, value: unknown): void {
    this.#told = { ...this.#told, [topic]: value };
    this.#compareClocks();
    this.#topics = inOwnTime(this.#told, this.#aheadMs);
    if (Object.keys(this.#topics).length < NAMES.length) return;
    this.#allThere();
    this.#onChanged(topic);
  }

  /** Either may have been set since the line was made. */
  #compareClocks(): void {
    const aheadMs = this.#link.hostNow() - this.#clock.now();
    if (Math.abs(aheadMs - this.#aheadMs) > CLOCKS_AGREE_WITHIN_MS) this.#aheadMs = aheadMs;
  }

  #inOwnTime<Answer extends { ok: boolean }>(answer: Answer): Answer {
    const retryAt = 'retryAt' in answer && typeof answer.retryAt === 'number' ? answer.retryAt : undefined;
    return retryAt === undefined ? answer : { ...answer, retryAt: retryAt - this.#aheadMs };
  }

  #connected(isConnected: boolean): void {
    this.#isConnected = isConnected;
    if (isConnected) for (const back of this.#onBack) back();
    this.#onChanged('connected');
  }

  /** 'broken': the line broke before the answer came; 'late': none came in time. */
  #inTime<T extends object>(answer: Promise<T>): Promise<T | 'broken' | 'late'> {
    return new Promise((resolve) => {
      const cancel = this.#clock.after(ANSWERS_WITHIN_MS, () => resolve('late'));
      answer.then(resolve, () => resolve('broken')).finally(cancel);
    });
  }

  async #isBack(): Promise<boolean> {
    if (this.#isConnected) return true;
    return new Promise((resolve) => {
      const settle = (isBack: boolean) => {
        cancel();
        this.#onBack.delete(back);
        resolve(isBack);
      };
      const back = () => settle(true);
      const cancel = this.#clock.after(COMES_BACK_WITHIN_MS, () => settle(false));
      this.#onBack.add(back);
    });
  }
}

// A stand-in for the host on the real socket protocol: topics a test sets, questions and commands it answers itself.

import type { CommandName } from '@tracord/shared/commands.ts';
import type { CommandAnswer } from '@tracord/shared/protocol.ts';
import { type QueryInput, type QueryName, type QueryOutput, queries } from '@tracord/shared/queries.ts';
import { DEFAULT_SETTINGS, type Settings } from '@tracord/shared/settings.ts';
import { type BotTopics, FIRST_BOT_TOPICS } from '@tracord/shared/topics.ts';
import { silentLogger } from '#kernel/logger.ts';
import { TopicStore } from '#kernel/topic-store.ts';
import { TOKENS, WebForTest } from '../adapters/web/web-for-test.ts';

export type CommandRun = { name: string; args: Record<string, unknown>; commandId: string };
type Answers = { [Name in QueryName]?: (input: QueryInput<Name>) => QueryOutput<Name> | Promise<QueryOutput<Name>> };
type Handlers = { [Name in CommandName]?: (args: never) => CommandAnswer | Promise<CommandAnswer> };

export class HostForBot {
  /** Every command that arrived, `bot.report` left out. */
  readonly commands: CommandRun[] = [];
  /** What the bot said of its own health, oldest first. */
  readonly reports: Record<string, unknown>[] = [];
  /** Every question that arrived, as its name. */
  readonly asked: string[] = [];
  /** How far its clock is ahead of the computer's, as a bot that connects hears it. */
  isAheadMs = 0;
  readonly answers: Answers = {};
  readonly handlers: Handlers = {};
  readonly topics: TopicStore<BotTopics>;
  readonly #web: WebForTest;
  #isStopped = false;

  private constructor(topics: TopicStore<BotTopics>, web: WebForTest) {
    this.topics = topics;
    this.#web = web;
    web.parts.now = () => Date.now() + this.isAheadMs;
    web.parts.query = async (name, input) => {
      this.asked.push(name);
      const answer = this.answers[name as QueryName] as ((input: unknown) => unknown) | undefined;
      if (answer === undefined) return { ok: false, code: 'unknown', message: `no answer to "${name}" here` };
      const spec = queries[name as QueryName];
      return { ok: true, value: spec.output.parse(await answer(spec.input.parse(input))) };
    };
    web.parts.command = async (name, args, commandId) => {
      if (name === 'bot.report') {
        this.reports.push(args as Record<string, unknown>);
        return { ok: true };
      }
      this.commands.push({ name, args: args as Record<string, unknown>, commandId });
      const handler = this.handlers[name as CommandName] as ((args: unknown) => CommandAnswer) | undefined;
      return handler?.(args) ?? { ok: true };
    };
  }

  /** `discord`: settings beside the defaults. */
  static async start(discord: Partial<Settings['discord']> = {}): Promise<HostForBot> {
    const topics = new TopicStore<BotTopics>(
      { ...FIRST_BOT_TOPICS, live: { on: true }, discord: { ...DEFAULT_SETTINGS.discord, ...discord } },
      silentLogger,
    );
    const web = await WebForTest.start({ topics: await topicsWith(topics) });
    return new HostForBot(topics, web);
  }

  /** For TRACORD_URL and TRACORD_TOKEN. */
  get url(): string {
    return this.#web.address;
  }
  get token(): string {
    return TOKENS.bot;
  }

  change<Name extends keyof BotTopics>(topic: Name, change: Partial<BotTopics[Name]>): void {
    this.topics.set(topic, { ...this.topics.get(topic), ...change });
  }

  async stop(): Promise<void> {
    if (this.#isStopped) return;
    this.#isStopped = true;
    await this.#web.stop();
  }
}

async function topicsWith(bot: TopicStore<BotTopics>) {
  const none = new TopicStore({}, silentLogger);
  return { operator: none, requester: none, audience: none, bot };
}

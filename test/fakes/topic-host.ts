// A host whose topics a test sets by hand: the real web server, and a table of answers in place of the services.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startWebServer } from '../../host/src/adapters/web/server.ts';
import { createLogger } from '../../host/src/kernel/logger.ts';
import { TopicStore } from '../../host/src/kernel/topic-store.ts';
import type { CommandAnswer, QueryAnswer } from '../../shared/src/protocol.ts';
import {
  FIRST_BOT_TOPICS,
  FIRST_OPERATOR_TOPICS,
  FIRST_PUBLIC_TOPICS,
  type OperatorTopics,
} from '../../shared/src/topics.ts';
import { freePort } from './free-port.ts';

export type CommandRun = { name: string; args: Record<string, unknown>; commandId: string; at: number };

export type TopicHost = {
  readonly address: string;
  readonly token: string;
  readonly topics: TopicStore<OperatorTopics>;
  /** Every command that arrived, in order. */
  readonly commands: CommandRun[];
  /** Config folder with its host.json, to be handed on as TRACORD_CONFIG. */
  readonly config: string;
  stop(): Promise<void>;
  clear(): void;
};

export type TopicHostOptions = {
  port?: number;
  token?: string;
  config?: string;
  onCommand?: (run: CommandRun, topics: TopicStore<OperatorTopics>) => CommandAnswer | Promise<CommandAnswer>;
  onQuery?: (name: string, input: unknown) => QueryAnswer;
  cover?: { bytes: Buffer; type: string };
  /** How far its clock is ahead of ours; behind where negative. */
  isAheadMs?: number;
};

export async function topicHost(options: TopicHostOptions = {}): Promise<TopicHost> {
  const port = options.port ?? (await freePort());
  const token = options.token ?? 'a-token-for-tests';
  const config = options.config ?? mkdtempSync(join(tmpdir(), 'tracord-topics-'));
  const log = createLogger(() => {});
  const topics = new TopicStore<OperatorTopics>(FIRST_OPERATOR_TOPICS, log);
  const commands: CommandRun[] = [];
  const none = new TopicStore(FIRST_PUBLIC_TOPICS, log);
  const server = await startWebServer({
    ...{ port, version: '0', bootId: `boot-${port}`, pages: config, log, report: () => {}, userCss: async () => '' },
    now: () => Date.now() + (options.isAheadMs ?? 0),
    topics: { operator: topics, bot: new TopicStore(FIRST_BOT_TOPICS, log), requester: none, audience: none },
    roleOf: (given) => (given === token ? 'operator' : undefined),
    query: async (name, input) => options.onQuery?.(name, input) ?? { ok: false, code: 'unknown', message: name },
    command: async (name, args, commandId) => {
      const run = { name, args: args as Record<string, unknown>, commandId, at: Date.now() };
      commands.push(run);
      return (await options.onCommand?.(run, topics)) ?? { ok: true };
    },
    artwork: async () => options.cover,
  });
  const address = `http://127.0.0.1:${port}`;
  const tokenFile = join(config, 'operator-token');
  writeFileSync(tokenFile, `${token}\n`);
  writeFileSync(
    join(config, 'host.json'),
    JSON.stringify({ address, pid: 1, bootId: 'boot', tokenFile, version: '0' }),
  );
  return {
    ...{ address, token, topics, commands, config },
    stop: () => server.stop(),
    clear: () => rmSync(config, { recursive: true, force: true }),
  };
}

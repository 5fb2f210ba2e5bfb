// A web server with parts that write down what they are asked, and a bare way to ask it: fetch would not let Host and Origin
// be set.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_SETTINGS } from '@tracord/shared/settings.ts';
import {
  type BotTopics,
  FIRST_BOT_TOPICS,
  FIRST_OPERATOR_TOPICS,
  FIRST_PUBLIC_TOPICS,
} from '@tracord/shared/topics.ts';
import { startWebServer, type WebServer } from '#adapters/web/server.ts';
import type { TokenRole, WebParts } from '#adapters/web/web-parts.ts';
import { createLogger, type LogLine } from '#kernel/logger.ts';
import { TopicStore } from '#kernel/topic-store.ts';
import { freePort } from '../../../../test/fakes/free-port.ts';

/** Each role's token. */
export const TOKENS = { operator: 'the-token', bot: 'the-bot-token', requester: 'the-chat-token' } as const;
export const AS_OPERATOR = { authorization: `Bearer ${TOKENS.operator}` };

/** As WebParts wants it. */
export function roleOf(given: string): TokenRole | undefined {
  return (Object.keys(TOKENS) as TokenRole[]).find((role) => TOKENS[role] === given);
}

export type Answer = { status: number; text: string; headers: Record<string, unknown> };
export type Asked = { method?: string; headers?: Record<string, string>; body?: string };

export class WebForTest {
  readonly pages = mkdtempSync(join(tmpdir(), 'tracord-pages-'));
  /** "role: name commandId {arguments}" of each command that was run. */
  readonly commandsRun: string[] = [];
  readonly logged: LogLine[] = [];
  parts: WebParts;
  #web: WebServer | undefined;

  private constructor(port: number) {
    mkdirSync(join(this.pages, 'overlays/now-playing'), { recursive: true });
    writeFileSync(join(this.pages, 'overlays/now-playing/index.html'), '<p>overlay</p>');
    const log = createLogger((line) => this.logged.push(line));
    this.parts = {
      port,
      version: '1.2.3',
      bootId: 'boot',
      now: () => 0,
      topics: {
        operator: new TopicStore({ ...FIRST_OPERATOR_TOPICS, host: { version: '1', demo: true } }, log),
        bot: new TopicStore<BotTopics>({ ...FIRST_BOT_TOPICS, discord: DEFAULT_SETTINGS.discord }, log),
        requester: new TopicStore(FIRST_PUBLIC_TOPICS, log),
        audience: new TopicStore(FIRST_PUBLIC_TOPICS, log),
      },
      roleOf,
      query: async (name, input, role) => ({ ok: true, value: { name, input, role } }),
      command: async (name, args, commandId, role) => {
        this.commandsRun.push(`${role}: ${name} ${commandId} ${JSON.stringify(args)}`);
        return { ok: true, done: name };
      },
      artwork: async (id) => (id === 'known' ? { bytes: Buffer.from('picture'), type: 'image/webp' } : undefined),
      userCss: async () => 'b{}',
      pages: this.pages,
      report: () => {},
      log,
    };
  }

  /** `change` puts parts of the test's own in place of the plain ones. */
  static async start(change: Partial<WebParts> = {}): Promise<WebForTest> {
    const made = new WebForTest(await freePort());
    made.parts = { ...made.parts, ...change };
    made.#web = await startWebServer(made.parts);
    return made;
  }

  get address(): string {
    return `http://127.0.0.1:${this.parts.port}`;
  }

  ask(path: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port: this.parts.port, path, method, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk) => {
          text += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text, headers: response.headers }));
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }

  async stop(): Promise<void> {
    await this.#web?.stop();
    rmSync(this.pages, { recursive: true });
  }
}

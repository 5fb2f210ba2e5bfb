// The calls that put messages into channels. Every one keeps to itself who may be mentioned: nobody, unless it says so.
// What comes back is read for ids only.

import { type RawFile, type REST, type RESTPostAPIChannelMessageJSONBody, Routes } from 'discord.js';
import { z } from 'zod';
import { madeAtMs } from './snowflake.ts';

export type MessageBody = Pick<
  RESTPostAPIChannelMessageJSONBody,
  'content' | 'embeds' | 'components' | 'allowed_mentions' | 'message_reference'
>;
/** A text as a file beside a message. */
export type TextFile = { name: string; text: string };

const snowflake = z.string().regex(/^\d{15,20}$/);
const made = z.object({ id: snowflake });
const channel = z.object({ name: z.string().min(1).max(100) });
const message = z.object({
  id: snowflake,
  content: z.string().catch(''),
  author: z.object({ id: snowflake }),
  embeds: z.array(z.object({ timestamp: z.string().nullish() })).catch([]),
});
const messages = z.array(z.unknown()).transform((list) => list.flatMap((one) => message.safeParse(one).data ?? []));
const threads = z.object({
  threads: z.array(
    z.object({
      id: snowflake,
      name: z.string().catch(''),
      parent_id: z.string().nullish(),
      owner_id: z.string().nullish(),
    }),
  ),
});

/** Discord takes no longer nonce; with `enforce_nonce` the same one gives the same message for some minutes.
 * https://docs.discord.com/developers/resources/message#create-message */
const LONGEST_NONCE = 25;
const MOST_PAGES = 5;
const PUBLIC_THREAD = 11;
const A_DAY_MIN = 1_440;

export class ChannelCalls {
  readonly #rest: REST;
  readonly #names = new Map<string, string>();

  constructor(rest: REST) {
    this.#rest = rest;
    // By itself the library keeps a call waiting, for an hour if need be, and then sends what is long out of date.
    rest.options.rejectOnRateLimit ??= ({ route }) => route.startsWith('/channels/');
  }

  /** The id of the new message, or of the one that `nonce` already made. `signal` ends it when it would come too late. */
  async post(
    channelId: string,
    body: MessageBody,
    nonce: string,
    { signal, file }: { signal?: AbortSignal; file?: TextFile } = {},
  ): Promise<string> {
    const sent = { ...withFile(body, file), nonce: nonce.slice(0, LONGEST_NONCE), enforce_nonce: true };
    const options = { body: sent, signal, files: filesOf(file) };
    return made.parse(await this.#rest.post(Routes.channelMessages(channelId), options)).id;
  }

  /** `file` takes the place of those that the message has: without one none is left. */
  async edit(channelId: string, messageId: string, body: MessageBody, file?: TextFile): Promise<void> {
    const options = { body: { attachments: [], ...withFile(body, file) }, files: filesOf(file) };
    await this.#rest.patch(Routes.channelMessage(channelId, messageId), options);
  }

  async pin(channelId: string, messageId: string): Promise<void> {
    await this.#rest.put(Routes.channelMessagesPin(channelId, messageId));
  }

  async remove(channelId: string, messageId: string): Promise<void> {
    await this.#rest.delete(Routes.channelMessage(channelId, messageId));
  }

  /** Messages of a channel since then, newest first, at most 500. */
  async since(channelId: string, sinceMs: number): Promise<z.output<typeof messages>> {
    const found = new Map<string, z.output<typeof message>>();
    for (let page = 0, before: string | undefined; page < MOST_PAGES; page++) {
      const query = new URLSearchParams({ limit: '100', ...(before === undefined ? {} : { before }) });
      const next = messages.parse(await this.#rest.get(Routes.channelMessages(channelId), { query }));
      const last = next.at(-1);
      if (last === undefined || found.has(last.id)) break;
      for (const one of next) found.set(one.id, one);
      if (next.length < 100 || madeAtMs(last.id) < sinceMs) break;
      before = last.id;
    }
    return [...found.values()].filter(({ id }) => madeAtMs(id) >= sinceMs);
  }

  /** Brings a thread back that Discord put away. */
  async openThread(threadId: string): Promise<void> {
    await this.#rest.patch(Routes.channel(threadId), { body: { archived: false } });
  }

  async startThread(channelId: string, name: string): Promise<string> {
    const body = { name, type: PUBLIC_THREAD, auto_archive_duration: A_DAY_MIN };
    return made.parse(await this.#rest.post(Routes.threads(channelId), { body })).id;
  }

  /** "#requests", for sentences; its id where Discord does not say. */
  async nameOf(channelId: string): Promise<string> {
    const known = this.#names.get(channelId);
    if (known !== undefined) return known;
    const found = channel.safeParse(await this.#rest.get(Routes.channel(channelId)).catch(() => undefined));
    if (!found.success) return `channel ${channelId}`;
    this.#names.set(channelId, `#${found.data.name}`);
    return `#${found.data.name}`;
  }

  async activeThreads(guildId: string): Promise<z.output<typeof threads>['threads']> {
    return threads.parse(await this.#rest.get(Routes.guildActiveThreads(guildId))).threads;
  }
}

function quiet(body: MessageBody): MessageBody {
  return { ...body, allowed_mentions: body.allowed_mentions ?? { parse: [] } };
}

function withFile(body: MessageBody, file: TextFile | undefined): MessageBody & { attachments?: { id: number }[] } {
  return { ...quiet(body), ...(file === undefined ? {} : { attachments: [{ id: 0 }] }) };
}

function filesOf(file: TextFile | undefined): RawFile[] | undefined {
  return file && [{ name: file.name, data: file.text, contentType: 'text/plain; charset=utf-8' }];
}

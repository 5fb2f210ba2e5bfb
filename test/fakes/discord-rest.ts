// The REST side of the made-up Discord: its routes, its refusals, and rate limits where a test wants them.
// https://discord.com/developers/docs/reference, …/topics/rate-limits

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FakeGateway } from './discord-gateway.ts';
import type { FakeInteractions, Refused } from './discord-interactions.ts';
import { commandProblems, invalidForm, messageProblems, type Problem } from './discord-limits.ts';
import { editMessage, messagesOf, pinMessage, pinsOf, postMessage } from './discord-messages.ts';
import { type FakeChannel, type FakeWorld, type Json, list, object, type Posted, text } from './discord-world.ts';

export type Reply = { status: number; body?: unknown; headers?: Record<string, string> };
export type Asked = { at: number; method: string; path: string; route: string; status: number; body: Json };

type Call = { params: string[]; body: Json; query: URLSearchParams };
type Route = { method: string; pattern: RegExp; name: string; isOpen: boolean; answer: (call: Call) => Reply };

const fault = (status: number, code: number, message: string): Reply => ({ status, body: { message, code } });
const UNAUTHORIZED = fault(401, 0, '401: Unauthorized');
const UNKNOWN_CHANNEL = fault(404, 10003, 'Unknown Channel');
const UNKNOWN_MESSAGE = fault(404, 10008, 'Unknown Message');
const UNKNOWN_GUILD = fault(404, 10004, 'Unknown Guild');
const UNKNOWN_USER = fault(404, 10013, 'Unknown User');
const MISSING_ACCESS = fault(403, 50001, 'Missing Access');
const NOT_FOUND = fault(404, 0, '404: Not Found');
const NOTHING: Reply = { status: 204 };
const ok = (body: unknown): Reply => ({ status: 200, body });

export class FakeRest {
  /** Every request, in order. */
  readonly asked: Asked[] = [];
  readonly #world: FakeWorld;
  readonly #gateway: FakeGateway;
  readonly #interactions: FakeInteractions;
  readonly #gatewayUrl: () => string;
  readonly #limits: { route: string; left: number; retryAfterS: number; isGlobal: boolean }[] = [];
  readonly #buckets = new Map<string, { limit: number; perMs: number; used: Map<string, number[]> }>();
  readonly #routes: Route[];

  constructor(world: FakeWorld, gateway: FakeGateway, interactions: FakeInteractions, gatewayUrl: () => string) {
    this.#world = world;
    this.#gateway = gateway;
    this.#interactions = interactions;
    this.#gatewayUrl = gatewayUrl;
    this.#routes = [
      ...this.#ownRoutes(),
      ...this.#guildRoutes(),
      ...this.#pinRoutes(),
      ...this.#channelRoutes(),
      ...this.#interactionRoutes(),
    ];
  }

  /** The next `times` requests to `route` ("POST /channels/:id/messages") are answered 429. */
  limitNext(route: string, times: number, { retryAfterS = 0.05, isGlobal = false } = {}): void {
    this.#limits.push({ route, left: times, retryAfterS, isGlobal });
  }

  /** From now on `route` takes `limit` requests per `perMs` on each channel, and says so in its headers. */
  bucket(route: string, limit: number, perMs: number): void {
    this.#buckets.set(route, { limit, perMs, used: new Map() });
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://discord.test');
    const path = decodeURIComponent(url.pathname).replace(/^\/api(\/v\d+)?/, '');
    const method = request.method ?? 'GET';
    const body = await bodyOf(request);
    const route = this.#routes.find((one) => one.method === method && one.pattern.test(path));
    const name = route === undefined ? `${method} ${path}` : `${method} ${route.name}`;
    const params = route?.pattern.exec(path)?.slice(1) ?? [];
    const headers: Record<string, string> = { 'x-ratelimit-bucket': name.replace(/\W+/g, '-') };
    const reply =
      this.#limited(name, params[0] ?? '', headers) ??
      this.#answer(request, route, { params, body, query: url.searchParams });
    const at = Date.now();
    this.asked.push({ at, method, path, route: name, status: reply.status, body });
    if (reply.body === undefined) {
      response.writeHead(reply.status, { ...headers, ...reply.headers }).end();
      return;
    }
    response
      .writeHead(reply.status, { 'content-type': 'application/json', ...headers, ...reply.headers })
      .end(JSON.stringify(reply.body));
  }

  #answer(request: IncomingMessage, route: Route | undefined, call: Call): Reply {
    if (route === undefined) {
      this.#world.violations.push(`no such route: ${request.method} ${request.url}`);
      return NOT_FOUND;
    }
    const isKnown = this.#world.isTokenValid && request.headers.authorization === `Bot ${this.#world.token}`;
    if (!route.isOpen && !isKnown) return UNAUTHORIZED;
    return route.answer(call);
  }

  #limited(route: string, of: string, headers: Record<string, string>): Reply | undefined {
    const once = this.#limits.find((limit) => limit.route === route && limit.left > 0);
    if (once !== undefined) {
      once.left -= 1;
      return tooMany(once.retryAfterS, once.isGlobal);
    }
    const bucket = this.#buckets.get(route);
    if (bucket === undefined) return undefined;
    const now = Date.now();
    const used = (bucket.used.get(of) ?? []).filter((at) => at > now - bucket.perMs);
    const resetS = ((used[0] ?? now) + bucket.perMs - now) / 1000;
    if (used.length >= bucket.limit) return tooMany(resetS, false);
    used.push(now);
    bucket.used.set(of, used);
    headers['x-ratelimit-limit'] = String(bucket.limit);
    headers['x-ratelimit-remaining'] = String(bucket.limit - used.length);
    headers['x-ratelimit-reset-after'] = resetS.toFixed(3);
    headers['x-ratelimit-reset'] = (now / 1000 + resetS).toFixed(3);
    return undefined;
  }

  #refuse(problems: Problem[]): Reply {
    for (const { at, message } of problems) this.#world.violations.push(`${at}: ${message}`);
    const isEmpty = problems.length === 1 && problems[0]?.code === 'EMPTY_MESSAGE';
    return isEmpty ? fault(400, 50006, 'Cannot send an empty message') : { status: 400, body: invalidForm(problems) };
  }

  #refused({ status, body, problems }: Refused): Reply {
    return problems === undefined ? { status, body } : this.#refuse(problems);
  }

  #ownRoutes(): Route[] {
    const { applicationId, botUser } = this.#world;
    const application = { id: applicationId, name: 'TraCord', flags: 0, bot: botUser, description: '', icon: null };
    return [
      route('GET', '/gateway', () => ok({ url: this.#gatewayUrl() }), { isOpen: true }),
      route('GET', '/gateway/bot', () =>
        ok({
          url: this.#gatewayUrl(),
          shards: 1,
          session_start_limit: { total: 1000, remaining: 999, reset_after: 14_400_000, max_concurrency: 1 },
        }),
      ),
      route('GET', '/applications/@me', () => ok(application)),
      route('GET', '/oauth2/applications/@me', () => ok(application)),
      route('GET', '/users/@me', () => ok(botUser)),
      route('GET', '/users/:id', ({ params: [id = ''] }) => {
        const user = this.#world.users.get(id);
        return user === undefined ? UNKNOWN_USER : ok(this.#world.userObject(user));
      }),
      route('GET', '/users/@me/guilds', () =>
        ok(
          this.#world.isInGuild ? [{ id: this.#world.guildId, name: 'A server', owner: false, permissions: '0' }] : [],
        ),
      ),
    ];
  }

  #guildRoutes(): Route[] {
    const world = this.#world;
    const inGuild = (id: string | undefined, answer: () => Reply) => {
      if (id !== world.guildId) return UNKNOWN_GUILD;
      return world.isInGuild ? answer() : MISSING_ACCESS;
    };
    const commands = '/applications/:application/guilds/:guild/commands';
    return [
      route('GET', '/guilds/:guild', ({ params: [id] }) => inGuild(id, () => ok(world.guildObject()))),
      route('GET', '/guilds/:guild/channels', ({ params: [id] }) =>
        inGuild(id, () => ok([...world.channels.values()].map((channel) => world.channelObject(channel)))),
      ),
      route('GET', '/guilds/:guild/roles', ({ params: [id] }) => inGuild(id, () => ok(world.guildObject().roles))),
      route('GET', '/guilds/:guild/threads/active', ({ params: [id] }) =>
        inGuild(id, () => ok({ threads: world.guildObject().threads, members: [] })),
      ),
      route('GET', '/guilds/:guild/members/:user', ({ params: [id, userId = ''] }) =>
        inGuild(id, () => {
          const user = world.users.get(userId);
          return user === undefined ? fault(404, 10007, 'Unknown Member') : ok(world.memberObject(user));
        }),
      ),
      route('GET', commands, ({ params: [, id] }) => inGuild(id, () => ok(world.commands))),
      route('PUT', commands, ({ params: [, id], body }) =>
        inGuild(id, () => {
          const wanted = list(body.items);
          const problems = commandProblems(wanted);
          if (problems.length > 0) return this.#refuse(problems);
          world.commands = wanted.map((command) => this.#registered(command));
          return ok(world.commands);
        }),
      ),
    ];
  }

  /** As Discord gives a command back: with its ids, and the members it fills in. */
  #registered(command: Json): Json {
    const { applicationId, guildId } = this.#world;
    const same = this.#world.commands.find(({ name, type }) => name === command.name && type === (command.type ?? 1));
    return {
      id: same?.id ?? this.#world.snowflake(),
      application_id: applicationId,
      guild_id: guildId,
      version: this.#world.snowflake(),
      default_member_permissions: null,
      type: 1,
      description: '',
      nsfw: false,
      contexts: null,
      integration_types: [0],
      name_localizations: null,
      description_localizations: null,
      ...withoutFalse(command),
    };
  }

  #channelRoutes(): Route[] {
    const world = this.#world;
    const inChannel = (id: string | undefined, answer: (channel: FakeChannel) => Reply) => {
      const channel = world.channels.get(id ?? '');
      if (channel === undefined) return UNKNOWN_CHANNEL;
      return world.isInGuild ? answer(channel) : MISSING_ACCESS;
    };
    const onMessage = (id: string | undefined, answer: (posted: Posted) => Reply) => {
      const posted = world.find(id ?? '');
      return posted === undefined || posted.ephemeralFor !== undefined ? UNKNOWN_MESSAGE : answer(posted);
    };
    const message = '/channels/:channel/messages/:message';
    const startThread = (parentId: string, body: Json) => {
      const name = text(body.name);
      if (name.length < 1 || name.length > 100) {
        return this.#refuse([
          { at: 'name', code: 'BASE_TYPE_BAD_LENGTH', message: 'Must be between 1 and 100 in length.' },
        ]);
      }
      const thread = world.channelObject(world.channel(name, parentId));
      this.#gateway.dispatchToGuilds('THREAD_CREATE', { ...thread, newly_created: true });
      return { status: 201, body: thread };
    };
    return [
      route('GET', '/channels/:channel', ({ params: [id] }) =>
        inChannel(id, (channel) => ok(world.channelObject(channel))),
      ),
      route('PATCH', '/channels/:channel', ({ params: [id], body }) =>
        inChannel(id, (channel) => {
          if (typeof body.archived === 'boolean') channel.archived = body.archived;
          if (typeof body.name === 'string') channel.name = body.name;
          this.#gateway.dispatchToGuilds(
            channel.type === 11 ? 'THREAD_UPDATE' : 'CHANNEL_UPDATE',
            world.channelObject(channel),
          );
          return ok(world.channelObject(channel));
        }),
      ),
      route('GET', '/channels/:channel/messages', ({ params: [id], query }) =>
        inChannel(id, (channel) => {
          const all = messagesOf(world, channel.id, { withPinNotes: true }).map((posted) => posted.message);
          return ok(all.reverse().slice(0, Number(query.get('limit') ?? 50)));
        }),
      ),
      route('POST', '/channels/:channel/messages', ({ params: [id], body }) =>
        inChannel(id, (channel) => {
          const problems = messageProblems(body);
          if (problems.length > 0) return this.#refuse(problems);
          return ok(postMessage(world, { channelId: channel.id, body }).message);
        }),
      ),
      route('GET', message, ({ params: [, id] }) => onMessage(id, (posted) => ok(posted.message))),
      route('PATCH', message, ({ params: [, id], body }) =>
        onMessage(id, (posted) => {
          const problems = messageProblems(body, { isEdit: true });
          if (problems.length > 0) return this.#refuse(problems);
          if (world.channels.get(posted.channelId)?.archived) return fault(400, 50083, 'Thread is archived');
          editMessage(world, posted, body);
          return ok(posted.message);
        }),
      ),
      route('DELETE', message, ({ params: [, id] }) =>
        onMessage(id, (posted) => {
          posted.deletedAt = Date.now();
          return NOTHING;
        }),
      ),
      route('POST', '/channels/:channel/threads', ({ params: [id], body }) =>
        inChannel(id, (channel) => startThread(channel.id, body)),
      ),
      route('POST', `${message}/threads`, ({ params: [id, messageId], body }) =>
        inChannel(id, (channel) => onMessage(messageId, () => startThread(channel.id, body))),
      ),
      route('PUT', '/channels/:channel/thread-members/@me', ({ params: [id] }) => inChannel(id, () => NOTHING)),
      route('POST', '/channels/:channel/typing', ({ params: [id] }) => inChannel(id, () => NOTHING)),
      route('PUT', `${message}/reactions/:emoji/@me`, ({ params: [, id] }) => onMessage(id, () => NOTHING)),
    ];
  }

  #pinRoutes(): Route[] {
    const world = this.#world;
    const pin = ({ params: [, id] }: Call): Reply => {
      const posted = world.find(id ?? '');
      if (posted === undefined) return UNKNOWN_MESSAGE;
      if (pinsOf(world, posted.channelId).length >= 50) return fault(400, 30003, 'Maximum number of pins reached (50)');
      pinMessage(world, posted);
      this.#gateway.dispatchToGuilds('CHANNEL_PINS_UPDATE', {
        guild_id: world.guildId,
        channel_id: posted.channelId,
        last_pin_timestamp: new Date().toISOString(),
      });
      return NOTHING;
    };
    const unpin = ({ params: [, id] }: Call): Reply => {
      const posted = world.find(id ?? '');
      if (posted === undefined) return UNKNOWN_MESSAGE;
      posted.message.pinned = false;
      return NOTHING;
    };
    const pins = (channelId: string) => pinsOf(world, channelId).map(({ message }) => message);
    return [
      route('GET', '/channels/:channel/pins', ({ params: [id = ''] }) => ok(pins(id).reverse())),
      route('PUT', '/channels/:channel/pins/:message', pin),
      route('DELETE', '/channels/:channel/pins/:message', unpin),
      route('GET', '/channels/:channel/messages/pins', ({ params: [id = ''] }) =>
        ok({
          items: pins(id).map((message) => ({ pinned_at: message.timestamp, message })),
          has_more: false,
        }),
      ),
      route('PUT', '/channels/:channel/messages/pins/:message', pin),
      route('DELETE', '/channels/:channel/messages/pins/:message', unpin),
    ];
  }

  #interactionRoutes(): Route[] {
    const interactions = this.#interactions;
    const of = '/webhooks/:application/:token';
    const said = (result: Refused | Posted) => ('status' in result ? this.#refused(result) : ok(result.message));
    return [
      route(
        'POST',
        '/interactions/:interaction/:token/callback',
        ({ params: [id = '', token = ''], body, query }) => {
          const result = interactions.callback(id, token, body);
          if ('status' in result) return this.#refused(result);
          if (query.get('with_response') !== 'true') return NOTHING;
          const { message, type } = result;
          return ok({
            interaction: { ...result.interaction, response_message_id: message?.message.id },
            resource: { type, ...(message === undefined ? {} : { message: message.message }) },
          });
        },
        { isOpen: true },
      ),
      route('POST', of, ({ params: [, token = ''], body }) => said(interactions.followup(token, body)), {
        isOpen: true,
      }),
      route('GET', `${of}/messages/@original`, ({ params: [, token = ''] }) => said(interactions.original(token)), {
        isOpen: true,
      }),
      route(
        'PATCH',
        `${of}/messages/@original`,
        ({ params: [, token = ''], body }) => said(interactions.editOriginal(token, body)),
        { isOpen: true },
      ),
      route(
        'PATCH',
        `${of}/messages/:message`,
        ({ params: [, token = '', id = ''], body }) => {
          const found = interactions.message(token, id);
          if ('status' in found) return this.#refused(found);
          const problems = messageProblems(body, { isEdit: true });
          if (problems.length > 0) return this.#refuse(problems);
          editMessage(this.#world, found, body);
          return ok(found.message);
        },
        { isOpen: true },
      ),
      route(
        'DELETE',
        `${of}/messages/:message`,
        ({ params: [, token = '', id = ''] }) => {
          const found = id === '@original' ? interactions.original(token) : interactions.message(token, id);
          if ('status' in found) return this.#refused(found);
          found.deletedAt = Date.now();
          return NOTHING;
        },
        { isOpen: true },
      ),
    ];
  }
}

/** `:name` stands for one part of the path; `isOpen` routes ask for no token: theirs lies in the path. */
function route(method: string, name: string, answer: Route['answer'], { isOpen = false } = {}): Route {
  return { method, name, answer, isOpen, pattern: new RegExp(`^${name.replace(/:\w+/g, '([^/]+)')}$`) };
}

function tooMany(retryAfterS: number, isGlobal: boolean): Reply {
  return {
    status: 429,
    body: { message: 'You are being rate limited.', retry_after: retryAfterS, global: isGlobal },
    headers: {
      'retry-after': String(retryAfterS),
      'x-ratelimit-scope': isGlobal ? 'global' : 'user',
      ...(isGlobal ? { 'x-ratelimit-global': 'true' } : {}),
      'x-ratelimit-limit': '5',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset-after': String(retryAfterS),
      'x-ratelimit-reset': String(Date.now() / 1000 + retryAfterS),
    },
  };
}

/** JSON, or the part of a form that carries it. A list comes as `{items}`. */
async function bodyOf(request: IncomingMessage): Promise<Json> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  if (chunks.length === 0) return {};
  const type = request.headers['content-type'] ?? '';
  let written = Buffer.concat(chunks).toString();
  if (type.startsWith('multipart/')) {
    const form = await new Response(Buffer.concat(chunks), { headers: { 'content-type': type } }).formData();
    written = String(form.get('payload_json') ?? '{}');
  }
  const value: unknown = JSON.parse(written);
  return Array.isArray(value) ? { items: value } : object(value);
}

/** Discord leaves `required: false` and `autocomplete: false` of options out of what it gives back. */
function withoutFalse(command: Json): Json {
  if (command.options === undefined) return command;
  const options = list(command.options).map((option) =>
    withoutFalse(Object.fromEntries(Object.entries(option).filter(([, value]) => value !== false))),
  );
  return { ...command, options };
}

// The REST side of the made-up Discord: who may ask, rate limits where a test wants them, and a note of every request.
// https://discord.com/developers/docs/reference, …/topics/rate-limits

import type { IncomingMessage, ServerResponse } from 'node:http';
import { channelRoutes, pinRoutes } from './discord-channel-routes.ts';
import type { FakeGateway } from './discord-gateway.ts';
import { guildRoutes, ownRoutes } from './discord-guild-routes.ts';
import { interactionRoutes } from './discord-interaction-routes.ts';
import type { FakeInteractions } from './discord-interactions.ts';
import { type Call, fault, type Reply, type Route } from './discord-route.ts';
import { type FakeWorld, FILES, type Json, object, type SentFile } from './discord-world.ts';

export type Asked = { at: number; method: string; path: string; route: string; status: number; body: Json };

const UNAUTHORIZED = fault(401, 0, '401: Unauthorized');
const NOT_FOUND = fault(404, 0, '404: Not Found');

export class FakeRest {
  /** Every request, in order. */
  readonly asked: Asked[] = [];
  readonly #world: FakeWorld;
  readonly #limits: { route: string; left: number; retryAfterS: number; isGlobal: boolean }[] = [];
  readonly #buckets = new Map<string, { limit: number; perMs: number; used: Map<string, number[]> }>();
  readonly #routes: Route[];

  constructor(world: FakeWorld, gateway: FakeGateway, interactions: FakeInteractions, gatewayUrl: () => string) {
    this.#world = world;
    this.#routes = [
      ...ownRoutes(world, gatewayUrl),
      ...guildRoutes(world),
      ...pinRoutes(world, gateway),
      ...channelRoutes(world, gateway),
      ...interactionRoutes(world, interactions),
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
  if (type.startsWith('multipart/')) {
    const form = await new Response(Buffer.concat(chunks), { headers: { 'content-type': type } }).formData();
    const body = object(JSON.parse(String(form.get('payload_json') ?? '{}')));
    return { ...body, [FILES]: await filesOf(form) };
  }
  const value: unknown = JSON.parse(Buffer.concat(chunks).toString());
  return Array.isArray(value) ? { items: value } : object(value);
}

/** The parts "files[0]", "files[1]" … by their numbers. */
async function filesOf(form: FormData): Promise<SentFile[]> {
  const files: SentFile[] = [];
  for (const [part, value] of form) {
    const [, number] = /^files\[(\d+)\]$/.exec(part) ?? [];
    if (number !== undefined && typeof value !== 'string') {
      files.push({ number: Number(number), filename: value.name, text: await value.text() });
    }
  }
  return files;
}

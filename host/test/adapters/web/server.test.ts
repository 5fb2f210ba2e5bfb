import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FIRST_OPERATOR_TOPICS, FIRST_PUBLIC_TOPICS } from '@tracord/shared/topics.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startWebServer, type WebServer } from '#adapters/web/server.ts';
import type { WebParts } from '#adapters/web/web-parts.ts';
import { silentLogger } from '#kernel/logger.ts';
import { TopicStore } from '#kernel/topic-store.ts';
import { freePort } from '../../../../test/fakes/free-port.ts';

const TOKEN = 'the-token';
let pages: string;
let port: number;
let web: WebServer;
let commandsRun: string[];
const operator = () => new TopicStore({ ...FIRST_OPERATOR_TOPICS, host: { version: '1', demo: true } }, silentLogger);
const audience = () => new TopicStore(FIRST_PUBLIC_TOPICS, silentLogger);

function parts(): WebParts {
  return {
    port,
    version: '1.2.3',
    bootId: 'boot',
    topics: { operator: operator(), audience: audience() },
    isOperatorToken: (given) => given === TOKEN,
    query: async (name, input, role) => ({ ok: true, value: { name, input, role } }),
    command: async (name, _args, commandId) => {
      commandsRun.push(`${name} ${commandId}`);
      return { ok: true, done: name };
    },
    artwork: async (id) => (id === 'known' ? { bytes: Buffer.from('picture'), type: 'image/webp' } : undefined),
    userCss: async () => 'b{}',
    pages,
    report: () => {},
    log: silentLogger,
  };
}

beforeEach(async () => {
  commandsRun = [];
  pages = mkdtempSync(join(tmpdir(), 'tracord-pages-'));
  mkdirSync(join(pages, 'overlays/now-playing'), { recursive: true });
  writeFileSync(join(pages, 'overlays/now-playing/index.html'), '<p>overlay</p>');
  port = await freePort();
  web = await startWebServer(parts());
});
afterEach(async () => {
  await web.stop();
  rmSync(pages, { recursive: true });
});

/** A bare request: fetch would not let Host and Origin be set. */
function ask(path: string, options: { method?: string; headers?: Record<string, string>; body?: string } = {}) {
  return new Promise<{ status: number; text: string; headers: Record<string, unknown> }>((resolve, reject) => {
    const { method = 'GET', headers = {}, body } = options;
    const sent = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
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

describe('who may ask', () => {
  const own = () => `127.0.0.1:${port}`;
  it.each([
    ['a program without Origin', () => ({}), 200],
    ['our own page', () => ({ origin: `http://127.0.0.1:${port}` }), 200],
    ['our own page by name', () => ({ host: `localhost:${port}`, origin: `http://localhost:${port}` }), 200],
    ['another web page', () => ({ origin: 'https://example.com' }), 403],
    ['a page on another local port', () => ({ origin: 'http://127.0.0.1:3000' }), 403],
    ['a sandboxed page', () => ({ origin: 'null' }), 403],
    ['a name that was pointed at this computer', () => ({ host: `evil.example:${port}` }), 403],
  ])('%s', async (_name, headers, status) => {
    for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS']) {
      const answer = await ask('/api/topics', { method, headers: { host: own(), ...headers() } });
      if (status === 403) expect(answer.status).toBe(403);
      else expect(answer.status).not.toBe(403);
    }
  });

  it('refuses a wrong token rather than taking it for the audience', async () => {
    const answer = await ask('/api/topics', { headers: { authorization: 'Bearer wrong' } });
    expect(answer.status).toBe(401);
    expect(JSON.parse(answer.text)).toMatchObject({ ok: false, code: 'unauthorized' });
  });
});

describe('topics', () => {
  it('shows each role its own view', async () => {
    const asAudience = JSON.parse((await ask('/api/topics')).text);
    const asOperator = JSON.parse((await ask('/api/topics', { headers: { authorization: `Bearer ${TOKEN}` } })).text);
    expect(asAudience.topics).not.toContain('settings');
    expect(asOperator.topics).toContain('settings');
    expect((await ask('/api/topics/settings')).status).toBe(404);
    const topic = JSON.parse((await ask('/api/topics/host', { headers: { authorization: `Bearer ${TOKEN}` } })).text);
    expect(topic).toEqual({ rev: 0, value: { version: '1', demo: true } });
  });

  it('has no topic that every object has', async () => {
    for (const name of ['__proto__', 'constructor', 'toString']) {
      expect((await ask(`/api/topics/${name}`)).status).toBe(404);
    }
  });
});

describe('queries and commands', () => {
  it('hands address and parameters to the query', async () => {
    expect(JSON.parse((await ask('/api/tracks?q=one&limit=3')).text)).toEqual({
      name: 'tracks.search',
      input: { q: 'one', limit: '3' },
      role: 'audience',
    });
    expect(JSON.parse((await ask('/api/tracks/abc?id=other')).text).input).toEqual({ id: 'abc' });
  });

  it('runs commands for the operator only', async () => {
    const body = JSON.stringify({ on: true, commandId: 'c1' });
    const headers = { 'content-type': 'application/json' };
    expect((await ask('/api/commands/live.set', { method: 'POST', headers, body })).status).toBe(401);
    expect(commandsRun).toEqual([]);
    const answer = await ask('/api/commands/live.set', {
      method: 'POST',
      headers: { ...headers, authorization: `Bearer ${TOKEN}` },
      body,
    });
    expect(JSON.parse(answer.text)).toEqual({ ok: true, done: 'live.set' });
    expect(commandsRun).toEqual(['live.set c1']);
  });

  it('says what is wrong with a body that is no JSON', async () => {
    const answer = await ask('/api/commands/live.set', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
      body: '{"on":',
    });
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text).message).toContain('JSON');
  });

  it('describes itself', async () => {
    const api = JSON.parse((await ask('/api/openapi.json')).text);
    expect(api.openapi).toBe('3.1.0');
    expect(Object.keys(api.paths)).toEqual(
      expect.arrayContaining(['/api/topics/{name}', '/api/tracks/{id}', '/api/commands/nowPlaying.correct']),
    );
    const search = api.paths['/api/tracks'].get.responses[200].content['application/json'].schema;
    expect(search.properties.tracks.items.properties).toHaveProperty('durationMs');
  });
});

describe('pages', () => {
  it('serves overlays by name and nothing beside them', async () => {
    expect((await ask('/overlays/now-playing')).text).toBe('<p>overlay</p>');
    for (const path of ['/overlays/none', '/overlays/..%2f..%2fetc', '/overlays/%2e%2e', '/nothing']) {
      expect((await ask(path)).status).toBe(404);
    }
  });

  it('serves covers by id', async () => {
    const cover = await ask('/artwork/known?size=360');
    expect(cover.text).toBe('picture');
    expect(cover.headers['content-type']).toContain('image/webp');
    expect((await ask('/artwork/unknown')).status).toBe(404);
    expect((await ask('/artwork/known?size=nan')).status).toBe(404);
  });
});

describe('a taken port', () => {
  it('is said, with what to do', async () => {
    const blocker = createServer();
    const taken = await freePort();
    await new Promise<void>((resolve) => blocker.listen(taken, '127.0.0.1', resolve));
    await expect(startWebServer({ ...parts(), port: taken })).rejects.toMatchObject({
      code: 'port-taken',
      message: expect.stringContaining('--port'),
    });
    await new Promise((resolve) => blocker.close(resolve));
  });
});

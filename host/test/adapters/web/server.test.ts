import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startWebServer } from '#adapters/web/server.ts';
import { freePort } from '../../../../test/fakes/free-port.ts';
import { AS_OPERATOR, type Asked, TOKENS, WebForTest } from './web-for-test.ts';

let web: WebForTest;
beforeEach(async () => {
  web = await WebForTest.start();
});
afterEach(() => web.stop());

const ask = (path: string, asked?: Asked) => web.ask(path, asked);

describe('who may ask', () => {
  const own = () => `127.0.0.1:${web.parts.port}`;
  it.each([
    ['a program without Origin', () => ({}), 200],
    ['our own page', () => ({ origin: `http://127.0.0.1:${web.parts.port}` }), 200],
    [
      'our own page by name',
      () => ({ host: `localhost:${web.parts.port}`, origin: `http://localhost:${web.parts.port}` }),
      200,
    ],
    ['another web page', () => ({ origin: 'https://example.com' }), 403],
    ['a page on another local port', () => ({ origin: 'http://127.0.0.1:3000' }), 403],
    ['a sandboxed page', () => ({ origin: 'null' }), 403],
    ['a typed address', () => ({ 'sec-fetch-site': 'none' }), 200],
    ['a file of our own page', () => ({ 'sec-fetch-site': 'same-origin' }), 200],
    [
      'our own page across its two names',
      () => ({ origin: `http://localhost:${web.parts.port}`, 'sec-fetch-site': 'cross-site' }),
      200,
    ],
    ['a picture in another web page', () => ({ 'sec-fetch-site': 'cross-site' }), 403],
    ['a picture in a page on another local port', () => ({ 'sec-fetch-site': 'same-site' }), 403],
    ['a name that was pointed at this computer', () => ({ host: `evil.example:${web.parts.port}` }), 403],
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
    const asOperator = JSON.parse((await ask('/api/topics', { headers: AS_OPERATOR })).text);
    expect(asAudience.topics).not.toContain('settings');
    expect(asOperator.topics).toContain('settings');
    expect((await ask('/api/topics/settings')).status).toBe(404);
    const topic = JSON.parse((await ask('/api/topics/host', { headers: AS_OPERATOR })).text);
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
    expect(web.commandsRun).toEqual([]);
    const answer = await ask('/api/commands/live.set', {
      method: 'POST',
      headers: { ...headers, ...AS_OPERATOR },
      body,
    });
    expect(JSON.parse(answer.text)).toEqual({ ok: true, done: 'live.set' });
    expect(web.commandsRun).toEqual(['operator: live.set c1 {"on":true}']);
  });

  it.each(['operator', 'bot', 'requester'] as const)('lets the token say the role: %s', async (role) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${TOKENS[role]}` };
    const body = JSON.stringify({ words: 'one', commandId: 'c1' });
    expect((await ask('/api/commands/request.text', { method: 'POST', headers, body })).status).toBe(200);
    expect(web.commandsRun).toEqual([`${role}: request.text c1 {"words":"one"}`]);
    expect(JSON.parse((await ask('/api/plays', { headers })).text).role).toBe(role);
  });

  it('says when a refused command may be tried again', async () => {
    const refusing = await WebForTest.start({
      command: async () => ({ ok: false, code: 'too-soon', message: 'Later.', retryAt: 5_000 }),
    });
    const answer = await refusing.ask('/api/commands/request.add', { method: 'POST', headers: AS_OPERATOR });
    await refusing.stop();
    expect(answer.status).toBe(409);
    expect(JSON.parse(answer.text)).toEqual({ ok: false, code: 'too-soon', message: 'Later.', retryAt: 5_000 });
  });

  it('tells for whom each command is', async () => {
    const { commands } = JSON.parse((await ask('/api/commands')).text);
    const roles = (wanted: string) => commands.find(({ name }: { name: string }) => name === wanted).roles;
    expect(roles('live.set')).toEqual(['operator']);
    expect(roles('cue.take')).toEqual(['operator', 'bot']);
    expect(roles('request.add')).toEqual(['operator', 'bot', 'requester']);
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

describe('CSV', () => {
  it('is served beside the question, with all its rows', async () => {
    const asked: unknown[] = [];
    const exporting = await WebForTest.start({
      csv: { 'requests.list': ({ requests }) => `count\r\n${requests.length}\r\n` },
      query: async (name, input, role) => {
        asked.push([name, input]);
        if (role !== 'operator') return { ok: false, code: 'unauthorized', message: 'no' };
        return { ok: true, value: { requests: [1, 2], more: false } };
      },
    });
    const csv = await exporting.ask('/api/requests.csv?set=s1', { headers: AS_OPERATOR });
    expect(csv).toMatchObject({ status: 200, text: 'count\r\n2\r\n' });
    expect(csv.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename=requests.csv',
    });
    expect(asked).toEqual([['requests.list', { limit: 1_000_000, set: 's1' }]]);
    expect((await exporting.ask('/api/requests.csv')).status).toBe(401);
    expect((await exporting.ask('/api/requests.csv', { method: 'POST', headers: AS_OPERATOR })).status).toBe(405);
    expect((await exporting.ask('/api/wishes.csv', { headers: AS_OPERATOR })).status).toBe(404);
    const api = JSON.parse((await exporting.ask('/api/openapi.json')).text);
    await exporting.stop();
    expect(api.paths['/api/requests.csv'].get.responses[200].content).toEqual({ 'text/csv': {} });
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
    await expect(startWebServer({ ...web.parts, port: taken })).rejects.toMatchObject({
      code: 'port-taken',
      message: expect.stringContaining('--port'),
    });
    await new Promise((resolve) => blocker.close(resolve));
  });
});

describe('stopping', () => {
  const HELLO = (port: number) =>
    [
      'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
      ...[`Host: 127.0.0.1:${port}`, 'Connection: Upgrade', 'Upgrade: websocket'],
      ...['Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==', '', ''],
    ].join('\r\n');

  it.each([
    ['says nothing', () => '', undefined],
    [
      'has asked half a question',
      (port: number) => `GET /api/health HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n`,
      undefined,
    ],
    ['became a socket, and hangs', HELLO, /101 Switching/],
  ])('waits for no client that %s', async (_name, said, answered) => {
    const stopping = await WebForTest.start();
    const { port } = stopping.parts;
    const client = connect({ port, host: '127.0.0.1' });
    // Being cut off may be an error to it.
    client.on('error', () => client.destroy());
    await once(client, 'connect');
    client.write(said(port));
    if (answered !== undefined) expect(String((await once(client, 'data'))[0])).toMatch(answered);
    const gone = new Promise((resolve) => client.resume().once('close', resolve));
    await stopping.stop();
    await gone;
  });
});

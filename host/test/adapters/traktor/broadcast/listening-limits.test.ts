import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { MAX_NEWCOMERS, MAX_SOURCES, RETRY_MS } from '#adapters/traktor/broadcast/listener.ts';
import { connectSource, exchange } from '../../../../../test/fakes/broadcast-source.ts';
import { readByNow, until } from '../../../../../test/fakes/until.ts';
import { listen, track } from './listening.ts';

describe('requests that are no broadcast', () => {
  it.each([
    ['GET / HTTP/1.1\r\nConnection: close\r\n\r\n', /^HTTP\/1\.1 404 [\s\S]*Traktor's broadcast/],
    ['HEAD / HTTP/1.0\r\n\r\n', /^HTTP\/1\.0 404 [\s\S]*\r\n\r\n$/],
    ['GET /admin/metadata?mode=updinfo&mount=/m&song=x HTTP/1.0\r\n\r\n', /404 [\s\S]*No source/],
    ['GET /admin/metadata?mode=kill HTTP/1.0\r\n\r\n', /400 /],
    ['DELETE /m HTTP/1.0\r\n\r\n', /405 [\s\S]*Allow: SOURCE, PUT/],
    ['POST /m HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc', /405 [\s\S]*Connection: close/],
    ['OPTIONS * HTTP/1.0\r\nConnection: Upgrade\r\nUpgrade: TLS/1.0\r\n\r\n', /200 OK[\s\S]*Allow: SOURCE, PUT/],
    ['PUT /m HTTP/1.0\r\nContent-Length: 0\r\n\r\n', /200 OK/],
    ['PUT /m HTTP/1.0\r\nContent-Length: x\r\n\r\n', /400 /],
    ['nonsense\r\n\r\n', /400 /],
    ['\x16\x03\x01\x02\0\x01', /400 /],
    [`GET /${'a'.repeat(20_000)}`, /431 /],
    [`GET / HTTP/1.0\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`, /431 /],
  ])('%.60j', async (request, reply) => {
    const { port, said } = await listen();
    expect(await exchange(port, request)).toMatch(reply);
    expect(said).toEqual([]);
  });

  it.each([
    ['GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nSec-Fetch-Mode: navigate\r\n\r\n'],
    ['PUT /m HTTP/1.1\r\nOrigin: https://example.com\r\nContent-Length: 5\r\n\r\nhello'],
    ['OPTIONS /m HTTP/1.1\r\norigin: null\r\nAccess-Control-Request-Method: PUT\r\n\r\n'],
    ['GET /admin/metadata?mode=updinfo&mount=/live&song=x HTTP/1.1\r\nReferer: http://a/\r\n\r\n'],
    ['GET /admin/metadata?mode=updinfo&mount=/live&song=x HTTP/1.1\r\nHost: rebound.example.com:8000\r\n\r\n'],
  ])('from a web page are refused and counted: %.40j', async (request) => {
    const { port, said, health } = await listen();
    await connectSource({ port, mount: '/live' });
    const reply = await exchange(port, request);
    expect(reply).toMatch(/^HTTP\/1\.1 403 /);
    expect(reply).not.toMatch(/access-control/i);
    expect(said).toEqual(['/live connected']);
    expect(health().count).toEqual({ refusedFromBrowser: 1 });
  });

  it('are answered one after the other on one connection', async () => {
    const { port, said } = await listen();
    const requests = [
      'OPTIONS * HTTP/1.1\r\n\r\n',
      'GET /x HTTP/1.1\r\n\r\n',
      'PUT /m HTTP/1.1\r\nContent-Length: 0\r\n\r\n',
      'PUT /m HTTP/1.1\r\n\r\n',
    ];
    const wire = Buffer.concat([Buffer.from(requests.join('')), track('T')]);
    const reply = await exchange(port, wire, '200 OK\r\n\r\n');
    expect(reply.match(/HTTP\/1\.1 \d+/g)?.map((line) => line.slice(9))).toEqual(['200', '404', '200', '200']);
    await until(() => expect(said.slice(0, 2)).toEqual(['/m connected', '/m: A – T']));
  });

  it('that never end are told so after 10 s, silent ones are let go', async () => {
    const { port, clock, said } = await listen();
    const half = exchange(port, 'SOURCE /m HT');
    const idle = exchange(port, '');
    await readByNow();
    clock.advance(10_000);
    expect(await half).toMatch(/^HTTP\/1\.0 408 /);
    expect(await idle).toBe('');
    expect(said).toEqual([]);
  });

  it('beyond the eighth broadcast are sent away until one is free', async () => {
    const { port, health } = await listen();
    const sources = await Promise.all(
      Array.from({ length: MAX_SOURCES }, (_, index) => connectSource({ port, mount: `/${index}` })),
    );
    await expect(connectSource({ port })).resolves.toMatchObject({ status: 503 });
    expect(health().count).toEqual({ turnedAway: 1 });
    await sources[0]?.close();
    await until(async () => expect((await connectSource({ port })).status).toBe(200));
  });
});

describe('nobody holds Traktor out', () => {
  const MANY = 3 * MAX_NEWCOMERS;

  it('with silent connections: the oldest goes, and health tells', async () => {
    const { port, health } = await listen();
    const idle = Array.from({ length: MANY }, () => exchange(port, ''));
    const half = Array.from({ length: MANY }, () => exchange(port, 'SOURCE /m HT'));
    await until(() => expect(health().count).toEqual({ dropped: 2 * MANY - MAX_NEWCOMERS }));
    expect(health()).toMatchObject({ status: 'waiting', message: expect.stringContaining('Another program') });
    expect((await connectSource({ port })).status).toBe(200);
    expect(health().status).toBe('ok');
    expect(await Promise.all(idle)).toEqual(idle.map(() => ''));
    expect((await Promise.all(half.slice(0, MANY - MAX_NEWCOMERS))).join('')).toBe('');
  });

  it('with requests of a web page that are refused and linger', async () => {
    const { port, health } = await listen();
    const page = 'GET / HTTP/1.1\r\nOrigin: https://example.com\r\n\r\n';
    const pages = Array.from({ length: MANY }, () => exchange(port, page, '403'));
    expect((await Promise.all(pages)).join('').match(/ 403 /g)).toHaveLength(MANY);
    expect((await connectSource({ port })).status).toBe(200);
    expect(health()).toMatchObject({ status: 'ok', count: { refusedFromBrowser: MANY } });
  });

  it('with broadcasts that send nothing: the quietest goes', async () => {
    const { port, said, clock } = await listen();
    const first = await connectSource({ port, mount: '/first' });
    clock.advance(10);
    for (let index = 1; index < MAX_SOURCES; index++) await connectSource({ port, mount: `/${index}` });
    clock.advance(2_000);
    expect((await connectSource({ port })).status).toBe(200);
    await first.closed;
    expect(said.slice(MAX_SOURCES)).toEqual(['/first disconnected', '/traktor connected']);
  });

  it('and a broadcast that goes on is not dropped for newcomers', async () => {
    const { port, said, health } = await listen();
    const source = await connectSource({ port });
    for (let count = 0; count < MANY; count++) exchange(port, '');
    await until(() => expect(health().count).toEqual({ dropped: MANY - MAX_NEWCOMERS }));
    await source.sendTitle({ title: 'T' });
    await until(() => expect(said).toEqual(['/traktor connected', '/traktor:  – T']));
  });
});

describe('a password', () => {
  it('lets in who has it, tells who asks, and warns of who has not', async () => {
    const { port, said, health } = await listen({ password: 'geheim' });
    expect(health().remedy).toContain('Password as in TraCord');
    const probe = await exchange(port, 'PUT /m HTTP/1.0\r\nContent-Length: 0\r\n\r\n');
    expect(probe).toMatch(/^HTTP\/1\.0 401 [\s\S]*WWW-Authenticate: Basic realm=/);
    expect(health().status).toBe('waiting');
    expect((await connectSource({ port })).status).toBe(401);
    expect((await connectSource({ port, password: 'falsch' })).status).toBe(401);
    expect(health()).toMatchObject({ status: 'warn', count: { refusedPassword: 2 } });
    expect(said).toEqual([]);
    const source = await connectSource({ port, password: 'geheim', mount: '/m' });
    expect(source.status).toBe(200);
    expect(health().status).toBe('ok');
    const update = 'GET /admin/metadata?mode=updinfo&mount=/m&song=A+-+T HTTP/1.0\r\n';
    expect(await exchange(port, `${update}\r\n`)).toMatch(/ 401 /);
    const authorization = Buffer.from('admin:geheim').toString('base64');
    expect(await exchange(port, `${update}Authorization: Basic ${authorization}\r\n\r\n`)).toMatch(/ 200 /);
    expect(said).toEqual(['/m connected', '/m: A – T']);
  });
});

describe('listening', () => {
  it('waits for a taken port, says so once, and comes up when it is free', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const taken = typeof address === 'object' && address !== null ? address.port : 0;
    const { listener, health, clock, healths } = await listen({ port: taken });
    expect(listener.port).toBeUndefined();
    expect(health()).toMatchObject({ status: 'down', message: expect.stringContaining(`Port ${taken} is taken`) });
    expect(health().remedy).toMatch(/broadcast\.port/);
    clock.advance(RETRY_MS);
    await until(() => expect(healths).toHaveLength(2));
    expect(healths[1]).toEqual(healths[0]);
    await new Promise((resolve) => other.close(resolve));
    clock.advance(RETRY_MS);
    await until(() => expect(health().status).toBe('waiting'));
    expect(listener.port).toBe(taken);
    expect((await connectSource({ port: taken })).status).toBe(200);
  });

  it('is open to the network only with a password', async () => {
    const open = await listen({ host: '0.0.0.0', password: '' });
    expect(open.listener.port).toBeUndefined();
    expect(open.health()).toMatchObject({
      status: 'down',
      remedy: expect.stringContaining('Set a broadcast password'),
    });
    const closed = await listen({ host: '0.0.0.0', password: 'pw' });
    expect(closed.listener.port).toBeGreaterThan(0);
    expect(closed.health().status).toBe('waiting');
  });

  it('ends with every source reported and the port free', async () => {
    const { listener, port, said, health } = await listen();
    const source = await connectSource({ port });
    await listener.stop();
    await source.closed;
    expect(said).toEqual(['/traktor connected', '/traktor disconnected']);
    expect(health().status).toBe('off');
    await expect(connectSource({ port })).rejects.toThrow();
    await listener.stop();
  });

  it('stops while it waits for a port', async () => {
    const first = await listen();
    const second = await listen({ port: first.port });
    await second.listener.stop();
    second.clock.advance(60_000);
    expect(second.listener.port).toBeUndefined();
    expect(second.health().status).toBe('off');
  });
});

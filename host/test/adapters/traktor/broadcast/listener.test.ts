import { describe, expect, it } from 'vitest';
import { CONTEST_MS } from '#adapters/traktor/broadcast/listener.ts';
import { connectSource, exchange, type SourceOptions } from '../../../../../test/fakes/broadcast-source.ts';
import { until } from '../../../../../test/fakes/until.ts';
import { listen, track } from './listening.ts';

describe('a source', () => {
  it.each<[string, Partial<SourceOptions>, RegExp]>([
    ['SOURCE, HTTP/1.0', {}, /^HTTP\/1\.0 200 OK\r\n\r\n$/],
    ['SOURCE, HTTP/1.1', { version: 'HTTP/1.1' }, /^HTTP\/1\.0 200 OK\r\n\r\n$/],
    ['SOURCE, ICE/1.0', { version: 'ICE/1.0' }, /^HTTP\/1\.0 200 OK\r\n\r\n$/],
    ['PUT, HTTP/1.1', { method: 'PUT', version: 'HTTP/1.1' }, /^HTTP\/1\.1 200 OK\r\n\r\n$/],
    [
      'PUT that waits for 100',
      { method: 'PUT', version: 'HTTP/1.1', headers: { Expect: '100-continue' } },
      /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK\r\n\r\n$/,
    ],
  ])('%s: is heard from its connection to its end', async (_, change, answer) => {
    const { port, said, health } = await listen();
    const source = await connectSource({ port, ...change });
    await source.sendTitle({ artist: 'Björk', title: 'Jóga' });
    await source.sendTitle({});
    await source.sendTitle({ artist: 'Orbital', title: 'Halcyon' }, { pieceBytes: 500 });
    await until(() => expect(said).toHaveLength(3));
    expect(source.received).toMatch(answer);
    expect(health()).toMatchObject({
      status: 'ok',
      message: expect.stringContaining('Traktor is connected (/traktor'),
    });
    await source.close();
    await until(() => expect(health().status).toBe('waiting'));
    expect(said).toEqual([
      '/traktor connected',
      '/traktor: Björk – Jóga',
      '/traktor: Orbital – Halcyon',
      '/traktor disconnected',
    ]);
  });

  it('is heard when head and first bytes arrive as one', async () => {
    const { port, said } = await listen();
    await exchange(port, Buffer.concat([Buffer.from('SOURCE /m ICE/1.0\r\n\r\n'), track('T')]), '200');
    await until(() => expect(said).toEqual(['/m connected', '/m: A – T', '/m disconnected']));
  });

  it('is let go when the cable is pulled', async () => {
    const { port, said } = await listen();
    const source = await connectSource({ port });
    source.reset();
    await until(() => expect(said).toEqual(['/traktor connected', '/traktor disconnected']));
  });

  it('plays beside others with other mounts', async () => {
    const { port, said, health } = await listen();
    const [one, two] = await Promise.all([
      connectSource({ port, mount: '/one' }),
      connectSource({ port, mount: 'two' }),
    ]);
    await one.sendTitle({ title: 'T' });
    await until(() => expect(said).toContain('/one:  – T'));
    await two.sendTitle({ title: 'U' });
    await until(() => expect(said).toContain('/two:  – U'));
    expect(health().message).toMatch(/\/one, since .*\/two, since|\/two, since .*\/one, since/);
    await one.close();
    await until(() => expect(health().message).not.toContain('/one'));
    expect(health()).toMatchObject({ status: 'ok', message: expect.stringContaining('(/two, since') });
  });

  it('takes over the mount of one that is silent, without a warning', async () => {
    const { port, said, health, healths, clock } = await listen();
    const older = await connectSource({ port });
    clock.advance(10_000);
    const before = healths.length;
    const newer = await connectSource({ port });
    await older.closed;
    await newer.sendTitle({ title: 'T' });
    await until(() =>
      expect(said).toEqual(['/traktor connected', '/traktor disconnected', '/traktor connected', '/traktor:  – T']),
    );
    expect(health().status).toBe('ok');
    expect(healths.slice(before).map(({ status }) => status)).not.toContain('waiting');
  });

  it('takes over the mount of one that still sends, with a warning while it goes on', async () => {
    const { port, said, health, clock } = await listen();
    const older = await connectSource({ port });
    await older.sendTitle({ title: 'T' });
    const newer = await connectSource({ port });
    await older.closed;
    expect(health()).toMatchObject({ status: 'warn', remedy: expect.stringContaining('mount path of its own') });
    clock.advance(20_000);
    await newer.sendTitle({ title: 'U' });
    await until(() => expect(said).toContain('/traktor:  – U'));
    const newest = await connectSource({ port });
    await newer.closed;
    for (const title of ['V', 'W', 'X']) {
      expect(health().status).toBe('warn');
      await newest.sendTitle({ title });
      await until(() => expect(said).toContain(`/traktor:  – ${title}`));
      clock.advance(19_999);
    }
    expect(health().status).toBe('warn');
    clock.advance(CONTEST_MS - 3 * 19_999);
    expect(health()).toMatchObject({ status: 'ok', message: expect.stringContaining('Traktor is connected') });
    await newest.close();
    await until(() => expect(health().status).toBe('waiting'));
  });

  it('is let go after 30 s without a byte', async () => {
    const { port, said, clock } = await listen();
    const source = await connectSource({ port });
    clock.advance(20_000);
    await source.sendTitle({ title: 'T' });
    await until(() => expect(said).toHaveLength(2));
    clock.advance(29_999);
    expect(said).toHaveLength(2);
    clock.advance(1);
    await source.closed;
    expect(said.at(-1)).toBe('/traktor disconnected');
  });

  it('that sends MP3 is warned of, and its titles by request count', async () => {
    const { port, said, health } = await listen();
    const source = await connectSource({ port, mount: '/m', headers: { 'Content-Type': 'audio/mpeg' } });
    await source.send(Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x64]), Buffer.alloc(500)]));
    await until(() => expect(health()).toMatchObject({ status: 'warn', message: expect.stringContaining('MP3') }));
    const reply = await exchange(port, 'GET /admin/metadata?mode=updinfo&mount=/m&song=A+-+T HTTP/1.0\r\n\r\n');
    expect(reply).toMatch(/^HTTP\/1\.0 200 OK[\s\S]*<return>1<\/return>/);
    expect(said).toEqual(['/m connected', '/m: A – T']);
  });

  it('outlives a hearer that throws', async () => {
    const { port, said } = await listen({ faulty: true });
    const source = await connectSource({ port });
    await source.sendTitle({ title: 'T' });
    await source.sendTitle({ title: 'U' });
    await until(() => expect(said).toHaveLength(3));
  });
});

describe('a body with an end', () => {
  it.each([
    ['its length stated', (body: Buffer) => ({ header: `Content-Length: ${body.length}`, body })],
    ['in chunks', (body: Buffer) => ({ header: 'Transfer-Encoding: chunked', body: chunked(body) })],
  ] as const)('%s: 100 at once, 200 at its end', async (_, make) => {
    const { port, said } = await listen();
    const { header, body } = make(track('T'));
    const request = `PUT /m HTTP/1.1\r\nExpect: 100-continue\r\n${header}\r\n\r\n`;
    const reply = await exchange(port, Buffer.concat([Buffer.from(request), body]));
    expect(reply).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK\r\n/);
    expect(said).toEqual(['/m connected', '/m: A – T', '/m disconnected']);
  });

  it('is refused at the first broken chunk', async () => {
    const { port, said } = await listen();
    const reply = await exchange(port, 'PUT /m HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n');
    expect(reply).toMatch(/^HTTP\/1\.1 400 /);
    expect(said).toEqual(['/m connected', '/m disconnected']);
  });
});

function chunked(body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n0\r\n\r\n')]);
}

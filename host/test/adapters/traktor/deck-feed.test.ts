import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { DECK_PORT_RETRY_MS } from '#adapters/traktor/deck-feed.ts';
import { MAX_BODY_BYTES } from '#adapters/traktor/deck-feed-connection.ts';
import type { DeckSighting } from '#domain/sighting.ts';
import { connectDeckClient, deckRequest } from '../../../../test/fakes/deck-client.ts';
import { until } from '../../../../test/fakes/until.ts';
import { listen, STRINGS } from './deck-listening.ts';

const JAPANESE = { ...STRINGS, title: '夜に駆ける – Ænima', artist: 'ヨアソビ "live" \\ {' };
const titles = (said: DeckSighting[]) => said.map((one) => (one.kind === 'deck.loaded' ? one.track.title : one.kind));

describe('what the deck client sends', () => {
  it('arrives, and is answered with 200 on the same connection', async () => {
    const { said, client, health } = await listen();
    expect(health().status).toBe('waiting');
    const deck = await client();
    expect(await deck.send('deckLoaded/A', STRINGS)).toBe(200);
    expect(await deck.send('updateDeck/A', { elapsedTime: 1.5, isPlaying: true })).toBe(200);
    expect(await deck.send('updateChannel/1', { isOnAir: true })).toBe(200);
    expect(await deck.send('updateChannel/1', { onAirLevel: 0.5 })).toBe(200);
    expect(await deck.send('updateMasterClock', { deck: null, bpm: 126 })).toBe(200);
    expect(said).toMatchObject([
      {
        kind: 'deck.loaded',
        deck: 'A',
        track: { artist: 'Derrick', title: 'Strings', path: '/m/s.mp3' },
        playing: false,
      },
      { kind: 'deck.updated', deck: 'A', playing: true, positionMs: 1500 },
      { kind: 'deck.channel', channel: 1, onAir: true },
      { kind: 'deck.channel', channel: 1, level: 0.5 },
      { kind: 'deck.clock', bpm: 126 },
    ]);
    expect(health().status).toBe('ok');
  });

  it.each(['bytes', 'characters'] as const)('beyond ASCII, with its length in %s', async (length) => {
    const { said, client } = await listen();
    const deck = await client();
    expect(await deck.send('deckLoaded/A', JAPANESE, length)).toBe(200);
    expect(await deck.send('deckLoaded/B', STRINGS, length)).toBe(200);
    expect(titles(said)).toEqual([JAPANESE.title, 'Strings']);
  });

  it('cut off at a length in characters, its whole fields count, once nothing more comes', async () => {
    const { said, client, clock } = await listen();
    const deck = await client();
    const answer = deck.send('deckLoaded/A', { ...JAPANESE, label: '東京', mix: 'x'.repeat(30) }, 'cut');
    await until(() => {
      clock.advance(100);
      expect(said).toHaveLength(1);
    });
    expect(await answer).toBe(200);
    expect(titles(said)).toEqual([JAPANESE.title]);
    expect(await deck.send('deckLoaded/B', STRINGS)).toBe(200);
  });

  it('cut off and followed at once by the next request', async () => {
    const { said, client } = await listen();
    const deck = await client();
    const next = deckRequest('deckLoaded/B', STRINGS);
    deck.write(
      Buffer.concat([deckRequest('deckLoaded/A', { ...JAPANESE, mix: 'x'.repeat(30) }, { length: 'cut' }), next]),
    );
    await until(() => expect(deck.statuses).toEqual([200, 200]));
    expect(titles(said)).toEqual([JAPANESE.title, 'Strings']);
  });

  it.each([1, 7, 100, 1_460])('in pieces of %d bytes, pipelined', async (size) => {
    const { said, client } = await listen();
    const deck = await client();
    const bytes = Buffer.concat([
      deckRequest('deckLoaded/A', JAPANESE, { length: 'characters' }),
      Buffer.from('\r\n'),
      deckRequest('deckLoaded/B', STRINGS),
      deckRequest('updateDeck/A', { isPlaying: true, elapsedTime: 0 }),
    ]);
    for (let at = 0; at < bytes.length; at += size) {
      deck.write(bytes.subarray(at, at + size));
      if (size < 100) continue;
      await new Promise((resolve) => setImmediate(resolve));
    }
    await until(() => expect(deck.statuses).toEqual([200, 200, 200]));
    expect(titles(said)).toEqual([JAPANESE.title, 'Strings', 'deck.updated']);
  });

  it('without any length, and in chunks', async () => {
    const { said, client } = await listen();
    const plain = await client();
    plain.write(`POST /deckLoaded/A HTTP/1.1\r\nHost: localhost\r\n\r\n${JSON.stringify(JAPANESE)}`);
    await until(() => expect(plain.statuses).toEqual([200]));
    const chunked = await client();
    const body = JSON.stringify(STRINGS);
    const head = 'POST /deckLoaded/B HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n';
    chunked.write(
      `${head}5\r\n${body.slice(0, 5)}\r\n${(body.length - 5).toString(16)}\r\n${body.slice(5)}\r\n0\r\n\r\n`,
    );
    await until(() => expect(chunked.statuses).toEqual([200]));
    expect(titles(said)).toEqual([JAPANESE.title, 'Strings']);
  });

  it('a listener that throws does not take the connection with it', async () => {
    const { client } = await listen({ faulty: true });
    const deck = await client();
    expect(await deck.send('deckLoaded/A', STRINGS)).toBe(200);
    expect(await deck.send('deckLoaded/A', STRINGS)).toBe(200);
  });
});

describe('what is not the deck client', () => {
  it.each([
    ['Origin', 'https://evil.example'],
    ['Referer', 'https://evil.example/x'],
    ['Sec-Fetch-Mode', 'no-cors'],
    ['Host', 'evil.example:8080'],
  ])('a web page (%s) is refused and counted', async (name, value) => {
    const { said, client, health } = await listen();
    const page = await client();
    page.write(deckRequest('deckLoaded/A', STRINGS, { headers: { [name]: value } }));
    page.write(deckRequest('deckLoaded/A', STRINGS));
    await page.ended;
    expect(page.statuses).toEqual([403]);
    expect(said).toEqual([]);
    expect(health().count).toEqual({ refusedFromBrowser: 1 });
  });

  it.each<[string, string, number]>([
    ['GET', 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n', 405],
    ['no request', '\u0016\u0003\u0001 tls \r\n\r\n', 400],
    ['an endless head', `POST /deckLoaded/A HTTP/1.1\r\nX: ${'y'.repeat(20_000)}`, 431],
    ['a list', deckRequest('deckLoaded/A', '[1]').toString(), 400],
    ['braces that are no JSON', deckRequest('deckLoaded/A', '{x}').toString(), 400],
    ['an endless body', deckRequest('deckLoaded/A', `{"title":"${'x'.repeat(MAX_BODY_BYTES)}"}`).toString(), 413],
  ])('%s is answered and ended', async (_what, bytes, status) => {
    const { said, client } = await listen();
    const stranger = await client();
    stranger.write(bytes);
    await stranger.ended;
    expect(stranger.statuses).toEqual([status]);
    expect(said).toEqual([]);
  });

  it.each(['playlist/A', 'deckLoaded/E', 'updateChannel/5', 'updateDeck'])(
    '%s of other clients: 404, and on it goes',
    async (path) => {
      const { said, client } = await listen();
      const deck = await client();
      expect(await deck.send(path, {})).toBe(404);
      expect(await deck.send('deckLoaded/A', STRINGS)).toBe(200);
      expect(said).toHaveLength(1);
    },
  );
});

describe('health', () => {
  it('a taken port is told with the remedy, and taken as soon as it is free', async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port));
    });
    const { feed, health, clock } = await listen({ port });
    expect(feed.port).toBeUndefined();
    expect(health()).toMatchObject({ status: 'down', message: expect.stringContaining(`Port ${port} is taken`) });
    clock.advance(DECK_PORT_RETRY_MS);
    await new Promise((resolve) => other.close(resolve));
    await until(() => {
      clock.advance(DECK_PORT_RETRY_MS);
      expect(feed.port).toBe(port);
    });
    expect(health().status).toBe('waiting');
  });

  it('does not open on the network', async () => {
    const { feed, health } = await listen({ host: '0.0.0.0' });
    expect(feed.port).toBeUndefined();
    expect(health().status).toBe('down');
  });

  it('localhost is this computer', async () => {
    const { feed, client } = await listen({ host: 'localhost' });
    expect(feed.port).toBeGreaterThan(0);
    expect(await (await client()).send('deckLoaded/A', STRINGS)).toBe(200);
  });

  it('a feed that falls silent while a deck plays is told, and its return', async () => {
    const { client, health, clock } = await listen();
    const deck = await client();
    await deck.send('deckLoaded/A', STRINGS);
    clock.advance(60_000);
    expect(health().status).toBe('ok');
    await deck.send('updateDeck/A', { isPlaying: true, elapsedTime: 0 });
    clock.advance(4_999);
    expect(health().status).toBe('ok');
    clock.advance(1);
    expect(health().status).toBe('warn');
    await deck.send('updateDeck/A', { elapsedTime: 5 });
    expect(health().status).toBe('ok');
  });

  it('a deck that plays a track nobody heard loading is named', async () => {
    const { client, health } = await listen();
    const deck = await client();
    await deck.send('updateDeck/B', { elapsedTime: 61 });
    expect(health().message).toContain('deck B');
    await deck.send('deckLoaded/B', STRINGS);
    expect(health().message).not.toContain('deck B');
  });

  it('a stopped feed is off and its port is free', async () => {
    const { feed, health } = await listen();
    const port = feed.port ?? 0;
    const client = await connectDeckClient(port);
    await feed.stop();
    await client.ended;
    expect(health().status).toBe('off');
    await expect(connectDeckClient(port)).rejects.toThrow();
  });
});

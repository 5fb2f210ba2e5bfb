import { describe, expect, it } from 'vitest';
import { MAX_CONNECTIONS } from '#adapters/traktor/deck-feed.ts';
import { IDLE_MS, REQUEST_MS } from '#adapters/traktor/deck-feed-connection.ts';
import { connectDeckClient, deckRequest } from '../../../../test/fakes/deck-client.ts';
import { readByNow, until } from '../../../../test/fakes/until.ts';
import { listen, STRINGS } from './deck-listening.ts';

describe('nobody holds the deck client out', () => {
  it('with silent connections: who was of use stays, the others go, and health tells', async () => {
    const { feed, said, client, health } = await listen();
    const deck = await client();
    for (let count = 0; count < 3 * MAX_CONNECTIONS; count++) {
      await client();
      if (count % 5 === 0) expect(await deck.send('updateDeck/A', { elapsedTime: count })).toBe(200);
    }
    await until(() => expect(health().count?.dropped).toBe(2 * MAX_CONNECTIONS + 1));
    const other = await connectDeckClient(feed.port ?? 0);
    expect(await other.send('deckLoaded/A', STRINGS)).toBe(200);
    other.close();
    expect(said).toHaveLength(16);
  });

  it('before it has spoken: it is told what else comes', async () => {
    const { client, health } = await listen();
    for (let count = 0; count <= MAX_CONNECTIONS; count++) await client();
    await until(() => expect(health().count).toEqual({ dropped: 1 }));
    expect(health()).toMatchObject({ status: 'waiting', message: expect.stringContaining('Another program') });
  });

  it('with requests of a web page that are refused and linger', async () => {
    const { said, client } = await listen();
    const deck = await client();
    for (let count = 0; count < 2 * MAX_CONNECTIONS; count++) {
      const page = await client();
      page.write(deckRequest('deckLoaded/A', STRINGS, { headers: { Origin: 'https://evil.example' } }));
      await until(() => expect(page.statuses).toEqual([403]));
    }
    expect(await deck.send('deckLoaded/A', STRINGS)).toBe(200);
    expect(said).toHaveLength(1);
  });

  it.each<[string, string, number[]]>([
    ['nothing at all', '', []],
    ['half a head', 'POST /deckLoaded/A HT', [408]],
    ['half a body', 'POST /deckLoaded/A HTTP/1.1\r\nContent-Length: 100\r\n\r\n{"title"', [408]],
  ])('%s within 10 s: it is let go', async (_what, bytes, statuses) => {
    const { client, clock } = await listen();
    const stranger = await client();
    stranger.write(bytes);
    await readByNow();
    clock.advance(REQUEST_MS);
    await stranger.ended;
    expect(stranger.statuses).toEqual(statuses);
  });

  it('a request that begins late has its time all the same', async () => {
    const { said, client, clock } = await listen();
    const deck = await client();
    await deck.send('deckLoaded/A', STRINGS);
    clock.advance(IDLE_MS - 1);
    const request = deckRequest('deckLoaded/B', STRINGS);
    deck.write(request.subarray(0, 30));
    await readByNow();
    clock.advance(REQUEST_MS - 1);
    deck.write(request.subarray(30));
    await until(() => expect(deck.statuses).toEqual([200, 200]));
    expect(said).toHaveLength(2);
    clock.advance(IDLE_MS - 1);
    expect(await deck.send('deckLoaded/B', STRINGS)).toBe(200);
    clock.advance(IDLE_MS);
    await deck.ended;
    expect(deck.statuses).toEqual([200, 200, 200]);
  });
});

// What any client can send to a started host, and what the terminal says meanwhile.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeSmallCollection } from '../fakes/small-collection.ts';
import { type StartedHost, startedHost } from '../fakes/started-host.ts';

let home: string;
let host: StartedHost;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'tracord-web-'));
  const collection = join(home, 'collection.nml');
  writeSmallCollection(collection, [
    { artist: 'Mira Oldane', title: 'Signal', comment: 'a private note', seconds: 300 },
  ]);
  host = await startedHost({ home, args: ['--collection', collection] });
  await host.until(async () => expect(await host.get('/api/library')).toMatchObject({ tracks: 1, importing: null }));
});
afterAll(async () => {
  await host.stop();
  rmSync(home, { recursive: true });
});

it('tells the addresses first, then what was read', async () => {
  await host.until(() => expect(host.output()).toContain('1 tracks from'));
  const said = host.output();
  expect(said.indexOf('/overlays/now-playing')).toBeGreaterThan(0);
  expect(said.indexOf('Library')).toBeGreaterThan(said.indexOf('Ctrl+C'));
});

it('goes on whatever a client without a token sends', async () => {
  const socket = io(host.address, { transports: ['websocket'], auth: { role: 'audience' } });
  await new Promise<void>((resolve) => socket.on('connect', resolve));
  const nameless = { toString: 1, valueOf: 1 };
  for (const event of ['query', 'subscribe', 'command']) {
    expect(await socket.emitWithAck(event, nameless, {})).toMatchObject({ ok: false, code: 'invalid' });
  }
  expect(await socket.emitWithAck('query', 'tracks.search', { limit: nameless })).toMatchObject({ code: 'invalid' });
  socket.close();
  expect(await host.get('/api/health')).toMatchObject({ status: 'ok' });
});

it('keeps a note to the DJ, in its field and in searches', async () => {
  type Found = { total: number; tracks: { id: string }[] };
  const found = await host.get<Found>('/api/tracks?q=private');
  expect(found.total).toBe(1);
  const id = found.tracks[0]?.id;
  expect(await host.get(`/api/tracks/${id}`)).toMatchObject({ comment: 'a private note' });
  expect(JSON.stringify(await host.get(`/api/tracks/${id}`, 'audience'))).not.toContain('private note');
  for (const q of ['private', 'comment:private', 'signal private']) {
    expect(await host.get(`/api/tracks?q=${q}`, 'audience')).toMatchObject({ total: 0 });
  }
});

describe('a command by HTTP', () => {
  const send = async (name: string, args: object) => {
    const response = await fetch(`${host.address}/api/commands/${name}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${host.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(args),
    });
    return [response.status, ((await response.json()) as { code?: string }).code];
  };
  it('is done once by its id, which no other may use', async () => {
    expect(await send('live.set', { on: true, commandId: 'one' })).toEqual([200, undefined]);
    expect(await send('live.set', { on: true, commandId: 'one' })).toEqual([200, undefined]);
    expect(await send('live.set', { on: false, commandId: 'one' })).toEqual([409, 'id-used']);
    expect(await host.get('/api/topics/live')).toMatchObject({ value: { on: true } });
  });
});

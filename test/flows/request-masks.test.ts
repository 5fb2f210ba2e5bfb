// A song that no audience may know of, in an evening of requests: every byte that goes to Discord, to an audience's or another
// chat's socket and HTTP is kept, and none of it may tell. What is asked for before it is masked disappears with the mask.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PublicRequests } from '@tracord/shared/requests.ts';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FakeUser } from '../fakes/discord.ts';
import { type Night, requestNight } from '../fakes/request-night.ts';

const ENTRIES = [
  { artist: 'Mira Oldane', title: 'Glasshouse Signal' },
  { artist: 'Hushford', title: 'Unspoken', comment: 'do not show', label: 'Whisper Label' },
  { artist: 'Lena Quiet', title: 'Late Secret', comment: 'later' },
];
const SECRETS = ['Hushford', 'Unspoken', 'Whisper Label'];

let night: Night;
let ann: FakeUser;
let socket: Socket;
const sent: string[] = [];
let secretId = '';
let lateId = '';

const idOf = async (q: string) =>
  (await night.host.get<{ tracks: { id: string }[] }>(`/api/tracks?q=${q}`)).tracks[0]?.id ?? '';

/** What left the host so far: to Discord, and to the audience. */
const told = () => [
  ...night.discord.requests.map(({ body }) => JSON.stringify(body) ?? ''),
  ...night.discord.posted.map(({ message }) => JSON.stringify(message)),
  ...night.discord.presences.map((presence) => JSON.stringify(presence)),
  ...sent,
];

async function asRequester(path: string, body?: object): Promise<string> {
  const token = readFileSync(join(night.host.data, 'requester-token'), 'utf8').trim();
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const init = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) };
  return (await fetch(night.host.address + path, init)).text();
}

const publicRequests = async () =>
  (await night.host.get<{ value: PublicRequests }>('/api/topics/requests', 'audience')).value;

beforeAll(async () => {
  night = await requestNight({
    entries: ENTRIES,
    settings: 'masks:\n  comments: [do not show]\n',
    env: { TRACORD_REQUESTS_MINUTES_BETWEEN: '0', TRACORD_REQUESTS_PER_PERSON: '9' },
  });
  ann = night.discord.user('ann', { createdAt: Date.parse('2020-01-01') });
  [secretId, lateId] = [await idOf('Unspoken'), await idOf('Late%20Secret')];
  socket = io(night.host.address, { transports: ['websocket'], auth: { role: 'audience' } });
  socket.io.engine.on('packet', (packet: unknown) => sent.push(JSON.stringify(packet)));
  await new Promise<void>((resolve) => socket.on('connect', resolve));
  await socket.emitWithAck('subscribe', ['nowPlaying', 'live', 'host', 'requests']);
});
afterAll(async () => {
  socket?.close();
  await night?.end();
});

describe('a song nobody may know of', () => {
  it('is not suggested, cannot be asked for, and is refused like one that is not there', async () => {
    const { discord, host } = night;
    expect((await discord.autocomplete(ann, 'request', { song: 'unspoken' })).choices).toEqual([]);
    const wrong = await discord.command(ann, 'request', { song: '00000000-0000-4000-8000-000000000000' });
    const masked = await discord.command(ann, 'request', { song: secretId });
    expect(masked.content).toBe(wrong.content);
    const requester = { platform: 'twitch', id: '1', name: 'Ann' };
    const byId = await asRequester('/api/commands/request.add', { trackId: secretId, requester });
    expect(byId).toBe(await asRequester('/api/commands/request.add', { trackId: 'nothing', requester }));
    expect((await host.get<{ order: string[] }>('/api/topics/requests')).order ?? []).toEqual([]);
  });

  it('is in no byte while it plays, and not in what others ask for and read', async () => {
    const { discord, host, source } = night;
    await night.ask(ann, 'glasshouse');
    await source.sendTitle({ artist: 'Hushford', title: 'Unspoken' });
    await host.until(async () => {
      const { value } = await host.get<{ value: { track?: { title: string } } }>('/api/topics/nowPlaying');
      expect(value.track?.title).toBe('Unspoken');
    });
    for (const name of ['song', 'queue', 'mine', 'setlist', 'stats']) await discord.command(ann, name);
    const posted = () => discord.messages(discord.channel('now-playing').id).map(({ message }) => message.content);
    await host.until(() => expect(posted().join()).toContain('ID'), 15_000);
    const kept = told();
    for (const path of ['/api/topics/requests', '/api/topics/nowPlaying', '/api/plays', '/api/tracks?q=hush']) {
      kept.push(await asRequester(path), JSON.stringify(await host.get(path, 'audience')));
    }
    for (const path of ['/api/request-choices?q=unspoken', '/api/requests/stats', '/api/tracks-new']) {
      kept.push(await asRequester(path));
    }
    const words = { words: 'unspoken', requester: { platform: 'twitch', id: '2', name: 'Bea' } };
    const { reply } = JSON.parse(await asRequester('/api/commands/request.text', words)) as { reply: string };
    expect(reply).toMatch(/not in the library/i);
    const all = kept.join('\n');
    expect(all).toContain('Glasshouse Signal');
    for (const secret of [...SECRETS, secretId]) {
      // A refusal and a typed command may repeat what came from outside; nothing else may.
      expect(all.replaceAll('q=unspoken', ''), secret).not.toContain(secret);
    }
  });

  it('disappears from every view when it is masked after somebody asked for it', async () => {
    const { discord, host } = night;
    await night.ask(ann, 'late secret');
    const request = await night.request('Late Secret');
    await host.command('request.accept', { id: request.id });
    await night.load('A', { artist: 'Lena Quiet', title: 'Late Secret' });
    await host.until(async () => expect((await publicRequests()).order).toContain(request.id));
    const messages = () => {
      const threads = discord.threads(discord.channel('requests').id).map(({ id }) => id);
      return [discord.channel('requests').id, ...threads]
        .flatMap((id) => discord.messages(id))
        .map(({ message }) => message.content);
    };
    await host.until(() => expect(messages().join()).toContain('Late Secret'));
    writeFileSync(join(host.config, 'settings.yaml'), 'masks:\n  comments: [do not show, later]\n');
    await host.until(async () => expect((await publicRequests()).order).toEqual([]));
    await host.until(() => expect(messages().join()).not.toContain('Late Secret'), 20_000);
    expect(await host.get(`/api/tracks/${lateId}`, 'audience')).toMatchObject({ ok: false });
    expect((await discord.command(ann, 'queue')).content).not.toContain('Late Secret');
    expect((await discord.command(ann, 'mine')).content).not.toContain('Late Secret');
    const board = () => discord.pins(discord.channel('staff').id).map(({ message }) => JSON.stringify(message));
    expect(board()).toHaveLength(1);
    await host.until(() => expect(board().join()).not.toContain('Late Secret'));
    expect(discord.violations).toEqual([]);
  });
});

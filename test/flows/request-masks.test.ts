// A song that no audience may know of, in an evening of requests: every byte that goes to Discord, to an audience's or another
// chat's socket and HTTP is kept, and none of it may tell. What is asked for before it is masked disappears with the mask.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PublicRequests } from '@tracord/shared/requests.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ByteRecorder, type Secret } from '../fakes/byte-recorder.ts';
import type { FakeUser } from '../fakes/discord.ts';
import { type Ears, listenAs, requesterToken } from '../fakes/host-ears.ts';
import { type Night, requestNight } from '../fakes/request-night.ts';

const ENTRIES = [
  { artist: 'Mira Oldane', title: 'Glasshouse Signal' },
  { artist: 'Hushford', title: 'Unspoken', comment: 'do not show', label: 'Whisper Label' },
  { artist: 'Lena Quiet', title: 'Late Secret', comment: 'later' },
];
/** As they are written: what a viewer typed in small letters may be repeated to them. */
const word = (text: string): Secret => ({ of: text, what: 'text', pattern: new RegExp(text) });
const SECRETS = ['Hushford', 'Unspoken', 'Whisper Label'].map(word);

let night: Night;
let ann: FakeUser;
let audience: Ears;
let requester: Ears;
const heard = new ByteRecorder();
let secretId = '';
let lateId = '';

const idOf = async (q: string) =>
  (await night.host.get<{ tracks: { id: string }[] }>(`/api/tracks?q=${q}`)).tracks[0]?.id ?? '';

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
  const { host, discord } = night;
  heard.follow('Discord', () => discord.requests);
  heard.follow('Discord presence', () => discord.presences);
  const topics = ['nowPlaying', 'live', 'host', 'requests'];
  const { address } = host;
  audience = await listenAs('audience', { address }, topics, heard);
  requester = await listenAs('requester', { address, token: requesterToken(host) }, topics, heard);
});
afterAll(async () => {
  audience?.close();
  requester?.close();
  await night?.end();
});

describe('a song nobody may know of', () => {
  it('is not suggested, cannot be asked for, and is refused like one that is not there', async () => {
    const { discord, host } = night;
    expect((await discord.autocomplete(ann, 'request', { song: 'unspoken' })).choices).toEqual([]);
    const wrong = await discord.command(ann, 'request', { song: '00000000-0000-4000-8000-000000000000' });
    const masked = await discord.command(ann, 'request', { song: secretId });
    expect(masked.content).toBe(wrong.content);
    const byId = { requester: { platform: 'twitch', id: '1', name: 'Ann' } };
    const refused = await requester.send('request.add', { trackId: secretId, ...byId });
    expect(refused).toBe(await requester.send('request.add', { trackId: 'nothing', ...byId }));
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
    for (const path of ['/api/topics/requests', '/api/topics/nowPlaying', '/api/plays', '/api/tracks?q=hush']) {
      await requester.get(path);
      await audience.get(path);
    }
    for (const path of ['/api/request-choices?q=unspoken', '/api/requests/stats', '/api/tracks-new']) {
      await requester.get(path);
    }
    const asked = { words: 'unspoken', requester: { platform: 'twitch', id: '2', name: 'Bea' } };
    const { reply } = JSON.parse(await requester.send('request.text', asked)) as { reply: string };
    expect(reply).toMatch(/not in the library/i);
    expect(await heard.found([word('Glasshouse Signal')])).not.toEqual([]);
    expect(await heard.found([...SECRETS, word(secretId)])).toEqual([]);
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

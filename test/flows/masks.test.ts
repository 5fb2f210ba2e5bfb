// A masked track on its way through a started host: everything an audience can ask for or is sent is kept, byte for byte,
// and none of it may tell what plays.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectSource, type FakeSource } from '../fakes/broadcast-source.ts';
import { ByteRecorder, type Secret } from '../fakes/byte-recorder.ts';
import { type Ears, listenAs } from '../fakes/host-ears.ts';
import { writeSmallCollection } from '../fakes/small-collection.ts';
import { type StartedHost, startedHost } from '../fakes/started-host.ts';

type NowValue = { value: { track?: { title: string; masked?: boolean; id?: string } } };

const word = (text: string): Secret => ({ of: text, what: 'text', pattern: new RegExp(text.replaceAll('.', '\\.')) });
const SECRETS = ['Hushford', 'Unspoken', 'Whisper Label', 'unspoken.mp3', '131.5', '123456', 'Quiet Album'].map(word);

let home: string;
let host: StartedHost;
let source: FakeSource;
let ears: Ears;
const heard = new ByteRecorder();
const secretIds = new Set<string>();

const entries = [
  { artist: 'Mira Oldane', title: 'Glasshouse Signal', seconds: 300 },
  {
    artist: 'Hushford',
    title: 'Unspoken',
    file: 'unspoken.mp3',
    album: 'Quiet Album',
    label: 'Whisper Label',
    comment: 'DO NOT SHOW',
    seconds: 123.456,
    bpm: 131.5,
    key: 5,
  },
  { artist: 'Hushford', title: 'Listed', comment: 'free', seconds: 200 },
  { artist: 'Hushford', title: 'Twin Hush', file: 'a.mp3', comment: 'free' },
  { artist: 'Hushford', title: 'Twin Hush', file: 'b.mp3', comment: 'do not show' },
];

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'tracord-masks-'));
  writeSmallCollection(join(home, 'collection.nml'), entries, { Secret: [2] });
  mkdirSync(join(home, 'config'), { recursive: true });
  writeFileSync(
    join(home, 'config/settings.yaml'),
    'masks:\n  comments: [do not show]\n  playlists: [Secret]\n  patterns: [nameless]\n',
  );
  host = await startedHost({ home, args: ['--collection', join(home, 'collection.nml')] });
  await host.until(async () => expect(await host.get('/api/library')).toMatchObject({ tracks: 5, importing: null }));
  for (const q of ['Unspoken', 'Listed']) {
    const found = await host.get<{ tracks: { id: string }[] }>(`/api/tracks?q=${q}`);
    for (const track of found.tracks) secretIds.add(track.id);
  }
  ears = await listenAs('audience', { address: host.address }, ['nowPlaying', 'live', 'host'], heard);
  source = await connectSource({ port: host.broadcastPort });
});

afterAll(async () => {
  ears.close();
  await source.close();
  await host.stop();
  rmSync(home, { recursive: true });
});

/** Plays a title and waits until the operator sees it; answers what the audience sees then. */
async function play(artist: string, title: string): Promise<NowValue['value']> {
  await source.sendTitle({ artist, title });
  await host.until(async () => {
    const { value } = await host.get<NowValue>('/api/topics/nowPlaying');
    expect(value.track?.title).toBe(title);
  });
  return (await host.get<NowValue>('/api/topics/nowPlaying', 'audience')).value;
}

describe('a masked track', () => {
  it('is ID to the audience, and in clear to the operator', async () => {
    expect((await play('Mira Oldane', 'Glasshouse Signal')).track).toMatchObject({ title: 'Glasshouse Signal' });
    expect((await play('Hushford', 'Unspoken')).track).toMatchObject({ title: 'ID', masked: true });
    const { value } = await host.get<{ value: { maskedBecause: string[] } }>('/api/topics/nowPlaying');
    expect(value.maskedBecause).toEqual(['its comment says "do not show"']);
  });

  it('by a playlist, by the text as sent, and where only one of two alternatives is masked', async () => {
    expect((await play('Hushford', 'Listed')).track?.title).toBe('ID');
    expect((await play('Somebody', 'Nameless Dub')).track?.title).toBe('ID');
    expect((await play('Hushford', 'Twin Hush')).track?.title).toBe('ID');
    expect((await play('Mira Oldane', 'Glasshouse Signal')).track?.title).toBe('Glasshouse Signal');
  });

  it('is in no byte an audience can get', async () => {
    const id = [...secretIds][0];
    const paths = [
      '/api/topics',
      '/api/topics/nowPlaying',
      '/api/plays',
      '/api/library',
      '/api/health',
      '/api/tracks?q=hush',
      '/api/tracks?q=Unspoken',
      '/api/tracks?q=label:whisper',
      '/api/tracks?q=bpm:131-132',
      '/api/tracks?q=',
      `/api/tracks/${id}`,
      '/api/playlists',
    ];
    for (const path of paths) await ears.get(path);
    for (const query of ['tracks.search', 'plays.list', 'library.get']) await ears.ask(query, { q: 'hush' });
    expect(heard.places['audience socket']).toBeGreaterThan(5);
    expect(await heard.found([word('Glasshouse Signal')])).not.toEqual([]);
    const others = ['Nameless Dub', 'Twin Hush', 'Listed', ...secretIds].map(word);
    expect(await heard.found([...SECRETS, ...others])).toEqual([]);
  });

  it('is in no byte at any moment while it is found out what plays', async () => {
    let polling = true;
    const poll = async () => {
      while (polling) {
        for (const path of ['/api/plays', '/api/topics/nowPlaying', '/api/tracks?q=hush']) {
          await ears.get(path);
        }
        await ears.ask('plays.list');
      }
    };
    const pollers = [poll(), poll()];
    for (let round = 0; round < 15; round += 1) {
      await play('Hushford', 'Unspoken');
      await play('Hushford', 'Twin Hush');
    }
    polling = false;
    await Promise.all(pollers);
    expect(await heard.found([...SECRETS, word('Twin Hush')])).toEqual([]);
  });

  it('does not give itself away by how many tracks were found', async () => {
    expect(await host.get('/api/tracks?q=Unspoken', 'audience')).toMatchObject({ total: 0, tracks: [] });
    expect(await host.get('/api/tracks?q=', 'audience')).toMatchObject({ total: 1 });
    expect(await host.get('/api/tracks?q=')).toMatchObject({ total: 5 });
  });

  it('is shown once the settings no longer mask it, and masked again when they do', async () => {
    await play('Hushford', 'Listed');
    const file = join(home, 'config/settings.yaml');
    const title = async () => (await host.get<NowValue>('/api/topics/nowPlaying', 'audience')).value.track?.title;
    writeFileSync(file, 'masks:\n  comments: [do not show]\n');
    await host.until(async () => expect(await title()).toBe('Listed'));
    writeFileSync(file, 'masks:\n  comments: [do not show]\n  playlists: [Secret]\n');
    await host.until(async () => expect(await title()).toBe('ID'));
  });

  it('stays masked when the settings file breaks', async () => {
    writeFileSync(join(home, 'config/settings.yaml'), 'masks:\n  coments: [x]\n');
    await host.until(async () => {
      const { bridges } = await host.get<{ bridges: { settings: { remedy: string } } }>('/api/health');
      expect(bridges.settings.remedy).toMatch(/line 2/i);
    });
    expect((await host.get<NowValue>('/api/topics/nowPlaying', 'audience')).value.track?.title).toBe('ID');
  });

  it('is masked from the first moment by a rule that was written while the host was down', async () => {
    const file = join(home, 'config/settings.yaml');
    writeFileSync(file, 'masks: {}\n');
    await play('Mira Oldane', 'Glasshouse Signal');
    await host.stop('SIGKILL');
    writeFileSync(file, 'masks:\n  folders: ["*/Glasshouse*"]\n');
    host = await startedHost({ ...host, args: ['--collection', join(home, 'collection.nml')] });
    const seen = await host.until(async () => {
      const { value } = await host.get<NowValue>('/api/topics/nowPlaying', 'audience');
      expect(value.track).toBeDefined();
      return value;
    });
    expect(seen.track?.title).toBe('ID');
    const { value } = await host.get<NowValue>('/api/topics/nowPlaying');
    expect(value.track?.title).toBe('Glasshouse Signal');
  });
});

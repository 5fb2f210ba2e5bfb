// The DJ's files under a running host: settings that an editor empties, a file of passwords with a mistake, the log.

import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { connectSource } from '../fakes/broadcast-source.ts';
import { type StartedHost, startedHost } from '../fakes/started-host.ts';

type Health = { bridges: Record<string, { status: string; message: string; remedy?: string }> };
type Now = { value: { track?: { title: string } } };

const BROKEN = "broadcast:\n  password: 'hunter2\n";

let host: StartedHost | undefined;
afterEach(async () => {
  await host?.stop();
  host?.clear();
  host = undefined;
});

async function start(files: Record<string, string>): Promise<StartedHost> {
  const home = mkdtempSync(join(tmpdir(), 'tracord-files-'));
  mkdirSync(join(home, 'config'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(home, 'config', name), text, { mode: 0o600 });
  host = await startedHost({ home, args: ['--no-demo'] });
  return host;
}

it('settings that are emptied leave what is masked masked', async () => {
  const { config, broadcastPort, get, until } = await start({ 'settings.yaml': 'masks:\n  patterns: [secret]\n' });
  const traktor = await connectSource({ port: broadcastPort });
  await traktor.sendTitle({ artist: 'Mira', title: 'A secret' });
  const shown = async () => (await get<Now>('/api/topics/nowPlaying', 'audience')).value.track?.title;
  await until(async () => expect(await shown()).toBe('ID'));
  writeFileSync(join(config, 'settings.yaml'), '');
  const told = { status: 'warn', remedy: expect.stringContaining('masks: {}') };
  await until(async () => expect((await get<Health>('/api/health')).bridges.settings).toMatchObject(told));
  expect(await shown()).toBe('ID');
  await traktor.sendTitle({ artist: 'Mira', title: 'Another secret' });
  await traktor.sendTitle({ artist: 'Mira', title: 'Open' });
  await until(async () => expect(await shown()).toBe('Open'));
  writeFileSync(join(config, 'settings.yaml'), 'masks: {}\n');
  await until(async () => expect((await get<Health>('/api/health')).bridges.settings?.status).toBe('ok'));
  await traktor.close();
});

it('a broken file of passwords opens nothing; mended, its password is asked for', async () => {
  const { config, data, broadcastPort, get, until } = await start({ 'secrets.yaml': BROKEN });
  await expect(connectSource({ port: broadcastPort })).rejects.toThrow();
  const broadcast = async () => (await get<Health>('/api/health')).bridges.broadcast;
  expect(await broadcast()).toMatchObject({ status: 'down', remedy: expect.stringContaining('secrets.yaml') });
  writeFileSync(join(config, 'secrets.yaml'), 'broadcast:\n  password: hunter2\n');
  await until(async () => expect(await broadcast()).toMatchObject({ status: 'waiting' }));
  const stranger = await connectSource({ port: broadcastPort });
  expect(stranger.status).toBe(401);
  writeFileSync(join(config, 'secrets.yaml'), BROKEN);
  await until(async () => expect((await get<Health>('/api/health')).bridges.secrets?.status).toBe('warn'));
  const traktor = await connectSource({ port: broadcastPort, password: 'hunter2' });
  expect(traktor.status).toBe(200);
  await traktor.close();

  await host?.stop();
  const log = readFileSync(join(data, 'log/tracord.log'), 'utf8');
  for (const event of ['host.started', 'secrets.refused', 'broadcast.listening', 'host.stopped']) {
    expect(log).toContain(event);
  }
  expect(log).not.toContain('hunter2');
});

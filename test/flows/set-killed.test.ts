// A set on a started host that is killed while it plays, and with DJs who take turns: it goes on where it was, no play is lost or
// doubled, and what the DJ wrote stands. What is masked reaches the audience in neither life.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PublicSet, SetView } from '@tracord/shared/sets.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectSource, type FakeSource } from '../fakes/broadcast-source.ts';
import { writeSmallCollection } from '../fakes/small-collection.ts';
import { type StartedHost, startedHost } from '../fakes/started-host.ts';

let home: string;
let host: StartedHost;
let ana: FakeSource;
let ben: FakeSource;

async function connect(): Promise<void> {
  ana = await connectSource({ port: host.broadcastPort, mount: '/ana' });
  ben = await connectSource({ port: host.broadcastPort, mount: '/ben' });
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'tracord-set-killed-'));
  writeSmallCollection(join(home, 'collection.nml'), [{ artist: 'Mira Oldane', title: 'Sundial' }]);
  host = await startedHost({ home, args: ['--collection', join(home, 'collection.nml')] });
  await connect();
});
afterAll(async () => {
  await Promise.all([ana.close(), ben.close()]);
  await host.stop();
  rmSync(home, { recursive: true });
});

const dj = async () => (await host.get<{ value: SetView }>('/api/topics/set')).value;
const audience = async () => (await host.get<{ value: PublicSet }>('/api/topics/set', 'audience')).value;
const titles = async () => {
  const { order, byId } = await dj();
  return order.map((id) => byId[id]?.title);
};
const seen = async () => {
  const { order, byId } = await audience();
  return order.map((id) => byId[id]?.display.title);
};

async function plays(source: FakeSource, title: string): Promise<void> {
  await source.sendTitle({ artist: 'Mira Oldane', title });
  await host.until(async () => expect((await titles()).at(-1)).toBe(title));
}

it('goes on after a kill, with nothing lost or doubled', async () => {
  await host.command('performer.set', { name: 'Ana', hears: '/ana' });
  await host.command('live.set', { on: true });
  await plays(ana, 'Glasshouse Signal');
  await plays(ana, 'Paper Moons');
  await ben.sendTitle({ artist: 'Ben', title: 'Not on yet' });
  await host.command('nowPlaying.hide', { on: true, next: true });
  await plays(ana, 'Unspoken');
  const [first, second] = (await dj()).order;
  expect(await host.command('set.edit', { playId: first, title: 'Glasshouse Signal (VIP)' })).toMatchObject({
    ok: true,
  });
  expect(await host.command('set.nudge', { playId: second, byMs: 1 })).toMatchObject({ ok: true });
  const before = await dj();
  expect(await seen()).toEqual(['Glasshouse Signal (VIP)', 'Paper Moons', 'ID']);

  await host.stop('SIGKILL');
  const { port, broadcastPort } = host;
  host = await startedHost({ home, port, broadcastPort, args: ['--collection', join(home, 'collection.nml')] });
  expect(await dj()).toEqual(before);
  await connect();
  // A program that connects again repeats its last title.
  await ana.sendTitle({ artist: 'Mira Oldane', title: 'Unspoken' });
  await plays(ana, 'Sundial');
  expect(await titles()).toEqual(['Glasshouse Signal (VIP)', 'Paper Moons', 'Unspoken', 'Sundial']);
  expect((await dj()).id).toBe(before.id);
  expect(JSON.stringify(await audience())).not.toContain('Unspoken');
});

it('hands over to another DJ, and tells of the evening afterwards', async () => {
  await ben.sendTitle({ artist: 'Mira Oldane', title: 'Harbour' });
  // Said before or after Ben takes over: it counts from then on.
  expect(await host.command('performer.set', { name: 'Ben', hears: '/ben' })).toMatchObject({ name: 'Ben' });
  await host.until(async () => expect((await titles()).at(-1)).toBe('Harbour'));
  expect(await host.command('set.rename', { name: 'Friday' })).toMatchObject({ ok: true });
  expect(await host.command('set.end')).toMatchObject({ ok: true });
  const { sets } = await host.get<{ sets: object[] }>('/api/sets');
  expect(sets).toMatchObject([{ name: 'Friday', plays: 5, performers: ['Ana', 'Ben'] }]);
  expect(await host.get('/api/sets/last')).toMatchObject({ isOn: false, name: 'Friday' });
  await host.command('set.undo');
  await host.command('set.undo');
  await host.command('set.undo');
  expect((await titles())[0]).toBe('Glasshouse Signal');
});

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { startBroadcastListener } from '#adapters/traktor/broadcast/listener.ts';
import type { Listening } from '#adapters/traktor/listening.ts';
import { openBroadcast, send } from '#app/demo/broadcast-link.ts';
import { readSetList } from '#app/demo/chained-set.ts';
import { demoDjEntry, demoLibraryFolder } from '#app/demo/demo-library.ts';
import type { BroadcastSighting } from '#domain/sighting.ts';
import { systemClock } from '#kernel/clock.ts';
import { silentLogger } from '#kernel/logger.ts';
import { until } from '../../../../test/fakes/until.ts';

const children: ChildProcess[] = [];
const listeners: Listening[] = [];
const servers: Server[] = [];

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await Promise.all(listeners.splice(0).map((listener) => listener.stop()));
  for (const server of servers.splice(0)) server.close();
});

function startDj(port: number, ...more: string[]) {
  const child = spawn(process.execPath, [demoDjEntry, '--port', String(port), '--speed', '500', ...more]);
  children.push(child);
  const said = { out: '', error: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.error += text;
  });
  return { child, said };
}

async function listen(port: number, password?: string) {
  const sightings: BroadcastSighting[] = [];
  const listener = await startBroadcastListener({
    host: '127.0.0.1',
    port,
    password,
    onSighting: (sighting) => sightings.push(sighting),
    report: () => undefined,
    clock: systemClock,
    log: silentLogger,
  });
  listeners.push(listener);
  const titles = () => sightings.flatMap((sighting) => (sighting.kind === 'broadcast.title' ? [sighting.title] : []));
  return { listener, port: listener.port ?? 0, sightings, titles };
}

async function serve(onSocket: (socket: Socket) => void): Promise<number> {
  const server = createServer(onSocket).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

describe('the demo DJ', () => {
  it('plays the set to the real listener, prints each track, and ends cleanly when told to', async () => {
    const set = (await readSetList(demoLibraryFolder)).map((track) => track.title);
    const { port, titles, sightings } = await listen(0);
    const { child, said } = startDj(port);
    await until(() => expect(titles().length).toBeGreaterThanOrEqual(8));
    expect(titles().slice(0, 8)).toEqual(set.slice(0, 8));
    for (const title of set.slice(0, 8)) expect(said.out).toContain(title);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    await until(() => expect(sightings.at(-1)?.kind).toBe('broadcast.disconnected'));
    expect(said.error).toBe('');
  });

  it('waits for a listener that is not there yet, and comes back to one that went away', async () => {
    const first = await listen(0);
    await first.listener.stop();
    const { said } = startDj(first.port);
    await until(() => expect(said.error).toContain('nothing takes a broadcast'));
    const second = await listen(first.port);
    await until(() => expect(second.titles().length).toBeGreaterThan(0));
    await second.listener.stop();
    const third = await listen(first.port);
    await until(() => expect(third.titles().length).toBeGreaterThan(0));
  });

  it('gives the password, and names a refusal', async () => {
    const { port, titles } = await listen(0, 'late night');
    const wrong = startDj(port, '--password', 'early morning');
    await until(() => expect(wrong.said.error).toContain('401'));
    startDj(port, '--password', 'late night');
    await until(() => expect(titles().length).toBeGreaterThan(0));
  });

  it('asks as Traktor does: SOURCE, HTTP/1.0, Basic, application/ogg, and nothing before the answer', async () => {
    let request = '';
    const port = await serve((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', (bytes) => {
        request += bytes.toString('latin1');
      });
    });
    const stop = new AbortController();
    const opened = openBroadcast({ host: '127.0.0.1', port, mount: '/demo', password: 'p' }, stop.signal);
    await until(() => expect(request).toContain('\r\n\r\n'));
    stop.abort();
    await expect(opened).rejects.toMatchObject({ code: 'unreachable' });
    expect(request).toMatch(/^SOURCE \/demo HTTP\/1\.0\r\n/);
    expect(request).toContain('\r\nAuthorization: Basic c291cmNlOnA=\r\n');
    expect(request).toContain('\r\nContent-Type: application/ogg\r\n');
    expect(request.endsWith('\r\n\r\n')).toBe(true);
  });

  it('sends no more than the listener takes', async () => {
    const taken: Socket[] = [];
    const port = await serve((socket) => {
      taken.push(socket);
      socket.on('error', () => undefined);
      socket.once('data', () => {
        socket.pause();
        socket.write('HTTP/1.0 200 OK\r\n\r\n');
      });
    });
    const { signal } = new AbortController();
    const socket = await openBroadcast({ host: '127.0.0.1', port, mount: '/demo', password: 'p' }, signal);
    let done = false;
    // More than the system's buffers between the two ends hold.
    const sending = send(socket, Buffer.alloc(64 * 1024 * 1024), signal).then(() => {
      done = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(done).toBe(false);
    taken[0]?.resume();
    await sending;
    socket.destroy();
  });

  it.each([
    [['--port', '0'], '--port takes'],
    [['--speed', '-1'], '--speed'],
    [['--mount', '/a b'], '--mount takes'],
    [['--loud'], '--loud'],
  ])('says what is wrong with %j', (args, message) => {
    const { status, stderr } = spawnSync(process.execPath, [demoDjEntry, ...args], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { writeHostFile } from '#adapters/files/host-file.ts';
import { meetHost } from '#app/cli/doctor-host.ts';
import { portState } from '#app/cli/doctor-ports.ts';

const config = mkdtempSync(join(tmpdir(), 'tracord-meet-'));
const servers: { close(): unknown }[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});
afterAll(() => rmSync(config, { recursive: true }));

describe('who answers where TraCord should', () => {
  test('nobody', async () => {
    const port = await freePort();
    expect(await meetHost(config, port)).toEqual({ state: 'absent', port });
  });

  test.each<[string, RequestListener]>([
    ['a web server', (_request, response) => response.end('hello')],
    ['a web server that answers in JSON', (_request, response) => response.end('{"value":{"version":7}}')],
    ['one that refuses', (_request, response) => response.writeHead(404).end()],
    ['one that hangs up', (request) => request.socket.destroy()],
  ])('%s is another program', async (_name, answer) => {
    const port = await serve(answer);
    expect(await meetHost(config, port)).toEqual({ state: 'foreign', port, isMute: false });
  });

  test('a TraCord that no host.json speaks of is not ours', async () => {
    const port = await serve((_request, response) => response.end('{"rev":1,"value":{"version":"1.0.0","demo":true}}'));
    expect(await meetHost(config, port)).toEqual({ state: 'another', address: `http://127.0.0.1:${port}` });
  });

  test('a host.json left behind counts for nothing', async () => {
    const [left, port] = [await freePort(), await freePort()];
    const address = `http://127.0.0.1:${left}`;
    const host = { address, pid: 1, bootId: 'b', tokenFile: join(config, 'operator-token'), version: '1.0.0' };
    await writeHostFile(config, host);
    expect(await meetHost(config, port)).toEqual({ state: 'absent', port });
  });
});

test('a port is free, taken, or kept by the system', async () => {
  const port = await serve((_request, response) => response.end());
  expect(await portState(port)).toBe('taken');
  expect(await portState(await freePort())).toBe('free');
  expect(await portState(80, '192.0.2.1')).toBe('refused');
});

async function serve(answer: RequestListener): Promise<number> {
  const server: Server = createHttpServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

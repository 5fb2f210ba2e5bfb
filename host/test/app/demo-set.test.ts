// The demo DJ as a process, and the broadcast's port that changes under it.

import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterEach, test } from 'vitest';
import { DemoSet } from '#app/demo-set.ts';
import { silentLogger } from '#kernel/logger.ts';
import { folder } from './a-folder.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A port, and when somebody connects to it. */
async function listening(): Promise<{ port: number; visited: Promise<void> }> {
  const server = createServer();
  servers.push(server);
  const visited = new Promise<void>((resolve) =>
    server.on('connection', (socket) => {
      socket.on('error', () => socket.destroy());
      resolve();
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, visited };
}

test('the demo DJ goes where the broadcast listens now', async () => {
  const first = await listening();
  const second = await listening();
  const demo = new DemoSet(
    folder.path,
    1,
    () => undefined,
    () => {},
    silentLogger,
  );
  demo.moveTo(second.port);
  demo.play(first.port);
  await first.visited;
  demo.moveTo(second.port);
  await second.visited;
  await demo.stop();
});

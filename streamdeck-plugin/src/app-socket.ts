// The socket to the Stream Deck app: when it closes, the plugin has nobody to show anything to. The SDK keeps it to itself,
// but Node tells of every socket that is opened.

import diagnostics from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

/** Calls `closed` once the socket to that port is closed, also where it never opened. Before the SDK connects. */
export function watchAppSocket(port: number, closed: () => void): void {
  const watch = (message: unknown) => {
    const { socket } = message as { socket: Socket };
    socket.once('connect', () => {
      if (socket.remotePort === port && isLoopback(socket.remoteAddress)) socket.once('close', closed);
    });
    // The app is always there when it starts a plugin: a port that nobody listens on is the end as well.
    socket.once('error', (error: NodeJS.ErrnoException & { port?: number }) => {
      if (error.port === port) closed();
    });
  };
  diagnostics.subscribe('net.client.socket', watch);
}

/** -port as the app passes it. */
export function appPort(argv: readonly string[]): number {
  return Number(argv[argv.indexOf('-port') + 1]);
}

function isLoopback(address: string | undefined): boolean {
  return address === '127.0.0.1' || address === '::1' || address === '::ffff:127.0.0.1';
}

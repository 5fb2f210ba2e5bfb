// Looks whether a port of this computer is free, by listening on it for a moment.

import { createServer } from 'node:net';

/** `refused`: the system does not let us have it. */
export type PortState = 'free' | 'taken' | 'refused';

export function portState(port: number, host = '127.0.0.1'): Promise<PortState> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'EADDRINUSE' ? 'taken' : 'refused'));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve('free')));
  });
}

// The host's web server on 127.0.0.1: pages, API and socket. A taken port is said, never silently changed, because the
// addresses in OBS would break.

import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import express from 'express';
import { DomainError } from '#kernel/domain-error.ts';
import { apiRouter } from './http-api.ts';
import { refusalOf } from './origin-guard.ts';
import { pageRouter } from './page-routes.ts';
import { QueryGate } from './query-gate.ts';
import { answerErrors } from './request-errors.ts';
import { attachSockets } from './socket-api.ts';
import type { WebParts } from './web-parts.ts';

const GOODBYE_MS = 500;

export type WebServer = { address: string; stop(): Promise<void> };

/** Resolves once it listens. Rejects with DomainError `port-taken` or `port-refused`. */
export async function startWebServer(parts: WebParts): Promise<WebServer> {
  const app = express();
  app.disable('x-powered-by');
  app.use((request, response, next) => {
    const refusal = refusalOf(request.headers, parts.port);
    if (refusal === undefined) return next();
    parts.log.warn('request.refused', { code: refusal.code, method: request.method, path: request.path });
    response.status(403).json({ ok: false, ...refusal });
  });
  const gate = new QueryGate();
  app.use('/api', apiRouter(parts, gate));
  app.use(pageRouter(parts));
  app.use(answerErrors(parts.log));

  const server = createServer(app);
  const connections = new Set<Socket>();
  server.on('connection', (connection) => {
    connections.add(connection);
    connection.once('close', () => connections.delete(connection));
  });
  const io = attachSockets(server, parts, gate);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(listenError(cause, parts.port)));
    server.listen(parts.port, '127.0.0.1', resolve);
  });
  const address = `http://127.0.0.1:${parts.port}`;
  parts.report({ status: 'ok', message: `Pages are served at ${address}.` });
  return {
    address,
    stop: async () => {
      // Closes the sockets and the server beneath them; keep-alive connections would hold it open otherwise.
      const closed = io.close();
      server.closeAllConnections();
      // A client that hangs does not say goodbye, and one that was just saying hello is on no list.
      const late = setTimeout(() => {
        for (const connection of connections) connection.destroy();
      }, GOODBYE_MS);
      await closed;
      clearTimeout(late);
    },
  };
}

function listenError(cause: NodeJS.ErrnoException, port: number): DomainError {
  if (cause.code === 'EADDRINUSE') {
    return new DomainError(
      'port-taken',
      `port ${port} is taken, probably by a TraCord that is still running: close it, or choose another with --port (and change the addresses in OBS)`,
      { cause },
    );
  }
  return new DomainError('port-refused', `port ${port} cannot be used (${cause.code}): choose another with --port`, {
    cause,
  });
}

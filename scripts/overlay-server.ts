// Serves the built pages under the addresses the host gives them, for sheets and tests. No topics, no artwork.

import { createReadStream, existsSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const DIST = fileURLToPath(new URL('../obs-overlay/dist', import.meta.url));

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
};

export type PageServer = { url: string; server: Server; close: () => Promise<void> };

export type PageServerOptions = {
  /** 0, the default: any free one. */
  port?: number;
  /** The folder the pages were built into. */
  dist?: string;
  /** Answers what is neither page nor asset (`/user.css`, `/artwork/…`); false: it is not there. */
  respond?: (pathname: string, response: ServerResponse) => boolean;
};

/** Listens on 127.0.0.1. */
export async function servePages(options: PageServerOptions = {}): Promise<PageServer> {
  const server = createServer((request, response) => {
    const pathname = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (options.respond?.(pathname, response)) return;
    if (pathname === '/user.css') {
      response.setHeader('content-type', 'text/css');
      response.end();
      return;
    }
    const file = fileOf(pathname, options.dist ?? DIST);
    const type = file === undefined ? undefined : TYPES[path.extname(file)];
    if (file === undefined || type === undefined || !existsSync(file)) {
      response.statusCode = 404;
      response.end();
      return;
    }
    response.setHeader('content-type', type);
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, server, close };
}

/** `/overlays/<name>` and `/builder` are pages, `/assets/…` their files; nothing else is served. */
function fileOf(pathname: string, dist: string): string | undefined {
  const overlay = /^\/overlays\/([a-z-]+)\/?$/.exec(pathname)?.[1];
  if (overlay !== undefined) return path.join(dist, 'overlays', overlay, 'index.html');
  if (pathname === '/builder' || pathname === '/builder/') return path.join(dist, 'docks', 'builder', 'index.html');
  const asset = /^\/assets\/([\w.-]+)$/.exec(pathname)?.[1];
  return asset === undefined ? undefined : path.join(dist, 'assets', asset);
}

// The pages, their files, covers and the DJ's own CSS.

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Request, type Response, type Router } from 'express';
import { otherMethod } from './other-method.ts';
import type { WebParts } from './web-parts.ts';

/** Scripts and styles from the host only; inline styles are what animations and themes set. */
const PAGE_POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self' ws:; frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

export function pageRouter(parts: WebParts): Router {
  const router = express.Router();
  router.use((_request, response, next) => {
    response.set({
      'Content-Security-Policy': PAGE_POLICY,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
    });
    next();
  });
  // Browsers ask for it with every first page.
  router.get('/favicon.ico', (_request, response) => response.status(204).end());
  router.get('/', (_request, response) => response.redirect('/builder'));
  router.get('/builder', (_request, response) => sendPage(parts, response, 'docks', 'builder'));
  router.get('/overlays/:name', (request, response) => sendPage(parts, response, 'overlays', request.params.name));
  router.get('/user.css', async (_request, response) => {
    response
      .type('css')
      .set('Cache-Control', 'no-cache')
      .send(await parts.userCss());
  });
  router.get('/artwork/:id', (request, response) => sendArtwork(parts, request, response));
  for (const path of ['/', '/builder', '/overlays/:name', '/user.css', '/artwork/:id', '/favicon.ico']) {
    router.all(path, otherMethod('GET, HEAD'));
  }
  // Names of built files carry a hash of their content.
  router.use('/assets', express.static(join(parts.pages, 'assets'), { immutable: true, maxAge: '1y', index: false }));
  router.use((request, response) => {
    response
      .status(404)
      .type('text')
      .send(`There is no page at ${request.path}. ${overlayList(parts.pages)}`);
  });
  return router;
}

function sendPage(parts: WebParts, response: Response, kind: 'overlays' | 'docks', name: string): void {
  const file = join(parts.pages, kind, name, 'index.html');
  if (!/^[a-z0-9-]+$/.test(name) || !existsSync(file)) {
    response
      .status(404)
      .type('text')
      .send(`There is no overlay "${name.slice(0, 50)}". ${overlayList(parts.pages)}`);
    return;
  }
  response.set('Cache-Control', 'no-cache').sendFile(file);
}

/** What was built, for whoever mistyped an address. */
function overlayList(pages: string): string {
  const folder = join(pages, 'overlays');
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  return `Overlays: ${names.map((name) => `/overlays/${name}`).join(', ')}`;
}

async function sendArtwork(parts: WebParts, request: Request, response: Response): Promise<void> {
  const id = String(request.params.id);
  const size = Number(request.query.size ?? 360);
  const image = /^[a-z0-9-]{1,64}$/.test(id) && size > 0 ? await parts.artwork(id, size) : undefined;
  if (image === undefined) {
    response.status(404).type('text').send('There is no such cover.');
    return;
  }
  response.set('Cache-Control', 'private, max-age=86400').type(image.type).send(image.bytes);
}

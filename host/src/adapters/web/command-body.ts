// Reads the body of a command. A body that cannot be read is refused, never taken for an empty one: the command would do its
// default instead of what was asked.

import type { IncomingHttpHeaders } from 'node:http';
import { isObject } from '@tracord/shared/json.ts';
import express, { type RequestHandler } from 'express';
import { refuse } from './refusals.ts';

/** Leaves the JSON object in `request.body`, `{}` where no body was sent. */
export const commandBody: RequestHandler[] = [
  (request, response, next) => {
    if (!hasBody(request.headers) || request.is('application/json')) return next();
    refuse(response, 'wrong-type', 'send the arguments as a JSON object, with "Content-Type: application/json"');
  },
  express.json({ limit: '256kb', strict: true }),
  (request, response, next) => {
    request.body ??= {};
    if (isObject(request.body)) return next();
    refuse(response, 'invalid', 'the body must be a JSON object: {"argument": value}');
  },
];

/** https://www.rfc-editor.org/rfc/rfc9112#section-6-4 */
function hasBody(headers: IncomingHttpHeaders): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

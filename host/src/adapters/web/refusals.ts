// Refusals as HTTP says them: a status for each code, and the one shape of the answer.

import type { Response } from 'express';

/** Codes with a status of their own; any other is a 409: understood, but not now. */
const STATUS: Record<string, number> = {
  invalid: 400,
  unauthorized: 401,
  forbidden: 403,
  unknown: 404,
  'track-unknown': 404,
  'play-unknown': 404,
  'request-unknown': 404,
  'collection-missing': 404,
  'wrong-method': 405,
  'cue-gone': 410,
  'too-large': 413,
  'wrong-type': 415,
  'collection-truncated': 422,
  'collection-unreadable': 422,
  'not-nml': 422,
  busy: 429,
  failed: 500,
  'worker-gone': 500,
};

export function statusOf(code: string): number {
  return STATUS[code] ?? 409;
}

/** `retryAt`: when it may be done after all, in ms since the epoch. */
export function refuse(response: Response, code: string, message: string, retryAt?: number): void {
  // https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2
  if (code === 'unauthorized') response.set('WWW-Authenticate', 'Bearer');
  response.status(statusOf(code)).json({ ok: false, code, message, retryAt });
}

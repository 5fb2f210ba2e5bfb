// Answers a method that an address does not have: 405 with those it has.

import type { RequestHandler } from 'express';
import { refuse } from './refusals.ts';

/** `allowed` as in the header Allow: "GET, HEAD". */
export function otherMethod(allowed: string): RequestHandler {
  return (request, response) => {
    response.set('Allow', allowed);
    // Asking for them is no fault: https://www.rfc-editor.org/rfc/rfc9110#name-options
    if (request.method === 'OPTIONS') response.status(204).end();
    else refuse(response, 'wrong-method', `${request.method} is not served here, only ${allowed}`);
  };
}

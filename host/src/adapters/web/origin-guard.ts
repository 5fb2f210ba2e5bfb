// Refuses what other web pages send: any page a DJ opens can reach a local port, so Host and Origin must be our own.

import type { IncomingHttpHeaders } from 'node:http';

const OWN_NAMES = ['127.0.0.1', 'localhost', '[::1]'];

export type Refusal = { code: 'foreign-host' | 'foreign-origin' | 'foreign-site'; message: string };

/** Why a request to our port must be refused, or undefined. Programs send neither Origin nor Sec-Fetch-Site, which is fine;
 * the Origin "null" (a file, a sandboxed frame) is nobody's; a typed address is of the site "none".
 * https://www.w3.org/TR/fetch-metadata/ */
export function refusalOf(headers: IncomingHttpHeaders, port: number): Refusal | undefined {
  const ours = OWN_NAMES.map((name) => `${name}:${port}`);
  // A browser leaves the port out only for 80.
  if (port === 80) ours.push(...OWN_NAMES);
  const host = headers.host?.toLowerCase();
  if (host === undefined || !ours.includes(host)) {
    return { code: 'foreign-host', message: `this address is not served: use http://127.0.0.1:${port}` };
  }
  const origin = headers.origin?.toLowerCase();
  if (origin !== undefined && !ours.some((own) => origin === `http://${own}`)) {
    return { code: 'foreign-origin', message: 'requests from other web pages are refused' };
  }
  // A page may send a plain GET (a picture, a script, a link) without Origin, but its browser says where it came from.
  const site = headers['sec-fetch-site'];
  if (origin === undefined && site !== undefined && site !== 'same-origin' && site !== 'none') {
    return { code: 'foreign-site', message: 'requests from other web pages are refused: type the address instead' };
  }
  return undefined;
}

// The answers a source or a stray visitor gets, as whole HTTP heads with their short texts. Pure.

import type { RequestHead } from './request-head.ts';

const REASONS: Record<number, string> = {
  200: 'OK',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
  503: 'Service Unavailable',
};

const METHODS = 'SOURCE, PUT, GET, HEAD, OPTIONS';

export type Reply = { status: number; text?: string; headers?: Record<string, string> };

export const CONTINUE = 'HTTP/1.1 100 Continue\r\n\r\n';

/** The go-ahead for an endless stream: nothing follows it, as old sources take anything more for an error. */
export function streamAccepted(head: RequestHead): string {
  return `HTTP/1.${head.isHttp11 && head.method === 'PUT' ? 1 : 0} 200 OK\r\n\r\n`;
}

/** One answer; `stays` says that further requests may follow on this connection. */
export function formatReply(reply: Reply, head: RequestHead | undefined, stays: boolean): string {
  const body = reply.text ?? '';
  const lines = [`HTTP/1.${head?.isHttp11 ? 1 : 0} ${reply.status} ${REASONS[reply.status] ?? 'Unknown'}`];
  const headers: Record<string, string> = {
    Server: 'TraCord',
    Connection: stays ? 'keep-alive' : 'close',
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(body)),
    ...reply.headers,
  };
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
  return `${lines.join('\r\n')}\r\n\r\n${head?.method === 'HEAD' ? '' : body}`;
}

export const REPLIES = {
  fromBrowser: { status: 403, text: 'This port is for Traktor. Web pages may not use it.\n' },
  noPassword: {
    status: 401,
    text: 'The password is missing or wrong. Enter it in Traktor: Preferences > Broadcasting > Password.\n',
    headers: { 'WWW-Authenticate': 'Basic realm="TraCord"' },
  },
  options: { status: 200, headers: { Allow: METHODS } },
  ok: { status: 200 },
  badRequest: { status: 400, text: 'This is no request of a broadcasting program.\n' },
  badBody: { status: 400, text: 'The body does not have the form its head states.\n' },
  noSource: { status: 404, text: 'No source with this mount is connected.\n' },
  notFound: {
    status: 404,
    text: "TraCord listens here for Traktor's broadcast (SOURCE or PUT, Ogg Vorbis). There is nothing to fetch.\n",
  },
  wrongMethod: { status: 405, text: 'Use SOURCE or PUT to broadcast.\n', headers: { Allow: METHODS } },
  tooSlow: { status: 408, text: 'The request did not arrive in time.\n' },
  tooLong: { status: 431, text: "The request's head is too long.\n" },
  full: { status: 503, text: 'Too many broadcasts are connected.\n', headers: { 'Retry-After': '5' } },
  metadataTaken: {
    status: 200,
    text: '<?xml version="1.0"?>\n<iceresponse><message>Metadata update successful</message><return>1</return></iceresponse>\n',
    headers: { 'Content-Type': 'text/xml; charset=utf-8' },
  },
} satisfies Record<string, Reply>;

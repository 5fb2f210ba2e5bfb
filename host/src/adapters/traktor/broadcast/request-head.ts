// Reads a request's head as loosely as broadcasting programs write it: HTTP/1.x and ICE/1.0, bare line feeds, any mount. Pure.

export const MAX_HEAD_BYTES = 16_384;

export type RequestHead = {
  /** Upper case. */
  method: string;
  /** Begins with `/`, not decoded. */
  path: string;
  /** What follows the `?`, not decoded. */
  query: string;
  isHttp11: boolean;
  /** Names in lower case; repeated headers are joined with ", ". Values are bytes as Latin-1. */
  headers: ReadonlyMap<string, string>;
};

/** False for bytes that no request begins with, such as a TLS greeting: waiting for their end makes no sense. */
export function mayBeginHead(bytes: Buffer): boolean {
  return bytes.length === 0 || /[A-Za-z\r\n]/.test(String.fromCharCode(bytes[0] ?? 0));
}

/** Where the head in `bytes` ends (index after the empty line), or -1 while it is not whole. */
export function endOfHead(bytes: Buffer): number {
  const crlf = bytes.indexOf('\r\n\r\n');
  const lf = bytes.indexOf('\n\n');
  if (crlf !== -1 && (lf === -1 || crlf < lf)) return crlf + 4;
  return lf === -1 ? -1 : lf + 2;
}

/** Undefined when it is no request of this kind. Empty lines before the request line are passed over. */
export function parseHead(bytes: Buffer): RequestHead | undefined {
  const lines = bytes.toString('latin1').trimStart().split(/\r?\n/);
  const line = /^([A-Za-z]{3,16}) +(\S+)(?: +(HTTP|ICE)\/(\d\.\d))? *$/.exec(lines[0] ?? '');
  if (line === null) return undefined;
  const [, method = '', target = '', protocol, version] = line;
  const headers = new Map<string, string>();
  for (const header of lines.slice(1)) {
    const colon = header.indexOf(':');
    if (colon < 1) continue;
    const name = header.slice(0, colon).trim().toLowerCase();
    const value = header.slice(colon + 1).trim();
    const earlier = headers.get(name);
    headers.set(name, earlier === undefined ? value : `${earlier}, ${value}`);
  }
  return {
    method: method.toUpperCase(),
    ...splitTarget(target),
    isHttp11: protocol === 'HTTP' && version === '1.1',
    headers,
  };
}

function splitTarget(target: string): { path: string; query: string } {
  const local = target.replace(/^[a-z]+:\/\/[^/]*/i, '');
  const question = local.indexOf('?');
  const path = question === -1 ? local : local.slice(0, question);
  return { path: path.startsWith('/') ? path : `/${path}`, query: question === -1 ? '' : local.slice(question + 1) };
}

/** How a body's end is known; `endless` bodies end with the connection. */
export type BodyLength = { kind: 'endless' } | { kind: 'chunked' } | { kind: 'sized'; bytes: number };

/** Undefined when the length is stated but is no length. A SOURCE never ends by length, whatever it states. */
export function bodyLength(head: RequestHead): BodyLength | undefined {
  if (/\bchunked\b/i.test(head.headers.get('transfer-encoding') ?? '')) return { kind: 'chunked' };
  const stated = head.headers.get('content-length');
  if (stated === undefined || head.method === 'SOURCE') return { kind: 'endless' };
  return /^\d{1,15}$/.test(stated) ? { kind: 'sized', bytes: Number(stated) } : undefined;
}

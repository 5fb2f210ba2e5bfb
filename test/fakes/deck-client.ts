// Traktor's deck client (its QML scripts' XMLHttpRequest) as bytes on a socket: Qt's headers, kept-alive connections, and
// the Content-Length the script asks for (the text's length in characters) beside the right one.

import { connect, type Socket } from 'node:net';

/** 'bytes' is right; 'characters' is what the script states; 'cut' states characters and sends no byte more. */
export type StatedLength = 'bytes' | 'characters' | 'cut';

export type DeckClient = {
  /** Sends one request and waits for its answer's status. */
  send(endpoint: string, data: unknown, length?: StatedLength): Promise<number>;
  /** Sends these bytes as they are and waits for nothing. */
  write(bytes: string | Uint8Array): void;
  /** The statuses answered so far, in order. */
  readonly statuses: readonly number[];
  /** Resolves when the other side has ended the connection. */
  readonly ended: Promise<void>;
  close(): void;
};

/** A whole request as Qt writes it. `headers` are added, or replace those of the same name. */
export function deckRequest(
  endpoint: string,
  data: unknown,
  options: { length?: StatedLength; headers?: Record<string, string>; port?: number } = {},
): Buffer {
  const { length = 'bytes', port = 8080 } = options;
  const text = typeof data === 'string' ? data : JSON.stringify(data);
  const body = Buffer.from(text);
  const stated = length === 'bytes' ? body.length : text.length;
  const headers: Record<string, string> = {
    Host: `localhost:${port}`,
    'Content-Type': 'application/json',
    'Content-Length': String(stated),
    Connection: 'Keep-Alive',
    'Accept-Encoding': 'gzip, deflate',
    'Accept-Language': 'en-US,*',
    'User-Agent': 'Mozilla/5.0',
    ...options.headers,
  };
  const head = [`POST /${endpoint} HTTP/1.1`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)];
  const sent = length === 'cut' ? body.subarray(0, stated) : body;
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), sent]);
}

/** Connects; rejects when nobody listens. */
export async function connectDeckClient(port: number, host = '127.0.0.1'): Promise<DeckClient> {
  const socket = await open(port, host);
  const statuses: number[] = [];
  const waiting: ((status: number) => void)[] = [];
  let answered = '';
  socket.on('data', (bytes) => {
    answered += bytes.toString('latin1');
    for (let end = answered.indexOf('\r\n\r\n'); end !== -1; end = answered.indexOf('\r\n\r\n')) {
      const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(answered)?.[1]);
      answered = answered.slice(end + 4);
      statuses.push(status);
      waiting.shift()?.(status);
    }
  });
  const ended = new Promise<void>((resolve) => {
    socket.once('end', resolve);
    socket.once('close', () => resolve());
  });
  socket.on('error', () => socket.destroy());
  return {
    send: (endpoint, data, length) =>
      new Promise((resolve, reject) => {
        waiting.push(resolve);
        ended.then(() => reject(new Error('the deck port hung up')));
        socket.write(deckRequest(endpoint, data, { length, port }));
      }),
    write: (bytes) => void socket.write(bytes),
    statuses,
    ended,
    close: () => void socket.destroy(),
  };
}

function open(port: number, host: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host, () => {
      socket.removeListener('error', reject);
      socket.setNoDelay(true);
      resolve(socket);
    });
    socket.once('error', reject);
  });
}

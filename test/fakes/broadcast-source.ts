// A broadcasting program in the place of Traktor: connects by TCP, introduces itself, and sends chained Ogg Vorbis.

import { connect, type Socket } from 'node:net';
import { type Comments, vorbisTrack } from './ogg-stream.ts';

export type SourceOptions = {
  port: number;
  host?: string;
  /** Default `/traktor`. */
  mount?: string;
  /** Default SOURCE over HTTP/1.0, as Icecast's old sources do. */
  method?: 'SOURCE' | 'PUT';
  version?: 'HTTP/1.0' | 'HTTP/1.1' | 'ICE/1.0';
  password?: string;
  headers?: Record<string, string>;
};

export type FakeSource = {
  /** Status of the first answer: 200, 401, 100 … */
  readonly status: number;
  /** All that the listener has answered so far. */
  readonly received: string;
  /** Starts a new logical stream with this title; `pieceBytes` cuts it into TCP writes of that size. */
  sendTitle(
    heard: { artist?: string; title?: string },
    options?: { pieceBytes?: number; extra?: Comments },
  ): Promise<void>;
  send(bytes: Uint8Array): Promise<void>;
  /** Ends the stream in order. */
  close(): Promise<void>;
  /** Drops the connection as a pulled cable would not: with a reset. */
  reset(): void;
  /** Resolves when the connection is gone. */
  readonly closed: Promise<void>;
};

/** Connects and waits for the first answer. Rejects when there is no listener or it hangs up without an answer. */
export async function connectSource(options: SourceOptions): Promise<FakeSource> {
  const { port, host = '127.0.0.1', mount = '/traktor', method = 'SOURCE', version = 'HTTP/1.0', password } = options;
  const socket = await openSocket(port, host);
  let received = '';
  let nextSerial = 1000 + Math.floor(Math.random() * 1e9);
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const answered = new Promise<void>((resolve, reject) => {
    socket.on('data', (bytes) => {
      received += bytes.toString('latin1');
      if (received.includes('\r\n\r\n')) resolve();
    });
    socket.once('close', () => reject(new Error(`hung up after ${JSON.stringify(received)}`)));
  });
  socket.on('error', () => socket.destroy());

  const headers: Record<string, string> = {
    Host: `${host}:${port}`,
    'User-Agent': 'FakeTraktor/1',
    'Content-Type': 'application/ogg',
    'ice-name': 'Fake Traktor',
    ...(password === undefined
      ? {}
      : { Authorization: `Basic ${Buffer.from(`source:${password}`).toString('base64')}` }),
    ...options.headers,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`${method} ${mount} ${version}\r\n${lines.join('')}\r\n`);
  await answered;

  const send = (bytes: Uint8Array) =>
    new Promise<void>((resolve) => {
      socket.write(bytes, () => resolve());
    });

  return {
    get status() {
      return Number(/^HTTP\/1\.[01] (\d{3})/.exec(received)?.[1] ?? 0);
    },
    get received() {
      return received;
    },
    async sendTitle(heard, { pieceBytes, extra = [] } = {}) {
      const comments = ['ENCODER=Traktor', ...extra];
      if (heard.artist !== undefined) comments.push(`ARTIST=${heard.artist}`);
      if (heard.title !== undefined) comments.push(`TITLE=${heard.title}`);
      nextSerial += 1;
      const stream = vorbisTrack({ serial: nextSerial, comments });
      const step = pieceBytes ?? stream.length;
      for (let at = 0; at < stream.length; at += step) await send(stream.subarray(at, at + step));
    },
    send,
    async close() {
      socket.end();
      await closed;
    },
    reset() {
      socket.resetAndDestroy();
    },
    closed,
  };
}

/** Sends `request` as it stands and answers with all that comes back until the listener hangs up or `until` is seen. */
export async function exchange(port: number, request: string | Uint8Array, until?: string): Promise<string> {
  const socket = await openSocket(port, '127.0.0.1');
  let received = '';
  const done = new Promise<void>((resolve) => {
    socket.on('data', (bytes) => {
      received += bytes.toString('latin1');
      if (until !== undefined && received.includes(until)) resolve();
    });
    socket.once('close', () => resolve());
    socket.once('error', () => resolve());
  });
  socket.write(request);
  await done;
  socket.destroy();
  return received;
}

function openSocket(port: number, host: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host, () => {
      socket.off('error', reject);
      resolve(socket);
    });
    socket.once('error', reject);
  });
}

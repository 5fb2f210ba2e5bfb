// The demo DJ's connection: the old Icecast source handshake as Traktor does it, then bytes at the listener's pace.

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { DomainError } from '#kernel/domain-error.ts';

export type BroadcastTarget = { host: string; port: number; mount: string; password: string };

const ANSWER_TIMEOUT_MS = 5_000;

/** Request line and headers, ended by an empty line. */
export function sourceRequest({ mount, password }: Pick<BroadcastTarget, 'mount' | 'password'>): string {
  return [
    `SOURCE ${mount} HTTP/1.0`,
    `Authorization: Basic ${Buffer.from(`source:${password}`).toString('base64')}`,
    'User-Agent: TraCord demo DJ',
    'Content-Type: application/ogg',
    'ice-name: TraCord demo',
    'ice-public: 0',
    'ice-description: a set of made-up tracks',
    '',
    '',
  ].join('\r\n');
}

/** Connects and waits for 200. Throws `refused` with the listener's status line, or `unreachable`. */
export async function openBroadcast(target: BroadcastTarget, signal: AbortSignal): Promise<Socket> {
  const socket = connect({ host: target.host, port: target.port, noDelay: true });
  try {
    await once(socket, 'connect', { signal });
    socket.write(sourceRequest(target));
    const status = await readStatus(socket, AbortSignal.any([signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]));
    if (!/^(HTTP|ICE)\/\d\.\d 200\b/.test(status)) {
      const remedy = /\b401\b/.test(status) ? 'give the listener’s password' : 'see what listens there';
      throw new DomainError('refused', `the listener answered "${status}"; ${remedy}`);
    }
    // Whatever else it says is of no interest, but it has to be taken off the wire.
    socket.resume();
    return socket;
  } catch (cause) {
    socket.destroy();
    if (cause instanceof DomainError) throw cause;
    const place = `${target.host}:${target.port}`;
    throw new DomainError('unreachable', `nothing takes a broadcast at ${place}; start the host`, { cause });
  }
}

async function readStatus(socket: Socket, signal: AbortSignal): Promise<string> {
  let head = '';
  while (!head.includes('\r\n\r\n')) {
    const [chunk] = (await once(socket, 'data', { signal })) as [Buffer];
    head += chunk.toString('latin1');
  }
  return head.slice(0, head.indexOf('\r\n'));
}

/** Writes and waits until the listener can take more. Throws when the connection is gone. */
export async function send(socket: Socket, bytes: Buffer, signal: AbortSignal): Promise<void> {
  if (socket.destroyed) throw new DomainError('unreachable', 'the listener closed the connection');
  if (socket.write(bytes)) return;
  const stop = new AbortController();
  const both = AbortSignal.any([signal, stop.signal]);
  try {
    await Promise.race([once(socket, 'drain', { signal: both }), once(socket, 'close', { signal: both })]);
  } finally {
    stop.abort();
  }
}

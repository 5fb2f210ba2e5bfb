// Somebody who listens to a host in one role and keeps all it hears: every packet of its socket, every answer by HTTP.

import { readFileSync } from 'node:fs';
import { io } from 'socket.io-client';
import type { Role } from '../../shared/src/protocol.ts';
import type { ByteRecorder } from './byte-recorder.ts';
import type { StartedHost } from './started-host.ts';

export type Ears = {
  /** The body of a GET; headers and pictures are kept as well. */
  get(path: string): Promise<string>;
  /** A command by HTTP; the answer's body. */
  send(name: string, args?: object): Promise<string>;
  /** A question by the socket; the answer as JSON. */
  ask(name: string, input?: object): Promise<string>;
  close(): void;
};

/** How socket.io marks an answer on the wire: https://socket.io/docs/v4/socket-io-protocol/#acknowledgement */
const ANSWER = '3';

/** Follows `topics` from the start. */
export async function listenAs(
  role: Role,
  { address, token }: { address: string; token?: string },
  topics: readonly string[],
  recorder: ByteRecorder,
): Promise<Ears> {
  const socket = io(address, { transports: ['websocket'], auth: { role, ...(token === undefined ? {} : { token }) } });
  socket.io.engine.on('packet', (packet: { data?: unknown }) => {
    // Answers are kept by what was asked.
    if (!String(packet.data).startsWith(ANSWER)) recorder.keep(`${role} socket`, JSON.stringify(packet));
  });
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('connect_error', reject));
  const subscribed = (await socket.emitWithAck('subscribe', topics)) as { ok: boolean };
  if (!subscribed.ok) throw new Error(`${role} may not follow ${topics.join(', ')}: ${JSON.stringify(subscribed)}`);
  recorder.keep(`${role} socket`, JSON.stringify(subscribed));
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };

  const taken = async (response: Response, path: string) => {
    // What was asked may stand in the answer: where it came from is said without it.
    const from = `${role} ${path.replace(/\?.*/, '')}`;
    recorder.keep(from, JSON.stringify([...response.headers]));
    const bytes = Buffer.from(await response.arrayBuffer());
    recorder.keep(from, bytes);
    return bytes.toString();
  };
  return {
    get: async (path) => taken(await fetch(address + path, { headers }), path),
    send: async (name, args = {}) => {
      const init = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' } };
      const path = `/api/commands/${name}`;
      return taken(await fetch(address + path, { ...init, body: JSON.stringify(args) }), path);
    },
    ask: async (name, input = {}) => {
      const answer = JSON.stringify(await socket.emitWithAck('query', name, input));
      recorder.keep(`${role} ${name}`, answer);
      return answer;
    },
    close: () => void socket.close(),
  };
}

/** The token of another chat. */
export function requesterToken({ data }: Pick<StartedHost, 'data'>): string {
  return readFileSync(`${data}/requester-token`, 'utf8').trim();
}

/** The token that a host gave its Discord bot at this start. It is handed to that process alone, so it is read there: Linux only. */
export function botToken({ pid }: Pick<StartedHost, 'pid'>): string {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
  for (const child of children) {
    const [, token] = /(?:^|\0)TRACORD_TOKEN=([^\0]+)/.exec(readFileSync(`/proc/${child}/environ`, 'utf8')) ?? [];
    if (token !== undefined) return token;
  }
  throw new Error('the host has no bot');
}

// The socket of the fake OBS: obs-websocket 5 as it stands on the wire. Hello, Identify with its password, requests, batches, events.
// https://github.com/obsproject/obs-websocket/blob/master/docs/generated/protocol.md

import { createHash, randomBytes } from 'node:crypto';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Data, isData } from './obs-requests.ts';

export type Answer = { code: number; comment?: string; data?: Data };

export type ObsServerParts = {
  /** "5.1.0" */
  version: string;
  password: string | undefined;
  answer: (type: string, data: Data) => Promise<Answer>;
  /** Each text that came from a client. */
  onReceived: (text: string) => void;
};

type Client = { socket: WebSocket; isIdentified: boolean; wantsEvents: boolean; salt: string; challenge: string };

export class ObsServer {
  readonly #parts: ObsServerParts;
  readonly #clients = new Set<Client>();
  #server: WebSocketServer | undefined;

  constructor(parts: ObsServerParts) {
    this.#parts = parts;
  }

  get connected(): number {
    return [...this.#clients].filter(({ isIdentified }) => isIdentified).length;
  }

  /** Resolves with its port. 0: a free one. */
  async listen(port: number): Promise<number> {
    const server = new WebSocketServer({
      ...{ host: '127.0.0.1', port },
      handleProtocols: (protocols) => protocols.has('obswebsocket.json') && 'obswebsocket.json',
    });
    this.#server = server;
    server.on('connection', (socket) => this.#welcome(socket));
    await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject));
    const address = server.address();
    if (typeof address !== 'object' || address === null) throw new Error('The fake OBS has no port.');
    return address.port;
  }

  /** Ends all connections without a word, and listens no more. */
  async close(): Promise<void> {
    this.drop();
    await new Promise((resolve) => (this.#server === undefined ? resolve(undefined) : this.#server.close(resolve)));
    this.#server = undefined;
  }

  drop(): void {
    for (const { socket } of this.#clients) socket.terminate();
  }

  /** Ends all connections with this close code. */
  kick(code: number, reason: string): void {
    for (const { socket } of this.#clients) socket.close(code, reason);
  }

  emit(eventType: string, eventData?: Data): void {
    for (const client of this.#clients) {
      if (client.isIdentified && client.wantsEvents) send(client, 5, { eventType, eventIntent: 1, eventData });
    }
  }

  #welcome(socket: WebSocket): void {
    const client: Client = {
      ...{ socket, isIdentified: false, wantsEvents: true },
      ...{ salt: randomBytes(32).toString('base64'), challenge: randomBytes(32).toString('base64') },
    };
    this.#clients.add(client);
    socket.on('close', () => this.#clients.delete(client));
    // The other side went away in the middle of something: its close follows.
    socket.on('error', () => this.#clients.delete(client));
    // One after another, as OBS answers requests of one session.
    let turn: Promise<void> = Promise.resolve();
    socket.on('message', (bytes) => {
      const text = bytes.toString();
      this.#parts.onReceived(text);
      turn = turn.then(() => this.#heard(client, text));
    });
    const { salt, challenge } = client;
    send(client, 0, {
      ...{ obsWebSocketVersion: this.#parts.version, rpcVersion: 1 },
      ...(this.#parts.password === undefined ? {} : { authentication: { challenge, salt } }),
    });
  }

  async #heard(client: Client, text: string): Promise<void> {
    const { op, d } = JSON.parse(text);
    if (!isData(d)) return client.socket.close(4002, 'The message has no data.');
    if (op === 1) return this.#identify(client, d);
    if (!client.isIdentified)
      return client.socket.close(4007, 'You attempted to send a non-Identify message while not identified.');
    if (op === 3) {
      client.wantsEvents = d.eventSubscriptions !== 0;
      return send(client, 2, { negotiatedRpcVersion: 1 });
    }
    if (op === 6) {
      const requestType = String(d.requestType);
      const answer = await this.#answer(d);
      return send(client, 7, { requestType, requestId: d.requestId, ...responseOf(answer) });
    }
    if (op === 8) return this.#batch(client, d);
    client.socket.close(4006, `Unknown OpCode: ${op}`);
  }

  #identify(client: Client, d: Data): void {
    const refusal = this.#refusal(client, d);
    if (refusal !== undefined) {
      client.socket.close(...refusal);
      return;
    }
    client.isIdentified = true;
    client.wantsEvents = d.eventSubscriptions !== 0;
    send(client, 2, { negotiatedRpcVersion: 1 });
  }

  #refusal({ isIdentified, salt, challenge }: Client, d: Data): [code: number, reason: string] | undefined {
    const { password } = this.#parts;
    if (isIdentified) return [4008, 'You are already Identified with the obs-websocket server.'];
    if (password !== undefined && typeof d.authentication !== 'string') {
      const reason = "Your payload's data is missing an `authentication` string, however authentication is required.";
      return [4009, reason];
    }
    const isRight = password === undefined || d.authentication === hash(hash(password + salt) + challenge);
    if (!isRight) return [4009, 'Authentication failed.'];
    if (d.rpcVersion !== 1) return [4010, 'Your requested RPC version is not supported by this server.'];
    return undefined;
  }

  async #batch(client: Client, d: Data): Promise<void> {
    const requests = Array.isArray(d.requests) ? d.requests.filter(isData) : [];
    const results: Data[] = [];
    for (const request of requests) {
      const answer = await this.#answer(request);
      results.push({ requestType: request.requestType, ...responseOf(answer) });
      if (answer.code !== 100 && d.haltOnFailure === true) break;
    }
    send(client, 9, { requestId: d.requestId, results });
  }

  #answer({ requestType, requestData }: Data): Promise<Answer> {
    return this.#parts.answer(String(requestType), isData(requestData) ? requestData : {});
  }
}

function responseOf({ code, comment, data }: Answer): Data {
  const isDone = code === 100;
  return {
    requestStatus: { result: isDone, code, ...(isDone ? {} : { comment: comment ?? '' }) },
    ...(data === undefined ? {} : { responseData: data }),
  };
}

function send({ socket }: Client, op: number, d: Data): void {
  socket.send(JSON.stringify({ op, d }));
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

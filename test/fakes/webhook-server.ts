// An address that takes notices: remembers what was posted, and answers as it is told, also not at all.

import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Received = { path: string; headers: IncomingHttpHeaders; body: string };
/** A status, with headers and a body; hang: never an answer; close: the line breaks. */
export type WebhookAnswer = { status: number; headers?: Record<string, string>; body?: string } | 'hang' | 'close';

export class FakeWebhookServer {
  readonly received: Received[] = [];
  /** For the next ones, in order; then 200. */
  readonly answers: WebhookAnswer[] = [];
  /** Requests whose line was closed before they were answered. */
  abandoned = 0;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks).toString();
      response.on('close', () => {
        if (!response.writableFinished) this.abandoned += 1;
      });
      this.received.push({ path: request.url ?? '', headers: request.headers, body });
      answerWith(response, this.answers.shift() ?? { status: 200 });
    });
  }

  static async start(): Promise<FakeWebhookServer> {
    const fake = new FakeWebhookServer();
    await new Promise<void>((resolve) => fake.#server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }
  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}

function answerWith(response: ServerResponse, answer: WebhookAnswer): void {
  if (answer === 'hang') return;
  if (answer === 'close') response.destroy();
  else response.writeHead(answer.status, answer.headers).end(answer.body);
}

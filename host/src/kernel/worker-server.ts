// The worker's end of kernel/workers.ts: answers calls by method name, one at a time: urgent ones first, else in the
// order they came.

import { parentPort } from 'node:worker_threads';
import { DomainError, messageOf } from './domain-error.ts';
import type { WorkerReply, WorkerRequest } from './workers.ts';

/** A method gets its input and a way to report progress. */
export type WorkerMethod = (input: never, progress: (value: unknown) => void) => unknown;

/** Serves `methods` on this thread's port: to be called when all they need is loaded. Throws outside a worker thread. */
export function serveWorker(methods: Record<string, WorkerMethod>): void {
  const port = parentPort;
  if (port === null) throw new Error('serveWorker runs in a worker thread only');
  const urgent: WorkerRequest[] = [];
  const others: WorkerRequest[] = [];
  let isAnswering = false;
  port.on('message', (request: WorkerRequest) => {
    (request.urgent ? urgent : others).push(request);
    if (!isAnswering) void answerAll();
  });

  const answerAll = async (): Promise<void> => {
    isAnswering = true;
    for (;;) {
      const request = urgent.shift() ?? others.shift();
      if (request === undefined) break;
      await answer(request);
      // An urgent call that came meanwhile is heard only when the event loop goes round.
      await new Promise((resolve) => setImmediate(resolve));
    }
    isAnswering = false;
  };

  const reply = (message: WorkerReply) => port.postMessage(message);

  const answer = async ({ id, method, input }: WorkerRequest): Promise<void> => {
    try {
      const run = methods[method];
      if (run === undefined) throw new DomainError('no-method', `this worker has no method "${method}"`);
      const value = await run(input as never, (progress) => reply({ id, kind: 'progress', value: progress }));
      reply({ id, kind: 'result', value });
    } catch (error) {
      const code = error instanceof DomainError ? error.code : 'failed';
      reply({ id, kind: 'error', code, message: messageOf(error) });
    }
  };

  reply({ kind: 'ready' });
}

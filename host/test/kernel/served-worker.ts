// A worker for worker-server.test.ts: a few methods of every kind a real one has.

import { DomainError } from '#kernel/domain-error.ts';
import { serveWorker, type WorkerMethod } from '#kernel/worker-server.ts';

const order: string[] = [];
const told: string[] = [];

serveWorker({
  double: ((input: number) => input * 2) as WorkerMethod,
  count: (async (input: number, progress) => {
    for (let done = 1; done <= input; done += 1) progress({ done });
    return 'counted';
  }) as WorkerMethod,
  slow: async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    order.push('slow');
  },
  quick: () => {
    order.push('quick');
    return order;
  },
  /** Blocks the thread, as a search does, and answers the names told so far. */
  tell: ((name: string) => {
    const until = performance.now() + 5;
    while (performance.now() < until);
    told.push(name);
    return [...told];
  }) as WorkerMethod,
  refuse: () => {
    throw new DomainError('not-nml', 'this file is no collection');
  },
  break: () => {
    throw new Error('out of paper');
  },
});

// The worker's end, over a real worker thread.

import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WorkerReply, WorkerRequest } from '#kernel/workers.ts';

let worker: Worker;
let nextId = 1;

/** All replies to one call, the last one being its result or error. */
function call(method: string, input?: unknown, urgent = false): Promise<WorkerReply[]> {
  const id = nextId++;
  return new Promise((resolve) => {
    const replies: WorkerReply[] = [];
    const take = (reply: WorkerReply) => {
      if (reply.kind === 'ready' || reply.id !== id) return;
      replies.push(reply);
      if (reply.kind === 'progress') return;
      worker.off('message', take);
      resolve(replies);
    };
    worker.on('message', take);
    worker.postMessage({ id, method, input, urgent } satisfies WorkerRequest);
  });
}

beforeAll(() => {
  worker = new Worker(new URL('./served-worker.ts', import.meta.url));
});
afterAll(() => worker.terminate());

describe('a served worker', () => {
  test('answers a call with what its method gave', async () => {
    expect(await call('double', 21)).toMatchObject([{ kind: 'result', value: 42 }]);
  });

  test('reports progress before the result', async () => {
    expect(await call('count', 2)).toMatchObject([
      { kind: 'progress', value: { done: 1 } },
      { kind: 'progress', value: { done: 2 } },
      { kind: 'result', value: 'counted' },
    ]);
  });

  test('does one thing at a time, in the order asked', async () => {
    const [, quick] = await Promise.all([call('slow'), call('quick')]);
    expect(quick).toMatchObject([{ kind: 'result', value: ['slow', 'quick'] }]);
  });

  test('what is urgent goes before all that waits, in the order asked', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `search ${index}`);
    const searches = names.map((name) => call('tell', name));
    await searches[0];
    const urgent = [call('tell', 'first!', true), call('tell', 'second!', true)];
    await Promise.all([...searches, ...urgent]);
    const [reply] = await call('tell', 'end');
    const order = reply?.kind === 'result' ? (reply.value as string[]) : [];
    expect(order.indexOf('second!')).toBe(order.indexOf('first!') + 1);
    expect(order.indexOf('first!')).toBeLessThan(names.length);
    expect(order.filter((name) => !name.endsWith('!'))).toEqual([...names, 'end']);
  });

  test.each([
    ['refuse', 'not-nml', 'this file is no collection'],
    ['break', 'failed', 'out of paper'],
    ['unheard-of', 'no-method', 'this worker has no method "unheard-of"'],
  ])('%s is answered with the code %s', async (method, code, message) => {
    expect(await call(method)).toMatchObject([{ kind: 'error', code, message }]);
  });

  test('a failed call leaves it ready for the next', async () => {
    await call('break');
    expect(await call('double', 1)).toMatchObject([{ value: 2 }]);
  });
});

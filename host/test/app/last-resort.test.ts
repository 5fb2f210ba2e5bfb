import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { guardProcess } from '#app/last-resort.ts';
import { createLogger } from '#kernel/logger.ts';

let log: string[];
let done: string[];
let stop: () => Promise<void>;
let node: EventEmitter;

beforeEach(() => {
  vi.useFakeTimers();
  log = [];
  done = [];
  stop = async () => {
    done.push('stopped');
  };
  node = new EventEmitter();
  guardProcess(node, {
    log: createLogger(({ event }) => log.push(event)),
    stop: () => stop(),
    exit: (code) => done.push(`exit ${code}`),
  });
});
afterEach(() => {
  vi.useRealTimers();
});

it('goes on over a promise that nobody watched', async () => {
  node.emit('unhandledRejection', new Error('lost'), Promise.resolve());
  node.emit('unhandledRejection', 'no error at all', Promise.resolve());
  await vi.runAllTimersAsync();
  expect([log, done]).toEqual([['fault.unhandled', 'fault.unhandled'], []]);
});

it('stops in order over an exception, once', async () => {
  node.emit('uncaughtException', new Error('broken'));
  node.emit('uncaughtException', new Error('broken by stopping'));
  await vi.runAllTimersAsync();
  expect([log, done]).toEqual([['fault.uncaught'], ['stopped', 'exit 1']]);
});

it('ends also where stopping fails, or never comes to an end', async () => {
  stop = () => Promise.reject(new Error('cannot stop'));
  node.emit('uncaughtException', new Error('broken'));
  await vi.runAllTimersAsync();
  expect([log, done]).toEqual([['fault.uncaught', 'stop.failed'], ['exit 1']]);
});

it('does not wait for ever', async () => {
  stop = () => new Promise(() => {});
  node.emit('uncaughtException', new Error('broken'));
  await vi.runAllTimersAsync();
  expect(done).toEqual(['exit 1']);
});

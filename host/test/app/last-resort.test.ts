import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { guardProcess, stopInTurn, stopOnSignals } from '#app/last-resort.ts';
import { createLogger } from '#kernel/logger.ts';

let log: string[];
let done: string[];
let stop: () => Promise<void>;
let node: EventEmitter;
const logger = createLogger(({ event }) => log.push(event));

beforeEach(() => {
  vi.useFakeTimers();
  log = [];
  done = [];
  stop = async () => {
    done.push('stopped');
  };
  node = new EventEmitter();
  const parts = { log: logger, stop: () => stop(), exit: (code: number) => done.push(`exit ${code}`) };
  guardProcess(node, parts);
  stopOnSignals(node, parts);
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

it.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('stops in order on %s', async (signal) => {
  node.emit(signal);
  await vi.runAllTimersAsync();
  expect([log, done]).toEqual([[], ['stopped', 'exit 0']]);
  expect(node.listenerCount(signal)).toBe(0);
});

it('ends on a signal whatever hangs, and the log tells what it is', async () => {
  stop = () => stopInTurn(logger, { library: () => done.push('library'), web: () => new Promise(() => {}) });
  node.emit('SIGTERM');
  await vi.runAllTimersAsync();
  expect([log, done]).toEqual([
    ['stop.slow', 'stop.hangs'],
    ['library', 'exit 1'],
  ]);
});

it('stops one part after the other, and says nothing where none is slow', async () => {
  const part = (name: string) => async () => {
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    done.push(name);
  };
  const stopping = stopInTurn(logger, { library: part('library'), web: part('web') });
  await vi.runAllTimersAsync();
  await stopping;
  expect([log, done]).toEqual([[], ['library', 'web']]);
});

// The host's end of a worker, over the real library reader (which opens no file before it is asked for one).

import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DomainError } from '#kernel/domain-error.ts';
import { startProcess, startWorker, type WorkerLink } from '#kernel/workers.ts';
import { until } from '../../../test/fakes/until.ts';

let link: WorkerLink;
beforeEach(() => {
  link = startWorker('library-reader', { folder: tmpdir() });
});
afterEach(() => link.stop());

describe('a worker link', () => {
  test("keeps the code and the sentence of the worker's fault", async () => {
    await expect(link.call('unheard-of')).rejects.toMatchObject({
      name: 'DomainError',
      code: 'no-method',
      message: 'this worker has no method "unheard-of"',
    });
  });

  test('answers each of several calls', async () => {
    const codes = await Promise.all(['a', 'b', 'c'].map((method) => link.call(method).catch((error) => error.message)));
    expect(codes).toEqual(['a', 'b', 'c'].map((method) => `this worker has no method "${method}"`));
  });

  test('a worker that stops in the middle of its work says so', async () => {
    const asked = expect(link.call('unheard-of')).rejects.toMatchObject({ code: 'worker-gone' });
    await link.stop();
    await asked;
  });

  test('a worker that rests is started again by the next call, one that stopped is not', async () => {
    await link.call('unheard-of').catch(() => undefined);
    await link.rest();
    await expect(link.call('unheard-of')).rejects.toMatchObject({ code: 'no-method' });
    await link.stop();
    await expect(link.call('unheard-of')).rejects.toMatchObject({ code: 'worker-gone' });
  });

  test('is not ended before it has loaded SQLite, which would end the whole process', async () => {
    const said: unknown[] = [];
    const listen = (worker: Worker) => {
      worker.once('message', (message) => said.push(message));
      worker.once('exit', () => said.push('exit'));
    };
    process.on('worker', listen);
    void link.call('unheard-of').catch(() => undefined);
    await link.stop();
    process.off('worker', listen);
    expect(said).toEqual([{ kind: 'ready' }, 'exit']);
  });

  test('a worker that nobody asks is ended, and started again by the next call', async () => {
    const lives: Promise<void>[] = [];
    const count = (worker: Worker) => lives.push(new Promise((resolve) => worker.once('exit', () => resolve())));
    process.on('worker', count);
    const resting = startWorker('library-reader', { folder: tmpdir() }, { stopWhenIdleMs: 1 });
    const codes = async () => {
      const calls = ['a', 'b', 'c'].map((method) => resting.call(method).catch((error: DomainError) => error.code));
      return Promise.all(calls);
    };
    expect(await codes()).toEqual(['no-method', 'no-method', 'no-method']);
    expect(lives).toHaveLength(1);
    await lives[0];
    expect(await codes()).toEqual(['no-method', 'no-method', 'no-method']);
    expect(lives).toHaveLength(2);
    await lives[1];
    process.off('worker', count);
    await resting.stop();
  });

  test('stopping one that never started is no fault', async () => {
    await expect(link.stop()).resolves.toBeUndefined();
  });
});

describe.skipIf(process.platform === 'win32')('a process (needs signals: not Windows)', () => {
  const start = () => {
    const lines: string[] = [];
    let exited: (code: number | null) => void;
    const exit = new Promise<number | null>((resolve) => {
      exited = resolve;
    });
    const link = startProcess(
      'demo-dj',
      ['--port', '1'],
      { line: (text) => lines.push(text), exit: (code) => exited(code) },
      { TRACORD_DEMO_PASSWORD: 'x' },
    );
    return { link, lines, exit, pid: link.pid ?? 0 };
  };
  const isAlive = (pid: number) => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };

  test('that was ended by another is told of, and stopping it then is no fault', async () => {
    const { link, exit, pid } = start();
    process.kill(pid, 'SIGKILL');
    expect(await exit).toBeNull();
    await link.stop();
  });

  test('that cannot hear is ended all the same', async () => {
    const { link, lines, pid } = start();
    await until(() => expect(lines).not.toEqual([]));
    process.kill(pid, 'SIGSTOP');
    await link.stop();
    expect(isAlive(pid)).toBe(false);
  });

  test('gives its lines whole', async () => {
    const { link, lines } = start();
    await until(() => expect(lines.length).toBeGreaterThan(0));
    expect(lines.join()).not.toContain('\n');
    await link.stop();
  });

  test.skipIf(process.platform !== 'linux')(
    'gets nothing of the host but what the system needs, and what it is given (needs /proc)',
    async () => {
      vi.stubEnv('TRACORD_BROADCAST_PASSWORD', 'of the host');
      vi.stubEnv('SOME_API_KEY', 'of the host');
      vi.stubEnv('NODE_USE_SYSTEM_CA', '1');
      const { link, lines, pid } = start();
      // Before its first line another program may still have its number.
      await until(() => expect(lines.length).toBeGreaterThan(0));
      const given = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
      await link.stop();
      vi.unstubAllEnvs();
      expect(given).toContain('TRACORD_DEMO_PASSWORD=x');
      expect(given).toContain(`PATH=${process.env.PATH}`);
      // Whom the system trusts: a proxy of a company that looks into every line.
      expect(given).toContain('NODE_USE_SYSTEM_CA=1');
      expect(given.join()).not.toContain('of the host');
    },
  );
});

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lockDataFolder } from '#storage/data-folder-lock.ts';

const HOLDER = fileURLToPath(new URL('lock-holder.ts', import.meta.url));
const ME = { pid: process.pid, address: 'http://127.0.0.1:1' };

let folder: string;
let other: ChildProcess | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tracord-lock-'));
});
afterEach(() => {
  other?.kill('SIGKILL');
  other = undefined;
  rmSync(folder, { recursive: true });
});

/** Another process that holds the folder. */
async function heldByAnother(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [HOLDER, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  other = child;
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return child;
}
const ended = (child: ChildProcess) => new Promise((resolve) => child.once('exit', resolve));

describe('a data folder', () => {
  test('is held by one process, which the refusal names', async () => {
    const child = await heldByAnother();
    expect(() => lockDataFolder(folder, ME)).toThrow(
      expect.objectContaining({
        code: 'already-running',
        message: expect.stringContaining(`(process ${child.pid}, http://127.0.0.1:4711)`),
      }),
    );
  });

  test('is free again when its process was killed', async () => {
    const child = await heldByAnother();
    child.kill('SIGKILL');
    await ended(child);
    lockDataFolder(folder, ME).release();
  });

  test('is free again once released, also in the same process', () => {
    const lock = lockDataFolder(folder, ME);
    expect(() => lockDataFolder(folder, ME)).toThrow(expect.objectContaining({ code: 'already-running' }));
    lock.release();
    lockDataFolder(folder, ME).release();
  });

  test('what stands in the files of a dead host does not matter', () => {
    writeFileSync(join(folder, 'host.lock'), 'rubbish '.repeat(1000));
    writeFileSync(join(folder, 'host.lock.json'), JSON.stringify({ pid: process.pid, address: 'x' }));
    lockDataFolder(folder, ME).release();
  });

  test('a folder that is not there is told', () => {
    expect(() => lockDataFolder(join(folder, 'gone'), ME)).toThrow(expect.objectContaining({ code: 'data-folder' }));
  });
});

import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BridgeHealth } from '@tracord/shared/topics.ts';
import { afterEach, describe, expect, test } from 'vitest';
import { SecretsKeeper } from '#app/secrets-keeper.ts';
import { createLogger, type LogLine } from '#kernel/logger.ts';
import { folder, until } from './a-folder.ts';

const BROKEN = 'broadcast:\n\tpassword: hunter2\n';
const GOOD = 'broadcast:\n  password: hunter2\n';

let keeper: SecretsKeeper;
let reports: BridgeHealth[] = [];
let lines: LogLine[] = [];
let changes = 0;

const write = (text: string) => writeFileSync(join(folder.path, 'secrets.yaml'), text, { mode: 0o600 });

async function open(env: NodeJS.ProcessEnv = {}) {
  reports = [];
  lines = [];
  changes = 0;
  const log = createLogger((line) => lines.push(line));
  keeper = await SecretsKeeper.open({ folder: folder.path, env }, (health) => reports.push(health), log);
  await keeper.watch(() => {
    changes += 1;
  });
}
afterEach(() => keeper.stop());

describe('the passwords in force', () => {
  test('a new file holds none', async () => {
    await open();
    expect(keeper.broadcast).toEqual({ known: true, password: undefined });
  });

  test('a broken file at the start: none is known, and the line is told', async () => {
    write(BROKEN);
    await open();
    expect(keeper.broadcast).toMatchObject({ known: false, problem: expect.stringContaining('line 2') });
    expect(reports.at(-1)).toMatchObject({ status: 'warn', remedy: expect.stringContaining('line 2') });
    expect(JSON.stringify([reports, lines])).not.toContain('hunter2');
  });

  test('a broken file at the start with a password from outside: that one', async () => {
    write(BROKEN);
    await open({ TRACORD_BROADCAST_PASSWORD: 'given' });
    expect(keeper.broadcast).toEqual({ known: true, password: 'given' });
  });

  test('a change counts at once, and is told', async () => {
    await open();
    write(GOOD);
    await until(() => expect(changes).toBe(1));
    expect(keeper.broadcast).toEqual({ known: true, password: 'hunter2' });
  });

  test.each([
    ['broken', () => write(BROKEN)],
    ['emptied', () => write('')],
    ['taken away', () => rmSync(join(folder.path, 'secrets.yaml'))],
  ])('a file that is %s later takes no password away', async (_, happens) => {
    write(GOOD);
    await open();
    happens();
    await until(() => expect(reports.at(-1)?.status).toBe('warn'));
    expect(keeper.broadcast).toEqual({ known: true, password: 'hunter2' });
    expect(changes).toBe(0);
    expect(lines.map((line) => line.event)).toContain('secrets.refused');
  });

  test('a password that is commented out is gone', async () => {
    write(GOOD);
    await open();
    write('broadcast:\n  #password: hunter2\n');
    await until(() => expect(changes).toBe(1));
    expect(keeper.broadcast).toEqual({ known: true, password: undefined });
  });

  test('mending a file that was broken from the start is told', async () => {
    write(BROKEN);
    await open();
    write(GOOD);
    await until(() => expect(changes).toBe(1));
    expect(keeper.broadcast).toEqual({ known: true, password: 'hunter2' });
    expect(reports.at(-1)?.status).toBe('ok');
  });
});

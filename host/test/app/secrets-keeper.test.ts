import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BridgeHealth } from '@tracord/shared/topics.ts';
import { afterEach, describe, expect, test } from 'vitest';
import { type SecretName, SecretsKeeper } from '#app/secrets-keeper.ts';
import { createLogger, type LogLine } from '#kernel/logger.ts';
import { until } from '../../../test/fakes/until.ts';
import { folder } from './a-folder.ts';

const BROKEN = 'broadcast:\n\tpassword: hunter2\n';
const GOOD = 'broadcast:\n  password: hunter2\n';

let keeper: SecretsKeeper;
let reports: BridgeHealth[] = [];
let lines: LogLine[] = [];
let changes: SecretName[] = [];

const write = (text: string) => writeFileSync(join(folder.path, 'secrets.yaml'), text, { mode: 0o600 });

async function open(env: NodeJS.ProcessEnv = {}, meanwhile = () => {}) {
  reports = [];
  lines = [];
  changes = [];
  const log = createLogger((line) => lines.push(line));
  keeper = await SecretsKeeper.open({ folder: folder.path, env }, (health) => reports.push(health), log);
  meanwhile();
  await keeper.watch((changed) => changes.push(changed));
}
afterEach(() => keeper.stop());

const ofBroadcast = () => changes.filter((name) => name === 'broadcast');

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
    await until(() => expect(ofBroadcast()).toHaveLength(1));
    expect(keeper.broadcast).toEqual({ known: true, password: 'hunter2' });
  });

  test('what is saved while the host starts is not missed', async () => {
    write(BROKEN);
    await open({}, () => write(GOOD));
    expect(keeper.broadcast).toEqual({ known: true, password: 'hunter2' });
    expect(ofBroadcast()).toHaveLength(1);
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
    expect(ofBroadcast()).toEqual([]);
    expect(lines.map((line) => line.event)).toContain('secrets.refused');
  });

  test('a password that is commented out is gone', async () => {
    write(GOOD);
    await open();
    write('broadcast:\n  #password: hunter2\n');
    await until(() => expect(ofBroadcast()).toHaveLength(1));
    expect(keeper.broadcast).toEqual({ known: true, password: undefined });
  });

  test('mending a file that was broken from the start is told', async () => {
    write(BROKEN);
    await open();
    write(GOOD);
    await until(() => expect(ofBroadcast()).toHaveLength(1));
    expect(keeper.broadcast).toEqual({ known: true, password: 'hunter2' });
    expect(reports.at(-1)?.status).toBe('ok');
  });
});

describe("the Discord bot's token", () => {
  const WITH_TOKEN = `${GOOD}discord:\n  token: ' abc.def.ghi '\n`;

  test('is told of by itself: the broadcast is left alone', async () => {
    write(GOOD);
    await open();
    expect(keeper.discord).toEqual({ known: true, token: undefined });
    write(WITH_TOKEN);
    await until(() => expect(changes).toEqual(['discord']));
    expect(keeper.discord).toEqual({ known: true, token: 'abc.def.ghi' });
  });

  test('of the environment wins, also over a broken file', async () => {
    write(BROKEN);
    await open({ TRACORD_DISCORD_TOKEN: ' given ' });
    expect(keeper.discord).toEqual({ known: true, token: 'given' });
    expect(keeper.broadcast).toMatchObject({ known: false });
    write(WITH_TOKEN);
    await until(() => expect(changes).toEqual(['broadcast', 'obs']));
    expect(keeper.discord).toEqual({ known: true, token: 'given' });
  });

  test('stays where the file breaks or vanishes, and never reaches log or health', async () => {
    write(WITH_TOKEN);
    await open();
    write(`${WITH_TOKEN}\tx`);
    await until(() => expect(reports.at(-1)?.status).toBe('warn'));
    rmSync(join(folder.path, 'secrets.yaml'));
    await until(() => expect(reports.at(-1)?.remedy).toContain('gone or empty'));
    expect(keeper.discord).toEqual({ known: true, token: 'abc.def.ghi' });
    expect(JSON.stringify([reports, lines])).not.toContain('abc.def');
    expect(changes).not.toContain('discord');
  });
});

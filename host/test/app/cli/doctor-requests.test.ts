import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_SETTINGS } from '@tracord/shared/settings.ts';
import type { BridgeHealth } from '@tracord/shared/topics.ts';
import { afterEach, describe, expect, test } from 'vitest';
import type { Facts } from '#app/cli/doctor-facts.ts';
import { broken, type Finding, type PlaceName } from '#app/cli/doctor-finding.ts';
import { lookAtDiscord, lookAtOtherChats } from '#app/cli/doctor-requests.ts';
import { madeFacts, madeHome, set, withBridges } from './made-facts.ts';

const home = madeHome();
afterEach(() => {
  for (const name of ['config/secrets.yaml', 'data/requester-token', 'data/operator-token']) {
    rmSync(join(home, name), { force: true });
  }
});
const NOTHING_BEFORE = new Map<PlaceName, Finding>();

describe('Discord', () => {
  const settings = set({ discord: { ...DEFAULT_SETTINGS.discord, server: '123456789012345678' } });
  const env = { TRACORD_DISCORD_TOKEN: 'abc.def' };
  const says = (status: BridgeHealth['status'], remedy?: string) => ({
    host: withBridges({ discord: { status, message: `It is ${status}.`, remedy } }),
  });
  const away = { host: undefined };

  test.each<[string, Partial<Facts>, NodeJS.ProcessEnv, string, RegExp]>([
    ['off, and wanted by nobody', says('off'), {}, 'skipped', /optional/],
    ['without a token', { settings, ...says('off') }, {}, 'warn', /not its token/],
    ['without a server', says('off'), env, 'warn', /not its server/],
    ['with both, and no host', { settings, ...away }, env, 'ok', /shows once TraCord runs/],
    ['with a server from outside', away, { ...env, TRACORD_DISCORD_GUILD: '7' }, 'ok', /shows once/],
    ['well', { settings, ...says('ok') }, env, 'ok', /It is ok/],
    ['well by the environment of the host', says('ok'), {}, 'ok', /It is ok/],
    ['refused', { settings, ...says('down', 'Do this.') }, env, 'warn', /It is down/],
    ['on its way', { settings, ...says('waiting') }, env, 'warn', /It is waiting/],
  ])('%s: %4$s', async (_name, changed, given, status, sentence) => {
    const facts = madeFacts(home, changed);
    const found = await lookAtDiscord({ ...facts, parts: { ...facts.parts, env: given } }, NOTHING_BEFORE);
    expect(found).toMatchObject({ status, says: expect.stringMatching(sentence) });
    expect(JSON.stringify(found)).not.toContain('abc.def');
    if (status === 'warn') expect(found.remedy).toMatch(/\S/);
  });

  test('is passed over where the file of passwords is broken', async () => {
    const before = new Map([['Passwords' as PlaceName, broken('x', 'y')]]);
    expect((await lookAtDiscord(madeFacts(home), before)).status).toBe('skipped');
  });
});

describe('other chats', () => {
  const write = (name: string, text: string) => writeFileSync(join(home, 'data', name), `${text}\n`, { mode: 0o600 });
  const look = (platform: NodeJS.Platform = 'linux') => lookAtOtherChats(madeFacts(home), NOTHING_BEFORE, platform);

  test('without a token yet, with one, and with one for all to read', async () => {
    expect((await look()).status).toBe('skipped');
    write('operator-token', 'operator');
    write('requester-token', 'requester');
    expect((await look()).status).toBe('ok');
    chmodSync(join(home, 'data/requester-token'), 0o644);
    expect(await look()).toMatchObject({ status: 'warn', says: expect.stringContaining('mode 644') });
    expect((await look('win32')).status).toBe('ok');
  });

  test('with the operator’s token', async () => {
    write('operator-token', 'same');
    write('requester-token', 'same');
    expect(await look()).toMatchObject({ status: 'warn', says: expect.stringContaining("operator's token") });
  });
});

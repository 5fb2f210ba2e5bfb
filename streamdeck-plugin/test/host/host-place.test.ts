import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { configFolder } from '#host/config-folder.ts';
import { findHost, pastedIn } from '#host/host-place.ts';
import { folders } from '../../../host/src/adapters/files/folders.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(os.tmpdir(), 'tracord-place-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function leave(address: string, token = 'left-token'): void {
  const tokenFile = join(folder, 'operator-token');
  writeFileSync(tokenFile, `${token}\n`);
  writeFileSync(join(folder, 'host.json'), JSON.stringify({ address, pid: 1, bootId: 'b', tokenFile, version: '1' }));
}

describe('the config folder', () => {
  test('is the one the host works out on this computer', () => {
    expect(configFolder(process.env)).toBe(folders(process.env).config);
    expect(configFolder({ TRACORD_CONFIG: '/elsewhere' })).toBe(folders({ TRACORD_CONFIG: '/elsewhere' }).config);
  });
});

describe('the host', () => {
  const HERE = 'http://127.0.0.1:14747';

  test('is where host.json says, with the token beside it', async () => {
    leave(HERE);
    expect(await findHost({}, folder, {})).toEqual({ url: HERE, token: 'left-token' });
  });

  test('named by the environment goes before what was pasted, and that before host.json', async () => {
    leave(HERE);
    const pasted = { url: 'http://pasted', token: 'pasted-token' };
    expect(await findHost({}, folder, pasted)).toEqual(pasted);
    const env = { TRACORD_URL: 'http://named/', TRACORD_TOKEN: 'named-token' };
    expect(await findHost(env, folder, pasted)).toEqual({ url: 'http://named', token: 'named-token' });
  });

  test('the token of the host here is shown to no other one', async () => {
    leave(HERE);
    expect(await findHost({ TRACORD_URL: 'http://elsewhere' }, folder, {})).toBeUndefined();
    expect(await findHost({ TRACORD_URL: HERE }, folder, {})).toEqual({ url: HERE, token: 'left-token' });
  });

  test('a pasted token alone is for the host that is found', async () => {
    leave(HERE);
    expect(await findHost({}, folder, { token: 'pasted-token' })).toEqual({ url: HERE, token: 'pasted-token' });
  });

  const broken = ['', '{', '[]', 'null', '{"address": 5}', '{"address": "http://x", "tokenFile": "/no/such/file"}'];
  test.each(broken)('is unknown while host.json holds %j', async (text) => {
    writeFileSync(join(folder, 'host.json'), text);
    expect(await findHost({}, folder, {})).toBeUndefined();
  });

  const settings: [unknown, object][] = [
    [undefined, {}],
    [null, {}],
    ['text', {}],
    [{ url: 5, token: '' }, {}],
    [
      { url: ' http://x/ ', token: ' t ', more: 1 },
      { url: 'http://x', token: 't' },
    ],
  ];
  test.each(settings)('global settings %j', (given, pasted) => {
    expect(pastedIn(given)).toEqual(pasted);
  });
});

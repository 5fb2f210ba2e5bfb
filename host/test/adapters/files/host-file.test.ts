import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hostFilePath, readHostFile, removeHostFile, writeHostFile } from '#adapters/files/host-file.ts';

let folder: string;
beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'tracord-host-')), 'config');
});
afterEach(() => rmSync(path.dirname(folder), { recursive: true, force: true }));

const host = {
  address: 'http://127.0.0.1:14747',
  pid: 7,
  bootId: 'a',
  tokenFile: '/data/operator-token',
  version: '0.1.0',
};

test('is written, read, and removed by the host that wrote it', async () => {
  expect(await readHostFile(folder)).toBeUndefined();
  await writeHostFile(folder, host);
  expect(await readHostFile(folder)).toEqual(host);
  await removeHostFile(folder, 'a');
  expect(existsSync(hostFilePath(folder))).toBe(false);
  await removeHostFile(folder, 'a');
});

test("another host's file stays", async () => {
  await writeHostFile(folder, { ...host, bootId: 'b' });
  await removeHostFile(folder, 'a');
  expect(await readHostFile(folder)).toMatchObject({ bootId: 'b' });
});

test.each(['', '{', '[]', '{"address": 3}'])('a file that is not ours (%j) names no host', async (text) => {
  await writeHostFile(folder, host);
  writeFileSync(hostFilePath(folder), text);
  expect(await readHostFile(folder)).toBeUndefined();
});

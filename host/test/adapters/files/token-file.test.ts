import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadToken, newToken, tokenFile, tokenMatches } from '#adapters/files/token-file.ts';

const NAME = 'operator-token';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tracord-token-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const mode = () => statSync(tokenFile(folder, NAME)).mode & 0o777;

test('is made at the first start and stays', async () => {
  const first = await loadToken(folder, NAME);
  expect(first.token).toMatch(/^[\w-]{43}$/);
  expect(first.warnings).toEqual([]);
  expect(readFileSync(first.file, 'utf8').trim()).toBe(first.token);
  if (process.platform !== 'win32') expect(mode()).toBe(0o600);
  expect(await loadToken(folder, NAME)).toEqual(first);
});

test('two starts at once leave one whole token', async () => {
  const [a, b] = await Promise.all([loadToken(folder, NAME), loadToken(folder, NAME)]);
  const held = readFileSync(tokenFile(folder, NAME), 'utf8').trim();
  expect([a.token, b.token]).toContain(held);
});

test.each(['', '\n', 'short', `${'x'.repeat(43)} y`, 'ü'.repeat(50)])(
  'an unusable one (%j) is replaced with a warning',
  async (text) => {
    writeFileSync(tokenFile(folder, NAME), text, { mode: 0o600 });
    const { token, warnings } = await loadToken(folder, NAME);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(warnings).toHaveLength(1);
    expect(warnings.join()).not.toContain(token);
    expect(await loadToken(folder, NAME)).toMatchObject({ token, warnings: [] });
    if (process.platform !== 'win32') expect(mode()).toBe(0o600);
  },
);

test('one of your own is kept, spaces around it dropped', async () => {
  const own = 'my-own-token-that-is-long-enough-for-anybody-0123456789';
  writeFileSync(tokenFile(folder, NAME), `  ${own}\r\n`, { mode: 0o600 });
  expect((await loadToken(folder, NAME)).token).toBe(own);
});

test('a file that others could read is closed, with a warning', async () => {
  await loadToken(folder, NAME);
  chmodSync(tokenFile(folder, NAME), 0o644);
  expect((await loadToken(folder, NAME, 'linux')).warnings).toEqual([expect.stringContaining('mode 644')]);
  expect(mode()).toBe(0o600);
});

test('a folder that cannot be made is a fault with a remedy', async () => {
  writeFileSync(path.join(folder, 'file'), '');
  await expect(loadToken(path.join(folder, 'file', 'data'), NAME)).rejects.toThrow(/--data/);
});

test.each([
  ['abc', 'abc', true],
  ['abd', 'abc', false],
  ['ab', 'abc', false],
  ['', 'abc', false],
  ['', '', false],
  ['ä', 'ä', true],
])('tokenMatches(%j, %j) is %s', (given, token, same) => {
  expect(tokenMatches(given, token)).toBe(same);
});

test('each name has a file and a token of its own', async () => {
  const [operator, requester] = [await loadToken(folder, NAME), await loadToken(folder, 'requester-token')];
  expect(path.basename(requester.file)).toBe('requester-token');
  expect(requester.token).not.toBe(operator.token);
  if (process.platform !== 'win32') expect(statSync(requester.file).mode & 0o777).toBe(0o600);
});

test('a token that is kept in no file is as good', () => {
  expect(newToken()).toMatch(/^[\w-]{43}$/);
  expect(newToken()).not.toBe(newToken());
});

import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadOperatorToken, operatorTokenFile, tokenMatches } from '#adapters/files/operator-token.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tracord-token-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const mode = () => statSync(operatorTokenFile(folder)).mode & 0o777;

test('is made at the first start and stays', async () => {
  const first = await loadOperatorToken(folder);
  expect(first.token).toMatch(/^[\w-]{43}$/);
  expect(first.warnings).toEqual([]);
  expect(readFileSync(first.file, 'utf8').trim()).toBe(first.token);
  if (process.platform !== 'win32') expect(mode()).toBe(0o600);
  expect(await loadOperatorToken(folder)).toEqual(first);
});

test('two starts at once leave one whole token', async () => {
  const [a, b] = await Promise.all([loadOperatorToken(folder), loadOperatorToken(folder)]);
  const held = readFileSync(operatorTokenFile(folder), 'utf8').trim();
  expect([a.token, b.token]).toContain(held);
});

test.each(['', '\n', 'short', `${'x'.repeat(43)} y`, 'ü'.repeat(50)])(
  'an unusable one (%j) is replaced with a warning',
  async (text) => {
    writeFileSync(operatorTokenFile(folder), text, { mode: 0o600 });
    const { token, warnings } = await loadOperatorToken(folder);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(warnings).toHaveLength(1);
    expect(warnings.join()).not.toContain(token);
    expect(await loadOperatorToken(folder)).toMatchObject({ token, warnings: [] });
    if (process.platform !== 'win32') expect(mode()).toBe(0o600);
  },
);

test('one of your own is kept, spaces around it dropped', async () => {
  const own = 'my-own-token-that-is-long-enough-for-anybody-0123456789';
  writeFileSync(operatorTokenFile(folder), `  ${own}\r\n`, { mode: 0o600 });
  expect((await loadOperatorToken(folder)).token).toBe(own);
});

test('a file that others could read is closed, with a warning', async () => {
  await loadOperatorToken(folder);
  chmodSync(operatorTokenFile(folder), 0o644);
  expect((await loadOperatorToken(folder, 'linux')).warnings).toEqual([expect.stringContaining('mode 644')]);
  expect(mode()).toBe(0o600);
});

test('a folder that cannot be made is a fault with a remedy', async () => {
  writeFileSync(path.join(folder, 'file'), '');
  await expect(loadOperatorToken(path.join(folder, 'file', 'data'))).rejects.toThrow(/--data/);
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

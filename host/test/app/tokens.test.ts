import { copyFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTokens } from '#app/tokens.ts';
import { folder } from './a-folder.ts';

const held = async (file: string) => (await readFile(file, 'utf8')).trim();

test('each token is for its role, and nothing else is for any', async () => {
  const tokens = await openTokens(folder.path);
  expect(tokens.roleOf(await held(tokens.operatorFile))).toBe('operator');
  expect(tokens.roleOf(await held(tokens.requesterFile))).toBe('requester');
  expect(tokens.roleOf(tokens.bot)).toBe('bot');
  for (const wrong of ['', ' ', 'operator', tokens.bot.slice(1), `${tokens.bot} `]) {
    expect(tokens.roleOf(wrong)).toBeUndefined();
  }
  expect(tokens.warnings).toEqual([]);
});

test('those in files stay over a start, the bot’s does not', async () => {
  const before = await openTokens(folder.path);
  const after = await openTokens(folder.path);
  expect(after.roleOf(await held(before.requesterFile))).toBe('requester');
  expect(after.roleOf(before.bot)).toBeUndefined();
});

test('the operator’s token copied over the requester’s makes no chat an operator', async () => {
  const first = await openTokens(folder.path);
  copyFileSync(first.operatorFile, join(folder.path, 'requester-token'));
  const tokens = await openTokens(folder.path);
  expect(tokens.roleOf(await held(tokens.operatorFile))).toBe('operator');
  expect(tokens.roleOf('')).toBeUndefined();
  expect(tokens.warnings).toEqual([expect.stringContaining("holds the operator's token")]);
});

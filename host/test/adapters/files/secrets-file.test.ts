import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSecretsFile, loadSecrets } from '#adapters/files/secrets-file.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tracord-secrets-'));
  file = path.join(folder, 'secrets.yaml');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const mode = () => statSync(file).mode & 0o777;

test('is created for its owner alone, with nothing set', async () => {
  expect(await createSecretsFile(file)).toBe(true);
  expect(await createSecretsFile(file)).toBe(false);
  if (process.platform !== 'win32') expect(mode()).toBe(0o600);
  expect(await loadSecrets(file, {})).toEqual({
    ok: true,
    secrets: { broadcast: {}, discord: {}, obs: {} },
    warnings: [],
    isBlank: false,
  });
});

test('its lines hold a password and a token once their # is removed', async () => {
  await createSecretsFile(file);
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace("#password: ''", "password: 'hunter2'").replace("#token: ''", "token: 'abc'"),
  );
  expect(await loadSecrets(file, {})).toMatchObject({
    secrets: { broadcast: { password: 'hunter2' }, discord: { token: 'abc' } },
  });
});

test.each([0o644, 0o640, 0o660, 0o622])('mode %o is repaired, with one warning', async (wide) => {
  writeFileSync(file, 'broadcast:\n  password: x\n');
  chmodSync(file, wide);
  const first = await loadSecrets(file, {}, { platform: 'linux' });
  expect(first.ok && first.warnings).toEqual([expect.stringContaining(`mode ${wide.toString(8)}`)]);
  expect(mode()).toBe(0o600);
  expect(await loadSecrets(file, {}, { platform: 'linux' })).toMatchObject({ ok: true, warnings: [] });
});

test('on Windows nothing is said of modes', async () => {
  writeFileSync(file, '');
  chmodSync(file, 0o644);
  expect(await loadSecrets(file, {}, { platform: 'win32' })).toMatchObject({ ok: true, warnings: [] });
});

test('what is misspelt is answered with all that belongs into the file', async () => {
  writeFileSync(file, 'obs:\n  pasword: x\n', { mode: 0o600 });
  const result = await loadSecrets(file, {});
  const [problem] = result.ok ? [] : result.problems;
  expect(problem).toMatchObject({ path: 'obs.pasword' });
  for (const section of ['broadcast', 'discord', 'obs']) expect(problem?.remedy).toContain(`under ${section}:`);
});

test('the variable wins; an empty one does not count', async () => {
  writeFileSync(file, 'broadcast:\n  password: x\n', { mode: 0o600 });
  const password = async (env: Record<string, string>) => {
    const result = await loadSecrets(file, env);
    return result.ok ? result.secrets.broadcast.password : undefined;
  };
  expect(await password({ TRACORD_BROADCAST_PASSWORD: 'y' })).toBe('y');
  expect(await password({ TRACORD_BROADCAST_PASSWORD: '' })).toBe('x');
  const given = await loadSecrets(file, { TRACORD_DISCORD_TOKEN: 'z' });
  expect(given).toMatchObject({ secrets: { broadcast: { password: 'x' }, discord: { token: 'z' } } });
});

test('no file, no secrets', async () => {
  expect(await loadSecrets(file, {})).toMatchObject({ ok: true, secrets: { broadcast: {} } });
});

describe('a broken file', () => {
  test.each([
    ['a number', 'broadcast:\n  password: 918273\n', 2],
    ['empty', "broadcast:\n  password: ''\n", 2],
    ['unknown', 'nightbot:\n  token: 918273\n', 1],
    ['a token that is a number', 'discord:\n  token: 918273\n', 2],
    ['a list', 'broadcast:\n  password: [918273]\n', 2],
    ['an open quote', 'broadcast:\n  password: "918273\n', undefined],
    ['a star', 'broadcast:\n  password: *918273\n', 2],
  ])('%s: names the line, never the value', async (_, text, line) => {
    writeFileSync(file, text, { mode: 0o600 });
    const result = await loadSecrets(file, {});
    expect(result.ok).toBe(false);
    const problems = result.ok ? [] : result.problems;
    if (line !== undefined) expect(problems[0]?.line).toBe(line);
    expect(problems[0]?.message).toContain('secrets.yaml');
    expect(JSON.stringify(problems)).not.toContain('918273');
  });

  test('a folder in its place', async () => {
    expect(await loadSecrets(folder, {}, { platform: 'win32' })).toMatchObject({ ok: false });
  });
});

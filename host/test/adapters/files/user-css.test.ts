import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BridgeHealth } from '@tracord/shared/topics.ts';
import { afterAll, expect, it } from 'vitest';
import { userCss } from '#adapters/files/user-css.ts';

const folder = mkdtempSync(join(tmpdir(), 'tracord-css-'));
const file = join(folder, 'own.css');
afterAll(() => rmSync(folder, { recursive: true }));

/** Reads with this setting; answers the text and what was said of it. */
let set = '';
const said: BridgeHealth[] = [];
const css = userCss(
  () => set,
  (health) => said.push(health),
);
async function read(path: string) {
  set = path;
  const text = await css();
  return [text, said.at(-1)?.status];
}

it('warns of a file that is not there until it is there', async () => {
  expect(await read(file)).toEqual(['', 'warn']);
  expect(said.at(-1)?.remedy).toContain(file);
  writeFileSync(file, 'b{}');
  expect(await read(file)).toEqual(['b{}', 'ok']);
});

it('no longer warns once none is set', async () => {
  expect(await read(join(folder, 'gone.css'))).toEqual(['', 'warn']);
  expect(await read('')).toEqual(['', 'off']);
});

it('reads files only, and none that is too large to be styles', async () => {
  expect(await read(folder)).toEqual(['', 'warn']);
  expect(await read(process.platform === 'win32' ? '\\\\.\\NUL' : '/dev/null')).toEqual(['', 'warn']);
  const large = join(folder, 'large.css');
  writeFileSync(large, 'x'.repeat(1024 * 1024 + 1));
  expect(await read(large)).toEqual(['', 'warn']);
});

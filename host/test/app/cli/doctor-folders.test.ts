import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { folderState } from '#app/cli/doctor-folders.ts';

const home = mkdtempSync(join(tmpdir(), 'tracord-folders-'));
afterAll(() => rmSync(home, { recursive: true }));

describe('a folder', () => {
  test('that is there can be written to, and nothing is left in it', async () => {
    const state = await folderState(home);
    expect(state).toMatchObject({ at: home, freeBytes: expect.any(Number) });
    expect(state.trouble).toBeUndefined();
    expect(readdirSync(home)).toEqual([]);
  });

  test('that is not there yet is looked at where it would be made, and is not made', async () => {
    const folder = join(home, 'deep/er');
    expect(await folderState(folder)).toMatchObject({ at: home, freeBytes: expect.any(Number) });
    expect(existsSync(join(home, 'deep'))).toBe(false);
  });

  test('that is a file, or lies in one, is named', async () => {
    const file = join(home, 'file');
    writeFileSync(file, 'mine');
    expect(await folderState(file)).toEqual({ trouble: 'is a file', at: file });
    expect(await folderState(join(file, 'data'))).toEqual({ trouble: 'is a file', at: file });
  });

  test.skipIf(process.platform !== 'linux')('in which nobody may write is named (needs Linux)', async () => {
    expect((await folderState('/proc/tracord')).trouble).toMatch(/may not be written to|cannot be reached/);
  });
});

// Kills the desk in a flood, a few times; `node scripts/kill-requests.ts` does it 200 times.

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const SCRIPT = join(import.meta.dirname, '../../../../scripts/kill-requests.ts');

it('loses nothing it answered when it is killed', async () => {
  const output = await new Promise<string>((resolve, reject) => {
    execFile(process.execPath, [SCRIPT, '5', '--seed', '3'], (error, stdout, stderr) => {
      if (error) reject(new Error(`${stdout}${stderr}`, { cause: error }));
      else resolve(stdout);
    });
  });
  expect(output).toContain('5 kills');
  expect(output).toContain('Nothing was lost, doubled or half there.');
});

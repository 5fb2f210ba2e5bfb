// `npm test`: puts in place what the tests need on this computer as far as it may, then runs them all. Arguments go to vitest.

import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installTestTools } from './set-up/test-tools.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
await installTestTools((line) => process.stdout.write(`${line}\n`));

const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const child = spawn(process.execPath, [vitest, 'run', ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
child.on('close', (code) => {
  process.exitCode = code ?? 1;
});

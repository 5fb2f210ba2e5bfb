// Runs the checks named on the command line, or all of them, and says which failed: `npm run check`.

import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Each check is one or more commands; `lint` also holds the import boundaries between folders. */
const CHECKS: Record<string, string[][]> = {
  types: [
    ['tsc'],
    ['tsc', '-p', 'shared'],
    ['tsc', '-p', 'host'],
    ['tsc', '-p', 'obs-overlay'],
    ['tsc', '-p', 'obs-overlay/test'],
    ['tsc', '-p', 'streamdeck-plugin'],
  ],
  lint: [['biome', 'check', '--error-on-warnings', '.']],
  unused: [['knip', '--no-progress']],
  css: [['stylelint', '--allow-empty-input', 'obs-overlay/src/**/*.css']],
};
/** Where each command's program lies; started by Node itself, so that no shell and no .cmd file is in between. */
const PROGRAMS: Record<string, string> = {
  tsc: 'typescript/bin/tsc',
  biome: '@biomejs/biome/bin/biome',
  knip: 'knip/bin/knip.js',
  stylelint: 'stylelint/bin/stylelint.mjs',
};
/** Commands of one check run side by side, but no more than this. */
const SIDE_BY_SIDE = 2;

function runCommand([program = '', ...args]: string[]): Promise<boolean> {
  const file = join(root, 'node_modules', PROGRAMS[program] ?? program);
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [file, ...args], { cwd: root, stdio: 'inherit' });
    child.on('error', () => resolve(false));
    child.on('close', (code) => resolve(code === 0));
  });
}

async function runCheck(commands: string[][]): Promise<boolean> {
  const left = [...commands];
  let passed = true;
  const lane = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      if (!(await runCommand(next))) passed = false;
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane));
  return passed;
}

const asked = process.argv.slice(2);
const names = asked.length > 0 ? asked : Object.keys(CHECKS);
let failed = 0;
for (const name of names) {
  const commands = CHECKS[name];
  if (commands === undefined) {
    process.stderr.write(`there is no check "${name}"; there are: ${Object.keys(CHECKS).join(', ')}\n`);
    failed += 1;
    continue;
  }
  const passed = await runCheck(commands);
  process.stdout.write(`check ${name}: ${passed ? 'ok' : 'FAILED'}\n`);
  if (!passed) failed += 1;
}
process.stdout.write(`checks: ${names.length - failed} ok, ${failed} failed\n`);
process.exitCode = failed > 0 ? 1 : 0;

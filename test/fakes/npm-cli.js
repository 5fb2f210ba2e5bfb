// A small npm: `ci` and `install` as far as the set-up uses them, without a network. Each call is a line in FAKE_NPM_LOG.
// FAKE_NPM=offline fails the way npm does without a network; FAKE_NPM=crash leaves a half-made
// node_modules; FAKE_NPM=slow takes a second.

import { appendFileSync, chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const [command, ...args] = process.argv.slice(2);
const mode = process.env.FAKE_NPM ?? '';
appendFileSync(process.env.FAKE_NPM_LOG ?? '/dev/null', `${command}\n`);

if (mode === 'offline') {
  process.stderr.write('npm error code EAI_AGAIN\nnpm error request to https://registry.invalid/x failed\n');
  process.exit(1);
}

if (command === 'ci') {
  rmSync('node_modules', { recursive: true, force: true });
  mkdirSync('node_modules/vite/bin', { recursive: true });
  // Long enough for a second set-up to arrive, or for a kill.
  await sleep(mode === 'slow' ? 1_000 : 300);
  if (mode === 'crash') process.kill(process.pid, 'SIGKILL');
  writeFileSync('node_modules/vite/package.json', '{ "name": "vite", "version": "8.0.0" }\n');
  writeFileSync(
    'node_modules/vite/bin/vite.js',
    `require('node:fs').mkdirSync('dist', { recursive: true });
     require('node:fs').appendFileSync('dist/built.txt', 'built\\n');\n`,
  );
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const { '': _project, ...present } = packages;
  writeFileSync('node_modules/.package-lock.json', JSON.stringify({ packages: present }));
}

if (command === 'install') {
  const [name] = (args[0] ?? '').split('@');
  mkdirSync(`node_modules/${name}/bin`, { recursive: true });
  const program = `node_modules/${name}/bin/node`;
  writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' "$@"\n`);
  chmodSync(program, 0o755);
}

// Builds the Stream Deck plugin, has Elgato's validator look at it, and packs it for a double-click: `npm run pack`.

import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPlugin, PLUGIN_FOLDER } from './plugin/build.ts';

const OUT = fileURLToPath(new URL('../streamdeck-plugin/dist', import.meta.url));

/** Elgato's command line; the answer is its exit code. */
function streamdeck(...args: string[]): Promise<number> {
  const cli = createRequire(import.meta.url).resolve('@elgato/cli/package.json');
  const program = join(dirname(cli), 'bin', 'streamdeck.mjs');
  return new Promise((done) => {
    const child = spawn(process.execPath, [program, ...args], { stdio: 'inherit' });
    child.on('error', () => done(1));
    child.on('close', (code) => done(code ?? 1));
  });
}

// In place as well: that folder is what `streamdeck link` shows to an app on this computer.
await buildPlugin();
// Elgato's tools write into the folder they are given.
const folder = join(OUT, PLUGIN_FOLDER);
rmSync(folder, { recursive: true, force: true });
await buildPlugin(folder);
const isValid = (await streamdeck('validate', '--no-update-check', folder)) === 0;
const isPacked = isValid && (await streamdeck('pack', '--no-update-check', '--force', '-o', OUT, folder)) === 0;
if (!isPacked) process.exitCode = 1;

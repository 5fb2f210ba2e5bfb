// Builds the Stream Deck plugin, has Elgato's validator look at it, and packs it for a double-click: `npm run pack`.

import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPlugin, PLUGIN_SOURCE } from './plugin/build.ts';

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

await buildPlugin();
const isValid = (await streamdeck('validate', '--no-update-check', PLUGIN_SOURCE)) === 0;
const isPacked = isValid && (await streamdeck('pack', '--no-update-check', '--force', '-o', OUT, PLUGIN_SOURCE)) === 0;
if (!isPacked) process.exitCode = 1;

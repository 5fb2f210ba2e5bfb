// Makes the project ready to run: its packages, a Node that is new enough, the built pages. Does only what is missing, so
// it costs little when nothing is; safe when two run at once and after one was killed. Any Node from 18 on runs this.

import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SetUpFault } from './set-up/fault.mjs';
import { installPackages, packagesMatch } from './set-up/packages.mjs';
import { buildPages, pagesBuilt } from './set-up/pages.mjs';
import { withLock } from './set-up/project-lock.mjs';
import { nodeReady, provideNode } from './set-up/runtime.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const say = (/** @type {string} */ line) => process.stdout.write(`${line}\n`);

const ready = () => packagesMatch(root) && nodeReady(root) && pagesBuilt(root);

/** @param {(pid: number | undefined) => void} onChild */
async function setUp(onChild) {
  if (!packagesMatch(root)) {
    say('Fetching the packages TraCord needs (half a minute, once) …');
    await installPackages(root, onChild);
  }
  if (!nodeReady(root)) await provideNode(root, say, onChild);
  if (!pagesBuilt(root)) {
    say('Building the overlay pages …');
    await buildPages(root);
  }
  say('Set-up done.');
}

try {
  if (!ready()) {
    const waiting = () => say('Another set-up is running in this folder; waiting for it …');
    await withLock(join(root, '.runtime', 'set-up.lock'), waiting, async (onChild) => {
      if (!ready()) await setUp(onChild);
    });
  }
} catch (error) {
  if (!(error instanceof SetUpFault)) throw error;
  process.stderr.write(`\n${error.message}\n\n`);
  process.exitCode = 1;
}

// The pages OBS shows (obs-overlay/dist): built when one of their sources changed since the last build.

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetUpFault } from './fault.mjs';
import { run } from './run.mjs';
import { nodeProgram } from './runtime.mjs';

const SOURCES = ['obs-overlay/src', 'obs-overlay/vite.config.ts', 'shared/src', 'package-lock.json'];

/** @param {string} root */
const stampFile = (root) => join(root, 'node_modules', '.pages-stamp');

/** True where the built pages come from the sources as they are now. @param {string} root */
export function pagesBuilt(root) {
  if (!existsSync(join(root, 'obs-overlay', 'dist')) || !existsSync(stampFile(root))) return false;
  return readFileSync(stampFile(root), 'utf8') === sourcesMark(root);
}

/** @param {string} root */
export async function buildPages(root) {
  rmSync(stampFile(root), { force: true });
  // Taken before the build: a source that changes meanwhile makes the next start build again.
  const mark = sourcesMark(root);
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const { code, output } = await run(nodeProgram(root), [vite, 'build'], { cwd: join(root, 'obs-overlay') });
  if (code !== 0) throw new SetUpFault(`The overlay pages could not be built:\n${output.trimEnd()}`);
  writeFileSync(stampFile(root), mark);
}

/** A hash of each source file's path, size and time of change. @param {string} root */
function sourcesMark(root) {
  const hash = createHash('sha256');
  /** @param {string} path */
  const add = (path) => {
    const found = statSync(join(root, path));
    if (!found.isDirectory()) {
      hash.update(`${path} ${found.size} ${found.mtimeMs}\n`);
      return;
    }
    for (const name of readdirSync(join(root, path)).sort()) add(`${path}/${name}`);
  };
  for (const source of SOURCES) add(source);
  return hash.digest('hex');
}

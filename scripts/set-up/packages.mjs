// The packages under node_modules: whether they are those of the lock file, and fetching them when they are not.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npmFault } from './fault.mjs';
import { runNpm } from './run.mjs';

/** @param {string} root */
const stampFile = (root) => join(root, 'node_modules', '.bootstrap-stamp');

/**
 * True where node_modules holds what the lock file says. A lost or old stamp is written anew if npm's own record agrees.
 * @param {string} root
 */
export function packagesMatch(root) {
  const wanted = fingerprint(root);
  if (existsSync(stampFile(root)) && readFileSync(stampFile(root), 'utf8') === wanted) return true;
  if (!recordAgrees(root)) return false;
  writeFileSync(stampFile(root), wanted);
  return true;
}

/**
 * Runs `npm ci`. Killed midway it leaves no stamp, so the next start does it again.
 * @param {string} root @param {(pid: number | undefined) => void} onChild
 */
export async function installPackages(root, onChild) {
  const { code, output } = await runNpm(['ci', '--include=dev'], root, onChild);
  if (code !== 0) throw npmFault('fetch its packages', output);
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(stampFile(root), fingerprint(root));
}

/** A hash of everything `npm ci` reads. @param {string} root */
function fingerprint(root) {
  const hash = createHash('sha256');
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const workspaces = /** @type {string[]} */ (readJson(join(root, 'package.json')).workspaces ?? []);
  hash.update(`${process.platform} ${process.arch}\n${lock}`);
  for (const folder of ['.', ...workspaces]) hash.update(dependenciesText(join(root, folder, 'package.json')));
  return hash.digest('hex');
}

/** Only what npm installs from: a changed script needs no new packages. @param {string} file */
function dependenciesText(file) {
  const { name, version, workspaces, dependencies, devDependencies, optionalDependencies, overrides } = readJson(file);
  return JSON.stringify([name, version, workspaces, dependencies, devDependencies, optionalDependencies, overrides]);
}

/**
 * npm writes node_modules/.package-lock.json when an install is complete. It agrees if it lists the lock file's versions
 * and each package is there; packages for other systems may be missing from it.
 * @param {string} root
 */
function recordAgrees(root) {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = readJson(join(root, 'package-lock.json')).packages ?? {};
  const present = readJson(record).packages ?? {};
  for (const [path, entry] of Object.entries(wanted)) {
    if (!path.includes('node_modules/')) continue;
    const held = present[path];
    if (held === undefined && entry.optional) continue;
    if (held === undefined || held.version !== entry.version) return false;
    if (!entry.optional && !existsSync(join(root, path, 'package.json'))) return false;
  }
  return Object.keys(present).every((path) => path in wanted);
}

/** @param {string} file */
function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

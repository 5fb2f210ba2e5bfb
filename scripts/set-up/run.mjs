// Runs a program and collects what it writes; npm is found the way it was started.

import { spawn } from 'node:child_process';
import { basename } from 'node:path';

/**
 * Resolves with the exit code and everything the program wrote; a program that cannot be started counts as code 127.
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd: string, shell?: boolean, onChild?: (pid: number | undefined) => void }} options
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(program, args, { onChild, ...options }) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    onChild?.(child.pid);
    let output = '';
    const take = (/** @type {Buffer} */ chunk) => {
      output += chunk.toString();
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', (error) => resolve({ code: 127, output: `${output}${error.message}` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Without a network npm would try for minutes; what it has fetched once needs no network at all. */
const NPM_FLAGS = [
  '--prefer-offline',
  '--fetch-retries=2',
  '--fetch-retry-mintimeout=500',
  '--fetch-retry-maxtimeout=3000',
  // No package here needs an install script; older npm versions do not know "allowScripts" and would run them.
  '--ignore-scripts',
  '--no-audit',
  '--no-fund',
];

/**
 * Runs npm: the one that started this script where there is one, else the one on the PATH.
 * @param {string[]} args
 * @param {string} cwd
 * @param {(pid: number | undefined) => void} onChild told of the process that was started
 */
export function runNpm(args, cwd, onChild) {
  const words = [...args, ...NPM_FLAGS];
  const started = process.env.npm_execpath ?? '';
  if (/^npm-cli\.c?js$/.test(basename(started))) return run(process.execPath, [started, ...words], { cwd, onChild });
  // npm is a .cmd file on Windows, which only a shell can start.
  return run('npm', words, { cwd, onChild, shell: process.platform === 'win32' });
}

// Runs a program and collects what it writes; npm is found the way it was started.

import { spawn } from 'node:child_process';
import { basename } from 'node:path';

/**
 * Resolves with the exit code and everything the program wrote; a program that cannot be started counts as code 127.
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd: string, shell?: boolean }} options
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(program, args, options) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
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

/**
 * Runs npm: the one that started this script where there is one, else the one on the PATH.
 * @param {string[]} args
 * @param {string} cwd
 */
export function runNpm(args, cwd) {
  const started = process.env.npm_execpath ?? '';
  if (/^npm-cli\.c?js$/.test(basename(started))) return run(process.execPath, [started, ...args], { cwd });
  // npm is a .cmd file on Windows, which only a shell can start.
  return run('npm', args, { cwd, shell: process.platform === 'win32' });
}

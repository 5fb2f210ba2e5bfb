// One set-up at a time: a lock file that its holder touches every second and that anyone may take once it went cold.

import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const TOUCH_MS = 1_000;
/** A holder that did not touch its lock for so long is gone, whatever its process id says. */
const COLD_MS = 15_000;
/** A program it started may outlive a killed holder for so long; nobody else may begin before it ended. */
const ORPHAN_MS = 120_000;

/**
 * Runs `work` while holding `file`; waits as long as another living process holds it.
 * @template T
 * @param {string} file
 * @param {() => void} onWait called once if it has to wait
 * @param {(onChild: (pid: number | undefined) => void) => Promise<T>} work it tells of each program it starts
 * @returns {Promise<T>}
 */
export async function withLock(file, onWait, work) {
  mkdirSync(dirname(file), { recursive: true });
  let mine = `${process.pid} ${Date.now()} ${Math.random().toString(36).slice(2)}\n`;
  let waited = false;
  while (!take(file, mine)) {
    if (takeAway(file)) continue;
    if (!waited) onWait();
    waited = true;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const touching = setInterval(() => touch(file), TOUCH_MS);
  const onChild = (/** @type {number | undefined} */ pid) => {
    mine += `${pid ?? ''}\n`;
    writeFileSync(file, mine);
  };
  try {
    return await work(onChild);
  } finally {
    clearInterval(touching);
    if (read(file) === mine) rmSync(file, { force: true });
  }
}

/** @param {string} file @param {string} content */
function take(file, content) {
  try {
    writeFileSync(file, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Removes the lock of a dead holder; false while the holder lives. @param {string} file */
function takeAway(file) {
  const held = read(file);
  if (held === undefined) return true;
  if (!isCold(file, held)) return false;
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return true;
    throw error;
  }
  // Between the reading and the renaming another process may have taken the cold lock: then it gets its own back.
  if (read(aside) !== held) giveBack(aside, file);
  rmSync(aside, { force: true });
  return true;
}

/** The lock holds the holder's process id, then a line for each program it started. @param {string} file @param {string} held */
function isCold(file, held) {
  const touchedAt = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  if (touchedAt === undefined) return true;
  const ageMs = Date.now() - touchedAt;
  const [holder, ...children] = held.split('\n').map((line) => Number.parseInt(line, 10));
  // Created but not yet written: its holder is just at it.
  if (holder === undefined || Number.isNaN(holder)) return ageMs > COLD_MS;
  if (children.some(isAlive)) return ageMs > ORPHAN_MS;
  return !isAlive(holder) || ageMs > COLD_MS;
}

/** @param {number} pid */
function isAlive(pid) {
  if (Number.isNaN(pid)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}

/** @param {string} aside @param {string} file */
function giveBack(aside, file) {
  try {
    linkSync(aside, file);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

/** @param {string} file */
function touch(file) {
  const now = new Date();
  try {
    utimesSync(file, now, now);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

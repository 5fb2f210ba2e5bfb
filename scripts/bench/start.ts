// How long a warm `npm start` takes until the host listens: everything is set up, the library is in.

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../test/fakes/free-port.ts';
import { quantile } from './quantile.ts';
import type { Bench } from './row.ts';

const STARTS = 9;

export const bench: Bench = async ({ say }) => {
  const home = mkdtempSync(join(tmpdir(), 'tracord-start-'));
  const times: number[] = [];
  const floors: number[] = [];
  try {
    // The first start makes the folders and is not counted.
    for (let round = 0; round <= STARTS; round += 1) {
      const taken = await startMs(home);
      if (round > 0) times.push(taken);
      if (round > 0) floors.push(await nodeMs());
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
  say(`  ${times.map((ms) => Math.round(ms)).join(' ')} ms`);
  return [
    { figure: 'warm npm start to listening, median, ms', measured: quantile(times, 0.5), bound: { atMost: 1_000 } },
    {
      figure: 'warm npm start to listening, times a bare npm run',
      measured: quantile(times, 0.5),
      against: { name: 'npm run with an empty Node script', measured: quantile(floors, 0.5) },
      bound: {},
    },
  ];
};

async function startMs(home: string): Promise<number> {
  const port = await freePort();
  const flags = ['--data', join(home, 'data'), '--port', String(port), '--broadcast-port', String(await freePort())];
  const began = performance.now();
  const child = spawn('npm', ['start', '--silent', '--', ...flags, '--no-demo'], {
    env: { ...process.env, HOME: home, TRACORD_CONFIG: join(home, 'config') },
    stdio: 'ignore',
    // A group of its own, so that npm and the host beneath it can be stopped together.
    detached: true,
  });
  while (!(await listens(port))) await new Promise((resolve) => setTimeout(resolve, 5));
  const taken = performance.now() - began;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
  await ended;
  return taken;
}

function nodeMs(): Promise<number> {
  const began = performance.now();
  const child = spawn('npm', ['exec', '--silent', '--', 'node', '-e', ''], { stdio: 'ignore' });
  return new Promise((resolve) => child.once('exit', () => resolve(performance.now() - began)));
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

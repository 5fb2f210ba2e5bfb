// A real host in a process of its own, with folders and ports of its own: what flow tests look at.

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.ts';
import { until } from './until.ts';

const MAIN = fileURLToPath(new URL('../../host/src/app/main.ts', import.meta.url));
/** Nothing answers there: no test drives an OBS of whoever runs it. */
const HOST_ENV = { TRACORD_OBS_URL: 'ws://127.0.0.1:9' };
const STARTS_WITHIN_MS = 20_000;
/** Longer than the host gives itself. */
const STOPS_WITHIN_MS = 20_000;

const HANGS = Symbol('hangs');

export type HostOptions = {
  /** More flags, after the folders and ports. */
  args?: string[];
  env?: Record<string, string>;
  /** A folder from an earlier host: settings, library and plays are taken up. Ports too where they are given. */
  home?: string;
  port?: number;
  broadcastPort?: number;
};

export type StartedHost = {
  home: string;
  config: string;
  data: string;
  port: number;
  broadcastPort: number;
  address: string;
  token: string;
  pid: number;
  /** What it printed so far, both streams. */
  output(): string;
  /** JSON of a GET, as operator unless `role` is audience. */
  get<T = Record<string, unknown>>(path: string, role?: 'operator' | 'audience'): Promise<T>;
  command(name: string, args?: object): Promise<Record<string, unknown> & { ok: boolean }>;
  /** Resolves when `check` no longer throws; rejects with its last error. */
  until<T>(check: () => Promise<T> | T, withinMs?: number): Promise<T>;
  /** Ends it: SIGTERM, or SIGKILL for a crash. Rejects with the end of its log where it does not end. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
  /** Removes its folders; call after stop. */
  clear(): void;
};

/** Starts a host and waits until it answers. Rejects with its output when it ends instead. */
export async function startedHost(options: HostOptions = {}): Promise<StartedHost> {
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'tracord-host-'));
  const config = join(home, 'config');
  const data = join(home, 'data');
  const port = options.port ?? (await freePort());
  const broadcastPort = options.broadcastPort ?? (await freePort());
  const address = `http://127.0.0.1:${port}`;
  const flags = ['--data', data, '--port', String(port), '--broadcast-port', String(broadcastPort)];
  const child = spawn(process.execPath, [MAIN, ...flags, ...(options.args ?? [])], {
    // A home of its own as well: the host must not find a collection of whoever runs the tests.
    env: { ...process.env, ...HOST_ENV, HOME: home, USERPROFILE: home, TRACORD_CONFIG: config, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const ended = endOf(child);
  await isUp(`${address}/api/health`, child, () => output);
  const token = readFileSync(join(data, 'operator-token'), 'utf8').trim();
  const bearer = { authorization: `Bearer ${token}` };

  return {
    ...{ home, config, data, port, broadcastPort, address, token, pid: child.pid ?? 0 },
    output: () => output,
    get: async <T>(path: string, role: 'operator' | 'audience' = 'operator') => {
      const response = await fetch(address + path, { headers: role === 'operator' ? bearer : {} });
      return (await response.json()) as T;
    },
    command: async (name, args = {}) => {
      const response = await fetch(`${address}/api/commands/${name}`, {
        method: 'POST',
        headers: { ...bearer, 'content-type': 'application/json' },
        body: JSON.stringify(args),
      });
      return (await response.json()) as Record<string, unknown> & { ok: boolean };
    },
    until,
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal);
      const waited = await Promise.race([ended, sleep(STOPS_WITHIN_MS, HANGS, { ref: false })]);
      if (waited !== HANGS) return waited;
      child.kill('SIGKILL');
      const log = readFileSync(join(data, 'log', 'tracord.log'), 'utf8')
        .split('\n')
        .slice(-40)
        .join('\n');
      throw new Error(`the host does not end on ${signal}. It printed:\n${output}\nIts log ends:\n${log}`);
    },
    clear: () => rmSync(home, { recursive: true, force: true }),
  };
}

/** Up: pages are served, and the broadcast bridge has said how it stands. */
async function isUp(health: string, child: ChildProcess, output: () => string): Promise<void> {
  const ended = () => child.exitCode !== null || child.signalCode !== null;
  await until(async () => {
    if (ended()) return;
    const { bridges } = (await (await fetch(health)).json()) as { bridges: Record<string, unknown> };
    if (bridges.broadcast === undefined) throw new Error('the broadcast bridge has not started');
  }, STARTS_WITHIN_MS);
  if (ended()) throw new Error(`the host ended:\n${output()}`);
}

function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)));
}

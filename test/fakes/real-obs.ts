// The real OBS (Debian's obs-studio) on a screen of its own under Xvfb, with a home of its own, as tests start, kill and restart it.
// It listens on all interfaces, since its server knows no other way; the port is a free one and there is a password unless a test
// wants none. (`unshare -n` would shut the test itself out as well.)

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { freePort } from './free-port.ts';
import { OBS_PROFILE, type ObsHomeOptions, recordingsOf, writeObsHome } from './real-obs-home.ts';
import { until } from './until.ts';

const onPath = (program: string) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));

const missing = ['obs', 'Xvfb'].filter((program) => !onPath(program));

/** Why OBS cannot be started here, for `describe.skipIf(realObsMissing !== undefined)`; undefined where it can. */
export const realObsMissing = missing.length === 0 ? undefined : `needs ${missing.join(' and ')}`;

const START_MS = 30_000;

export type RealObsOptions = Partial<Omit<ObsHomeOptions, 'port'>> & { port?: number };

export type RealObs = {
  /** ws://127.0.0.1:<port> */
  readonly url: string;
  readonly port: number;
  readonly password: string | undefined;
  /** Its HOME; it stays over `kill` and `start`. */
  readonly home: string;
  /** The folder it records into. */
  readonly recordings: string;
  /** What it wrote to its log since its last start. */
  log(): string;
  /** Starts it again with the same home, as after `kill`; resolves when it listens. `collection`: opened in place of the first. */
  start(collection?: string): Promise<void>;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
  /** Ends it and its screen and removes its home. */
  stop(): Promise<void>;
};

/** Starts OBS; resolves when its socket listens (about 1.5 s), which may be before it has loaded its scenes (status 207). */
export async function startRealObs(options: RealObsOptions = {}): Promise<RealObs> {
  const port = options.port ?? (await freePort());
  const password = 'password' in options ? options.password : 'correct horse';
  const collections = options.collections ?? { Show: ['Main', 'Break', 'End'] };
  const home = mkdtempSync(join(tmpdir(), 'tracord-obs-'));
  const canvas = options.canvas ?? { width: 1280, height: 720 };
  writeObsHome(home, { port, password, collections, canvas, recordingFormat: options.recordingFormat ?? 'mkv' });
  const screen = await startScreen(home);
  let obs: ChildProcess | undefined;
  let log = '';

  const end = () => {
    kill(obs);
    kill(screen.process);
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  // A test run that is cut short leaves nothing behind.
  process.once('exit', end);

  const start = async (collection = Object.keys(collections)[0] ?? 'Scenes') => {
    log = '';
    const args = ['--multi', '--disable-updater', '--disable-shutdown-check'];
    const words = ['obs', ...args, '--profile', OBS_PROFILE, '--collection', collection];
    const started = spawn(...withUs(words), {
      cwd: home,
      env: { ...homeOf(home), DISPLAY: screen.display, LIBGL_ALWAYS_SOFTWARE: '1', QT_QPA_PLATFORM: 'xcb' },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    obs = started;
    const keep = (bytes: Buffer) => {
      log += bytes.toString();
    };
    started.stdout.on('data', keep);
    started.stderr.on('data', keep);
    await until(async () => {
      if (started.exitCode !== null) throw new Error(`OBS ended by itself. It said:\n${log}`);
      await canConnect(port);
    }, START_MS);
  };

  const obsParts = {
    url: `ws://127.0.0.1:${port}`,
    port,
    password,
    home,
    recordings: recordingsOf(home),
    log: () => log,
    start,
    kill: () => gone(obs),
    stop: async () => {
      process.removeListener('exit', end);
      await gone(obs);
      await gone(screen.process);
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  try {
    await start();
  } catch (error) {
    await obsParts.stop();
    throw error;
  }
  return obsParts;
}

/** Only what it needs: no session bus, no sound server, no other home of this computer. */
function homeOf(home: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    LANG: 'C.UTF-8',
    HOME: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_CACHE_HOME: join(home, '.cache'),
    XDG_RUNTIME_DIR: join(home, '.run'),
  };
}

/** Ends with us even where we are killed and can end nothing ourselves. */
function withUs([program = '', ...args]: string[]): [program: string, args: string[]] {
  return onPath('setpriv') ? ['setpriv', ['--pdeathsig', 'KILL', program, ...args]] : [program, args];
}

/** A screen without a monitor; it chooses a free number itself and says which. */
async function startScreen(home: string): Promise<{ display: string; process: ChildProcess }> {
  const words = ['Xvfb', '-displayfd', '3', '-screen', '0', '1280x800x24', '-nolisten', 'tcp'];
  const screen = spawn(...withUs(words), {
    env: homeOf(home),
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    detached: true,
  });
  const said = screen.stdio[3];
  const number = await new Promise<string>((resolve, reject) => {
    let text = '';
    said?.on('data', (bytes: Buffer) => {
      text += bytes.toString();
      if (text.includes('\n')) resolve(text.trim());
    });
    screen.once('error', reject);
    screen.once('exit', (code) => reject(new Error(`Xvfb ended with ${code} before it had a screen.`)));
  });
  return { display: `:${number}`, process: screen };
}

function canConnect(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve();
    });
    socket.once('error', reject);
  });
}

/** It and what it started. */
function kill(child: ChildProcess | undefined): void {
  if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  process.kill(-child.pid, 'SIGKILL');
}

async function gone(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  kill(child);
  await ended;
}

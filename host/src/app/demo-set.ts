// The demo set: a library of our own and a DJ process that broadcasts it like Traktor. It has a data folder of its own.

import { join } from 'node:path';
import type { Settings } from '@tracord/shared/settings.ts';
import { DomainError } from '#kernel/domain-error.ts';
import type { HealthReporter } from '#kernel/health.ts';
import type { Logger } from '#kernel/logger.ts';
import { type ProcessLink, startProcess } from '#kernel/workers.ts';
import { everImported } from '#storage/library/database.ts';
import { prepareDemoLibrary } from './demo/demo-library.ts';
import type { Options } from './options.ts';

const RESTART_AFTER_MS = 3_000;

/** Wanted by a flag; else where this data folder has never held a library and no collection is to be found. */
export async function demoWanted(
  options: Options,
  settings: Settings,
  dataFolder: string,
  find: () => Promise<string | undefined>,
): Promise<boolean> {
  if (options.demo !== undefined) return options.demo;
  if (settings.library.collection !== '' || hasLibrary(join(dataFolder, 'library.sqlite'))) return false;
  return (await find()) === undefined;
}

/** One that cannot be read was one all the same. */
function hasLibrary(file: string): boolean {
  try {
    return everImported(file);
  } catch (error) {
    if (error instanceof DomainError) return true;
    throw error;
  }
}

export class DemoSet {
  readonly #folder: string;
  readonly #speed: number;
  readonly #password: () => string | undefined;
  readonly #report: HealthReporter;
  readonly #log: Logger;
  #dj: ProcessLink | undefined;
  /** Where it plays; undefined before it does. */
  #port: number | undefined;
  #stopped = false;
  /** Stops and starts follow one another. */
  #turn: Promise<void> = Promise.resolve();
  collection = '';

  /** `password`: what the broadcast asks for now; undefined where it asks for none. */
  constructor(folder: string, speed: number, password: () => string | undefined, report: HealthReporter, log: Logger) {
    this.#folder = folder;
    this.#password = password;
    this.#speed = speed;
    this.#report = report;
    this.#log = log.scope('demo');
  }

  /** Writes the demo collection with this computer's paths. */
  async prepare(): Promise<void> {
    this.collection = (await prepareDemoLibrary(join(this.#folder, 'collection'))).collection;
  }

  /** Starts the demo DJ, and starts it again should it fail. */
  play(broadcastPort: number): void {
    this.#port = broadcastPort;
    this.#turn = this.#turn.then(() => this.#start());
  }

  /** The broadcast listens elsewhere: a demo DJ that plays goes there. */
  moveTo(broadcastPort: number): void {
    if (this.#port === undefined || this.#port === broadcastPort) return;
    this.#port = broadcastPort;
    this.#turn = this.#turn.then(async () => {
      await this.#dj?.stop();
      this.#start();
    });
  }

  #start(): void {
    if (this.#stopped) return;
    this.#report({
      status: 'ok',
      message: 'A demo set plays.',
      remedy: 'Start TraCord with --collection <path of collection.nml> to use your own.',
    });
    const password = this.#password();
    this.#dj = startProcess(
      'demo-dj',
      ['--port', String(this.#port), '--speed', String(this.#speed)],
      {
        line: (text) => this.#log.info('dj', { text }),
        exit: (code) => {
          this.#dj = undefined;
          this.#log.warn('dj.ended', { code });
          setTimeout(() => this.#startAgain(), RESTART_AFTER_MS).unref();
        },
      },
      password === undefined ? {} : { TRACORD_DEMO_PASSWORD: password },
    );
  }

  #startAgain(): void {
    this.#turn = this.#turn.then(() => {
      if (this.#dj === undefined) this.#start();
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#turn;
    await this.#dj?.stop();
  }
}

// The passwords in force: read at start, watched, and handed out. A file that cannot be understood never takes one away.

import { join } from 'node:path';
import { watchText } from '#adapters/files/file-watch.ts';
import { createSecretsFile, loadSecrets } from '#adapters/files/secrets-file.ts';
import { systemClock } from '#kernel/clock.ts';
import type { HealthReporter } from '#kernel/health.ts';
import type { Logger } from '#kernel/logger.ts';

/** `problem`: the file is not understood and no password is known from before; a sentence with the line and the remedy. */
export type BroadcastPassword = { known: true; password: string | undefined } | { known: false; problem: string };

export type SecretsPlace = { folder: string; env: NodeJS.ProcessEnv };

export class SecretsKeeper {
  readonly #file: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #report: HealthReporter;
  readonly #log: Logger;
  #broadcast: BroadcastPassword = { known: true, password: undefined };
  #watch: { stop(): Promise<void> } | undefined;
  /** Changes are taken one after another. */
  #turn: Promise<void> = Promise.resolve();

  private constructor({ folder, env }: SecretsPlace, report: HealthReporter, log: Logger) {
    this.#file = join(folder, 'secrets.yaml');
    this.#env = env;
    this.#report = report;
    this.#log = log;
  }

  /** Creates the file where there is none, and reads it. */
  static async open(place: SecretsPlace, report: HealthReporter, log: Logger): Promise<SecretsKeeper> {
    const keeper = new SecretsKeeper(place, report, log);
    await createSecretsFile(keeper.#file);
    await keeper.#read();
    return keeper;
  }

  get broadcast(): BroadcastPassword {
    return this.#broadcast;
  }

  /** Calls back when another password counts, or whether one is known has changed. */
  async watch(onChange: () => void): Promise<void> {
    this.#watch = await watchText(this.#file, systemClock, () => {
      this.#turn = this.#turn.then(async () => {
        const before = this.#broadcast;
        await this.#read();
        if (JSON.stringify(before) !== JSON.stringify(this.#broadcast)) onChange();
      });
    });
  }

  async stop(): Promise<void> {
    await this.#watch?.stop();
    await this.#turn;
  }

  async #read(): Promise<void> {
    const result = await loadSecrets(this.#file, this.#env);
    if (!result.ok) {
      return this.#refuse(result.problems.map(({ message, remedy }) => `${message} ${remedy}`).join(' '));
    }
    const { password } = result.secrets.broadcast;
    const lost = result.isBlank && password === undefined && this.#broadcast.known && this.#broadcast.password;
    if (lost) return this.#refuse(`${this.#file} is gone or empty. Write the password into it again.`);
    for (const warning of result.warnings) this.#log.warn('secrets', { warning });
    this.#broadcast = { known: true, password };
    const [warning] = result.warnings;
    if (warning === undefined) this.#report({ status: 'ok', message: 'The passwords are read.' });
    else this.#report({ status: 'warn', message: 'The passwords could be seen by others.', remedy: warning });
  }

  #refuse(problem: string): void {
    this.#log.warn('secrets.refused', { problem });
    const fromEnv = this.#env.TRACORD_BROADCAST_PASSWORD || undefined;
    const password = (this.#broadcast.known && this.#broadcast.password) || fromEnv;
    this.#broadcast = password ? { known: true, password } : { known: false, problem };
    this.#report({
      status: 'warn',
      message: `The file of passwords has a mistake; ${password ? 'the one before it stays in force' : 'none is known'}.`,
      remedy: problem,
    });
  }
}

// The secrets in force: read at start, watched, and handed out. A file that cannot be understood never takes one away.

import { join } from 'node:path';
import { textOf, watchText } from '#adapters/files/file-watch.ts';
import { createSecretsFile, loadSecrets, type Secrets, secretsFromEnv } from '#adapters/files/secrets-file.ts';
import { systemClock } from '#kernel/clock.ts';
import type { HealthReporter } from '#kernel/health.ts';
import type { Logger } from '#kernel/logger.ts';

/** `problem`: the file is not understood and no password is known from before; a sentence with the line and the remedy. */
export type BroadcastPassword = { known: true; password: string | undefined } | { known: false; problem: string };
/** The same for the token of the Discord bot. */
export type DiscordToken = { known: true; token: string | undefined } | { known: false; problem: string };

/** The same for OBS's password. */
export type ObsPassword = BroadcastPassword;

export type SecretName = keyof Secrets;

export type SecretsPlace = { folder: string; env: NodeJS.ProcessEnv };

export class SecretsKeeper {
  readonly #file: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #report: HealthReporter;
  readonly #log: Logger;
  #secrets: Secrets;
  /** The file as it was read last; undefined: there was nothing to read. */
  #text: string | undefined;
  /** Why the file is not understood; undefined while it is. */
  #problem: string | undefined;
  #watch: { stop(): Promise<void> } | undefined;
  /** Changes are taken one after another. */
  #turn: Promise<void> = Promise.resolve();

  private constructor({ folder, env }: SecretsPlace, report: HealthReporter, log: Logger) {
    this.#file = join(folder, 'secrets.yaml');
    this.#env = env;
    this.#secrets = secretsFromEnv(env);
    this.#report = report;
    this.#log = log;
  }

  /** Creates the file where there is none, and reads it. */
  static async open(place: SecretsPlace, report: HealthReporter, log: Logger): Promise<SecretsKeeper> {
    const keeper = new SecretsKeeper(place, report, log);
    await createSecretsFile(keeper.#file);
    keeper.#text = textOf(keeper.#file);
    await keeper.#read();
    return keeper;
  }

  get broadcast(): BroadcastPassword {
    const { password } = this.#secrets.broadcast;
    if (password === undefined && this.#problem !== undefined) return { known: false, problem: this.#problem };
    return { known: true, password };
  }

  get discord(): DiscordToken {
    const { token } = this.#secrets.discord;
    if (token === undefined && this.#problem !== undefined) return { known: false, problem: this.#problem };
    return { known: true, token };
  }

  get obs(): ObsPassword {
    const { password } = this.#secrets.obs;
    if (password === undefined && this.#problem !== undefined) return { known: false, problem: this.#problem };
    return { known: true, password };
  }

  /** Calls back with the name of each secret of which another counts now, or of which it has changed whether it is known. */
  async watch(onChange: (changed: SecretName) => void): Promise<void> {
    const take = (text: string | undefined) => {
      this.#text = text;
      this.#turn = this.#turn.then(async () => {
        const before = this.#known();
        await this.#read();
        const now = this.#known();
        for (const name of ['broadcast', 'discord', 'obs'] as const) {
          if (JSON.stringify(before[name]) !== JSON.stringify(now[name])) onChange(name);
        }
      });
    };
    this.#watch = await watchText(this.#file, systemClock, { since: this.#text, onChange: take });
    await this.#turn;
  }

  async stop(): Promise<void> {
    await this.#watch?.stop();
    await this.#turn;
  }

  #known(): Record<SecretName, BroadcastPassword | DiscordToken> {
    return { broadcast: this.broadcast, discord: this.discord, obs: this.obs };
  }

  async #read(): Promise<void> {
    const result = await loadSecrets(this.#file, this.#env, { known: this.#text });
    if (!result.ok) {
      return this.#refuse(result.problems.map(({ message, remedy }) => `${message} ${remedy}`).join(' '));
    }
    if (result.isBlank && this.#wouldLose(result.secrets)) {
      return this.#refuse(`${this.#file} is gone or empty. Write what stood there into it again.`);
    }
    for (const warning of result.warnings) this.#log.warn('secrets', { warning });
    this.#secrets = result.secrets;
    this.#problem = undefined;
    const [warning] = result.warnings;
    if (warning === undefined) this.#report({ status: 'ok', message: 'The passwords are read.' });
    else this.#report({ status: 'warn', message: 'The passwords could be seen by others.', remedy: warning });
  }

  #wouldLose({ broadcast, discord, obs }: Secrets): boolean {
    const held = this.#secrets;
    return (
      (held.broadcast.password !== undefined && broadcast.password === undefined) ||
      (held.discord.token !== undefined && discord.token === undefined) ||
      (held.obs.password !== undefined && obs.password === undefined)
    );
  }

  /** What is known stays in force; what is not is not known to be unset either. */
  #refuse(problem: string): void {
    this.#problem = problem;
    this.#log.warn('secrets.refused', { problem });
    const { broadcast, discord, obs } = this.#secrets;
    const isAnyKnown = [broadcast.password, discord.token, obs.password].some((secret) => secret !== undefined);
    this.#report({
      status: 'warn',
      message: `The file of passwords has a mistake; ${isAnyKnown ? 'what stood there before stays in force' : 'none is known'}.`,
      remedy: problem,
    });
  }
}

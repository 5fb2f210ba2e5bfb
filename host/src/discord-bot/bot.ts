// The bot as a whole: joins the line to the host, the line to Discord and the modules, and says how it is. It ends with a code
// only where starting it again as it is would help nobody.

import { type Client, Events } from 'discord.js';
import { AWAY, BotHealth, CONNECTING, NO_SERVER, notInServer, type Report, TOKEN_REFUSED } from './bot-health.ts';
import { registerCommands } from './command-registration.ts';
import { type Login, logIn } from './discord-login.ts';
import type { Environment } from './environment.ts';
import { ConnectedHost } from './host-client.ts';
import { route } from './interaction-route.ts';
import type { BotModule, BotParts, Changed, Clock, Log, MakeModule } from './module.ts';
import { SongChoices } from './song-choices.ts';

/** EX_CONFIG of sysexits.h: the token or the server has to be another. */
export const EXIT_CONFIG = 78;
const EXIT_FAULT = 1;
const REGISTERS_AGAIN_AFTER_MS = 30_000;
/** It is there within a second; one that refuses the token says nothing. */
const HOST_IS_LATE_AFTER_MS = 10_000;
const SAYS_WHY_WITHIN_MS = 2_000;

export type BotOptions = { environment: Environment; modules: MakeModule[]; clock: Clock; log: Log };

export class Bot {
  /** Resolves with the exit code the process should end with. */
  readonly ended: Promise<number>;
  readonly #options: BotOptions;
  readonly #host: ConnectedHost;
  readonly #choices: SongChoices;
  readonly #health: BotHealth;
  readonly #login: Login;
  readonly #cancelWarning: () => void;
  #parts: BotParts | undefined;
  #modules: BotModule[] = [];
  #end: (code: number) => void = () => {};
  #isStopped = false;

  /** It starts at once. */
  constructor(options: BotOptions) {
    const { environment, clock, log } = options;
    this.#options = options;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
    this.#host = new ConnectedHost(environment.hostUrl, environment.hostToken, clock, (what) => this.#changed(what));
    this.#choices = new SongChoices(this.#host, clock);
    this.#health = new BotHealth(this.#host);
    this.#login = logIn({
      ...{ environment, clock, log },
      onRefused: () => void this.#giveUp(TOKEN_REFUSED),
      onAway: () => void this.#health.set('line', AWAY),
    });
    void this.#health.set('line', CONNECTING);
    this.#cancelWarning = clock.after(HOST_IS_LATE_AFTER_MS, () => log.warn('host.does-not-answer'));
    void this.#host.complete.then(this.#cancelWarning);
    this.#run().catch((error: unknown) => {
      log.error('bot.failed', { error });
      this.#end(EXIT_FAULT);
    });
  }

  async stop(): Promise<void> {
    if (this.#isStopped) return;
    this.#isStopped = true;
    this.#cancelWarning();
    await Promise.allSettled(this.#modules.map((module) => module.stop?.()));
    await this.#login.stop();
    this.#host.close();
    this.#end(0);
  }

  async #run(): Promise<void> {
    const { environment, modules, clock, log } = this.#options;
    const [{ client, guildIds }] = await Promise.all([this.#login.ready, this.#host.complete]);
    if (this.#isStopped) return;
    const only = guildIds.length === 1 ? guildIds[0] : undefined;
    const guildId = environment.guildId || this.#host.topics.discord.server || only;
    if (guildId === undefined) return this.#giveUp(NO_SERVER);

    const parts: BotParts = {
      ...{ client, guildId, host: this.#host, choices: this.#choices, clock, log },
      say: (part, trouble) => void this.#health.set(part, trouble && { status: 'warn', ...trouble }),
    };
    this.#parts = parts;
    this.#modules = modules.map((make) => make(parts));
    client.on(Events.InteractionCreate, (interaction) => void route(this.#modules, interaction, parts));
    client.on(Events.ShardReconnecting, () => void this.#health.set('line', AWAY));
    client.on(Events.ShardResume, () => this.#isBack(client));
    client.on(Events.ShardReady, () => this.#isBack(client));

    const outcome = await this.#register();
    if (outcome === 'not-in-server') return this.#giveUp(notInServer(client.application.id));
    this.#changed('connected');
    log.info('discord.ready', { as: client.user.username, guildId });
    await this.#health.set('line', connectedTo(client));
  }

  /** Writes the list of commands; where Discord does not take it, it is tried again later. */
  async #register(): Promise<'well' | 'later' | 'not-in-server'> {
    const { clock, log } = this.#options;
    if (this.#parts === undefined) return 'later';
    try {
      const wanted = this.#modules.flatMap((module) => module.commands?.() ?? []);
      const outcome = await registerCommands(this.#parts.client, this.#parts.guildId, wanted);
      if (outcome === 'not-in-server') return outcome;
      log.info('commands.registered', { outcome, count: wanted.length });
      await this.#health.set('commands', undefined);
      return 'well';
    } catch (error) {
      log.warn('commands.failed', { error });
      await this.#health.set('commands', COMMANDS_FAILED);
      clock.after(REGISTERS_AGAIN_AFTER_MS, () => {
        if (!this.#isStopped) void this.#register();
      });
      return 'later';
    }
  }

  #changed(what: Changed): void {
    if (what === 'connected' && this.#host.isConnected) void this.#health.again();
    if (what === 'discord') void this.#register();
    if (what === 'choices' || what === 'connected') this.#choices.forget();
    for (const module of this.#modules) this.#call('changed', () => module.changed?.(what));
  }

  /** Discord is there again after an outage. */
  #isBack(client: Client<true>): void {
    this.#options.log.info('discord.back');
    void this.#health.set('line', connectedTo(client));
    for (const module of this.#modules) this.#call('resumed', () => module.resumed?.());
  }

  /** What one module throws must not keep the others from hearing of it. */
  #call(what: string, call: () => void): void {
    try {
      call();
    } catch (error) {
      this.#options.log.error('module.failed', { what, error });
    }
  }

  /** Says why, and ends. The host may be slow to hear it; the bot goes without. */
  async #giveUp(report: Report): Promise<void> {
    const { clock, log } = this.#options;
    log.error('bot.gives-up', { why: report.message });
    const said = this.#host.complete.then(() => this.#health.set('line', report));
    await Promise.race([said, new Promise<void>((resolve) => clock.after(SAYS_WHY_WITHIN_MS, resolve))]);
    this.#end(EXIT_CONFIG);
  }
}

function connectedTo({ user }: Client<true>): Report {
  return { status: 'ok', message: `Connected to Discord as ${user.username}.` };
}

const COMMANDS_FAILED: Report = {
  status: 'warn',
  message: 'Discord did not take the list of commands; the bot tries again in 30 s.',
};

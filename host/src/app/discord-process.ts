// The Discord bot's process: off until there are a token and a server, started again when it dies, and stopped with the host.
// What the bot says of its own health is kept; this file speaks where it cannot.

import { jsonEqual } from '@tracord/shared/merge-patch.ts';
import type { BridgeHealth } from '@tracord/shared/topics.ts';
import type { Clock } from '#kernel/clock.ts';
import type { HealthReporter } from '#kernel/health.ts';
import type { Logger } from '#kernel/logger.ts';
import type { ProcessEvents, ProcessLink } from '#kernel/workers.ts';
import type { DiscordToken } from './secrets-keeper.ts';
import type { SettingsKeeper } from './settings-keeper.ts';

export type DiscordParts = {
  settings: Pick<SettingsKeeper, 'current' | 'onChange'>;
  token: () => DiscordToken;
  /** Address of the host's own web server, and the bot's token for it. */
  host: { url: string; token: string };
  /** TRACORD_DISCORD_GUILD, …_API and …_GATEWAY are read from it. */
  env: NodeJS.ProcessEnv;
  /** Starts the bot with these variables. */
  start: (on: ProcessEvents, env: Record<string, string>) => ProcessLink;
  report: HealthReporter;
  clock: Clock;
  log: Logger;
};

/** EX_CONFIG of sysexits.h: the bot cannot work with this token or server. Only people can change that, in the settings or at
 * Discord, where it may be invited meanwhile. */
const EXIT_CONFIG = 78;
const REFUSED_AGAIN_AFTER_MS = 5 * 60_000;
const RESTARTS_AFTER_MS = [1_000, 2_000, 5_000, 10_000, 30_000];
/** A bot that ran for so long was well: the next time it is waited for the shortest time again. */
const WELL_AFTER_MS = 120_000;

export const TOKEN_REMEDY =
  'Put the bot\'s token into secrets.yaml, as "token:" beneath "discord:" (discord.com/developers/applications, Bot, Reset Token).';
export const SERVER_REMEDY =
  'Write the id of your Discord server into the settings, as "server:" beneath "discord:" (right click on its name in Discord, Copy Server ID).';

/** What the bot is started with; another needs another start. */
type Wanted = { env: Record<string, string>; settings: object };

export class DiscordProcess {
  readonly #parts: DiscordParts;
  readonly #log: Logger;
  #bot: { link: ProcessLink; startedAt: number } | undefined;
  /** What the running or waiting bot was started with; undefined while it is off. */
  #wanted: Wanted | undefined;
  /** What the bot said of itself since it was last started. */
  #reported: BridgeHealth | undefined;
  /** Discord did not let it in when it was last heard of: nobody is told otherwise while it is only tried again. */
  #isRefused = false;
  #attempt = 0;
  #cancelRestart = () => {};
  #isStopped = false;
  /** Stops and starts follow one another, however quickly settings change. */
  #turn: Promise<void> = Promise.resolve();

  constructor(parts: DiscordParts) {
    this.#parts = parts;
    this.#log = parts.log.scope('discord');
    parts.settings.onChange(['discord'], () => this.settingsChanged());
  }

  /** Starts the bot where it is wanted. The host must be reachable by then. */
  start(): Promise<void> {
    return this.settingsChanged();
  }

  /** Settings or token may be others: the bot is stopped and started with them, unless they are the same. */
  settingsChanged(): Promise<void> {
    this.#turn = this.#turn.then(async () => {
      if (this.#isStopped) return;
      const wanted = this.#wantedNow();
      if (wanted !== undefined && jsonEqual(wanted, this.#wanted)) return;
      this.#cancelRestart();
      this.#wanted = wanted;
      this.#attempt = 0;
      this.#isRefused = false;
      await this.#end();
      this.#parts.report(
        wanted === undefined ? this.#off() : { status: 'waiting', message: 'The Discord bot starts.' },
      );
      this.#launch();
    });
    return this.#turn;
  }

  /** What the bot says of its own health. One that is off says nothing any more. */
  reported(health: BridgeHealth): void {
    if (this.#wanted === undefined || this.#isStopped) return;
    if (this.#isRefused && health.status === 'waiting') return;
    if (health.status === 'ok') this.#isRefused = false;
    this.#reported = health;
    this.#parts.report(health);
  }

  /** Ends the bot, within 3 s. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancelRestart();
    await this.#turn;
    await this.#end();
  }

  /** Undefined: off. */
  #wantedNow(): Wanted | undefined {
    const { settings, token, host, env } = this.#parts;
    const secret = token();
    const { discord } = settings.current;
    const server = env.TRACORD_DISCORD_GUILD?.trim() || discord.server;
    if (!secret.known || secret.token === undefined || server === '') return undefined;
    return {
      settings: discord,
      env: {
        TRACORD_URL: host.url,
        TRACORD_TOKEN: host.token,
        TRACORD_DISCORD_TOKEN: secret.token,
        TRACORD_DISCORD_GUILD: server,
        ...given(env, 'TRACORD_DISCORD_API'),
        ...given(env, 'TRACORD_DISCORD_GATEWAY'),
      },
    };
  }

  #off(): BridgeHealth {
    const secret = this.#parts.token();
    const message = 'The Discord bot is off.';
    if (!secret.known) return { status: 'off', message, remedy: secret.problem };
    return { status: 'off', message, remedy: secret.token === undefined ? TOKEN_REMEDY : SERVER_REMEDY };
  }

  #launch(): void {
    const { start, clock } = this.#parts;
    if (this.#wanted === undefined || this.#isStopped) return;
    const { env } = this.#wanted;
    this.#reported = undefined;
    try {
      const link = start(
        {
          line: (text) => this.#log.info('bot', { text: withoutTokens(text, env) }),
          exit: (code) => this.#ended(code),
        },
        env,
      );
      this.#bot = { link, startedAt: clock.now() };
      this.#log.info('started', { pid: link.pid });
    } catch (error) {
      // A computer that is out of memory refuses at once.
      this.#log.error('not-started', { error });
      this.#ended(null);
    }
  }

  async #end(): Promise<void> {
    const bot = this.#bot;
    this.#bot = undefined;
    await bot?.link.stop();
  }

  #ended(code: number | null): void {
    const { clock, report } = this.#parts;
    const ranMs = clock.now() - (this.#bot?.startedAt ?? clock.now());
    this.#bot = undefined;
    this.#log.warn('ended', { code, ranMs });
    if (code === EXIT_CONFIG) {
      // It is the bot that knows why; what it said last stays, and what it still says may come after this.
      const isSaid = this.#isRefused || this.#reported?.status === 'down' || this.#reported?.status === 'warn';
      if (!isSaid) report(REFUSED);
      this.#isRefused = true;
      this.#cancelRestart = clock.after(REFUSED_AGAIN_AFTER_MS, () => this.#launch());
      return;
    }
    this.#isRefused = false;
    if (ranMs >= WELL_AFTER_MS) this.#attempt = 0;
    const waitMs = RESTARTS_AFTER_MS[Math.min(this.#attempt, RESTARTS_AFTER_MS.length - 1)] ?? 0;
    this.#attempt += 1;
    report({
      status: 'warn',
      message: `The Discord bot stopped by itself; it starts again within ${waitMs / 1000} s.`,
      remedy: 'Requests go on without it. If this comes again and again, the log says why.',
    });
    this.#cancelRestart = clock.after(waitMs, () => this.#launch());
  }
}

const REFUSED: BridgeHealth = {
  status: 'down',
  message: 'Discord does not let the bot in: its token or the server is not the right one.',
  remedy:
    'Compare the token in secrets.yaml and discord.server in the settings with discord.com/developers/applications. The bot tries again every 5 minutes, and at once when one of them changes.',
};

function given(env: NodeJS.ProcessEnv, name: string): Record<string, string> {
  const value = env[name];
  return value ? { [name]: value } : {};
}

function withoutTokens(text: string, env: Record<string, string>): string {
  return [env.TRACORD_DISCORD_TOKEN, env.TRACORD_TOKEN].reduce<string>(
    (line, token) => (token ? line.replaceAll(token, '…') : line),
    text,
  );
}

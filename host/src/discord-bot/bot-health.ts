// How the bot is, for the host's health: said when it changes, and again to a host that came back.

import type { CommandArgs } from '@tracord/shared/commands.ts';
import type { HostClient } from './module.ts';

export type Report = CommandArgs<'bot.report'>;

export const TOKEN_REFUSED: Report = {
  status: 'down',
  message: 'Discord refuses the bot’s token.',
  remedy:
    'Make a new token at discord.com/developers (your application, Bot, Reset Token) and put it into secrets.yaml.',
};

export const NO_SERVER: Report = {
  status: 'down',
  message: 'The bot does not know which Discord server is yours.',
  remedy: 'Set discord.server in settings.yaml to the id of your server (right click on its name, Copy Server ID).',
};

/** `applicationId` makes the link that invites the bot with the rights it needs, and no more. */
export function notInServer(applicationId: string): Report {
  const link = `https://discord.com/oauth2/authorize?client_id=${applicationId}`;
  return {
    status: 'down',
    message: 'The bot is not in your Discord server.',
    remedy: `Open ${link}&scope=bot+applications.commands&permissions=${PERMISSIONS} and choose your server; the bot comes within 5 minutes.`,
  };
}

/** View channels, send, manage messages (which pinned, too, once), embed, attach, read history, public threads: make, write in, pin. The
 * README has the same number. https://docs.discord.com/developers/topics/permissions */
const PERMISSIONS = [10n, 11n, 13n, 14n, 15n, 16n, 35n, 38n, 51n].reduce((sum, bit) => sum | (1n << bit), 0n);

export const CONNECTING: Report = { status: 'waiting', message: 'Connecting to Discord …' };
export const AWAY: Report = {
  status: 'waiting',
  message: 'Discord does not answer. The bot keeps trying.',
  remedy: 'Nothing to do, unless your own internet is away too.',
};

export class BotHealth {
  readonly #host: HostClient;
  /** By what the bot can be unwell with: its line, its commands, its posts. */
  readonly #reports = new Map<string, Report>();
  #said = '';

  constructor(host: HostClient) {
    this.#host = host;
  }

  /** The state of one part of it; undefined takes it back. The worst of them is what the host hears, by the order they came. */
  async set(part: string, report: Report | undefined): Promise<void> {
    if (report === undefined) this.#reports.delete(part);
    else this.#reports.set(part, report);
    await this.#say();
  }

  /** The host is new, and knows nothing yet. */
  async again(): Promise<void> {
    this.#said = '';
    await this.#say();
  }

  async #say(): Promise<void> {
    const all = [...this.#reports.values()];
    const worst = BY_WEIGHT.flatMap((status) => all.filter((report) => report.status === status))[0];
    const key = JSON.stringify(worst);
    if (worst === undefined || key === this.#said || !this.#host.isConnected) return;
    this.#said = key;
    const answer = await this.#host.command('bot.report', worst);
    if (!answer.ok && this.#said === key) this.#said = '';
  }
}

const BY_WEIGHT: Report['status'][] = ['down', 'waiting', 'warn', 'ok'];

// The bot as a whole: joins the line to the host, the line to Discord and the modules, and says how it is. It ends with a code
// only where starting it again as it is would help nobody.

import { Events, type Interaction } from 'discord.js';
import { AWAY, BotHealth, CONNECTING, NO_SERVER, notInServer, TOKEN_REFUSED } from './bot-health.ts';
import { registerCommands } from './command-registration.ts';
import { logIn } from './discord-login.ts';
import type { Environment } from './environment.ts';
import { ConnectedHost } from './host-client.ts';
import { sayFault } from './interaction-answer.ts';
import type { BotModule, BotParts, Changed, Clock, Log, MakeModule } from './module.ts';

/** EX_CONFIG of sysexits.h: the token or the server has to be another. */
export const EXIT_CONFIG = 78;
const REGISTERS_AGAIN_AFTER_MS = 30_000;
/** It is there within a second; one that refuses the token says nothing. */
const HOST_IS_LATE_AFTER_MS = 10_000;
const SAYS_WHY_WITHIN_MS = 2_000;

export type RunningBot = {
  /** Resolves with the exit code the process should end with. */
  ended: Promise<number>;
  stop(): Promise<void>;
};

export type BotOptions = {
  environment: Environment;
  modules: MakeModule[];
  clock: Clock;
  log: Log;
};

export function startBot({ environment, modules: makes, clock, log }: BotOptions): RunningBot {
  let modules: BotModule[] = [];
  let end: (code: number) => void = () => {};
  let isStopped = false;
  const ended = new Promise<number>((resolve) => {
    end = resolve;
  });
  const changed = (what: Changed) => {
    if (what === 'connected' && host.isConnected) void health.again();
    if (what === 'discord') void register();
    for (const module of modules) guardedCall(log, 'changed', () => module.changed?.(what));
  };
  const host = new ConnectedHost(environment.hostUrl, environment.hostToken, clock, changed);
  const health = new BotHealth(host);
  let register = async (): Promise<boolean> => false;

  /** Says why, and ends. The host may be slow to hear it; the bot goes without. */
  const giveUp = async (report: Parameters<BotHealth['set']>[1]) => {
    log.error('bot.gives-up', { why: report?.message });
    const said = host.complete.then(() => health.set('line', report));
    await Promise.race([said, new Promise<void>((resolve) => clock.after(SAYS_WHY_WITHIN_MS, resolve))]);
    end(EXIT_CONFIG);
    return false;
  };

  const login = logIn({
    environment,
    clock,
    log,
    onRefused: () => void giveUp(TOKEN_REFUSED),
    onAway: () => void health.set('line', AWAY),
  });
  void health.set('line', CONNECTING);
  const cancelWarning = clock.after(HOST_IS_LATE_AFTER_MS, () => log.warn('host.does-not-answer'));
  void host.complete.then(cancelWarning);

  const run = async () => {
    const [{ client, guildIds }] = await Promise.all([login.ready, host.complete]);
    if (isStopped) return;
    const only = guildIds.length === 1 ? guildIds[0] : undefined;
    const guildId = environment.guildId || host.topics.discord.server || only;
    if (guildId === undefined) {
      await giveUp(NO_SERVER);
      return;
    }

    const parts: BotParts = {
      ...{ client, guildId, host, clock, log },
      say: (part, trouble) => void health.set(part, trouble && { status: 'warn', ...trouble }),
    };
    modules = makes.map((make) => make(parts));
    client.on(Events.InteractionCreate, (interaction) => void take(modules, interaction, parts));
    client.on(Events.ShardReconnecting, () => void health.set('line', AWAY));
    const back = () => {
      log.info('discord.back');
      void health.set('line', connectedTo(client.user.username));
      for (const module of modules) guardedCall(log, 'resumed', () => module.resumed?.());
    };
    client.on(Events.ShardResume, back);
    client.on(Events.ShardReady, back);

    /** Whether the bot can go on. */
    register = async () => {
      try {
        const wanted = modules.flatMap((module) => module.commands?.() ?? []);
        const outcome = await registerCommands(client, guildId, wanted);
        if (outcome === 'not-in-server') return await giveUp(notInServer(client.application.id));
        log.info('commands.registered', { outcome, count: wanted.length });
        await health.set('commands', undefined);
      } catch (error) {
        log.warn('commands.failed', { error });
        await health.set('commands', COMMANDS_FAILED);
        clock.after(REGISTERS_AGAIN_AFTER_MS, () => {
          if (!isStopped) void register();
        });
      }
      return true;
    };
    if (!(await register())) return;
    changed('connected');
    log.info('discord.ready', { as: client.user.username, guildId });
    await health.set('line', connectedTo(client.user.username));
  };
  run().catch((error: unknown) => {
    log.error('bot.failed', { error });
    end(1);
  });

  return {
    ended,
    stop: async () => {
      if (isStopped) return;
      isStopped = true;
      cancelWarning();
      await Promise.allSettled(modules.map((module) => module.stop?.()));
      await login.stop();
      host.close();
      end(0);
    },
  };
}

const connectedTo = (name: string) => ({ status: 'ok' as const, message: `Connected to Discord as ${name}.` });
const COMMANDS_FAILED = {
  status: 'warn' as const,
  message: 'Discord did not take the list of commands; the bot tries again in 30 s.',
};

/** Hands an interaction to the first module that takes it. */
async function take(modules: BotModule[], interaction: Interaction, parts: BotParts): Promise<void> {
  if (interaction.guildId !== null && interaction.guildId !== parts.guildId) return;
  try {
    for (const module of modules) {
      const answering = module.answer?.(interaction);
      if (answering !== undefined) return await answering;
    }
    parts.log.warn('interaction.unknown', { type: interaction.type });
    await sayFault(interaction, 'This button or command is from an older version. Try the command again.');
  } catch (error) {
    parts.log.error('interaction.failed', { type: interaction.type, error });
    await sayFault(interaction, 'Something went wrong here, and the DJ’s computer wrote down what. Try again.');
  }
}

function guardedCall(log: Log, what: string, call: () => void): void {
  try {
    call();
  } catch (error) {
    log.error('module.failed', { what, error });
  }
}

// The bot in this process, between a made-up Discord and a stand-in host: all real but those two.

import type { Settings } from '@tracord/shared/settings.ts';
import { Bot } from '#discord-bot/bot.ts';
import type { Clock, MakeModule } from '#discord-bot/module.ts';
import { MODULES } from '#discord-bot/module-list.ts';
import { systemClock } from '#discord-bot/system-clock.ts';
import { type FakeDiscord, startFakeDiscord } from '../../../test/fakes/discord.ts';
import { HostForBot } from './host-for-bot.ts';

export type BotForTest = {
  discord: FakeDiscord;
  host: HostForBot;
  /** What the bot wrote into its log: events and fields. */
  logged: { event: string; fields: Record<string, unknown> }[];
  /** The exit code it ended with by itself. */
  ended: Promise<number>;
  stop(): Promise<void>;
};

type Options = {
  discord?: FakeDiscord;
  host?: HostForBot;
  settings?: Partial<Settings['discord']>;
  modules?: MakeModule[];
  clock?: Clock;
};

/** Waits until its commands are registered, unless it ends before. */
export async function startedBot({
  modules = MODULES,
  clock = systemClock,
  ...given
}: Options = {}): Promise<BotForTest> {
  const discord = given.discord ?? (await startFakeDiscord());
  const host = given.host ?? (await HostForBot.start(given.settings));
  const logged: BotForTest['logged'] = [];
  const log = (event: string, fields: Record<string, unknown> = {}) => void logged.push({ event, fields });
  const bot = new Bot({
    environment: {
      hostUrl: host.url,
      hostToken: host.token,
      discordToken: discord.token,
      guildId: discord.guildId,
      api: discord.api,
      gateway: undefined,
    },
    modules,
    clock,
    log: { info: log, warn: log, error: log },
  });
  const isEnded = { yet: false };
  void bot.ended.then(() => {
    isEnded.yet = true;
  });
  while (!isEnded.yet && !logged.some(({ event }) => event === 'discord.ready')) await tick();
  return {
    ...{ discord, host, logged, ended: bot.ended },
    stop: async () => {
      await bot.stop();
      await Promise.all([discord.stop(), host.stop()]);
    },
  };
}

const tick = () => new Promise((resolve) => setTimeout(resolve, 2));

// The real bot as a process: started by the host against a Discord made up on loopback, killed, and stopped.

import { DEFAULT_SETTINGS } from '@tracord/shared/settings.ts';
import type { BridgeHealth } from '@tracord/shared/topics.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DiscordProcess } from '#app/discord-process.ts';
import { systemClock } from '#kernel/clock.ts';
import { createLogger, formatLine } from '#kernel/logger.ts';
import { startProcess } from '#kernel/workers.ts';
import { type FakeDiscord, startFakeDiscord } from '../../../test/fakes/discord.ts';
import { until } from '../../../test/fakes/until.ts';
import { TOKENS, WebForTest } from '../adapters/web/web-for-test.ts';

let fake: FakeDiscord;
let web: WebForTest;
let discord: DiscordProcess;
let reports: BridgeHealth[];
let lines: string[];
/** Process ids of the bots, in the order of their starts. */
let pids: number[];
let token: string;

beforeEach(async () => {
  [reports, lines, pids] = [[], [], []];
  fake = await startFakeDiscord();
  token = fake.token;
  web = await WebForTest.start({
    command: async (name, args) => {
      if (name === 'bot.report') discord.reported(args as BridgeHealth);
      return { ok: true };
    },
  });
  discord = new DiscordProcess({
    settings: { current: DEFAULT_SETTINGS, onChange: () => {} },
    token: () => ({ known: true, token }),
    host: { url: web.address, token: TOKENS.bot },
    env: {
      TRACORD_DISCORD_GUILD: fake.guildId,
      TRACORD_DISCORD_API: fake.api,
      TRACORD_DISCORD_GATEWAY: fake.gatewayUrl,
    },
    start: (on, env) => {
      const link = startProcess('discord-bot', [], on, env);
      pids.push(link.pid ?? 0);
      return link;
    },
    report: (health) => reports.push(health),
    clock: systemClock,
    log: createLogger((line) => lines.push(formatLine(line))),
  });
});
afterEach(async () => {
  await discord.stop();
  await web.stop();
  await fake.stop();
});

const isWell = () => until(() => expect(reports.at(-1)).toMatchObject({ status: 'ok' }));
const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('says that it is well, comes back after it was killed, and ends with the host', async () => {
  await discord.start();
  await isWell();
  process.kill(pids[0] ?? 0, 'SIGKILL');
  await until(() => expect(reports.at(-1)).toMatchObject({ status: 'warn' }));
  await isWell();
  expect(pids).toHaveLength(2);
  await discord.stop();
  expect(pids.map(isAlive)).toEqual([false, false]);
  expect(lines.join()).not.toContain(fake.token);
});

test('with a token that Discord refuses ends for good, and health says so', async () => {
  token = 'not.the.token';
  await discord.start();
  await until(() => expect(lines.join()).toContain('discord.ended code=78'));
  expect(reports.at(-1)).toMatchObject({ status: 'down', remedy: expect.stringContaining('discord.com/developers') });
  token = fake.token;
  await discord.settingsChanged();
  await isWell();
  expect(pids).toHaveLength(2);
});

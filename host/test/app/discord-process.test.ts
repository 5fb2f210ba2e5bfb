// The bot's process with a clock that is moved by hand, and a bot that does what the test says.

import { DEFAULT_SETTINGS, type Settings } from '@tracord/shared/settings.ts';
import type { BridgeHealth } from '@tracord/shared/topics.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { DiscordProcess } from '#app/discord-process.ts';
import type { DiscordToken } from '#app/secrets-keeper.ts';
import { ManualClock } from '#kernel/clock.ts';
import { createLogger, formatLine } from '#kernel/logger.ts';
import type { ProcessEvents } from '#kernel/workers.ts';

type Bot = { on: ProcessEvents; env: Record<string, string>; isStopped: boolean };

const SERVER = '123456789012345678';
const TOKEN = 'abc.def.ghi';

let clock: ManualClock;
let current: Settings;
let token: DiscordToken;
let changed: () => void;
let bots: Bot[];
let reports: BridgeHealth[];
let lines: string[];
let discord: DiscordProcess;
/** No process can be started. */
let isFull: boolean;

function build(env: NodeJS.ProcessEnv = {}): DiscordProcess {
  return new DiscordProcess({
    settings: {
      get current() {
        return current;
      },
      onChange: (sections, call) => {
        if (sections.includes('discord')) changed = call;
      },
    },
    token: () => token,
    host: { url: 'http://127.0.0.1:14747', token: 'the-bot-token' },
    env,
    start: (on, given) => {
      if (isFull) throw new Error('spawn ENOMEM');
      const bot: Bot = { on, env: given, isStopped: false };
      bots.push(bot);
      const stop = async () => {
        bot.isStopped = true;
      };
      return { pid: bots.length, stop };
    },
    report: (health) => reports.push(health),
    clock,
    log: createLogger((line) => lines.push(formatLine(line))),
  });
}

beforeEach(() => {
  clock = new ManualClock();
  current = { ...DEFAULT_SETTINGS, discord: { ...DEFAULT_SETTINGS.discord, server: SERVER } };
  token = { known: true, token: TOKEN };
  [bots, reports, lines] = [[], [], []];
  isFull = false;
  discord = build();
});

const bot = () => {
  const newest = bots.at(-1);
  if (newest === undefined) throw new Error('no bot was started');
  return newest;
};
const setServer = (server: string) => {
  current = { ...current, discord: { ...current.discord, server } };
};

describe('a bot that is not wanted', () => {
  test.each<[string, DiscordToken, string, RegExp]>([
    ['without a token', { known: true, token: undefined }, SERVER, /secrets\.yaml/],
    ['without a server', { known: true, token: TOKEN }, '', /id of your Discord server/],
    ['without either', { known: true, token: undefined }, '', /secrets\.yaml/],
    ['with a file of secrets that is broken', { known: false, problem: 'line 2: no.' }, SERVER, /^line 2: no\.$/],
  ])('%s is off, and health says what to do', async (_name, held, server, remedy) => {
    token = held;
    setServer(server);
    await discord.start();
    expect(bots).toEqual([]);
    expect(reports).toEqual([
      { status: 'off', message: 'The Discord bot is off.', remedy: expect.stringMatching(remedy) },
    ]);
    discord.reported({ status: 'ok', message: 'Here I am.' });
    expect(reports).toHaveLength(1);
  });

  test('starts once both are there, and stops when one goes', async () => {
    token = { known: true, token: undefined };
    await discord.start();
    token = { known: true, token: TOKEN };
    await discord.settingsChanged();
    expect(bots).toHaveLength(1);
    setServer('');
    changed();
    await discord.settingsChanged();
    expect(bot().isStopped).toBe(true);
    expect(reports.at(-1)?.status).toBe('off');
  });
});

describe('a bot that runs', () => {
  test('is told all by its environment', async () => {
    await discord.start();
    expect(bot().env).toEqual({
      TRACORD_URL: 'http://127.0.0.1:14747',
      TRACORD_TOKEN: 'the-bot-token',
      TRACORD_DISCORD_TOKEN: TOKEN,
      TRACORD_DISCORD_GUILD: SERVER,
    });
  });

  test('takes the server and the addresses of a fake from variables', async () => {
    setServer('');
    const env = { TRACORD_DISCORD_GUILD: '7', TRACORD_DISCORD_API: 'http://a', TRACORD_DISCORD_GATEWAY: 'ws://b' };
    await build(env).start();
    expect(bot().env).toMatchObject(env);
  });

  test('speaks for itself in health', async () => {
    await discord.start();
    expect(reports.at(-1)?.status).toBe('waiting');
    discord.reported({ status: 'ok', message: 'The bot is in “Club”.' });
    expect(reports.at(-1)).toEqual({ status: 'ok', message: 'The bot is in “Club”.' });
  });

  test('prints into the log, but no token', async () => {
    await discord.start();
    bot().on.line(`login with ${TOKEN} at http://x/?token=the-bot-token`);
    expect(lines.at(-1)).toContain('discord.bot text="login with … at http://x/?token=…"');
    expect(lines.join()).not.toContain(TOKEN);
  });

  test('is stopped and started when a setting or the token is another, and left alone otherwise', async () => {
    await discord.start();
    await discord.settingsChanged();
    expect(bots).toHaveLength(1);
    current = { ...current, discord: { ...current.discord, requestsChannel: SERVER } };
    await discord.settingsChanged();
    token = { known: true, token: 'another' };
    await discord.settingsChanged();
    expect(bots.map(({ isStopped }) => isStopped)).toEqual([true, true, false]);
    expect(bot().env.TRACORD_DISCORD_TOKEN).toBe('another');
  });

  test('ends with the host and is not started again', async () => {
    await discord.start();
    await discord.stop();
    expect(bot().isStopped).toBe(true);
    token = { known: true, token: 'another' };
    await discord.settingsChanged();
    clock.advance(60_000);
    expect(bots).toHaveLength(1);
  });
});

describe('a bot that dies', () => {
  test('is started again, each time a little later, and health says so', async () => {
    await discord.start();
    for (const [at, waitMs] of [1_000, 2_000, 5_000, 10_000, 30_000, 30_000].entries()) {
      bot().on.exit(1);
      expect(reports.at(-1)).toMatchObject({
        status: 'warn',
        message: expect.stringContaining(`within ${waitMs / 1000} s`),
      });
      clock.advance(waitMs - 1);
      expect(bots).toHaveLength(at + 1);
      clock.advance(1);
      expect(bots).toHaveLength(at + 2);
    }
  });

  test('after two minutes in which it was well is started at once again', async () => {
    await discord.start();
    for (let times = 0; times < 3; times++) {
      bot().on.exit(1);
      clock.advance(30_000);
    }
    clock.advance(120_000);
    bot().on.exit(null);
    clock.advance(1_000);
    expect(bots).toHaveLength(5);
  });

  test('with another token meanwhile is started with that, once', async () => {
    await discord.start();
    bot().on.exit(1);
    token = { known: true, token: 'another' };
    await discord.settingsChanged();
    clock.advance(60_000);
    expect(bots.map(({ env }) => env.TRACORD_DISCORD_TOKEN)).toEqual([TOKEN, 'another']);
  });

  test('at birth is tried again', async () => {
    isFull = true;
    await discord.start();
    expect(reports.at(-1)?.status).toBe('warn');
    isFull = false;
    clock.advance(1_000);
    expect(bots).toHaveLength(1);
  });

  test('while the host stops stays dead', async () => {
    await discord.start();
    bot().on.exit(1);
    await discord.stop();
    clock.advance(60_000);
    expect(bots).toHaveLength(1);
  });
});

describe('a bot that Discord does not let in', () => {
  const refused = { status: 'down' as const, message: 'The token was revoked.', remedy: 'Make a new one.' };

  test('is tried again every five minutes, and at once when the token or the settings change', async () => {
    await discord.start();
    bot().on.exit(78);
    expect(reports.at(-1)).toMatchObject({ status: 'down', message: expect.stringContaining('token or the server') });
    clock.advance(5 * 60_000 - 1);
    await discord.settingsChanged();
    expect(bots).toHaveLength(1);
    clock.advance(1);
    expect(bots).toHaveLength(2);
    bot().on.exit(78);
    clock.advance(60_000);
    token = { known: true, token: 'another' };
    await discord.settingsChanged();
    expect(bots).toHaveLength(3);
    expect(reports.at(-1)?.status).toBe('waiting');
    clock.advance(3_600_000);
    expect(bots).toHaveLength(3);
  });

  test.each(['before', 'after'])('keeps what it said of itself just %s it ended', async (when) => {
    await discord.start();
    discord.reported({ status: 'ok', message: 'Well.' });
    if (when === 'before') discord.reported(refused);
    bot().on.exit(78);
    if (when === 'after') discord.reported(refused);
    expect(reports.at(-1)).toEqual(refused);
  });

  test('is down until it is connected, however often it is tried again', async () => {
    await discord.start();
    discord.reported(refused);
    bot().on.exit(78);
    for (let times = 0; times < 3; times++) {
      clock.advance(5 * 60_000);
      discord.reported({ status: 'waiting', message: 'Connecting to Discord …' });
      expect(reports.at(-1)).toEqual(refused);
      bot().on.exit(78);
      expect(reports.at(-1)).toEqual(refused);
    }
    clock.advance(5 * 60_000);
    discord.reported({ status: 'ok', message: 'Well.' });
    expect(reports.at(-1)?.status).toBe('ok');
    discord.reported({ status: 'waiting', message: 'Discord does not answer.' });
    expect(reports.at(-1)?.status).toBe('waiting');
  });
});

// The bot as the host starts it: a process of its own, with its variables, its exit codes, and its end.

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ProcessLink, startProcess } from '#kernel/workers.ts';
import { type FakeDiscord, startFakeDiscord } from '../../../test/fakes/discord.ts';
import { HostForBot } from './host-for-bot.ts';

let discord: FakeDiscord;
let host: HostForBot;
let link: ProcessLink | undefined;

beforeEach(async () => {
  discord = await startFakeDiscord();
  host = await HostForBot.start();
});

afterEach(async () => {
  await link?.stop();
  await Promise.all([discord.stop(), host.stop()]);
});

function variables() {
  return {
    TRACORD_URL: host.url,
    TRACORD_TOKEN: host.token,
    TRACORD_DISCORD_TOKEN: discord.token,
    TRACORD_DISCORD_GUILD: discord.guildId,
    TRACORD_DISCORD_API: discord.api,
    TRACORD_DISCORD_GATEWAY: '',
  };
}

/** Started with everything it needs, but for what `change` makes of it. */
function started(change: Record<string, string> = {}) {
  const lines: string[] = [];
  const ended = new Promise<number | null>((exit) => {
    link = startProcess('discord-bot', [], { line: (text) => lines.push(text), exit }, { ...variables(), ...change });
  });
  return { lines, ended };
}

const isReady = (lines: string[]) =>
  expect.poll(() => lines.join('\n'), { timeout: 10_000 }).toContain('discord.ready');

test('it starts, answers, and stops with nothing left behind and no secret in its log', async () => {
  const { lines } = started();
  await isReady(lines);
  expect(discord.commands).toContain('request');
  expect((await discord.command(discord.user('Lena'), 'song')).content).toBe('Nothing is on air right now.');
  await link?.stop();
  await expect.poll(() => discord.gateway.isReady).toBe(false);
  expect(lines.join('\n')).not.toContain(discord.token);
  expect(lines.join('\n')).not.toContain(host.token);
});

test('by a gateway of its own, and the only server it is in', async () => {
  const { lines } = started({ TRACORD_DISCORD_GATEWAY: discord.gatewayUrl, TRACORD_DISCORD_GUILD: '' });
  await isReady(lines);
  expect(discord.requests.some(({ path }) => path === '/gateway/bot')).toBe(false);
  discord.drop();
  await expect.poll(() => discord.gateway.counts.resumed, { timeout: 5_000 }).toBe(1);
});

test('a refused token is exit code 78, and the host knows why', async () => {
  discord.refuseToken();
  expect(await started().ended).toBe(78);
  expect(host.reports.at(-1)).toMatchObject({ status: 'down', remedy: expect.stringContaining('secrets.yaml') });
});

test('a variable that is missing is exit code 78', async () => {
  const { lines, ended } = started({ TRACORD_DISCORD_TOKEN: '' });
  expect(await ended).toBe(78);
  expect(lines.join('\n')).toContain('TRACORD_DISCORD_TOKEN');
});

test('it ends when the process that started it is gone', async () => {
  const parent = spawn(process.execPath, [fileURLToPath(new URL('./orphan.ts', import.meta.url))], {
    env: { ...process.env, ...variables() },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pid = await new Promise<number>((resolve) => {
    parent.stdout.once('data', (line) => resolve(Number(String(line))));
  });
  await expect.poll(() => discord.gateway.isReady, { timeout: 10_000 }).toBe(true);
  parent.kill('SIGKILL');
  await expect.poll(() => isRunning(pid), { timeout: 5_000 }).toBe(false);
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

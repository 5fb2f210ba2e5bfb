// The bot as a process of its own, killed at any moment, with a host's own notices: each is said at most once, and each set has one
// summary that says what it should.

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEFAULT_SETTINGS } from '@tracord/shared/settings.ts';
import { FIRST_OPERATOR_TOPICS, type SetPost } from '@tracord/shared/topics.ts';
import { afterEach, expect, test } from 'vitest';
import { systemClock } from '#kernel/clock.ts';
import { silentLogger } from '#kernel/logger.ts';
import { TopicStore } from '#kernel/topic-store.ts';
import { Notices } from '#services/live/notices.ts';
import { openShowDatabase } from '#storage/show/database.ts';
import { NoticeStore } from '#storage/show/notices.ts';
import { type FakeDiscord, startFakeDiscord } from '../../../test/fakes/discord.ts';
import { until } from '../../../test/fakes/until.ts';
import { HostForBot } from './host-for-bot.ts';

const MAIN = fileURLToPath(new URL('../../src/discord-bot/main.ts', import.meta.url));
const KILLS = 4;

let discord: FakeDiscord;
let host: HostForBot;
let bot: ChildProcess | undefined;
let close = () => {};

afterEach(async () => {
  await killed();
  await Promise.all([discord.stop(), host.stop()]);
  close();
});

function start(): void {
  bot = spawn(process.execPath, [MAIN], {
    env: {
      ...{ PATH: process.env.PATH, TRACORD_URL: host.url, TRACORD_TOKEN: host.token },
      ...{ TRACORD_DISCORD_TOKEN: discord.token, TRACORD_DISCORD_GUILD: discord.guildId },
      ...{ TRACORD_DISCORD_API: discord.api, TRACORD_DISCORD_GATEWAY: discord.gatewayUrl },
    },
    stdio: 'ignore',
  });
}

async function killed(): Promise<void> {
  const ending = bot;
  bot = undefined;
  if (ending === undefined || ending.exitCode !== null) return;
  const ended = new Promise((resolve) => ending.once('exit', resolve));
  ending.kill('SIGKILL');
  await ended;
}

function hostsNotices(): { notices: Notices; done: Set<string> } {
  const folder = mkdtempSync(join(tmpdir(), 'tracord-killed-'));
  const db = openShowDatabase(folder);
  const notices = new Notices({
    ...{ store: new NoticeStore(db), bot: host.topics, clock: systemClock, log: silentLogger },
    operator: new TopicStore(FIRST_OPERATOR_TOPICS, silentLogger),
    settings: () => ({
      notices: { ...DEFAULT_SETTINGS.notices, perHour: 600 },
      discord: { ...DEFAULT_SETTINGS.discord, staffChannel: discord.channel('staff').id },
    }),
    onAcknowledged: () => {},
  });
  close = () => {
    notices.stop();
    db.close();
    rmSync(folder, { recursive: true });
  };
  const done = new Set<string>();
  host.handlers['notice.take'] = ({ id }: { id: string }) => notices.take(id);
  host.handlers['notice.done'] = ({ id }: { id: string }) => {
    done.add(notices.list(1_000).find((one) => one.id === id)?.message ?? '');
    return notices.done(id);
  };
  host.handlers['notice.failed'] = ({ id }: { id: string }) => notices.failed(id);
  host.handlers['bot.remember'] = ({ name, value }: { name: string; value?: string }) => {
    host.topics.set('memory', { ...host.topics.get('memory'), [name]: value ?? '' });
    return { ok: true };
  };
  return { notices, done };
}

const post = (n: number, line: string): SetPost => ({
  ...{ setId: `s${n}`, title: `Set ${n}`, startedAt: Date.now() - 60_000, endedAt: Date.now() },
  ...{ lines: [line], numbers: [], version: line === 'first' ? 'a1' : 'a2', text: `${line}\n` },
});

function offer(more: SetPost): void {
  const { order, byId } = host.topics.get('posts');
  host.topics.set('posts', { order: [...new Set([...order, more.setId])], byId: { ...byId, [more.setId]: more } });
}

test(`killed ${KILLS} times: no notice twice, one summary of each set`, async () => {
  discord = await startFakeDiscord();
  host = await HostForBot.start({
    ...{ server: discord.guildId, presence: false },
    ...{ nowPlayingChannel: discord.channel('general').id, staffChannel: discord.channel('staff').id },
  });
  host.change('live', { on: false });
  const { notices, done } = hostsNotices();
  let count = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const before = discord.posted.length;
    start();
    const telling = setInterval(() => {
      if (host.topics.get('notices').order.length > 5) return;
      count += 1;
      notices.raise({ kind: 'import-failed', subject: `${count}`, level: 'warn', message: `Notice ${count}` });
    }, 5);
    offer(post(kill, 'first'));
    try {
      await until(() => expect(discord.posted.length).toBeGreaterThan(before + 1 + kill));
    } finally {
      clearInterval(telling);
    }
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 40));
    await killed();
    // The next life comes when Discord knows the nonces no more.
    for (const { message } of discord.posted) message.nonce = undefined;
  }
  for (let n = 0; n < KILLS; n++) offer(post(n, 'last'));
  start();
  const texts = (channel: string) =>
    discord.messages(discord.channel(channel).id).map(({ message }) => message.content);
  await until(() => {
    expect(host.topics.get('notices').order).toEqual([]);
    expect(texts('general').sort()).toEqual(Array.from({ length: KILLS }, (_, n) => `**Set ${n}**`));
    for (const { message } of discord.messages(discord.channel('general').id)) {
      expect(message.embeds[0]?.description).toBe('last');
    }
  });
  const told = texts('staff').filter((content) => content.startsWith('Notice'));
  expect(new Set(told).size).toBe(told.length);
  for (const one of done) expect(told).toContain(one);
  // Of each life at most one can be lost: the one that was taken and not yet sent.
  expect(count - told.length).toBeLessThanOrEqual(KILLS);
  expect(discord.violations.filter((one) => !one.includes('presence'))).toEqual([]);
}, 60_000);

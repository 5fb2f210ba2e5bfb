// The bot as a process of its own, killed at any moment: what it says is said at most once, and what stands in Discord is
// found again.

import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { BotCue, BotRequest } from '@tracord/shared/requests.ts';
import { afterEach, expect, test } from 'vitest';
import { type FakeDiscord, startFakeDiscord } from '../../../test/fakes/discord.ts';
import { until } from '../../../test/fakes/until.ts';
import { HostForBot } from './host-for-bot.ts';
import { ada, cue, request } from './staff-stage.ts';

const MAIN = fileURLToPath(new URL('../../src/discord-bot/main.ts', import.meta.url));
const KILLS = 4;
const MOST_WAITING = 10;

let discord: FakeDiscord;
let host: HostForBot;
let bot: ChildProcess | undefined;

afterEach(async () => {
  await killed();
  await Promise.all([discord.stop(), host.stop()]);
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

/** Cues, messages and memory as the host keeps them. */
function keepsCues(): { done: Map<string, string> } {
  const done = new Map<string, string>();
  const gone = { ok: false as const, code: 'cue-gone', message: 'It is gone.' };
  const taken = new Map<string, BotCue>();
  host.handlers['cue.take'] = ({ id }: { id: string }) => {
    const { [id]: wanted, ...byId } = host.topics.get('cues').byId;
    if (wanted === undefined) return gone;
    taken.set(id, wanted);
    host.topics.set('cues', { order: Object.keys(byId), byId });
    return { ok: true };
  };
  host.handlers['cue.done'] = ({ id, message }: { id: string; message?: string }) => {
    const cued = taken.get(id);
    if (cued === undefined) return gone;
    done.set(cued.id, message ?? '');
    if (cued.kind === 'request-message') change(cued.requestId, { message });
    return { ok: true };
  };
  host.handlers['bot.remember'] = ({ name, value }: { name: string; value?: string }) => {
    host.topics.set('memory', { ...host.topics.get('memory'), [name]: value ?? '' });
    return { ok: true };
  };
  return { done };
}

function change(id: string, more: Partial<BotRequest>): void {
  const requests = host.topics.get('requests');
  const held = requests.byId[id];
  if (held !== undefined) host.change('requests', { byId: { ...requests.byId, [id]: { ...held, ...more } } });
}

function ask(number: number): void {
  const { order, byId } = host.topics.get('requests');
  const one = request(number);
  host.change('requests', { order: [...order, one.id], byId: { ...byId, [one.id]: one } });
  const at = Date.now();
  const cues = [cue('request-message', one.id), cue('on-air-ping', one.id, { mention: [ada] })];
  const before = host.topics.get('cues').byId;
  const all = {
    ...before,
    ...Object.fromEntries(cues.map((each) => [each.id, { ...each, dueAt: at, expiresAt: at + 120_000 }])),
  };
  host.topics.set('cues', { order: Object.keys(all), byId: all });
}

test(`killed ${KILLS} times while people ask: nothing is said twice, one thread, one board`, async () => {
  discord = await startFakeDiscord();
  host = await HostForBot.start({
    server: discord.guildId,
    requestsChannel: discord.channel('requests').id,
    staffChannel: discord.channel('staff').id,
    panelChannel: discord.channel('panel').id,
  });
  host.change('requests', { open: true, setId: 'set-1' });
  const { done } = keepsCues();
  let number = 0;
  // Always a few that nobody said yet, however slowly they are said.
  const asking = setInterval(() => {
    if (host.topics.get('cues').order.length < MOST_WAITING) ask(++number);
  }, 5);
  try {
    for (let kill = 0; kill < KILLS; kill++) {
      const before = discord.posted.length;
      start();
      await until(() => expect(discord.posted.length).toBeGreaterThan(before + 2));
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 60));
      await killed();
    }
  } finally {
    clearInterval(asking);
  }
  for (const { id } of Object.values(host.topics.get('requests').byId)) change(id, { said: 'accepted' });
  start();
  await until(() => expect(host.topics.get('cues').order).toEqual([]));
  const [thread, ...more] = discord.threads(discord.channel('requests').id);
  expect(more).toEqual([]);
  const messages = () => discord.messages(thread?.id ?? '').map(({ message }) => message.content);
  const withNumber = (each: number) => messages().filter((content) => content.startsWith(`**${each}** `));
  const pings = (each: number) =>
    messages().filter((content) => content.endsWith(`\n**${each}** Slow Voltage ${each} – Mirelle Okafor`));
  for (let each = 1; each <= number; each++) {
    expect(withNumber(each).length, `messages of ${each}`).toBeLessThanOrEqual(1);
    expect(pings(each).length, `pings of ${each}`).toBeLessThanOrEqual(1);
    if (done.has(`request-message-r${each}`)) expect(withNumber(each)).toHaveLength(1);
    if (done.has(`on-air-ping-r${each}`)) expect(pings(each)).toHaveLength(1);
  }
  // Of each life at most one cue can be lost: the one that was taken and not yet sent.
  const lost = Array.from({ length: number }, (_, index) => index + 1).filter((each) => withNumber(each).length === 0);
  expect(lost.length).toBeLessThanOrEqual(KILLS);
  expect(discord.messages(discord.channel('staff').id)).toHaveLength(1);
  expect(discord.messages(discord.channel('panel').id)).toHaveLength(1);
  // Each login shows a presence; no bot logs in so often.
  expect(discord.violations.filter((one) => !one.includes('presence'))).toEqual([]);
  // What was sent just before a kill is found, and goes on with the others.
  await until(() => {
    const waiting = messages().filter((content) => content.includes('🕓'));
    expect(waiting).toEqual([]);
  });
});

// The frame of the bot: logging in, registering, surviving what Discord does, and ending where it cannot go on.

import { readFileSync } from 'node:fs';
import { MessageFlags, type RepliableInteraction } from 'discord.js';
import { afterEach, expect, test } from 'vitest';
import { notInServer } from '#discord-bot/bot-health.ts';
import { reply } from '#discord-bot/interaction-answer.ts';
import type { MakeModule } from '#discord-bot/module.ts';
import { STAFF_MODULES } from '#discord-bot/staff-side.ts';
import { startFakeDiscord } from '../../../test/fakes/discord.ts';
import { type BotForTest, startedBot } from './bot-for-test.ts';
import { HostForBot } from './host-for-bot.ts';
import { cue, request } from './staff-stage.ts';

let bot: BotForTest | undefined;
afterEach(async () => {
  await bot?.stop();
  bot = undefined;
});

/** Answers /hello with what `said` gives. */
const hello =
  (said: () => string = () => 'hello'): MakeModule =>
  () => ({
    commands: () => [{ name: 'hello', description: 'Says hello' }],
    answer: (interaction) => (interaction.isChatInputCommand() ? answer(interaction, said) : undefined),
  });

async function answer(interaction: RepliableInteraction, said: () => string): Promise<void> {
  await interaction.reply({ content: said(), flags: MessageFlags.Ephemeral });
}

test('it logs in, registers its commands once, and says that it is well', async () => {
  bot = await startedBot({ modules: [hello()] });
  const { discord, host } = bot;
  expect(discord.commands).toEqual(['hello']);
  expect(await discord.command(discord.user('Lena'), 'hello')).toMatchObject({ ephemeral: true, content: 'hello' });
  await expect
    .poll(() => host.reports.at(-1))
    .toMatchObject({ status: 'ok', message: 'Connected to Discord as TraCord.' });
  const puts = () => discord.requests.filter(({ method }) => method === 'PUT').length;
  expect(puts()).toBe(1);
  host.change('discord', { presence: false });
  await expect.poll(() => discord.requests.filter(({ path }) => path.endsWith('/commands')).length).toBe(3);
  expect(puts()).toBe(1);
  expect(discord.violations).toEqual([]);
});

test.each([-3, 3])('a host whose clock is %i h ahead hears its requests said', async (hours) => {
  const host = await HostForBot.start();
  host.isAheadMs = hours * 3_600_000;
  bot = await startedBot({ host, modules: STAFF_MODULES });
  const { discord } = bot;
  const { id } = discord.channel('requests');
  const now = Date.now() + host.isAheadMs;
  host.change('discord', { requestsChannel: id, threadPerSet: false });
  const r1 = request(1, { askedAt: now, changedAt: now });
  host.change('requests', { open: true, setId: 'set-1', order: ['r1'], byId: { r1 } });
  const asked = cue('request-message', 'r1', { dueAt: now, expiresAt: now + 120_000 });
  host.change('cues', { order: [asked.id], byId: { [asked.id]: asked } });
  await expect.poll(() => discord.messages(id)[0]?.message.content).toContain('asked by Ada · 🕓 waiting');
});

test('a module that throws is said to the member, and the bot goes on', async () => {
  let times = 0;
  bot = await startedBot({
    modules: [
      hello(() => {
        times += 1;
        if (times === 1) throw new Error('broken');
        return 'well';
      }),
    ],
  });
  const lena = bot.discord.user('Lena');
  expect((await bot.discord.command(lena, 'hello')).content).toMatch(/^Something went wrong/);
  expect((await bot.discord.command(lena, 'hello')).content).toBe('well');
});

test('an answer that is longer than Discord takes ends with a whole line', async () => {
  const line = '\\*'.repeat(60);
  const content = Array.from({ length: 40 }, () => line).join('\n');
  bot = await startedBot({
    modules: [
      ({ clock }) => ({
        commands: () => [{ name: 'hello', description: 'Says much' }],
        answer: (interaction) =>
          interaction.isRepliable() ? reply(interaction, clock, Promise.resolve({ content })) : undefined,
      }),
    ],
  });
  const lines = (await bot.discord.command(bot.discord.user('Lena'), 'hello')).content.split('\n');
  expect(lines.slice(0, -1)).toEqual(Array.from({ length: 16 }, () => line));
  expect(lines.at(-1)).toBe('…');
  expect(bot.discord.violations).toEqual([]);
});

test('a refused token ends it with 78, at the start', async () => {
  const discord = await startFakeDiscord();
  discord.refuseToken();
  bot = await startedBot({ discord });
  expect(await bot.ended).toBe(78);
  expect(bot.host.reports.at(-1)).toMatchObject({ status: 'down', message: expect.stringContaining('token') });
});

test('a token that is revoked later ends it with 78', async () => {
  bot = await startedBot();
  bot.discord.refuseToken();
  expect(await bot.ended).toBe(78);
});

test('the link that invites it asks for the rights that the README names, and pinning is one of them', () => {
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
  const { remedy } = notInServer('1');
  const asked = /permissions=(\d+)/.exec(remedy ?? '')?.[1] ?? '';
  expect(readme).toContain(`scope=bot+applications.commands&permissions=${asked}\``);
  expect(BigInt(asked) & (1n << 51n)).toBe(1n << 51n);
});

test('a server it is not in ends it with 78, with the way in', async () => {
  const discord = await startFakeDiscord();
  discord.leaveGuild();
  bot = await startedBot({ discord });
  expect(await bot.ended).toBe(78);
  expect(bot.host.reports.at(-1)).toMatchObject({ status: 'down', remedy: expect.stringContaining('client_id=') });
});

const MALFORMED: [string, { [name: string]: unknown } | string][] = [
  ['no JSON', '{"op":0,"t":"READY"'],
  [
    'a message whose application has no scopes',
    { op: 0, t: 'MESSAGE_CREATE', s: 9, d: { application: { scopes: null } } },
  ],
  ['an interaction of nobody', { op: 0, t: 'INTERACTION_CREATE', s: 9, d: { id: '1', type: 2 } }],
  ['an interaction of nothing', { op: 0, t: 'INTERACTION_CREATE', s: 9, d: null }],
  ['a server of nothing', { op: 0, t: 'GUILD_CREATE', s: 9, d: null }],
  ['an unknown event', { op: 0, t: 'SOMETHING_NEW', s: 9, d: { x: 1 } }],
  ['an unknown opcode', { op: 99, d: null }],
];

test.each(MALFORMED)('a malformed packet does it no harm: %s', async (_, packet) => {
  bot = await startedBot({ modules: [hello()] });
  bot.discord.sendRaw(packet);
  expect((await bot.discord.command(bot.discord.user('Lena'), 'hello')).content).toBe('hello');
});

test('an interaction with no more than Discord promises is answered', async () => {
  bot = await startedBot({ modules: [hello()] });
  const { discord } = bot;
  const member = { user: { id: '1', username: 'lena', discriminator: '0' }, roles: [], permissions: '0' };
  const data = { id: '2', name: 'hello', type: 1 };
  const d = { id: '3', application_id: '4', type: 2, token: 'gone', version: 1, channel_id: '5', member, data };
  discord.sendRaw({ op: 0, t: 'INTERACTION_CREATE', s: 9, d: { ...d, guild_id: discord.guildId } });
  await expect.poll(() => discord.requests.map(({ path }) => path)).toContain('/interactions/3/gone/callback');
});

test('what members did while the socket was gone is answered after the resume', async () => {
  let resumes = 0;
  bot = await startedBot({
    modules: [
      hello(),
      () => ({
        resumed: () => {
          resumes += 1;
        },
      }),
    ],
  });
  const { discord, host } = bot;
  discord.drop();
  await expect.poll(() => discord.gateway.isReady).toBe(false);
  expect((await discord.command(discord.user('Lena'), 'hello')).content).toBe('hello');
  expect(discord.gateway.counts).toEqual({ identified: 1, resumed: 1 });
  await expect.poll(() => resumes).toBe(1);
  await expect.poll(() => host.reports.at(-1)).toMatchObject({ status: 'ok' });
});

test('Discord is away at the start: the host hears of it, and the bot comes as soon as it can', async () => {
  const discord = await startFakeDiscord();
  await discord.goAway();
  const host = await HostForBot.start();
  const starting = startedBot({ discord, host, modules: [hello()] });
  await expect
    .poll(() => host.reports.at(-1))
    .toMatchObject({ status: 'waiting', message: expect.stringMatching(/^Discord does not/) });
  await discord.comeBack();
  bot = await starting;
  expect((await discord.command(discord.user('Lena'), 'hello')).content).toBe('hello');
});

test('away and forgotten, Discord is found again by itself', async () => {
  bot = await startedBot({ modules: [hello()] });
  const { discord, host } = bot;
  await discord.goAway();
  await expect.poll(() => host.reports.at(-1)).toMatchObject({ status: 'waiting' });
  discord.gateway.forgetSessions();
  await discord.comeBack();
  await expect.poll(() => host.reports.at(-1), { timeout: 20_000 }).toMatchObject({ status: 'ok' });
  expect((await discord.command(discord.user('Lena'), 'hello')).content).toBe('hello');
});

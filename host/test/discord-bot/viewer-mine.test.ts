// A viewer's own requests, from Discord to the host and back.

import type { Person } from '@tracord/shared/requests.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeViewerCommands } from '#discord-bot/viewer-commands.ts';
import type { FakeDiscord } from '../../../test/fakes/discord.ts';
import { type BotForTest, startedBot } from './bot-for-test.ts';
import type { HostForBot } from './host-for-bot.ts';

let bot: BotForTest;
let discord: FakeDiscord;
let host: HostForBot;

beforeEach(async () => {
  bot = await startedBot({ modules: [makeViewerCommands] });
  ({ discord, host } = bot);
});

afterEach(async () => {
  expect(discord.violations).toEqual([]);
  await bot.stop();
});

const OWN = { artist: 'Lena', title: 'Salsa', isVote: false, askedAt: 1 };

function mineIs(pings: boolean): void {
  host.answers['requests.mine'] = () => ({
    requests: [
      { ...OWN, id: 'r0', number: 3, said: 'not this time' },
      { ...OWN, id: 'r1', number: 14, said: 'waiting', place: 2 },
      { ...OWN, id: 'r2', number: 15, said: 'accepted', isVote: true },
    ],
    pings,
  });
}

test('/mine: what became of each, with buttons to take back and for the ping', async () => {
  mineIs(true);
  const lena = discord.user('Lena');
  const shown = await discord.command(lena, 'mine');
  expect(shown.content).toBe(
    [
      '**3** Salsa – Lena · not this time',
      '**14** Salsa – Lena · waiting, place 2',
      '**15** Salsa – Lena · the DJ will play it, with your vote',
      '-# You get one ping when a song of yours is on air.',
    ].join('\n'),
  );
  const id = shown.message?.message.id ?? '';
  host.handlers['request.withdraw'] = () => ({ ok: true, id: 'r1', state: 'withdrawn' });
  const after = await discord.press(lena, id, 'mine:back:r1');
  expect(after.content).toMatch(/^Taken back\.\n/);
  const requester: Person = { platform: 'discord', id: lena.id, name: 'Lena' };
  expect(host.commands.at(-1)).toMatchObject({ name: 'request.withdraw', args: { id: 'r1', requester } });
  host.handlers['request.ping'] = ({ on }: { on: boolean }) => {
    mineIs(on);
    return { ok: true, on };
  };
  expect((await discord.press(lena, id, 'mine:ping:off')).content).toContain('You get no ping');
  expect((await discord.press(lena, id, 'mine:ping:on')).content).toContain('You get one ping');
});

test('/withdraw: by the list, by number, and never by guess', async () => {
  mineIs(true);
  host.handlers['request.withdraw'] = () => ({ ok: true, id: 'r1', state: 'vote-withdrawn' });
  const lena = discord.user('Lena');
  const { choices } = await discord.autocomplete(lena, 'withdraw', { request: '' });
  expect(choices).toEqual([
    { name: '14 · Salsa – Lena', value: 'r1' },
    { name: '15 · Salsa – Lena', value: 'r2' },
  ]);
  expect((await discord.command(lena, 'withdraw', { request: 'r2' })).content).toMatch(/^Your vote is taken back/);
  expect((await discord.command(lena, 'withdraw', { request: '14' })).content).toMatch(/^Your vote/);
  expect(host.commands.map(({ args }) => args.id)).toEqual(['r2', 'r1']);
  expect((await discord.command(lena, 'withdraw', { request: 'salsa' })).content).toMatch(/^Which one/);
});

test('/mine: songs are named as everywhere else, and one that waited too long is said to have', async () => {
  const display = { artist: 'Lena', title: 'Salsa (Dub)' };
  host.answers['requests.mine'] = () => ({
    requests: [{ ...OWN, title: '03 - salsa [128]', mix: 'Dub', display, id: 'r0', number: 3, said: 'expired' }],
    pings: true,
  });
  const first = async () => (await discord.command(discord.user('Lena'), 'mine')).content.split('\n')[0];
  expect(await first()).toBe('**3** Salsa \\(Dub\\) – Lena · waited too long');
  host.change('live', { on: false });
  await expect.poll(first).toBe('**3** Salsa \\(Dub\\) – Lena · the show is over');
});

test('/mine: where there is no room for all, whole lines are left out, the oldest first', async () => {
  const long = { artist: '*'.repeat(50), title: '_'.repeat(50) };
  const requests = Array.from({ length: 18 }, (_, index) => ({
    ...{ ...OWN, ...long, id: `r${index}`, number: index + 1, said: 'played' as const },
  }));
  host.answers['requests.mine'] = () => ({ requests, pings: true });
  const lines = (await discord.command(discord.user('Lena'), 'mine')).content.split('\n');
  const shown = lines.slice(1, -1);
  expect(lines[0]).toBe(`-# The last ${shown.length} of 18`);
  expect(shown.length).toBeGreaterThan(5);
  for (const [index, line] of shown.entries()) {
    expect(line).toMatch(
      new RegExp(`^\\*\\*${18 - shown.length + index + 1}\\*\\* (\\\\_){50} – (\\\\\\*){50} · played$`),
    );
  }
  expect(lines.at(-1)).toContain('You get one ping');
});

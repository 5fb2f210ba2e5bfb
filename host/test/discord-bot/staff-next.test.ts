// /next: what mixes with what is on air, for staff alone.

import { FIRST_BOT_TOPICS } from '@tracord/shared/topics.ts';
import { afterEach, expect, test } from 'vitest';
import { makeStaffCommands, nextText } from '#discord-bot/staff-commands.ts';
import { MANAGE_GUILD } from '../../../test/fakes/discord.ts';
import { type BotForTest, startedBot } from './bot-for-test.ts';

let bot: BotForTest | undefined;
afterEach(async () => {
  expect(bot?.discord.violations ?? []).toEqual([]);
  await bot?.stop();
  bot = undefined;
});

const PLAN = {
  next: { display: { artist: 'Ann *', title: 'Pinned' } },
  order: ['a', 'b'],
  byId: {
    a: { display: { artist: 'Bo', title: 'One' }, why: '8A to 9A: one step on the wheel' },
    b: { display: { artist: '', title: 'Two' }, why: '<@1> 2 % faster' },
  },
};

test('is for those who manage the server, and for no viewer', async () => {
  bot = await startedBot({ modules: [makeStaffCommands] });
  const { discord, host } = bot;
  expect(() => discord.command(discord.user('Viewer'), 'next')).toThrow(/hidden from Viewer/);
  const staff = discord.user('Staff', { permissions: MANAGE_GUILD });
  host.topics.set('plan', PLAN);
  await expect.poll(async () => (await discord.command(staff, 'next')).content).toMatch(/^\*\*Next\*\* Pinned/);
});

test('names what is next and what mixes, and no text is markup', () => {
  const topics = { ...FIRST_BOT_TOPICS, discord: {} as never, plan: PLAN };
  expect(nextText({ topics, isConnected: true })).toBe(
    [
      '**Next** Pinned – Ann \\*',
      '**1** One – Bo\n-# 8A to 9A\\: one step on the wheel',
      '**2** Two\n-# \\<\\@1\\> 2 % faster',
    ].join('\n'),
  );
  expect(nextText({ topics: { ...topics, plan: FIRST_BOT_TOPICS.plan }, isConnected: true })).toMatch(
    /Nothing is suggested/,
  );
  expect(nextText({ topics, isConnected: false })).toMatch(/does not answer right now/);
});

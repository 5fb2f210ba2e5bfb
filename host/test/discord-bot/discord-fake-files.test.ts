// Files beside messages, as the made-up Discord takes them from the real client.

import { REST } from 'discord.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ChannelCalls } from '#discord-bot/send-calls.ts';
import { type FakeDiscord, startFakeDiscord } from '../../../test/fakes/discord.ts';

let discord: FakeDiscord;
let calls: ChannelCalls;
beforeEach(async () => {
  discord = await startFakeDiscord();
  calls = new ChannelCalls(new REST({ api: discord.api }).setToken(discord.token));
});
afterEach(() => discord.stop());

test('a file comes with a message, makes room for another, and goes with an edit that brings none', async () => {
  const { id } = discord.channel('general');
  const files = () =>
    discord
      .messages(id)[0]
      ?.message.attachments.map(({ id: file, filename }) => [filename, discord.world.files.get(String(file))]);
  const messageId = await calls.post(id, { content: 'Ä' }, 'n', { file: { name: 'a.txt', text: 'Größe – 1\n' } });
  expect(files()).toEqual([['a.txt', 'Größe – 1\n']]);
  await calls.edit(id, messageId, { content: 'C' }, { name: 'b.txt', text: '2' });
  expect(files()).toEqual([['b.txt', '2']]);
  await calls.edit(id, messageId, { content: 'D' });
  expect(files()).toEqual([]);
  expect(discord.messages(id)[0]?.message.content).toBe('D');
  expect(discord.violations).toEqual([]);
});

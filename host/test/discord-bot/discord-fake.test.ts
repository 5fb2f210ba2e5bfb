// The made-up Discord against the library real bots use: what that takes for Discord, the bot's tests may build upon.

import {
  ActionRowBuilder,
  ApplicationCommandOptionType,
  ButtonBuilder,
  ButtonStyle,
  Client,
  DiscordAPIError,
  GatewayIntentBits,
  type Interaction,
  MessageFlags,
  ModalBuilder,
  type RESTPostAPIApplicationCommandsJSONBody,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { afterEach, expect, test } from 'vitest';
import { type FakeDiscord, startFakeDiscord } from '../../../test/fakes/discord.ts';

const COMMANDS: RESTPostAPIApplicationCommandsJSONBody[] = [
  {
    name: 'ask',
    description: 'Asks',
    options: [
      {
        name: 'song',
        description: 'Which',
        type: ApplicationCommandOptionType.String,
        required: true,
        autocomplete: true,
      },
    ],
  },
  { name: 'Block', type: 2 },
];

let discord: FakeDiscord | undefined;
let client: Client<true> | undefined;

afterEach(async () => {
  await client?.destroy();
  await discord?.stop();
});

/** A started fake and a client that is logged in and has registered COMMANDS. */
async function joined(answer: (interaction: Interaction) => Promise<unknown> = async () => {}) {
  const started = await startFakeDiscord();
  discord = started;
  const made = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: started.api, retries: 0 } });
  client = made as Client<true>;
  made.on('interactionCreate', (interaction) => void answer(interaction));
  const ready = new Promise((resolve) => made.once('clientReady', resolve));
  await made.login(started.token);
  await ready;
  await client.application.commands.set(COMMANDS, started.guildId);
  return { discord: started, client: client as Client<true> };
}

const channelOf = async (id: string) => {
  const channel = await client?.channels.fetch(id);
  if (channel?.isSendable() !== true || channel.isDMBased()) throw new Error('not a channel to write in');
  return channel;
};

test('a client logs in, knows the server, and its commands are registered', async () => {
  const { discord, client } = await joined();
  expect(client.guilds.cache.get(discord.guildId)?.channels.cache.map(({ name }) => name)).toContain('requests');
  expect(discord.commands).toEqual(['ask', 'Block']);
  const known = await client.application.commands.fetch({ guildId: discord.guildId });
  expect(known.map(({ name }) => name).sort()).toEqual(['Block', 'ask']);
});

test('autocomplete, commands with answers at once, late and more, and what a context menu is used on', async () => {
  const { discord } = await joined(async (interaction) => {
    if (interaction.isAutocomplete()) {
      const typed = interaction.options.getFocused();
      await interaction.respond([{ name: `${typed}?`, value: typed }]);
    } else if (interaction.isUserContextMenuCommand()) {
      await interaction.reply(`${interaction.user.displayName} on ${interaction.targetUser.displayName}`);
    } else if (interaction.isChatInputCommand()) {
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.editReply(`you said ${interaction.options.getString('song')}`);
      await interaction.followUp({ content: 'and more', flags: MessageFlags.Ephemeral });
    }
  });
  const lena = discord.user('Lena');
  const typed = await discord.autocomplete(lena, 'ask', { song: 'sal' });
  expect(typed).toMatchObject({ kind: 'choices', choices: [{ name: 'sal?', value: 'sal' }] });
  expect(typed.elapsedMs).toBeGreaterThan(0);
  const said = await discord.command(lena, 'ask', { song: 'salsa' });
  expect(said).toMatchObject({ kind: 'deferred', ephemeral: true, content: 'you said salsa' });
  await expect.poll(() => said.followups.map(({ message }) => message.content)).toEqual(['and more']);
  expect(discord.messages(discord.channel('general').id)).toEqual([]);
  const blocked = await discord.userCommand(lena, 'Block', discord.user('Max'));
  expect(blocked).toMatchObject({ kind: 'message', content: 'Lena on Max' });
  expect(discord.violations).toEqual([]);
});

test('buttons, selects and modals hang on messages and answer each in its way', async () => {
  const { discord } = await joined(async (interaction) => {
    if (interaction.isButton()) {
      const input = new TextInputBuilder().setCustomId('words').setLabel('Words').setStyle(TextInputStyle.Short);
      const row = new ActionRowBuilder<TextInputBuilder>().addComponents(input);
      await interaction.showModal(new ModalBuilder().setCustomId('form').setTitle('Ask').addComponents(row));
    } else if (interaction.isModalSubmit()) {
      const menu = new StringSelectMenuBuilder().setCustomId('which').addOptions({ label: 'One', value: '1' });
      const row = new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(menu);
      const words = interaction.fields.getTextInputValue('words');
      await interaction.reply({ content: words, components: [row], flags: MessageFlags.Ephemeral });
    } else if (interaction.isStringSelectMenu()) {
      await interaction.update({ content: `chose ${interaction.values[0]}`, components: [] });
    }
  });
  const lena = discord.user('Lena');
  const channel = await channelOf(discord.channel('panel').id);
  const button = new ButtonBuilder().setCustomId('go').setLabel('Go').setStyle(ButtonStyle.Primary);
  const panel = await channel.send({ components: [new ActionRowBuilder<ButtonBuilder>().addComponents(button)] });
  const shown = await discord.press(lena, panel.id, 'go');
  const answered = await discord.submitModal(lena, shown, { words: 'some song' });
  expect(answered).toMatchObject({ kind: 'message', ephemeral: true, content: 'some song' });
  const chosen = await discord.select(lena, answered.message?.message.id ?? '', 'which', ['1']);
  expect(chosen).toMatchObject({ kind: 'update', content: 'chose 1' });
  await expect(async () => discord.press(lena, panel.id, 'other')).rejects.toThrow('has no "other"');
});

test('messages are sent once per nonce, edited, pinned, deleted; threads hold their own', async () => {
  const { discord } = await joined();
  const { id } = discord.channel('requests');
  const channel = await channelOf(id);
  const first = await channel.send({ content: 'one', nonce: 'n1', enforceNonce: true });
  const again = await channel.send({ content: 'one', nonce: 'n1', enforceNonce: true });
  expect(again.id).toBe(first.id);
  await first.edit('two');
  await first.pin();
  expect(discord.pins(id).map(({ message }) => message.content)).toEqual(['two']);
  expect(discord.messages(id)[0]?.edits.map(({ content }) => content)).toEqual(['two']);
  if (!('threads' in channel)) throw new Error('a channel with threads');
  const thread = await (
    channel as { threads: { create(o: { name: string }): Promise<{ id: string }> } }
  ).threads.create({
    name: 'Tonight',
  });
  await (await channelOf(thread.id)).send('inside');
  expect(discord.threads(id).map(({ name }) => name)).toEqual(['Tonight']);
  expect(discord.messages(thread.id).map(({ message }) => message.content)).toEqual(['inside']);
  await first.delete();
  expect(discord.messages(id)).toEqual([]);
});

test('only whom allowed_mentions lets through is pinged', async () => {
  const { discord } = await joined();
  const lena = discord.user('Lena');
  const channel = await channelOf(discord.channel('requests').id);
  const content = `@everyone <@${lena.id}>`;
  await channel.send(content);
  await channel.send({ content, allowedMentions: { parse: [] } });
  await channel.send({ content, allowedMentions: { users: [lena.id] } });
  expect(discord.posted.map(({ pinged }) => pinged)).toEqual([
    { users: [lena.id], roles: [], everyone: true },
    { users: [], roles: [], everyone: false },
    { users: [lena.id], roles: [], everyone: false },
  ]);
});

const TOO_MUCH: [string, object][] = [
  ['content', { content: 'x'.repeat(2001) }],
  ['embeds.0.title', { embeds: [{ title: 'x'.repeat(257) }] }],
  ['embeds', { embeds: [{ description: 'x'.repeat(4000) }, { description: 'x'.repeat(2001) }] }],
  ['components', { components: [rowOf('a', 'a')] }],
  ['components.0.components', { components: [rowOf('a', 'b', 'c', 'd', 'e', 'f')] }],
  ['components.0.components.0.custom_id', { components: [rowOf('x'.repeat(101))] }],
  ['components.0.components.0.options', { components: [selectOf(26)] }],
];

function rowOf(...ids: string[]) {
  return { type: 1, components: ids.map((custom_id) => ({ type: 2, style: 1, label: 'Go', custom_id })) };
}
function selectOf(count: number) {
  const options = Array.from({ length: count }, (_, index) => ({ label: `n${index}`, value: `${index}` }));
  return { type: 1, components: [{ type: 3, custom_id: 's', options }] };
}

test.each(TOO_MUCH)('a message that breaks a limit is refused and remembered: %s', async (at, message) => {
  const { discord, client } = await joined();
  const path = `/channels/${discord.channel('requests').id}/messages` as const;
  const error = await client.rest.post(path, { body: message }).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(DiscordAPIError);
  expect(error).toMatchObject({ status: 400, code: 50035 });
  expect(discord.violations[0]).toMatch(new RegExp(`^${at}:`));
  expect(discord.messages(discord.channel('requests').id)).toEqual([]);
});

test('an interaction that is too old cannot be answered, and none twice', async () => {
  const codes: unknown[] = [];
  const { discord } = await joined(async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    for (const _ of [1, 2])
      await interaction.client.rest
        .post(`/interactions/${interaction.id}/${interaction.token}/callback`, {
          body: { type: 4, data: { content: 'x' } },
          auth: false,
        })
        .catch((error: unknown) => codes.push(error instanceof DiscordAPIError ? error.code : error));
  });
  const lena = discord.user('Lena');
  await expect(discord.command(lena, 'ask', { song: 'x' }, { expired: true })).rejects.toThrow('did not answer');
  await expect.poll(() => codes).toEqual([10062, 10062]);
  codes.length = 0;
  await discord.command(lena, 'ask', { song: 'x' });
  await expect.poll(() => codes).toEqual([40060]);
});

test('what happened while the socket was gone is there after the resume', async () => {
  const { discord } = await joined(async (interaction) => {
    if (interaction.isAutocomplete()) await interaction.respond([]);
  });
  discord.drop();
  await expect.poll(() => discord.gateway.isReady).toBe(false);
  const late = discord.autocomplete(discord.user('Lena'), 'ask', { song: 'x' });
  await expect(late).resolves.toMatchObject({ kind: 'choices' });
  expect(discord.gateway.counts).toEqual({ identified: 1, resumed: 1 });
});

test('a session that is forgotten cannot be taken up again', async () => {
  discord = await startFakeDiscord();
  const socket = new WebSocket(discord.gatewayUrl);
  const ops: unknown[] = [];
  socket.onmessage = ({ data }) => ops.push(JSON.parse(String(data)));
  await expect.poll(() => ops).toHaveLength(1);
  socket.send(JSON.stringify({ op: 6, d: { token: discord.token, session_id: 'gone', seq: 1 } }));
  await expect.poll(() => ops).toMatchObject([{ op: 10 }, { op: 9, d: false }]);
  socket.close();
});

test('a limited route is waited for, and a bucket is kept to', async () => {
  const { discord } = await joined();
  const { id } = discord.channel('requests');
  const channel = await channelOf(id);
  discord.limitNext('POST /channels/:channel/messages', 2, { retryAfterS: 0.02 });
  await channel.send('late');
  const route = 'POST /channels/:channel/messages';
  expect(discord.requests.filter((asked) => asked.route === route).map(({ status }) => status)).toEqual([
    429, 429, 200,
  ]);
  discord.rest.bucket(route, 2, 200);
  await Promise.all([1, 2, 3, 4].map((n) => channel.send(`message ${n}`)));
  expect(discord.messages(id).map(({ message }) => message.content)).toHaveLength(5);
});

test('a revoked token closes the gateway and is refused from then on', async () => {
  const { discord, client } = await joined();
  const closed = new Promise<number>((resolve) => client.once('shardDisconnect', ({ code }) => resolve(code)));
  discord.refuseToken();
  expect(await closed).toBe(4004);
  await expect(client.rest.get('/users/@me')).rejects.toMatchObject({ status: 401 });
});

test('away, nothing answers; back, the client finds it by itself', async () => {
  const { discord, client } = await joined();
  await discord.goAway();
  await expect(client.rest.get('/users/@me')).rejects.toThrow();
  await discord.comeBack();
  await expect.poll(() => discord.gateway.isReady, { timeout: 20_000 }).toBe(true);
});

test('a privileged intent is refused', async () => {
  discord = await startFakeDiscord();
  const made = new Client({ intents: [GatewayIntentBits.MessageContent], rest: { api: discord.api } });
  await expect(made.login(discord.token)).rejects.toThrow();
  expect(discord.violations).toEqual(['identify asks for a privileged intent']);
  await made.destroy();
});

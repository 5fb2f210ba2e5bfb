// What viewers type and press, from Discord to the host and back.

import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Choice } from '#discord-bot/choice-names.ts';
import { makeViewerCommands } from '#discord-bot/viewer-commands.ts';
import { MANAGE_GUILD } from '../../../test/fakes/discord.ts';
import { type BotForTest, startedBot } from './bot-for-test.ts';
import { HostForBot } from './host-for-bot.ts';

const SALSA: Choice = { id: 'salsa0000001', title: 'Salsa', artist: 'Lena', year: 1999, durationMs: 200_000 };
const DUB: Choice = { id: 'salsa0000002', title: 'Salsa', artist: 'Lena', mix: 'Dub', album: 'Nights' };

let bot: BotForTest;
let host: HostForBot;

beforeEach(async () => {
  host = await HostForBot.start();
  host.change('requests', { open: true });
  bot = await startedBot({ modules: [makeViewerCommands], host });
  host.answers['requests.choices'] = ({ q }) => ({
    choices: [SALSA, DUB].filter(({ title }) => title.toLowerCase().startsWith(q)),
    isCertain: false,
  });
  host.handlers['request.add'] = ({ trackId }: { trackId: string }) =>
    [SALSA.id, DUB.id].includes(trackId)
      ? { ok: true, id: 'r1', number: 14, outcome: 'added', place: 3 }
      : { ok: false, code: 'track-unknown', message: 'That song is not in the library.' };
  host.handlers['request.text'] = () => ({ ok: true, outcome: 'wish', reply: 'Noted as a wish.' });
});

afterEach(async () => {
  expect(bot.discord.violations).toEqual([]);
  for (const { pinged } of bot.discord.posted) expect(pinged).toEqual({ users: [], roles: [], everyone: false });
  await bot.stop();
});

test('the list under /request: title first, ids as values, from two letters on', async () => {
  const lena = bot.discord.user('Lena');
  const { choices } = await bot.discord.autocomplete(lena, 'request', { song: 'sal' });
  expect(choices).toEqual([
    { name: 'Salsa – Lena', value: SALSA.id },
    { name: 'Salsa (Dub) – Lena', value: DUB.id },
  ]);
  expect((await bot.discord.autocomplete(lena, 'request', { song: 's' })).choices).toEqual([]);
  expect((await bot.discord.autocomplete(lena, 'request', { song: '' })).choices).toEqual([]);
});

test('the same letters are asked for once, until the library changes', async () => {
  const lena = bot.discord.user('Lena');
  const asked = () => host.asked.filter((name) => name === 'requests.choices').length;
  for (const song of ['sal', 'SAL ', ' sal', 'ｓａｌ']) await bot.discord.autocomplete(lena, 'request', { song });
  expect(asked()).toBe(1);
  host.answers['requests.choices'] = () => ({ choices: [], isCertain: false });
  host.change('choices', { version: 2 });
  await expect.poll(async () => (await bot.discord.autocomplete(lena, 'request', { song: 'sal' })).choices).toEqual([]);
});

test('a hundred people who type at once are all answered', async () => {
  const typing = Array.from({ length: 100 }, (_, index) =>
    bot.discord.autocomplete(bot.discord.user(`viewer ${index}`), 'request', { song: `sal${' '.repeat(index % 3)}` }),
  );
  for (const { choices } of await Promise.all(typing)) expect(choices).toHaveLength(2);
});

test('a choice of the list becomes a request, with who asks as only Discord knows them', async () => {
  const { discord } = bot;
  const createdAt = Date.UTC(2024, 5, 6);
  const lena = discord.user('Lena\u202e', { createdAt });
  await discord.autocomplete(lena, 'request', { song: 'sal' });
  const said = await discord.command(lena, 'request', { song: DUB.id });
  expect(said).toMatchObject({ kind: 'message', ephemeral: true });
  expect(said.content).toBe(
    '**Salsa \\(Dub\\) – Lena** is request number 14, place 3 in line.\n-# Type /mine to see your requests or to take one back.',
  );
  expect(host.commands.at(-1)).toMatchObject({
    name: 'request.add',
    args: {
      trackId: DUB.id,
      requester: { platform: 'discord', id: lena.id, name: 'Lena' },
      standing: { kind: 'viewer', accountCreatedAt: createdAt },
    },
  });
});

test('staff and subscribers are told apart by role and permission', async () => {
  const { discord } = bot;
  const [staff, subscriber] = [discord.role('staff'), discord.role('subscriber')];
  host.change('discord', { staffRoles: [staff], subscriberRoles: [subscriber] });
  await expect.poll(() => discord.requests.filter(({ path }) => path.endsWith('/commands')).length).toBeGreaterThan(2);
  const people = [
    discord.user('a'),
    discord.user('b', { roles: [subscriber] }),
    discord.user('c', { roles: [subscriber, staff] }),
    discord.user('d', { permissions: MANAGE_GUILD }),
  ];
  for (const person of people) await discord.command(person, 'request', { song: SALSA.id });
  const kinds = host.commands.map(({ args }) => (args as { standing: { kind: string } }).standing.kind);
  expect(kinds).toEqual(['viewer', 'subscriber', 'staff', 'staff']);
});

test('the name of a server’s member is the one chosen for the server', async () => {
  const lena = bot.discord.user('Lena', { nick: 'DJ Lena' });
  await bot.discord.command(lena, 'request', { song: SALSA.id });
  expect(host.commands.at(-1)?.args).toMatchObject({ requester: { name: 'DJ Lena' } });
});

const NAMES: [string, string][] = [
  ['\u202eaneL', 'aneL'],
  ['@everyone', '@everyone'],
  ['שלום', 'שלום'],
  ['👩‍👩‍👧‍👦'.repeat(20), `${'👩‍👩‍👧‍👦'.repeat(9)}…`],
  ['e\u0301\u0301\u0301\u0301\u0301\u0301', 'e\u0301\u0301\u0301'],
  ['\u200b\u2800', 'somebody'],
];

test.each(NAMES)('a name is told as what can be read of it: %j', async (name, told) => {
  await bot.discord.command(bot.discord.user(name), 'request', { song: SALSA.id });
  expect(host.commands.at(-1)?.args).toMatchObject({ requester: { name: told } });
});

test('choices for letters that are gone by now are not sent', async () => {
  const { discord } = bot;
  const lena = discord.user('Lena');
  const answered = host.answers['requests.choices'];
  let release = () => {};
  host.answers['requests.choices'] = async (input) => {
    if (input.q === 'sa') await new Promise<void>((resolve) => (release = resolve));
    return answered?.(input) ?? { choices: [], isCertain: false };
  };
  let isAnswered = false;
  void discord.autocomplete(lena, 'request', { song: 'sa' }).then(
    () => {
      isAnswered = true;
    },
    () => {},
  );
  await expect.poll(() => host.asked).toHaveLength(1);
  expect((await discord.autocomplete(lena, 'request', { song: 'sal' })).choices).toHaveLength(2);
  release();
  // What the first would have brought is there by now.
  expect((await discord.autocomplete(discord.user('Max'), 'request', { song: 'sa' })).choices).toHaveLength(2);
  expect(isAnswered).toBe(false);
});

test('words lead to a menu, and what is chosen there to a request, with the words', async () => {
  const { discord } = bot;
  const lena = discord.user('Lena');
  const asked = await discord.command(lena, 'request', { song: 'Salsa' });
  expect(asked).toMatchObject({ kind: 'message', ephemeral: true });
  expect(asked.content).toContain('Which one do you mean by “Salsa”?');
  expect(host.commands).toEqual([]);
  const menu = menuOf(asked.message?.message.components);
  expect(menu.options).toEqual([
    { label: 'Salsa – Lena', value: SALSA.id, description: '1999 · 3:20' },
    { label: 'Salsa (Dub) – Lena', value: DUB.id, description: 'Nights' },
  ]);
  const chosen = await discord.select(lena, asked.message?.message.id ?? '', menu.custom_id, [SALSA.id]);
  expect(chosen.kind).toBe('update');
  expect(chosen.content).toContain('**Salsa – Lena** is request number 14');
  expect(chosen.message?.message.components).toEqual([]);
  expect(host.commands.at(-1)?.args).toMatchObject({ trackId: SALSA.id, words: 'Salsa' });
});

test('one that fits, and it alone, is shown all the same: nothing is guessed', async () => {
  host.answers['requests.choices'] = () => ({ choices: [SALSA], isCertain: true });
  const asked = await bot.discord.command(bot.discord.user('Lena'), 'request', { song: 'salsa lena' });
  expect(menuOf(asked.message?.message.components).options).toHaveLength(1);
  expect(host.commands).toEqual([]);
});

test('twelve letters that are no id of ours are words', async () => {
  const asked = await bot.discord.command(bot.discord.user('Lena'), 'request', { song: 'salsaforever' });
  expect(host.commands.map(({ name }) => name)).toEqual(['request.add', 'request.text']);
  expect(asked.kind).toBe('message');
});

test('a refusal leaves the menu, for another song', async () => {
  const { discord } = bot;
  host.handlers['request.add'] = () => ({
    ok: false,
    code: 'too-soon',
    message: 'You can ask again in 7 min. <@1>',
    retryAt: 1_800_000_000_000,
  });
  const lena = discord.user('Lena');
  const asked = await discord.command(lena, 'request', { song: 'salsa' });
  const menu = menuOf(asked.message?.message.components);
  const refused = await discord.select(lena, asked.message?.message.id ?? '', menu.custom_id, [SALSA.id]);
  expect(refused.content).toBe('You can ask again in 7 min. \\<\\@1\\>');
  expect(menuOf(refused.message?.message.components).options).toHaveLength(2);
});

test.each([
  ['back *soon*', undefined, 'Requests are closed: back \\*soon\\*'],
  [undefined, undefined, 'Requests are closed right now.'],
  [undefined, 'Back after the break', 'Back after the break'],
])('while requests are closed (%s, %s), that is said at once and nothing else is asked', async (...given) => {
  const [reason, closedText, said] = given;
  const { discord } = bot;
  const lena = discord.user('Lena');
  host.change('requests', { open: false, reason, closedText });
  for (const song of ['salsa', SALSA.id]) {
    await expect.poll(async () => (await discord.command(lena, 'request', { song })).content).toBe(said);
  }
  host.change('live', { on: false });
  host.change('requests', { reason: 'Requests open when the show starts.' });
  await expect
    .poll(async () => (await discord.command(lena, 'request', { song: 'salsa' })).content)
    .toBe('Requests open when the show starts.');
  expect(host.commands).toEqual([]);
});

test('what fits nothing is handed on as words, whatever they are', async () => {
  host.answers['requests.choices'] = () => ({ choices: [], isCertain: false });
  host.handlers['request.text'] = ({ words }: { words: string }) => ({
    ...{ ok: true, outcome: 'wish', reply: `"${words}" is not in the library; it is noted as a wish.` },
  });
  const texts: [string, RegExp][] = [
    ['x'.repeat(10_000), /^"x{490,}…$/],
    ['👩‍👩‍👧‍👦'.repeat(600), /^"(👩‍👩‍👧‍👦){40,}/],
    ['@everyone **`` <@&1> https://x.y', /^"\\@everyone \\\*\\\*\\`\\` \\<\\@&1\\> https\\:\\\/\\\/x.y" is not/],
    ['שלום\u202e 👩‍👩‍👧‍👦', /^"שלום 👩‍👩‍👧‍👦" is not/],
  ];
  for (const [song, said] of texts) {
    expect((await bot.discord.command(bot.discord.user('Lena'), 'request', { song })).content).toMatch(said);
  }
});

test('whatever is sent as a song, nothing becomes a request but an id that is a track’s', async () => {
  const { discord } = bot;
  const lena = discord.user('Lena');
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.constantFrom(SALSA.id, 'salsa', 'constructor', '__proto__', '<@1>', '\u0000', 'mine:back:r1'),
  );
  await fc.assert(
    fc.asyncProperty(anything, async (song) => {
      host.commands.length = 0;
      const said = await discord.command(lena, 'request', { song });
      expect(said.content).not.toBe('');
      for (const { name, args } of host.commands) {
        if (name === 'request.add') expect(args.trackId).toMatch(/^[\w-]{12}$/);
        else expect(name).toBe('request.text');
      }
    }),
    { numRuns: 60 },
  );
});

function menuOf(components: unknown) {
  const [row] = components as { components: { custom_id: string; options: unknown[] }[] }[];
  const menu = row?.components[0];
  if (menu === undefined) throw new Error('there is no menu');
  return menu;
}

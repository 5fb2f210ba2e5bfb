import { createHash } from 'node:crypto';
import type { SetPost } from '@tracord/shared/topics.ts';
import { afterEach, expect, test } from 'vitest';
import { setPostBody, setPostFile } from '#discord-bot/set-post-body.ts';
import { STAFF_MODULES } from '#discord-bot/staff-side.ts';
import type { Json, Posted } from '../../../test/fakes/discord-world.ts';
import { until } from '../../../test/fakes/until.ts';
import { NOW, type Stage, stage } from './staff-stage.ts';

const HOUR = 3_600_000;
let at: Stage;
afterEach(async () => {
  expect(at.discord.violations).toEqual([]);
  await at.stop();
});

function post(setId: string, more: Partial<SetPost> = {}): SetPost {
  const said = {
    ...{ setId, title: `Friday ${setId}`, startedAt: NOW - 3 * HOUR, endedAt: NOW - 1_000 },
    ...{ lines: ['1 0:00 ID – ID', '2 6:02 Mirelle – Slow_Voltage'], text: '1. ID - ID\n2. Mirelle – Slow\n' },
    numbers: [{ name: 'Tracks', value: '2' }],
    ...more,
  };
  return { ...said, version: createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 16) };
}

async function begin(channel: 'now-playing' | 'requests' = 'now-playing'): Promise<void> {
  at = await stage(STAFF_MODULES);
  at.host.set('live', { on: false });
  const setting = channel === 'requests' ? 'requestsChannel' : 'nowPlayingChannel';
  at.host.set('discord', { ...at.host.topics.discord, [setting]: at.discord.channel(channel).id });
}

const offer = (...posts: SetPost[]) =>
  at.host.set('posts', {
    order: posts.map(({ setId }) => setId),
    byId: Object.fromEntries(posts.map((one) => [one.setId, one])),
  });
const step = (check: () => void) =>
  until(() => {
    at.clock.advance(1_000);
    check();
  });
const filesOf = ({ message }: Posted) =>
  message.attachments.map(({ id, filename }) => [filename, at.discord.world.files.get(String(id))]);
const memory = () => at.host.topics.memory['post:s1'] ?? '';

/** The one message. */
async function posted(channel: string): Promise<Posted> {
  return until(() => {
    at.clock.advance(1_000);
    const [one, ...others] = at.in(channel);
    expect(others).toEqual([]);
    if (one === undefined) throw new Error('nothing was posted');
    expect(memory()).toContain(`posted|${NOW - 1_000}|${one.channelId}|${one.message.id}`);
    return one;
  });
}

test('is one message with the list, the numbers and a file, edited when the set turns out otherwise', async () => {
  await begin();
  offer(post('s1'));
  const one = await posted('now-playing');
  expect(one.message.content).toBe('**Friday s1**');
  expect(one.message.embeds).toEqual([
    {
      title: 'Friday s1',
      description: '1 0\\:00 ID – ID\n2 6\\:02 Mirelle – Slow\\_Voltage',
      fields: [{ name: 'Tracks', value: '2', inline: true }],
      color: 0x5b8def,
      timestamp: new Date(NOW - 1_000).toISOString(),
    },
  ]);
  const name = setPostFile(post('s1'))?.name;
  expect(name).toMatch(/^setlist-\d{4}-\d\d-\d\d\.txt$/);
  expect(filesOf(one)).toEqual([[name, post('s1').text]]);
  offer(post('s1', { text: '1. Lena - Salsa\n', lines: ['1 0:00 Lena – Salsa'] }));
  await step(() => expect(filesOf(one)).toEqual([[name, '1. Lena - Salsa\n']]));
  expect(one.message.embeds[0]?.description).toBe('1 0\\:00 Lena – Salsa');
  expect(at.in('now-playing')).toHaveLength(1);
  expect(one.edits).toHaveLength(1);
});

test('after a restart nothing is sent that stands there already, and what changed meanwhile is edited', async () => {
  await begin();
  offer(post('s1'));
  const one = await posted('now-playing');
  const sent = () => at.discord.requests.filter(({ route }) => route.includes('/messages')).length;
  const before = sent();
  await at.restart();
  at.clock.advance(60_000);
  await at.quiet();
  expect(sent()).toBe(before);
  offer(post('s1', { lines: ['1 0:00 Revealed'] }));
  await step(() => expect(one.message.embeds[0]?.description).toBe('1 0\\:00 Revealed'));
});

test('one that was deleted is not posted again', async () => {
  await begin();
  offer(post('s1'));
  const one = await posted('now-playing');
  one.deletedAt = Date.now();
  offer(post('s1', { lines: ['another'] }));
  await step(() => expect(memory()).toMatch(/^gone/));
  offer(post('s1', { lines: ['and another'] }));
  await at.restart();
  at.clock.advance(60_000);
  await at.quiet();
  expect(at.in('now-playing')).toEqual([]);
});

test('killed before its id was kept, the message is found, not sent again', async () => {
  await begin();
  at.host.answers = ({ name, args }) =>
    name === 'bot.remember' && String(args.value).startsWith('posted')
      ? { ok: false, code: 'killed', message: '' }
      : undefined;
  offer(post('s1'));
  await step(() => expect(at.in('now-playing')).toHaveLength(1));
  expect(memory()).toMatch(/^sending/);
  at.host.answers = () => undefined;
  // Long after, when Discord knows its nonce no more.
  const [first] = at.in('now-playing');
  if (first !== undefined) first.message.nonce = undefined;
  await at.restart();
  offer(post('s1', { lines: ['later'] }));
  const one = await posted('now-playing');
  expect(one).toBe(first);
  await step(() => expect(one.message.embeds[0]?.description).toBe('later'));
});

test('killed before the second of two sets of one name was sent, the first one stays its own', async () => {
  await begin();
  const named = { title: 'The set of 9 October 2025', startedAt: NOW - 9 * HOUR };
  const first = post('s1', { ...named, endedAt: NOW - 6 * HOUR, lines: ['the first'] });
  const second = post('s2', { ...named, lines: ['the second'] });
  offer(first);
  await step(() => expect(memory()).toMatch(/^posted/));
  const [one] = at.in('now-playing');
  const sending = `sending|${NOW - 1_000}|${at.discord.channel('now-playing').id}|${second.endedAt}`;
  at.host.set('memory', { ...at.host.topics.memory, 'post:s2': sending });
  await at.restart();
  offer(second, first);
  await step(() => expect(at.in('now-playing')).toHaveLength(2));
  await step(() => expect(at.host.topics.memory['post:s2']).toMatch(/^posted/));
  expect(at.in('now-playing').map(({ message }) => message.embeds[0]?.description)).toEqual([
    'the first',
    'the second',
  ]);
  expect(one?.edits).toEqual([]);
});

test('of a set that was joined to another it says only that, and all of it again when that is taken back', async () => {
  await begin();
  offer(post('s1'));
  const one = await posted('now-playing');
  offer(post('s1', { title: 'All *night*', isJoined: true, lines: [], numbers: [], text: '' }));
  await step(() => expect(one.message.content).toBe('This set is part of **All \\*night\\*** now.'));
  expect([one.message.embeds, filesOf(one)]).toEqual([[], []]);
  offer(post('s1'));
  await step(() => expect(one.message.content).toBe('**Friday s1**'));
  expect([one.message.embeds, filesOf(one)]).toMatchObject([[{ title: 'Friday s1' }], [[{}, post('s1').text]]]);
});

test('one in a channel that the bot sees no more holds up no other', async () => {
  await begin();
  offer(post('s0', { endedAt: NOW - HOUR }));
  await step(() => expect(at.host.topics.memory['post:s0']).toMatch(/^posted/));
  const other = at.discord.world.channel('Recordings').id;
  at.host.set('discord', { ...at.host.topics.discord, nowPlayingChannel: other });
  offer(post('s1'));
  await step(() => expect(memory()).toMatch(/^posted/));
  at.discord.world.unseen.add(at.discord.channel('now-playing').id);
  offer(post('s0', { endedAt: NOW - HOUR, lines: ['Masked'] }), post('s1', { lines: ['Masked'] }));
  for (let minutes = 0; minutes < 12; minutes++) {
    at.clock.advance(60_000);
    await at.quiet();
  }
  expect(at.discord.messages(other)[0]?.message.embeds[0]?.description).toBe('Masked');
  expect(at.in('now-playing')[0]?.edits).toEqual([]);
  at.discord.world.unseen.clear();
  await step(() => expect(at.in('now-playing')[0]?.message.embeds[0]?.description).toBe('Masked'));
});

test('a bot that may attach no files any more leaves none that says what is true no more', async () => {
  await begin();
  offer(post('s1'));
  const one = await posted('now-playing');
  at.discord.world.mayAttachFiles = false;
  offer(post('s1', { lines: ['1 0:00 ID – ID'], text: '1. ID - ID\n' }));
  await step(() => expect(one.message.embeds[0]?.description).toBe('1 0\\:00 ID – ID'));
  expect(filesOf(one)).toEqual([]);
});

test('stands in the thread of its requests, also when that was put away', async () => {
  await begin('requests');
  const thread = at.discord.world.channel('Requests', at.discord.channel('requests').id);
  const { id } = at.discord.channel('requests');
  at.host.set('memory', { 'requests-place': `set-7|${id}|${thread.id}|${NOW}|` });
  offer(post('s1', { requestsSetId: 'set-7' }), post('s2', { requestsSetId: 'set-6' }));
  const inThread = () => at.discord.messages(thread.id);
  await step(() => expect(inThread()).toHaveLength(1));
  await step(() => expect(at.in('requests').map(({ message }) => message.content)).toEqual(['**Friday s2**']));
  thread.archived = true;
  offer(post('s1', { requestsSetId: 'set-7', lines: ['Revealed'] }), post('s2'));
  await step(() => expect(inThread()[0]?.message.embeds[0]?.description).toBe('Revealed'));
  expect(inThread()).toHaveLength(1);
});

test('where the thread was deleted it goes to the channel; a set of long ago is no news', async () => {
  await begin('requests');
  const { id } = at.discord.channel('requests');
  at.host.set('memory', { 'requests-place': `set-7|${id}|300000000000000001|${NOW}|` });
  offer(post('s1', { requestsSetId: 'set-7' }), post('s0', { endedAt: NOW - 13 * HOUR }));
  const one = await posted('requests');
  expect(one.message.content).toBe('**Friday s1**');
});

test('a bot that may attach no files posts the list, and the DJ reads what it lacks', async () => {
  await begin();
  at.discord.world.mayAttachFiles = false;
  offer(post('s1'));
  const one = await posted('now-playing');
  expect(filesOf(one)).toEqual([]);
  await until(() => expect(at.troubles.get('posts-file')?.remedy).toContain('"Attach Files"'));
});

test('nothing without a channel; what is kept of old sets is forgotten', async () => {
  at = await stage(STAFF_MODULES);
  at.host.set('memory', { 'post:old': `gone|${NOW - 31 * 24 * HOUR}`, 'post:new': `gone|${NOW - HOUR}`, other: 'x' });
  offer(post('s1'));
  at.host.connect(true);
  await until(() => expect(Object.keys(at.host.topics.memory)).toEqual(['post:new', 'other']));
  await at.quiet();
  expect(at.discord.posted).toEqual([]);
});

test('however long the set and its words, it fits', async () => {
  const long = '*_Ω̷̈<@1>'.repeat(60);
  const huge = post('s1', {
    title: long,
    lines: Array.from({ length: 300 }, (_, n) => `${n} ${long}`),
    numbers: Array.from({ length: 30 }, (_, n) => ({ name: `${n} ${long}`, value: long })),
  });
  await begin();
  offer(huge);
  const one = await posted('now-playing');
  expect(one.message.embeds[0]?.description).toMatch(/… and \d+ more in the file$/);
  const { embeds } = setPostBody(post('s2', { lines: [], numbers: [], text: '' }));
  expect((embeds as Json[] | undefined)?.[0]).not.toHaveProperty('description');
  expect(setPostFile(post('s2', { text: '' }))).toBeUndefined();
});

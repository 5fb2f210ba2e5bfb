// What viewers may look at, and what they must not.

import type { BotRequest } from '@tracord/shared/requests.ts';
import { afterEach, expect, test } from 'vitest';
import type { Clock } from '#discord-bot/module.ts';
import { systemClock } from '#discord-bot/system-clock.ts';
import { makeViewerCommands } from '#discord-bot/viewer-commands.ts';
import { type BotForTest, startedBot } from './bot-for-test.ts';

let bot: BotForTest;
afterEach(async () => {
  expect(bot.discord.violations).toEqual([]);
  await bot.stop();
});

const started = async (settings = {}, clock?: Clock) => {
  bot = await startedBot({ modules: [makeViewerCommands], settings, clock });
  return { ...bot, viewer: bot.discord.user('Viewer') };
};

const NAME = { artist: 'Lena *', title: 'Salsa <@1>', mix: 'Dub' };
const ON_AIR = {
  source: 'broadcast' as const,
  match: { confidence: 1, by: 'path' as const, reasons: [], alternatives: [] },
};

function request(id: string, number: number, more: Partial<BotRequest> = {}): BotRequest {
  const track = { ...NAME, id, display: { artist: NAME.artist, title: `Song ${number} (Dub)` } };
  const requester = { platform: 'discord', id: 'other', name: 'Maxim', shownAs: 'Max_' };
  return {
    ...{ id, number, revision: 1, state: 'new', said: 'waiting', track, requester },
    ...{ voters: [], votes: 1, askedAt: 1, changedAt: 1 },
    ...more,
  };
}

test('/song: what is on air, who asked for it, and nothing of what is hidden', async () => {
  const { discord, host, viewer } = await started();
  const song = async () => (await discord.command(viewer, 'song')).content;
  expect(await song()).toBe('Nothing is on air right now.');
  const display = { artist: NAME.artist, title: `${NAME.title} (Dub)` };
  const voters = ['a', 'b'].map((id) => ({ platform: 'twitch', id, name: id }));
  const playing = request('r1', 1, { said: 'playing', onAirSince: 5_000, votes: 3, voters });
  host.change('requests', { byId: { r1: playing }, order: ['r1'] });
  host.topics.set('nowPlaying', { ...ON_AIR, track: { ...NAME, label: 'L', year: 1999, display }, onAirSince: 5_000 });
  await expect
    .poll(song)
    .toBe(
      '**Salsa \\<\\@1\\> \\(Dub\\) – Lena \\***\nL, 1999\n-# On air since <t:5:R>, asked for by Max\\_ and 2 more',
    );
  const unnamed = { platform: 'twitch', id: 'other', name: 'Badword' };
  host.change('requests', { byId: { r1: { ...playing, requester: unnamed } } });
  await expect.poll(song).toMatch(/, asked for by somebody and 2 more$/);
  const hidden = { ...NAME, label: 'L', masked: true, display: { artist: 'ID', title: 'ID' } };
  host.topics.set('nowPlaying', { ...ON_AIR, track: hidden });
  await expect.poll(song).toBe('**ID – ID**');
  host.change('live', { on: false });
  await expect.poll(song).toBe('The show is not live right now.');
});

test('/queue: taken ones first, then those that wait; one’s own are marked; nothing says skipped', async () => {
  const { discord, host, viewer } = await started();
  const queue = async () => (await discord.command(viewer, 'queue')).content;
  expect(await queue()).toBe('-# Requests are closed right now.\nNobody asked for anything yet.');
  const me = { platform: 'discord', id: viewer.id, name: 'Viewer' };
  const byId = {
    r1: request('r1', 1, { said: 'accepted', state: 'accepted' }),
    r2: request('r2', 2, { votes: 2, voters: [me] }),
    r3: request('r3', 3, { state: 'skipped', requester: me }),
  };
  host.change('requests', { open: true, byId, order: ['r1', 'r2', 'r3'] });
  await expect
    .poll(queue)
    .toBe(
      [
        '-# Ask for a song with /request.',
        '**Coming up**',
        '**1** Song 1 \\(Dub\\) – Lena \\*',
        '**Waiting**',
        '**2** Song 2 \\(Dub\\) – Lena \\* · 2 want it · your vote',
        '**3** Song 3 \\(Dub\\) – Lena \\* · yours',
      ].join('\n'),
    );
  const many = Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`r${n}`, request(`r${n}`, n)]));
  host.change('requests', { byId: many, order: Object.keys(many) });
  await expect.poll(queue).toMatch(/… and 50 more$/);
  host.change('requests', { open: false, reason: 'back at 10' });
  await expect.poll(queue).toMatch(/^-# Requests are closed: back at 10\n/);
  const long = { artist: '*'.repeat(40), title: '_'.repeat(40) };
  const wide = Object.values(many).map((one) => [one.id, { ...one, track: { ...one.track, display: long } }]);
  host.change('requests', { byId: Object.fromEntries(wide) });
  await expect.poll(queue).toMatch(/\*\*0\*\* (\\_){40} – (\\\*){40}\n(.+\n)+… and 5[1-9] more$/);
});

test('/setlist and /new', async () => {
  const { discord, host, viewer } = await started({ newTracks: 'New' });
  const stats = (time: { since?: number; until?: number }) => ({
    set: { asked: 12, played: 1, people: 1, plays: 3, ...time },
    all: { asked: 30, played: 9, people: 8, sets: 2 },
    topSongs: [],
  });
  const play = (n: number) => ({
    ...NAME,
    title: `Song ${n}`,
    id: `${n}`,
    at: n,
    source: 'decks' as const,
    live: n > 0,
  });
  const said = async (name: string) => (await discord.command(viewer, name)).content;
  host.answers['requests.stats'] = () => stats({});
  expect(await said('setlist')).toBe('Nothing was played yet.');
  host.answers['requests.stats'] = () => stats({ since: 0, until: 3 });
  // After the set the rehearsal went on.
  const all = [0, 1, 2, 3, 4, 5].map((n) => ({ ...play(n), live: n > 0 && n < 3 }));
  host.answers['plays.list'] = ({ from = 0, to = 9, limit }) => ({
    plays: all.filter(({ at }) => at >= from && at < to).slice(-limit),
    more: false,
  });
  expect(await said('setlist')).toBe('**Tonight**\n```\n  1 Song 1 – Lena *\n  2 Song 2 – Lena *\n```');
  host.answers['requests.stats'] = () => stats({ since: 5 });
  expect(await said('setlist')).toBe('Nothing was played yet.');
  host.answers['tracks.new'] = () => ({ isOn: true, tracks: [{ id: 't', ...NAME }] });
  expect(await said('new')).toBe('**New here**\n```\nSalsa <@1> (Dub) – Lena *\n```\n-# Ask for one with /request.');
  host.answers['requests.stats'] = () => stats({ since: 0 });
  host.answers['plays.list'] = () => ({ plays: Array.from({ length: 1_000 }, (_, n) => play(n + 1)), more: false });
  expect(await said('setlist')).toMatch(/-# The last 20 of 1000\n```\n981 Song 981/);
});

test('/setlist: where there is a list of the set, with the times in it', async () => {
  const { discord, host, viewer } = await started();
  const said = async () => (await discord.command(viewer, 'setlist')).content;
  const row = (place: number, startsAt: number, title: string, more = {}) => ({
    ...{ place, startsAt, display: { artist: 'Lena *', title }, ...more },
  });
  const byId = {
    a: row(1, 10_000, 'Salsa (Dub)'),
    b: row(2, 372_400, 'ID', { display: { artist: 'ID', title: 'ID' }, masked: true }),
    c: row(3, 3_930_000, 'Nachtfahrt', { rough: true }),
  };
  host.topics.set('set', { isOn: true, startedAt: 10_000, order: ['a', 'b', 'c'], byId });
  await expect
    .poll(said)
    .toBe(
      [
        '**Tonight**\n```',
        '  1     0:00 Salsa (Dub) – Lena *',
        '  2     6:02 ID – ID',
        '  3 ~1:05:20 Nachtfahrt – Lena *',
        '```',
      ].join('\n'),
    );
  const many = Array.from({ length: 30 }, (_, n) => row(n + 1, n * 240_000, `Song ${n + 1}`));
  host.topics.set('set', {
    ...{ isOn: false, order: many.map(({ place }) => `r${place}`) },
    byId: Object.fromEntries(many.map((one) => [`r${one.place}`, one])),
  });
  await expect.poll(said).toMatch(/^\*\*The last set\*\*\n-# The last 20 of 30\n```\n 11 {4}40:00 Song 11 – Lena \*\n/);
});

test('/new is there with a playlist for it, the old names where they are wanted', async () => {
  const { discord, host } = await started();
  const plain = ['request', 'song', 'queue', 'mine', 'withdraw', 'setlist', 'stats'];
  expect(discord.commands).toEqual(plain);
  host.change('discord', { oldNames: true });
  await expect.poll(() => discord.commands).toEqual([...plain, 'srbreqlist', 'srbreqdel']);
  host.change('discord', { newTracks: 'House' });
  await expect.poll(() => discord.commands).toEqual([...plain, 'new', 'srbnew', 'srbreqlist', 'srbreqdel']);
});

test('old names answer as the new ones do', async () => {
  const { discord, viewer, host } = await started({ oldNames: true });
  host.answers['requests.mine'] = () => ({ requests: [], pings: true });
  expect((await discord.command(viewer, 'srbreqlist')).content).toContain('Nobody asked');
  expect((await discord.autocomplete(viewer, 'srbreqdel', { request: 'x' })).choices).toEqual([]);
});

test('a host that is away is a sentence, for each of them, and an empty list', async () => {
  const { discord, host, viewer } = await started({ newTracks: 'New' });
  await host.stop();
  for (const name of ['song', 'queue', 'mine', 'setlist', 'new', 'stats']) {
    expect((await discord.command(viewer, name)).content).toContain('does not answer right now');
  }
  expect((await discord.command(viewer, 'request', { song: 'abcdefghijkl' })).content).toContain('does not answer');
  expect((await discord.autocomplete(viewer, 'request', { song: 'salsa' })).choices).toEqual([]);
});

test('an answer that takes long is announced first', async () => {
  const soon: Clock = { now: systemClock.now, after: (ms, call) => systemClock.after(ms === 1_500 ? 1 : ms, call) };
  const { discord, host, viewer } = await started({}, soon);
  host.answers['requests.mine'] = async () => {
    await new Promise((resolve) => setTimeout(resolve, 60));
    return { requests: [], pings: true };
  };
  const shown = await discord.command(viewer, 'mine');
  expect(shown).toMatchObject({ kind: 'deferred', ephemeral: true });
  expect(shown.content).toContain('You asked for nothing yet.');
  const pressed = await discord.press(viewer, shown.message?.message.id ?? '', 'mine:ping:off');
  expect(pressed.kind).toBe('deferred-update');
  await expect.poll(() => pressed.message?.edits.length).toBe(1);
});

test('an interaction that is over is let go, and the next one answered', async () => {
  const { discord, viewer, logged } = await started();
  const gone = discord.command(viewer, 'song', {}, { expired: true });
  await expect(gone).rejects.toThrow('did not answer');
  await expect.poll(() => logged.map(({ event }) => event)).toContain('interaction.too-late');
  expect((await discord.command(viewer, 'song')).content).toBe('Nothing is on air right now.');
});

test('Discord asks to wait, and gets the answer later', async () => {
  const { discord, viewer } = await started();
  discord.limitNext('POST /interactions/:interaction/:token/callback', 2, { retryAfterS: 0.05 });
  expect((await discord.command(viewer, 'song')).content).toBe('Nothing is on air right now.');
});

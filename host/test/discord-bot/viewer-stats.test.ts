// /stats: what viewers read of a show in numbers.

import type { Stats } from '@tracord/shared/stats.ts';
import { afterEach, expect, test } from 'vitest';
import { makeViewerCommands } from '#discord-bot/viewer-commands.ts';
import { type BotForTest, startedBot } from './bot-for-test.ts';

let bot: BotForTest;
afterEach(async () => {
  expect(bot.discord.violations).toEqual([]);
  await bot.stop();
});

const NONE: Stats = {
  ...{ of: 'this session', sets: 0, playedMs: 0, plays: 0, songs: 0, repeats: 0, asked: 0, accepted: 0, declined: 0 },
  ...{
    playedRequests: 0,
    expired: 0,
    votes: 0,
    people: 0,
    searches: 0,
    topPlayed: [],
    topRequested: [],
    topArtists: [],
  },
  ...{ topGenres: [], topRequesters: [], topSearches: [], tempo: [], keys: [], hours: new Array(24).fill(0) },
};
const song = (title: string, count: number) => ({ artist: 'Lena *', title, count });

async function started(answer: (of: string) => Partial<Stats>) {
  bot = await startedBot({ modules: [makeViewerCommands] });
  bot.host.answers['stats.get'] = ({ of = 'session' }) => ({ ...NONE, ...answer(of) });
  const viewer = bot.discord.user('Viewer');
  return async (options = {}) => (await bot.discord.command(viewer, 'stats', options)).content;
}

test('the session, the set and all of it', async () => {
  const said = await started((of) => ({
    ...{ of: of === 'set' ? 'Friday_Night' : '…', sets: 3, plays: 34, playedMs: 125 * 60_000 },
    ...{ asked: 12, people: 1, playedRequests: 4, waitToPlayMs: 18.4 * 60_000 },
    topRequested: [{ ...song('Salsa <@1>', 4), mix: 'Dub' }],
    topPlayed: [song('Salsa', 2), song('Nachtfahrt', 1)],
    topRequesters: [{ name: 'Max_', count: 3 }],
    topGenres: [
      { name: 'House', count: 20 },
      { name: 'Techno', count: 9 },
    ],
  }));
  const rest = [
    '12 requests by 1 person, 4 played, after about 18 min',
    '**Asked for most**',
    'Salsa \\<\\@1\\> \\(Dub\\) – Lena \\* · 4×',
    '**Played most**',
    'Salsa – Lena \\* · 2×',
    'Nachtfahrt – Lena \\* · 1×',
    '**Asked most** Max\\_ (3×)',
    '**Genres** House (20×), Techno (9×)',
  ].join('\n');
  expect(await said()).toBe(`**This session** 34 tracks, 2 h 05 min on air\n${rest}`);
  expect(await said({ of: 'set' })).toBe(`**Friday\\_Night** 34 tracks, 2 h 05 min on air\n${rest}`);
  expect(await said({ of: 'all' })).toBe(`**All 3 sets** 34 tracks, 2 h 05 min on air\n${rest}`);
});

test('before anything was played, and where nobody asked', async () => {
  let plays = 0;
  const said = await started(() => ({
    of: 'the last set',
    plays,
    playedMs: plays * 40_000,
    topPlayed: [song('Salsa', 1)],
  }));
  expect(await said()).toBe('**This session** Nothing was played yet.');
  plays = 1;
  expect(await said({ of: 'set' })).toBe('**The last set** 1 track, 1 min on air');
});

test('long names stay within what Discord takes', async () => {
  const long = (letter: string, count: number) => ({ artist: letter.repeat(300), title: letter.repeat(300), count });
  const said = await started(() => ({
    ...{ of: '*'.repeat(500), plays: 9, asked: 9, people: 9 },
    topRequested: [...'*_~`|'].map((letter) => long(letter, 2)),
    topPlayed: [...'*_~`|'].map((letter) => long(letter, 2)),
    topRequesters: [...'*_~'].map((letter) => ({ name: letter.repeat(300), count: 1 })),
  }));
  const content = (await said({ of: 'set' })) ?? '';
  expect(content.length).toBeLessThanOrEqual(2_000);
  expect(content).toMatch(/ · 2×$|\(1×\)$/);
});

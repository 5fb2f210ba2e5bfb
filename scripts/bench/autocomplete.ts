// Typing into /request in Discord: from the keystroke that reaches the bot to the choices it answers, through a made-up
// Discord, the real bot and a real host. `npm run bench -- --only autocomplete` runs it alone.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FakeDiscord, startFakeDiscord } from '../../test/fakes/discord.ts';
import { type StartedHost, startedHost } from '../../test/fakes/started-host.ts';
import { SeededRandom } from '../made-collection/random.ts';
import { writeCollection } from '../make-collection.ts';
import { quantile } from './quantile.ts';
import type { Bench } from './row.ts';

/** Larger libraries have no bound. */
const ENTRIES = 50_000;
const SONGS_TYPED = 40;
const TYPISTS = 100;
/** Letters of a song that are typed before somebody chooses. */
const LETTERS = 8;
const IMPORTED_WITHIN_MS = 120_000;

type Song = { artist: string; title: string };

export const bench: Bench = async ({ entries, seed, say }) => {
  const count = entries.includes(ENTRIES) ? ENTRIES : Math.min(...entries);
  const folder = mkdtempSync(join(tmpdir(), 'tracord-autocomplete-'));
  const discord = await startFakeDiscord();
  let host: StartedHost | undefined;
  try {
    const collection = join(folder, 'collection.nml');
    await writeCollection(collection, { entries: count, seed });
    host = await startedHost({
      args: ['--collection', collection],
      env: {
        TRACORD_DISCORD_TOKEN: discord.token,
        TRACORD_DISCORD_GUILD: discord.guildId,
        TRACORD_DISCORD_API: discord.api,
      },
    });
    const { tracks: songs } = await ready(host, discord, count);
    const random = new SeededRandom(seed, 40);
    // The first question wakes the library's reader.
    await typed(discord, 'warm');
    const alone: number[] = [];
    for (let made = 0; made < SONGS_TYPED; made++) {
      for (const line of keystrokes(random.pick(songs), made % 2 === 0)) alone.push(await typed(discord, line));
    }
    say(`  ${alone.length} keystrokes of one person, median ${quantile(alone, 0.5).toFixed(1)} ms`);
    const lines = Array.from({ length: TYPISTS }, () => keystrokes(random.pick(songs), random.below(2) === 0));
    const together: number[] = [];
    for (let letter = 0; letter < LETTERS - 1; letter++) {
      const round = lines.flatMap((line) => line[letter] ?? []);
      together.push(...(await Promise.all(round.map((line, who) => typed(discord, line, who)))));
    }
    say(`  ${together.length} keystrokes of ${TYPISTS} at once, median ${quantile(together, 0.5).toFixed(1)} ms`);
    const of = `${count.toLocaleString('en')} tracks`;
    return [
      { figure: `choices in Discord, ${of}, p50, ms`, measured: quantile(alone, 0.5), bound: {} },
      { figure: `choices in Discord, ${of}, p95, ms`, measured: quantile(alone, 0.95), bound: { atMost: 25 } },
      {
        figure: `choices in Discord, ${TYPISTS} typists at once, ${of}, p99, ms`,
        measured: quantile(together, 0.99),
        bound: { atMost: 250 },
      },
      { figure: 'choices in Discord: limits broken', measured: discord.violations.length, bound: { atMost: 0 } },
    ];
  } finally {
    await host?.stop();
    host?.clear();
    await discord.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Waits for the whole library and for the bot; answers some of the songs. */
async function ready(host: StartedHost, discord: FakeDiscord, count: number): Promise<{ tracks: Song[] }> {
  await host.until(async () => {
    const library = await host.get<{ tracks: number; importing: unknown }>('/api/library');
    if (library.tracks < count * 0.9 || library.importing !== null) throw new Error('the library is not in');
  }, IMPORTED_WITHIN_MS);
  await host.until(() => {
    if (!discord.commands.includes('request')) throw new Error(`the bot is not there:\n${host.output()}`);
  }, 20_000);
  await host.command('live.set', { on: true });
  return host.get('/api/tracks?q=&limit=200');
}

/** "sa", "sal", … : the beginnings of a song's title, or of artist and title, as they are typed. */
function keystrokes({ artist, title }: Song, byTitle: boolean): string[] {
  const line = byTitle ? title : `${artist} ${title}`;
  return Array.from({ length: LETTERS - 1 }, (_, index) => line.slice(0, index + 2));
}

const people = new Map<number, ReturnType<FakeDiscord['user']>>();

/** How long one keystroke's choices take, in ms. */
async function typed(discord: FakeDiscord, song: string, who = 0): Promise<number> {
  const person = people.get(who) ?? discord.user(`viewer ${who}`);
  people.set(who, person);
  return (await discord.autocomplete(person, 'request', { song })).elapsedMs;
}

// node scripts/kill-night.ts [--times 20 --seed 1]: kills the whole host with SIGKILL at random moments of a flood of requests,
// with its real bot against a made-up Discord that goes on, and looks after each kill whether what was acknowledged is there
// once, with who asked and who voted, and whether Discord was told of any request twice.

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import { startFakeDiscord } from '../test/fakes/discord.ts';
import { writeSmallCollection } from '../test/fakes/small-collection.ts';
import { type StartedHost, startedHost } from '../test/fakes/started-host.ts';
import { SeededRandom } from './made-collection/random.ts';

const SONGS = 400;
const LATEST_KILL_MS = 2_500;
const EVERY_MS = 8;

const { values } = parseArgs({ options: { times: { type: 'string' }, seed: { type: 'string' } } });
const times = Number(values.times ?? 20);
const random = new SeededRandom(Number(values.seed ?? 1));

type Acknowledged = { id: string; number: number; person: string; outcome: string };
type Row = { id: string; number: number; set_id: string; first_by: string };

const acknowledged: Acknowledged[] = [];
const accepted = new Set<string>();
const faults: string[] = [];
let songs: string[] = [];
let asked = 0;

/** Asks, votes and accepts until the host is gone. What was on its way then was acknowledged to nobody. */
async function flood(host: StartedHost, isKilled: () => boolean): Promise<void> {
  while (!isKilled()) {
    asked += 1;
    const person = `viewer-${asked}`;
    const requester = { platform: 'discord', id: person, name: person };
    const trackId = songs[random.below(songs.length)];
    try {
      const answer = await host.command('request.add', { commandId: randomUUID(), trackId, requester });
      const { id, number, outcome } = answer;
      if (answer.ok) acknowledged.push({ id: String(id), number: Number(number), outcome: String(outcome), person });
      if (answer.ok && random.chance(0.2)) {
        const taken = await host.command('request.accept', { id: answer.id });
        if (taken.ok) accepted.add(String(answer.id));
      }
    } catch (error) {
      if (!isKilled()) faults.push(`the host did not answer: ${String(error)}`);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
}

function inspect(data: string): void {
  const show = new Database(join(data, 'show.sqlite'), { readonly: true });
  const rows = show.prepare<[], Row>('select id, number, set_id, first_by from requests').all();
  const votes = show
    .prepare<[], { request_id: string; person_id: string }>('select request_id, person_id from request_votes')
    .all();
  const byId = new Map(rows.map((row) => [row.id, row]));
  const voted = new Set(votes.map((vote) => `${vote.request_id} ${vote.person_id}`));
  if (voted.size !== votes.length) faults.push('a vote is there twice');
  for (const { id, number, person, outcome } of acknowledged) {
    const row = byId.get(id);
    if (row === undefined) faults.push(`request ${number} is lost`);
    else if (row.number !== number) faults.push(`request ${number} has number ${row.number}`);
    else if (outcome === 'added' && row.first_by !== `discord:${person}`)
      faults.push(`request ${number} is somebody else's`);
    else if (outcome === 'voted' && !voted.has(`${id} ${person}`)) faults.push(`a vote for ${number} is lost`);
  }
  const numbers = new Set(rows.map((row) => `${row.set_id} ${row.number}`));
  if (numbers.size !== rows.length) faults.push('a number was given twice');
  const result = show.pragma('integrity_check', { simple: true });
  if (result !== 'ok') faults.push(`show.sqlite is damaged: ${result}`);
  show.close();
}

const discord = await startFakeDiscord();
const env = {
  TRACORD_DISCORD_TOKEN: discord.token,
  TRACORD_DISCORD_GUILD: discord.guildId,
  TRACORD_DISCORD_API: discord.api,
  TRACORD_DISCORD_GATEWAY: discord.gatewayUrl,
  TRACORD_DISCORD_REQUESTS_CHANNEL: discord.channel('requests').id,
  TRACORD_DISCORD_THREAD_PER_SET: 'false',
  TRACORD_REQUESTS_IN_QUEUE: '500',
  TRACORD_REQUESTS_CLIPBOARD: 'false',
};
let home: string | undefined;
let port: number | undefined;
for (let round = 1; round <= times; round += 1) {
  const host = await startedHost({
    home,
    port,
    args: home ? ['--collection', join(home, 'collection.nml')] : ['--no-demo'],
    env,
  });
  home = host.home;
  port = host.port;
  if (round === 1) {
    const collection = join(home, 'collection.nml');
    const entries = Array.from({ length: SONGS }, (_, index) => ({
      artist: `Artist ${index}`,
      title: `Title ${index}`,
    }));
    writeSmallCollection(collection, entries);
    await host.command('library.import', { collection });
    for (const q of ['title 1', 'title 2', 'title 3']) {
      const { tracks } = await host.get<{ tracks: { id: string }[] }>(`/api/tracks?q=${q}&limit=200`);
      songs = [...new Set([...songs, ...tracks.map(({ id }) => id)])];
    }
    await host.command('live.set', { on: true });
  }
  let killed = false;
  const flooding = flood(host, () => killed);
  await new Promise((resolve) => setTimeout(resolve, random.between(200, LATEST_KILL_MS)));
  killed = true;
  await host.stop('SIGKILL');
  await flooding;
  inspect(host.data);
  process.stdout.write(`\r  ${round} of ${times} kills, ${acknowledged.length} acknowledged, ${faults.length} faults`);
  if (round === times) host.clear();
}
const told = discord.messages(discord.channel('requests').id).map(({ message }) => message.content);
const firstLines = told.map((text) => text.split('\n')[0] ?? '');
const twice = firstLines.filter((line, index) => firstLines.indexOf(line) !== index);
for (const line of twice) faults.push(`Discord was told twice: ${line}`);
await discord.stop();
process.stdout.write(
  `\n  ${times} kills of the host, ${acknowledged.length} acknowledged requests and votes, ${accepted.size} accepted, ${told.length} messages in Discord\n`,
);
for (const fault of new Set(faults)) process.stdout.write(`  FAULT  ${fault}\n`);
process.stdout.write(faults.length === 0 ? '  Nothing was lost, doubled, or said twice.\n' : '');
process.exitCode = faults.length === 0 ? 0 : 1;

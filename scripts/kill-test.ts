// npm run kill-test [-- --times 100 --seed 1]: kills the host with SIGKILL at random moments of imports and plays, and looks
// after each kill whether anything it had acknowledged is lost, doubled or half there.

import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { connectToHost } from '@tracord/shared/host-link.ts';
import type { NowPlaying } from '@tracord/shared/topics.ts';
import Database from 'better-sqlite3';
import { connectSource } from '../test/fakes/broadcast-source.ts';
import { type StartedHost, startedHost } from '../test/fakes/started-host.ts';
import { SeededRandom } from './made-collection/random.ts';
import { writeCollection } from './make-collection.ts';

const ENTRIES = 20_000;
/** A kill comes within this time of the host's first answer: an import of this size takes about as long. */
const LATEST_KILL_MS = 2_500;
const TITLE_EVERY_MS = 20;

const { values } = parseArgs({ options: { times: { type: 'string' }, seed: { type: 'string' } } });
const times = Number(values.times ?? 100);
const random = new SeededRandom(Number(values.seed ?? 1));

/** playId by title, as the host published them. */
const acknowledged = new Map<string, string>();
let titles = 0;
let duringImport = 0;
const counts = new Set([0]);
const ids = new Map<string, string>();
const faults: string[] = [];

/** Plays titles until the host is gone; it may be killed before it answers the first word. */
async function playTitles(host: StartedHost, isKilled: () => boolean): Promise<void> {
  const source = await connectSource({ port: host.broadcastPort }).catch((error: Error) => {
    if (!isKilled()) faults.push(`the broadcast listener refused a source: ${error.message}`);
  });
  if (source === undefined) return;
  let gone = false;
  source.closed.then(() => {
    gone = true;
  });
  while (!gone) {
    titles += 1;
    await source.sendTitle({ artist: 'Kill Test', title: `Title ${titles}` });
    await new Promise((resolve) => setTimeout(resolve, TITLE_EVERY_MS));
  }
}

function takeNote(now: NowPlaying): void {
  if (now.heard !== undefined && now.playId !== undefined) acknowledged.set(now.heard.title, now.playId);
}

/** Looks at both databases as the kill left them. */
function inspect(data: string): void {
  const show = new Database(join(data, 'show.sqlite'), { readonly: true });
  const plays = show.prepare<[], { id: string; title: string; n: number }>(
    'select min(id) as id, title, count(*) as n from plays group by title',
  );
  const stored = new Map(plays.all().map((row) => [row.title, row]));
  for (const [title, id] of acknowledged) {
    const row = stored.get(title);
    if (row === undefined) faults.push(`the play of "${title}" is lost`);
    else if (row.id !== id) faults.push(`the play of "${title}" has another id`);
  }
  for (const row of stored.values()) if (row.n > 1) faults.push(`"${row.title}" was stored ${row.n} times`);
  checkIntegrity(show, 'show.sqlite');
  show.close();

  const file = join(data, 'library.sqlite');
  if (!existsSync(file)) return;
  const library = new Database(file, { readonly: true });
  checkIntegrity(library, 'library.sqlite');
  const present = library
    .prepare<[], { id: string; path: string }>('select id, path from tracks where missing_since is null')
    .all();
  if (!counts.has(present.length)) faults.push(`the library holds ${present.length} tracks: half an import`);
  for (const { id, path } of present) {
    const before = ids.get(path);
    if (before !== undefined && before !== id) faults.push(`the track at ${path} changed its id`);
    ids.set(path, id);
  }
  library.close();
}

function checkIntegrity(db: Database.Database, name: string): void {
  const result = db.pragma('integrity_check', { simple: true });
  if (result !== 'ok') faults.push(`${name} is damaged: ${result}`);
}

async function swapCollection(file: string, seed: number, entries: number): Promise<void> {
  await writeCollection(`${file}.new`, { entries, seed });
  await rename(`${file}.new`, file);
  counts.add(entries);
}

let home: string | undefined;
let port: number | undefined;
for (let round = 1; round <= times; round += 1) {
  const first = home === undefined;
  const collection = first ? undefined : join(home ?? '', 'collection.nml');
  // Every second round brings another collection, so that there is something to import.
  if (collection !== undefined && round % 2 === 0) {
    await swapCollection(collection, round % 4 === 0 ? 1 : 2, round % 4 === 0 ? ENTRIES : ENTRIES - 1_000);
  }
  const args = collection === undefined ? ['--no-demo'] : ['--collection', collection];
  const host = await startedHost({ home, port, args });
  home = host.home;
  port = host.port;
  const link = connectToHost(host.address, {
    auth: { role: 'operator', token: host.token },
    topics: ['nowPlaying'],
    onTopic: (_topic, value) => takeNote(value as NowPlaying),
  });
  let killed = false;
  const playing = playTitles(host, () => killed);
  await new Promise((resolve) => setTimeout(resolve, random.between(0, LATEST_KILL_MS)));
  const { importing } = await host
    .get<{ importing: unknown }>('/api/library')
    .catch((error: Error) => ({ importing: null, error }));
  if (importing !== null) duringImport += 1;
  killed = true;
  await host.stop('SIGKILL');
  link.close();
  await playing;
  inspect(host.data);
  process.stdout.write(
    `\r  ${round} of ${times} kills, ${acknowledged.size} plays acknowledged, ${faults.length} faults`,
  );
  if (round === times) host.clear();
}
process.stdout.write(
  `\n  ${times} kills (${duringImport} while an import ran), ${acknowledged.size} acknowledged plays, library of 0, ${[...counts].slice(1).join(' or ')} tracks\n`,
);
for (const fault of new Set(faults)) process.stdout.write(`  FAULT  ${fault}\n`);
process.stdout.write(faults.length === 0 ? '  Nothing was lost, doubled or half there.\n' : '');
process.exitCode = faults.length === 0 ? 0 : 1;

// node scripts/kill-set.ts [--times 20 --seed 1]: kills the whole host with SIGKILL at random moments of a set, while a made-up OBS
// records on a timeline of its own and a source connects again and again, and looks after each kill whether it is still one set,
// whether each acknowledged play is there once, and whether its time in the recording is true of the files.

import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { ObsView } from '@tracord/shared/obs.ts';
import type { NowPlaying } from '@tracord/shared/topics.ts';
import { connectSource, type FakeSource } from '../test/fakes/broadcast-source.ts';
import { type StartedHost, startedHost } from '../test/fakes/started-host.ts';
import { type Acknowledged, Inspection } from './kill-set/inspection.ts';
import { Recorder } from './kill-set/recorder.ts';
import { SeededRandom } from './made-collection/random.ts';

const LATEST_KILL_MS = 8_000;
/** What OBS says last before a kill has arrived by then. */
const QUIET_MS = 250;
const LONGEST_AWAY_MS = 3_000;
const EVERY_MS = 300;
/** A title that is not on air by then is not waited for any longer. */
const HEARD_WITHIN_MS = 2_000;

const { values } = parseArgs({ options: { times: { type: 'string' }, seed: { type: 'string' } } });
const times = Number(values.times ?? 20);
const random = new SeededRandom(Number(values.seed ?? 1));

const recorder = await Recorder.start(new SeededRandom(Number(values.seed ?? 1), 1));
const inspection = new Inspection(recorder);
const acknowledged: Acknowledged[] = [];
let titles = 0;
let lostOnTheWay = 0;

const topic = async <T>(host: StartedHost, name: string) => (await host.get<{ value: T }>(`/api/topics/${name}`)).value;

/** Plays titles until the host is gone; what was not acknowledged then may be there or not. */
async function play(host: StartedHost, isKilled: () => boolean): Promise<void> {
  let source: FakeSource | undefined;
  try {
    while (!isKilled()) {
      source ??= await connectSource({ port: host.broadcastPort });
      titles += 1;
      const title = `Title ${titles}`;
      const isWatched = (await topic<ObsView>(host, 'obs')).status === 'connected';
      const [at, truth, byHand] = [Date.now(), recorder.now(), random.chance(0.4)];
      const playId = byHand ? await named(host, title) : await broadcast(host, source, title);
      if (playId === undefined) lostOnTheWay += 1;
      else acknowledged.push({ playId, title, at, truth, byHand, isWatched });
      await sleep(EVERY_MS - 50 + random.below(100));
      if (!random.chance(0.1)) continue;
      source.reset();
      source = undefined;
    }
  } catch (error) {
    if (!isKilled()) inspection.faults.add(`the host did not answer: ${String(error)}`);
  } finally {
    source?.reset();
  }
}

async function named(host: StartedHost, title: string): Promise<string | undefined> {
  const answer = await host.command('nowPlaying.set', { artist: 'Hand', title });
  return answer.ok ? String(answer.playId) : undefined;
}

/** Undefined: it did not come on air in time. */
async function broadcast(host: StartedHost, source: FakeSource, title: string): Promise<string | undefined> {
  await source.sendTitle({ artist: 'Broadcast', title });
  for (const until = Date.now() + HEARD_WITHIN_MS; Date.now() < until; await sleep(10)) {
    const { playId, track } = await topic<NowPlaying>(host, 'nowPlaying');
    if (track?.title === title) return playId;
  }
  return undefined;
}

const env = {
  ...{ TRACORD_OBS_URL: recorder.obs.url, TRACORD_OBS_PASSWORD: recorder.obs.password ?? '' },
  TRACORD_SETS_BROADCAST_LAG_SECONDS: '0',
};
let host = await startedHost({ env, args: ['--no-demo'] });
for (let round = 1; round <= times; round += 1) {
  let killed = false;
  const playing = play(host, () => killed);
  recorder.isHeard = true;
  await sleep(random.between(0, LATEST_KILL_MS));
  recorder.isHeard = false;
  await sleep(QUIET_MS);
  killed = true;
  await host.stop('SIGKILL');
  await playing;
  await sleep(random.below(LONGEST_AWAY_MS));
  host = await startedHost({ ...host, env, args: ['--no-demo'] });
  await inspection.look(host, acknowledged, round);
  const { faults } = inspection;
  process.stdout.write(`\r  ${round} of ${times} kills, ${acknowledged.length} plays, ${faults.size} faults`);
}
// Once more when OBS was heard again for a while, and the last recording is over.
const before = acknowledged.length;
await play(host, () => acknowledged.length >= before + 5);
recorder.end();
await sleep(500);
await inspection.look(host, acknowledged, times);
await host.stop();
await recorder.stop();

const { faults, off, byHand } = inspection;
const chapters = recorder.obs.recording.files.flatMap((file) => file.chapters.map(({ name = '' }) => name));
for (const name of new Set(chapters)) {
  if (chapters.filter((one) => one === name).length > 1) faults.add(`the chapter ${name} was marked twice`);
}
const done = (what: 'paused' | 'split' | 'another') => recorder.happened.filter((one) => one.what === what).length;
const worst = Math.max(0, ...off.map(Math.abs));
process.stdout.write(
  `\n  ${times} kills of the host in one set, ${acknowledged.length} acknowledged plays, ${lostOnTheWay} that no host acknowledged\n` +
    `  OBS: ${done('paused')} pauses, ${done('split')} splits, ${done('another') + 1} recordings, ${chapters.length} chapters\n` +
    `  times off by at most ${Math.round(worst)} ms; of ${byHand.rows} plays with an exact start ${byHand.rough} are called rough on the recording\n`,
);
if (faults.size > 0) process.stdout.write(`  OBS did ${JSON.stringify(recorder.happened)}\n`);
for (const fault of faults) process.stdout.write(`  FAULT  ${fault}\n`);
const isWorthIt = acknowledged.length >= times && byHand.rows > byHand.rough;
if (!isWorthIt) process.stdout.write('  Too little happened to show anything.\n');
else if (faults.size === 0) process.stdout.write('  One set; nothing was lost, doubled, or placed wrongly.\n');
if (faults.size === 0) host.clear();
else process.stdout.write(`  What the host stored lies in ${host.home}.\n`);
process.exitCode = faults.size === 0 && isWorthIt ? 0 : 1;

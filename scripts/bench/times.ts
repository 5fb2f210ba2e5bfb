// How true the times of a set are: a three-hour set with decks on a clock of its own, recorded with pauses, a split and in two
// recordings, watched as OBS is watched, with the host killed and OBS gone in between; and minutes of the real OBS, where it is there.
// Directly: `node scripts/bench/times.ts --seed 1 --minutes 3`.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { OutputRun } from '../../host/src/adapters/obs/outputs-watch-run.ts';
import { placeOn } from '../../host/src/domain/output-clock.ts';
import { ManualClock } from '../../host/src/kernel/clock.ts';
import { silentLogger } from '../../host/src/kernel/logger.ts';
import { Outputs } from '../../host/src/services/live/outputs.ts';
import { openShowDatabase } from '../../host/src/storage/show/database.ts';
import { OutputStore } from '../../host/src/storage/show/outputs.ts';
import { ShowState } from '../../host/src/storage/show/show-state.ts';
import { realObsMissing } from '../../test/fakes/real-obs.ts';
import { SeededRandom } from '../made-collection/random.ts';
import { MadeRecorder } from './made-recorder.ts';
import type { Bench, BenchRow } from './row.ts';
import { timesWithRealObs } from './times-real.ts';

const SETS = 200;
const SET_MS = 3 * 3_600_000;
const LOOK_EVERY_MS = 5_000;
/** Up to here a message of the decks or of OBS takes to arrive. */
const MOST_DELAY_MS = 20;

type SetTimes = { errorsMs: number[]; rough: number; lost: number };

/** One set: what its rows say of the recordings, beside where the tracks truly are. */
class RecordedSet {
  readonly #folder = mkdtempSync(join(tmpdir(), 'tracord-times-'));
  readonly #db = openShowDatabase(this.#folder);
  readonly #clock = new ManualClock();
  readonly #random: SeededRandom;
  readonly #recorder: MadeRecorder;
  #outputs = this.#newOutputs();
  #run = this.#newRun();
  #isWatched = true;

  constructor(seed: number, number: number) {
    // What is measured does not hang on the disk.
    this.#db.pragma('synchronous = OFF');
    this.#random = new SeededRandom(seed, number);
    // Encoders stay behind by a few pictures, or by a second and more; quartzes part by some millionths.
    this.#recorder = new MadeRecorder({
      lagMs: 30 + this.#random.below(1_500),
      speed: 1 + (this.#random.below(21) - 10) / 1e6,
    });
  }

  play(): SetTimes {
    const began = this.#clock.now();
    const deeds = this.#deeds(began);
    const tracks: number[] = [];
    this.#at(began, 'start');
    for (let next = began + 60_000; next < began + SET_MS; next += 180_000 + this.#random.below(240_000)) {
      for (let deed = deeds[0]; deed !== undefined && deed.at < next; deed = deeds[0]) {
        deeds.shift();
        this.#at(deed.at, deed.what);
      }
      this.#lookUntil(next);
      tracks.push(next);
    }
    this.#at(began + SET_MS, 'stop');
    return this.#judge(tracks, began);
  }

  close(): void {
    this.#outputs.stop();
    this.#db.close();
    rmSync(this.#folder, { recursive: true });
  }

  #deeds(began: number): { at: number; what: string }[] {
    const within = (from: number, to: number) => began + 60_000 * from + this.#random.below(60_000 * (to - from));
    const pause = within(20, 30);
    const split = within(60, 70);
    const killed = within(75, 80);
    const stop = within(100, 110);
    const again = within(130, 140);
    const gone = within(150, 160);
    return [
      { at: pause, what: 'pause' },
      { at: pause + 30_000 + this.#random.below(300_000), what: 'resume' },
      { at: split, what: 'split' },
      { at: killed, what: 'kill' },
      { at: killed + 20_000, what: 'watch' },
      { at: stop, what: 'stop' },
      { at: stop + 60_000 + this.#random.below(60_000), what: 'start' },
      { at: again, what: 'pause' },
      { at: again + 5_000, what: 'resume' },
      { at: gone, what: 'lose' },
      { at: gone + 30_000, what: 'watch' },
    ];
  }

  #at(at: number, what: string): void {
    this.#lookUntil(at);
    const delayMs = this.#random.below(MOST_DELAY_MS + 1);
    const say = (state: string) => {
      this.#clock.advance(delayMs);
      this.#run.changed(`OBS_WEBSOCKET_OUTPUT_${state}`, undefined, this.#clock.now());
    };
    const recorder = this.#recorder;
    if (what === 'start') {
      recorder.start(at);
      say('STARTED');
    } else if (what === 'pause') {
      recorder.pause(at);
      say('PAUSED');
    } else if (what === 'resume') {
      recorder.resume(at);
      say('RESUMED');
    } else if (what === 'stop') {
      recorder.stop(at);
      say('STOPPED');
    } else if (what === 'split') {
      recorder.split(at);
      this.#clock.advance(delayMs);
      this.#run.split('/rec/second.mkv', this.#clock.now());
    } else this.#watch(what);
  }

  #watch(what: string): void {
    this.#isWatched = what === 'watch';
    if (what === 'kill') {
      this.#outputs.stop();
      this.#outputs = this.#newOutputs();
      this.#run = this.#newRun();
    } else if (what === 'lose') {
      this.#run.away(false, this.#clock.now());
      this.#outputs.take({ kind: 'output.away', at: this.#clock.now() });
    }
  }

  #lookUntil(at: number): void {
    while (this.#clock.now() < at) {
      this.#clock.advance(Math.min(LOOK_EVERY_MS, at - this.#clock.now()));
      if (!this.#isWatched) continue;
      const { runs: active, isPaused } = this.#recorder;
      const now = this.#clock.now();
      const durationMs = this.#recorder.toldMs(now);
      this.#run.read({ active, durationMs, ...(isPaused ? { paused: true } : {}) }, now);
    }
  }

  #judge(tracks: number[], began: number): SetTimes {
    const clocks = this.#outputs.clocks(began, this.#clock.now());
    const times: SetTimes = { errorsMs: [], rough: 0, lost: 0 };
    for (const onAirAt of tracks) {
      const truth = this.#recorder.truth(onAirAt);
      const heardAt = onAirAt + this.#random.below(MOST_DELAY_MS + 1);
      const index = clocks.findIndex((clock) => placeOn(clock, heardAt) !== undefined);
      const clock = clocks[index];
      const place = clock && placeOn(clock, heardAt);
      if (truth === undefined && place === undefined) continue;
      if (truth === undefined || place === undefined) times.lost++;
      else if (index + 1 !== truth.recording || place.file !== truth.file) times.lost++;
      else times.errorsMs.push(Math.abs(place.ms - truth.ms));
      if (place?.rough) times.rough++;
    }
    return times;
  }

  #newOutputs(): Outputs {
    const outputs = new Outputs({
      store: new OutputStore(this.#db),
      state: new ShowState(this.#db),
      write: (write) => write(),
      ...{ clock: this.#clock, log: silentLogger },
    });
    outputs.resume();
    return outputs;
  }

  #newRun(): OutputRun {
    return new OutputRun({
      kind: 'recording',
      tell: (sighting) => this.#outputs.take(sighting),
      onEnded: () => {},
    });
  }
}

function timesOnMadeClock(seed: number, say: (line: string) => void): BenchRow[] {
  const all: SetTimes = { errorsMs: [], rough: 0, lost: 0 };
  for (let number = 0; number < SETS; number++) {
    const set = new RecordedSet(seed, number);
    const { errorsMs, rough, lost } = set.play();
    set.close();
    all.errorsMs.push(...errorsMs);
    all.rough += rough;
    all.lost += lost;
  }
  const sorted = [...all.errorsMs].sort((a, b) => a - b);
  const p50 = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  say(`${sorted.length} tracks on recordings, ${all.rough} of them rough; error p50 ${p50.toFixed(0)} ms`);
  const over = `times, ${SETS} sets of 3 h with decks`;
  return [
    { figure: `${over}: largest error, s`, measured: (sorted.at(-1) ?? Number.NaN) / 1000, bound: { atMost: 0.5 } },
    { figure: `${over}: in the wrong file, or lost`, measured: all.lost, bound: { atMost: 0 } },
  ];
}

export const bench: Bench = async ({ seed, say }) => rowsOf(seed, 3, say);

async function rowsOf(seed: number, minutes: number, say: (line: string) => void): Promise<BenchRow[]> {
  const rows = timesOnMadeClock(seed, say);
  if (realObsMissing !== undefined) {
    say(`the real OBS is left out: ${realObsMissing}`);
    return rows;
  }
  return [...rows, ...(await timesWithRealObs(minutes, say))];
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { seed: { type: 'string', default: '1' }, minutes: { type: 'string', default: '3' } },
  });
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const rows = await rowsOf(Number(values.seed), Number(values.minutes), say);
  for (const { figure, measured } of rows) process.stdout.write(`${figure}: ${measured}\n`);
}

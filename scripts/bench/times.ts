// How true the times of a set are: a three-hour set with decks on a clock of its own, recorded by the fake OBS with pauses, a split and
// in two recordings, with the host killed and OBS gone in between; and minutes of the real OBS, where it is there.
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
import { FakeOutput } from '../../test/fakes/obs-output.ts';
import { realObsMissing } from '../../test/fakes/real-obs.ts';
import { SeededRandom } from '../made-collection/random.ts';
import type { Bench, BenchRow } from './row.ts';
import { timesWithRealObs } from './times-real.ts';

const SETS = 200;
const SET_MS = 3 * 3_600_000;
const LOOK_EVERY_MS = 5_000;
/** Up to here a message of the decks or of OBS takes to arrive. */
const MOST_DELAY_MS = 20;

/** A track, and what the recorder had recorded when it began. Undefined: it did not run. */
type PlayedTrack = { onAirAt: number; truth: { recording: number; ranMs: number } | undefined };
type SetTimes = { errorsMs: number[]; rough: number; lost: number };

/** One set: what its rows say of the recordings, beside where the tracks truly are. */
class RecordedSet {
  readonly #folder = mkdtempSync(join(tmpdir(), 'tracord-times-'));
  readonly #db = openShowDatabase(this.#folder);
  readonly #clock = new ManualClock();
  readonly #random: SeededRandom;
  readonly #recorder: FakeOutput;
  /** The first file of each recording, as an index of the recorder's files. */
  readonly #firstFiles: number[] = [];
  /** What OBS says and the host has not heard yet. */
  #unheard: (() => void)[] = [];
  #outputs = this.#newOutputs();
  #run = this.#newRun();
  #isWatched = true;

  constructor(seed: number, number: number) {
    // What is measured does not hang on the disk.
    this.#db.pragma('synchronous = OFF');
    this.#random = new SeededRandom(seed, number);
    // Encoders stay behind by a few pictures, or by a second and more; quartzes part by some millionths.
    const lagMs = 30 + this.#random.below(1_500);
    const speed = 1 + (this.#random.below(21) - 10) / 1e6;
    const began = this.#clock.now();
    this.#recorder = new FakeOutput({
      ...{ event: 'RecordStateChanged', lagMs, newPath: () => `/rec/${this.#recorder.files.length + 1}.mkv` },
      now: () => began + (this.#clock.now() - began) * speed,
      emit: (_event, { outputState, newOutputPath } = {}) => {
        this.#unheard.push(() => {
          const now = this.#clock.now();
          if (outputState !== undefined) this.#run.changed(String(outputState), undefined, now);
          else this.#run.split(String(newOutputPath), now);
        });
      },
    });
  }

  play(): SetTimes {
    const began = this.#clock.now();
    const deeds = this.#deeds(began);
    const tracks: PlayedTrack[] = [];
    this.#at(began, 'start');
    for (let next = began + 60_000; next < began + SET_MS; next += 180_000 + this.#random.below(240_000)) {
      for (let deed = deeds[0]; deed !== undefined && deed.at < next; deed = deeds[0]) {
        deeds.shift();
        this.#at(deed.at, deed.what);
      }
      this.#lookUntil(next);
      const ranMs = this.#recorder.isActive ? this.#recorder.ranMs : undefined;
      const truth = ranMs === undefined ? undefined : { recording: this.#firstFiles.length, ranMs };
      tracks.push({ onAirAt: next, truth });
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
    const recorder = this.#recorder;
    if (what === 'start') this.#firstFiles.push(recorder.files.length);
    if (what === 'start' || what === 'pause' || what === 'resume' || what === 'stop' || what === 'split')
      recorder[what]();
    else this.#watch(what);
    // Each message takes its time.
    this.#clock.advance(this.#random.below(MOST_DELAY_MS + 1));
    for (const hear of this.#unheard.splice(0)) hear();
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
      const { outputActive, outputDuration, outputPaused } = this.#recorder.status();
      const told = { active: outputActive === true, durationMs: Math.floor(Number(outputDuration)) };
      this.#run.read({ ...told, ...(outputPaused === true ? { paused: true } : {}) }, this.#clock.now());
    }
  }

  #judge(tracks: PlayedTrack[], began: number): SetTimes {
    const clocks = this.#outputs.clocks(began, this.#clock.now());
    const times: SetTimes = { errorsMs: [], rough: 0, lost: 0 };
    for (const { onAirAt, truth: ran } of tracks) {
      const truth = ran && this.#placeInFiles(ran);
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

  /** Where a viewer of the files finds it. */
  #placeInFiles({ recording, ranMs }: { recording: number; ranMs: number }) {
    const files = this.#recorder.files.slice(this.#firstFiles[recording - 1], this.#firstFiles[recording]);
    let fromMs = 0;
    for (const [index, { durationMs }] of files.entries()) {
      if (index === files.length - 1 || ranMs < fromMs + durationMs)
        return { recording, file: index + 1, ms: ranMs - fromMs };
      fromMs += durationMs;
    }
    throw new Error(`recording ${recording} has no file`);
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

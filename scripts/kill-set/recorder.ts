// An OBS that records on a timeline of its own, whether a host lives or not: pauses, splits, now and then another recording. It
// knows where each moment lies in its files, since it wrote them. Files are split while a host surely listens: OBS says so
// once, and nothing that can be asked afterwards tells of it.

import { FakeObs } from '../../test/fakes/obs.ts';
import type { SeededRandom } from '../made-collection/random.ts';

/** Where a moment lies: in which recording (1, 2 …), and how many ms of all its files together. */
export type Moment = { recording: number; wholeMs: number };

type Happening = { at: number; what: 'paused' | 'resumed' | 'split' | 'another' | 'nothing' };

/** A recording of a few seconds that was paused or replaced while nobody listened cannot be told from another one. */
const SHORTEST_MS = 12_000;

export class Recorder {
  readonly obs: FakeObs;
  /** A host lives, and will for a moment. */
  isHeard = false;
  /** What it did, the oldest first. */
  readonly happened: Happening[] = [];
  /** Of each recording the number of its first file in `obs.recording.files`. */
  readonly #first: number[] = [];
  readonly #random: SeededRandom;
  #timer: NodeJS.Timeout | undefined;

  private constructor(obs: FakeObs, random: SeededRandom) {
    this.obs = obs;
    this.#random = random;
  }

  static async start(random: SeededRandom): Promise<Recorder> {
    const recorder = new Recorder(await FakeObs.start(), random);
    recorder.#begin();
    recorder.#next();
    return recorder;
  }

  now(): Moment {
    return { recording: this.#first.length, wholeMs: this.obs.recording.ranMs };
  }

  /** Where a place in the file `file` (1, 2 …) of a recording lies in all of them together, ms; undefined: there is no such file. */
  wholeMs(recording: number, file: number, ms: number): number | undefined {
    const first = this.#first[recording - 1];
    const before = first === undefined ? undefined : this.obs.recording.files.slice(first, first + file - 1);
    if (before === undefined || before.length < file - 1) return undefined;
    return before.reduce((sum, { durationMs }) => sum + durationMs, ms);
  }

  /** Its last recording is over. */
  end(): void {
    clearTimeout(this.#timer);
    this.obs.recording.stop();
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    await this.obs.stop();
  }

  #begin(): void {
    this.#first.push(this.obs.recording.files.length);
    this.obs.recording.start();
  }

  #next(): void {
    const { recording } = this.obs;
    const wait = recording.isPaused ? this.#random.between(400, 2_500) : this.#random.between(1_500, 5_000);
    this.#timer = setTimeout(() => {
      this.happened.push({ at: Date.now(), what: this.#act() });
      this.#next();
    }, wait);
  }

  #act(): Happening['what'] {
    const { recording } = this.obs;
    if (recording.isPaused) {
      recording.resume();
      return 'resumed';
    }
    const isWatched = this.isHeard && this.obs.clients > 0;
    const isOld = recording.ranMs > SHORTEST_MS;
    const possible = [
      ...(isWatched || isOld ? (['paused', 'paused', 'paused'] as const) : []),
      ...(isWatched ? (['split', 'split'] as const) : []),
      ...(isOld ? (['another'] as const) : []),
    ];
    const what = possible.length === 0 ? 'nothing' : this.#random.pick(possible);
    if (what === 'paused') recording.pause();
    else if (what === 'split') recording.split();
    else if (what === 'another') {
      recording.stop();
      this.#begin();
    }
    return what;
  }
}

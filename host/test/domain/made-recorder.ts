// OBS's recorder as it was measured on the real one: it records from its STARTED on, stands still in a pause, tells the pictures that
// have left its encoder, which stays behind, and goes on in another file when the first picture for it comes out.

export type RecorderOptions = {
  /** How far what it tells stays behind what it records, ms. */
  lagMs: number;
  /** How fast it counts, beside the wall clock: 1.00001. */
  speed: number;
};

export type TruePlace = { recording: number; file: number; ms: number };

const PICTURE_MS = 1000 / 30;

type Recording = { beganAt: number; endedAt?: number; pauses: { from: number; to?: number }[]; splitsMs: number[] };

/** Times are ms of one wall clock, and never go back. */
export class MadeRecorder {
  readonly #options: RecorderOptions;
  readonly #recordings: Recording[] = [];

  constructor(options: RecorderOptions) {
    this.#options = options;
  }

  get runs(): boolean {
    const last = this.#recordings.at(-1);
    return last !== undefined && last.endedAt === undefined;
  }

  get isPaused(): boolean {
    const pause = this.#recordings.at(-1)?.pauses.at(-1);
    return this.runs && pause !== undefined && pause.to === undefined;
  }

  start(at: number): void {
    this.#recordings.push({ beganAt: at, pauses: [], splitsMs: [] });
  }

  pause(at: number): void {
    this.#recordings.at(-1)?.pauses.push({ from: at });
  }

  resume(at: number): void {
    const pause = this.#recordings.at(-1)?.pauses.at(-1);
    if (pause !== undefined) pause.to = at;
  }

  /** The event of it comes at `at`. */
  split(at: number): void {
    this.#recordings.at(-1)?.splitsMs.push(this.toldMs(at));
  }

  stop(at: number): void {
    const last = this.#recordings.at(-1);
    if (last !== undefined) last.endedAt = at;
  }

  /** What it tells as its duration. */
  toldMs(at: number): number {
    const last = this.#recordings.at(-1);
    const outMs = last === undefined ? 0 : this.#recordedMs(last, at) - this.#options.lagMs;
    return outMs <= 0 ? 0 : Math.floor(Math.floor(outMs / PICTURE_MS) * PICTURE_MS);
  }

  /** Where a moment truly lies; undefined: it is in no recording. */
  truth(at: number): TruePlace | undefined {
    const index = this.#recordings.findIndex(({ beganAt, endedAt = Infinity }) => at >= beganAt && at <= endedAt);
    const recording = this.#recordings[index];
    if (recording === undefined) return undefined;
    const wholeMs = this.#recordedMs(recording, at);
    const split = recording.splitsMs.findLastIndex((fromMs) => wholeMs >= fromMs);
    return { recording: index + 1, file: split + 2, ms: wholeMs - (recording.splitsMs[split] ?? 0) };
  }

  #recordedMs({ beganAt, pauses }: Recording, at: number): number {
    const paused = pauses.reduce((sum, { from, to = Infinity }) => sum + Math.max(0, Math.min(to, at) - from), 0);
    return (at - beganAt - paused) * this.#options.speed;
  }
}

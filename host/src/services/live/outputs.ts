// The recordings and streams of the show: stores what OBS is seen to do, and says which ran when. What was taken is on the disk
// when `take` returns; after a restart it goes on with what was there.

import { randomUUID } from 'node:crypto';
import type { OutputClock } from '#domain/output-clock.ts';
import type { OutputSighting } from '#domain/output-sighting.ts';
import { type OutputStep, type OutputWatch, watchAgain, watchOutputs } from '#domain/output-watch.ts';
import { OUTPUT_GRACE_MS } from '#domain/set-life.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Logger } from '#kernel/logger.ts';
import type { OutputStore } from '#storage/show/outputs.ts';
import type { ShowState } from '#storage/show/show-state.ts';

export type OutputsParts = {
  store: OutputStore;
  state: ShowState;
  /** Writes to the store, now or as soon as it can be. */
  write: (write: () => void) => void;
  clock: Clock;
  log: Logger;
};

/** `away`: OBS cannot be asked whether it still runs. */
export type RunningOutput = Pick<OutputClock, 'id' | 'kind' | 'startedAt'> & { away: boolean };

/** Under this name the show's state keeps the end that was told, so that it is told once. */
const TOLD = 'outputsOver';

export class Outputs {
  readonly #parts: OutputsParts;
  #watch: OutputWatch = {};
  readonly #followers: (() => void)[] = [];
  readonly #onEnded: ((at: number) => void)[] = [];
  #endedAt: number | undefined;
  #cancelEnd: (() => void) | undefined;

  constructor(parts: OutputsParts) {
    this.#parts = parts;
  }

  /** At start, once the listeners are there: goes on with outputs that did not end. */
  resume(): void {
    const { store } = this.#parts;
    const { watch, steps } = watchAgain(store.running(), store.heardUntil());
    this.#watch = watch;
    this.#store(steps);
    this.#endedAt = store.lastEnd();
    this.#waitForEnd();
    this.#tell();
  }

  take(sighting: OutputSighting): void {
    const { watch, steps } = watchOutputs(this.#watch, sighting, randomUUID);
    const changes = jsonOf(this.running());
    this.#watch = watch;
    this.#store(steps);
    for (const step of steps) {
      if (step.do === 'end') this.#endedAt = Math.max(step.at, this.#endedAt ?? 0);
    }
    this.#waitForEnd();
    if (steps.length > 0 || changes !== jsonOf(this.running())) this.#tell();
  }

  /** Those that ran at some time between `fromMs` and `toMs`, the oldest first. */
  clocks(fromMs: number, toMs: number): OutputClock[] {
    return this.#parts.store.between(fromMs, toMs);
  }

  /** The file that OBS recorded to last, as it named it; undefined: it never named one. */
  lastRecorded(): string | undefined {
    return this.#parts.store.lastRecorded();
  }

  /** What runs, or did when OBS could last be asked. */
  running(): RunningOutput[] {
    const { recording, stream } = this.#watch;
    return [
      ...(recording ? [{ id: recording.id, kind: 'recording' as const, ...timesOf(recording) }] : []),
      ...(stream ? [{ id: stream.id, kind: 'stream' as const, ...timesOf(stream) }] : []),
    ];
  }

  /** Calls back whenever an output began, ended, or more is known of its clock. */
  follow(listener: () => void): void {
    this.#followers.push(listener);
  }

  /** Calls back 10 minutes after the last output ended, with the time of that end: once for each end, restarts or not. */
  onEnded(listener: (at: number) => void): void {
    this.#onEnded.push(listener);
  }

  stop(): void {
    this.#cancelEnd?.();
  }

  #store(steps: readonly OutputStep[]): void {
    if (steps.length === 0) return;
    const { store, write, log } = this.#parts;
    write(() =>
      store.atOnce(() => {
        for (const step of steps) {
          if (step.do === 'begin') store.begin(step);
          else if (step.do === 'mark') store.mark(step.id, step.mark);
          else store.end(step.id, step.at);
        }
      }),
    );
    for (const step of steps) {
      if (step.do === 'begin') log.info('output.began', { output: step.id, kind: step.kind, at: step.startedAt });
      if (step.do === 'end') log.info('output.ended', { output: step.id, at: step.at });
    }
  }

  #waitForEnd(): void {
    this.#cancelEnd?.();
    const { clock, state, write } = this.#parts;
    const endedAt = this.#endedAt;
    if (endedAt === undefined || this.running().length > 0 || state.get(TOLD) === endedAt) return;
    this.#cancelEnd = clock.after(Math.max(0, endedAt + OUTPUT_GRACE_MS - clock.now()), () => {
      write(() => state.set(TOLD, endedAt));
      for (const listener of this.#onEnded) listener(endedAt);
    });
  }

  #tell(): void {
    for (const follower of this.#followers) follower();
  }
}

function timesOf({ startedAt, away }: { startedAt: number; away: boolean }) {
  return { startedAt, away };
}

function jsonOf(running: RunningOutput[]): string {
  return JSON.stringify(running);
}

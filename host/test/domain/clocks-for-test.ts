// Keeps outputs in memory as the store would, from what the watch says is to be stored.

import type { OutputClock } from '#domain/output-clock.ts';
import type { OutputSighting } from '#domain/output-sighting.ts';
import { type OutputStep, type OutputWatch, watchAgain, watchOutputs } from '#domain/output-watch.ts';

export class ClocksForTest {
  clocks: OutputClock[] = [];
  #watch: OutputWatch = {};

  take(...sightings: OutputSighting[]): this {
    for (const sighting of sightings) {
      const { watch, steps } = watchOutputs(this.#watch, sighting, () => `o${this.clocks.length + 1}`);
      this.#watch = watch;
      this.#store(steps);
    }
    return this;
  }

  /** The host was killed and starts again; `aliveAt`: what it knows of when it was killed. */
  restart(aliveAt?: number): this {
    const { watch, steps } = watchAgain(
      this.clocks.filter(({ endedAt }) => endedAt === undefined),
      aliveAt,
    );
    this.#watch = watch;
    this.#store(steps);
    return this;
  }

  marks(id = 'o1'): string[] {
    return this.clocks.find((clock) => clock.id === id)?.marks.map(({ what }) => what) ?? [];
  }

  #store(steps: OutputStep[]): void {
    for (const step of steps) {
      if (step.do === 'begin') this.clocks.push({ id: step.id, kind: step.kind, startedAt: step.startedAt, marks: [] });
      this.clocks = this.clocks.map((clock) => {
        if (clock.id !== step.id) return clock;
        if (step.do === 'end') return { ...clock, endedAt: step.at };
        return step.do === 'mark' ? { ...clock, marks: [...clock.marks, step.mark] } : clock;
      });
    }
  }
}

// Outputs on a real store and a clock that tests move; a host that is killed and starts again.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FIRST_OPERATOR_TOPICS, type OperatorTopics } from '@tracord/shared/topics.ts';
import type { OutputSighting } from '#domain/output-sighting.ts';
import { ManualClock } from '#kernel/clock.ts';
import { silentLogger } from '#kernel/logger.ts';
import { TopicStore } from '#kernel/topic-store.ts';
import { LiveByObs } from '#services/live/live-by-obs.ts';
import { LiveShow } from '#services/live/live-show.ts';
import { Outputs } from '#services/live/outputs.ts';
import { openShowDatabase } from '#storage/show/database.ts';
import { OutputStore } from '#storage/show/outputs.ts';
import { ShowState } from '#storage/show/show-state.ts';

export class OutputsForTest {
  readonly folder = mkdtempSync(join(tmpdir(), 'tracord-outputs-'));
  readonly clock = new ManualClock();
  readonly db = openShowDatabase(this.folder);
  readonly ended: number[] = [];
  told = 0;
  makesLive = true;
  topics = new TopicStore<OperatorTopics>(FIRST_OPERATOR_TOPICS, silentLogger);
  live = this.#newLive();
  outputs = this.#newOutputs();
  byObs = this.#newByObs();

  constructor() {
    this.outputs.resume();
  }

  /** Killed, and started again after so long. */
  restart(afterMs = 0): void {
    this.outputs.stop();
    this.clock.advance(afterMs);
    this.topics = new TopicStore<OperatorTopics>(FIRST_OPERATOR_TOPICS, silentLogger);
    this.live = this.#newLive();
    this.outputs = this.#newOutputs();
    this.byObs = this.#newByObs();
    this.outputs.resume();
  }

  started(output: 'recording' | 'stream' = 'stream'): void {
    this.take({ kind: 'output.started', output, at: this.clock.now() });
  }

  stopped(output: 'recording' | 'stream' = 'stream'): void {
    this.take({ kind: 'output.stopped', output, at: this.clock.now(), asked: true });
  }

  /** It has run without a pause since `sinceMs`. */
  seen(sinceMs: number, output: 'recording' | 'stream' = 'stream'): void {
    const at = this.clock.now();
    this.take({ kind: 'output.seen', output, at, durationMs: at - sinceMs, paused: false });
  }

  take(sighting: OutputSighting): void {
    this.outputs.take(sighting);
  }

  rows(): number {
    return this.db.prepare('select count(*) from output_marks').pluck().get() as number;
  }

  close(): void {
    this.outputs.stop();
    this.db.close();
    rmSync(this.folder, { recursive: true });
  }

  #newLive(): LiveShow {
    return new LiveShow(this.topics, new ShowState(this.db), (write) => write(), this.clock, silentLogger);
  }

  #newOutputs(): Outputs {
    const outputs = new Outputs({
      store: new OutputStore(this.db),
      state: new ShowState(this.db),
      write: (write) => write(),
      ...{ clock: this.clock, log: silentLogger },
    });
    outputs.follow(() => this.told++);
    outputs.onEnded((at) => this.ended.push(at));
    return outputs;
  }

  #newByObs(): LiveByObs {
    return new LiveByObs({
      ...{ topics: this.topics, live: this.live, outputs: this.outputs },
      isWanted: () => this.makesLive,
      state: new ShowState(this.db),
      write: (write) => write(),
    });
  }
}

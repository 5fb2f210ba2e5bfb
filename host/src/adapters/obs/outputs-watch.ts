// Watches OBS's recording and stream: tells what becomes of them, raises an alarm where one ends though nobody asked for it, and
// counts the frames that the stream loses.

import type { ObsOutputView, ObsView } from '@tracord/shared/obs.ts';
import type { OutputKind } from '@tracord/shared/sets.ts';
import type { OutputSighting } from '#domain/output-sighting.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Logger } from '#kernel/logger.ts';
import type { ObsAlarms } from './alarms.ts';
import type { ObsLink } from './link.ts';
import { OutputRun } from './outputs-watch-run.ts';
import { outputOf } from './reading.ts';

/** While something runs it is asked for so often. */
const ASK_EVERY_MS = 5_000;
/** What has lasted for nothing yet is asked again so soon. */
const ASK_SOON_MS = 1_000;
/** OBS ends a recording by itself when less than 50 MB are left, and says nothing of why. */
const DISK_FULL_MB = 60;

export type OutputsWatchParts = {
  link: ObsLink;
  /** Where alarms are kept; they outlive this. */
  alarms: ObsAlarms;
  clock: Clock;
  log: Logger;
  onSighting: (sighting: OutputSighting) => void;
  /** What `recording`, `streaming`, `dropped` or `alarms` says may be another. */
  onChange: () => void;
};

export class OutputsWatch {
  readonly #parts: OutputsWatchParts;
  readonly #runs: Record<OutputKind, OutputRun>;
  readonly #endings: (() => void)[];
  #dropped: ObsView['dropped'];
  #isExiting = false;
  /** It had been read since it was connected. */
  #isKnown = false;
  #cancelAsk: (() => void) | undefined;
  #isStopped = false;

  constructor(parts: OutputsWatchParts) {
    this.#parts = parts;
    this.#runs = { recording: this.#runOf('recording'), stream: this.#runOf('stream') };
    const { link, clock } = parts;
    const changed = (kind: OutputKind) => (data: Record<string, unknown>) => {
      parts.log.info('output', { kind, state: data.outputState, path: data.outputPath ?? undefined });
      this.#runs[kind].changed(data.outputState, data.outputPath, clock.now());
      this.#after();
    };
    this.#endings = [
      link.on('RecordStateChanged', changed('recording')),
      link.on('StreamStateChanged', changed('stream')),
      link.on('RecordFileChanged', ({ newOutputPath }) => this.#runs.recording.split(newOutputPath, clock.now())),
      link.on('ExitStarted', () => {
        this.#isExiting = true;
      }),
    ];
    link.follow((state) => {
      if (state === undefined || this.#isStopped) return;
      this.#isKnown = true;
      const now = clock.now();
      const { recording, streaming, askedAt } = state;
      this.#runs.recording.read(recording, recording.at ?? now, askedAt);
      this.#runs.stream.read(streaming, streaming.at ?? now, askedAt);
      this.#after();
    });
  }

  get recording(): ObsOutputView {
    return this.#runs.recording.view;
  }

  get streaming(): ObsOutputView {
    return this.#runs.stream.view;
  }

  get dropped(): ObsView['dropped'] {
    return this.#dropped;
  }

  get alarms(): ObsView['alarms'] {
    return [...this.#parts.alarms.open];
  }

  expectStop(kind: OutputKind): void {
    this.#runs[kind].expectStop(this.#parts.clock.now());
  }

  /** How many alarms there were. */
  acknowledge(): number {
    const count = this.#parts.alarms.acknowledge();
    if (count > 0) this.#parts.onChange();
    return count;
  }

  /** The connection to OBS is lost (not: it changes its scene collection). */
  away(): void {
    if (!this.#isKnown) return;
    this.#isKnown = false;
    this.#cancelAsk?.();
    this.#cancelAsk = undefined;
    const at = this.#parts.clock.now();
    this.#parts.onSighting({ kind: 'output.away', at });
    for (const run of Object.values(this.#runs)) run.away(this.#isExiting, at);
    this.#isExiting = false;
    this.#after();
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancelAsk?.();
    for (const end of this.#endings) end();
  }

  #runOf(kind: OutputKind): OutputRun {
    return new OutputRun({
      kind,
      tell: (sighting) => this.#parts.onSighting(sighting),
      onEnded: (at, { asked, whileGone }) => {
        if (whileGone) this.#raise(kind, 'while-gone', at);
        else void this.#judge(kind, at, asked || this.#isExiting);
      },
    });
  }

  /** For want of disk space OBS ends a recording just as the DJ would. */
  async #judge(kind: OutputKind, at: number, asked: boolean): Promise<void> {
    const stats = await this.#parts.link.request('GetStats');
    const freeMb = stats.ok ? stats.data.availableDiskSpace : undefined;
    const isFull = kind === 'recording' && typeof freeMb === 'number' && freeMb < DISK_FULL_MB;
    if (this.#isStopped || (asked && !isFull)) return;
    this.#raise(kind, isFull ? 'disk-full' : 'by-itself', at);
  }

  #raise(kind: OutputKind, cause: Parameters<ObsAlarms['raise']>[1], at: number): void {
    this.#parts.log.warn('output ended', { kind, cause });
    this.#parts.alarms.raise(kind, cause, at);
    this.#parts.onChange();
  }

  #after(): void {
    if (!this.#runs.stream.isRunning) this.#dropped = undefined;
    const isAnyToBeAsked = Object.values(this.#runs).some((run) => run.isToBeAsked);
    if (isAnyToBeAsked && this.#cancelAsk === undefined) {
      const isSoon = Object.values(this.#runs).some((run) => run.isBeginning);
      this.#cancelAsk = this.#parts.clock.after(isSoon ? ASK_SOON_MS : ASK_EVERY_MS, () => void this.#ask());
    }
    this.#parts.onChange();
  }

  async #ask(): Promise<void> {
    const { link, clock } = this.#parts;
    for (const kind of ['recording', 'stream'] as const) {
      if (!this.#runs[kind].isToBeAsked) continue;
      const askedAt = clock.now();
      const answer = await link.request(kind === 'recording' ? 'GetRecordStatus' : 'GetStreamStatus');
      if (this.#isStopped || !this.#isKnown) return;
      if (!answer.ok) continue;
      const at = clock.now();
      this.#runs[kind].read(outputOf(answer.data, at), at, askedAt);
      if (kind === 'stream') this.#dropped = droppedOf(answer.data, this.#dropped);
    }
    this.#cancelAsk = undefined;
    this.#after();
  }
}

/** As before where no more frames are lost and their share is the same but for some thousandths: frames are sent all the time. */
function droppedOf(
  { outputSkippedFrames: frames, outputTotalFrames: of }: Record<string, unknown>,
  before: ObsView['dropped'],
): ObsView['dropped'] {
  if (typeof frames !== 'number' || typeof of !== 'number') return undefined;
  const isSame =
    before?.frames === frames && before.of > 0 && thousandths(frames, of) === thousandths(frames, before.of);
  return isSame ? before : { frames, of };
}

function thousandths(frames: number, of: number): number {
  return of === 0 ? 0 : Math.round((frames / of) * 1_000);
}

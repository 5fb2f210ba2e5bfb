// The recording or the stream of the fake OBS, with a duration of its own on the clock of the test: it stands still in a pause, stays
// behind by what the encoder holds, and that of a stream begins again when it has its connection back, all as in OBS 29.

import { type Data, type Emit, Refused } from './obs-requests.ts';

export type FakeOutputParts = {
  event: 'RecordStateChanged' | 'StreamStateChanged';
  emit: Emit;
  now: () => number;
  /** How far its duration stays behind, ms. */
  lagMs: number;
  /** A new file's path; absent for a stream. */
  newPath?: () => string;
};

export type FakeChapter = { name: string | undefined; ms: number };
/** What it wrote. Its times are from the beginning of this file, as a viewer sees it, without lag. */
export type FakeFile = { path: string; startedAt: number; durationMs: number; chapters: FakeChapter[] };

export class FakeOutput {
  readonly #parts: FakeOutputParts;
  readonly files: FakeFile[] = [];
  isActive = false;
  isPaused = false;
  isReconnecting = false;
  #ranMs = 0;
  /** Since when it has been running without a pause. */
  #since = 0;
  /** Where the file, or the counter of a stream, began. */
  #fileFromMs = 0;

  constructor(parts: FakeOutputParts) {
    this.#parts = parts;
  }

  /** What a viewer of the whole recording has seen by now, ms; of a stream the time since its beginning. */
  get ranMs(): number {
    return this.#ranMs + (this.isActive && !this.isPaused ? this.#parts.now() - this.#since : 0);
  }

  get path(): string | undefined {
    return this.files.at(-1)?.path;
  }

  start(): void {
    if (this.isActive) throw new Refused(500);
    this.#say('STARTING', false);
    this.isActive = true;
    this.isPaused = false;
    this.isReconnecting = false;
    this.#ranMs = 0;
    this.#fileFromMs = 0;
    this.#since = this.#parts.now();
    this.#newFile();
    this.#say('STARTED', true, this.path);
  }

  /** `quiet`: an error in OBS, which says nothing of STOPPING. */
  stop(how: { quiet?: boolean } = {}): string | undefined {
    if (!this.isActive) throw new Refused(501);
    if (how.quiet !== true) this.#say('STOPPING', false);
    this.#endFile();
    this.#ranMs = this.ranMs;
    this.isActive = false;
    this.#say('STOPPED', false, this.path);
    return this.path;
  }

  /** Begins and fails at once, as a stream without an address. */
  failToStart(): void {
    this.#say('STARTING', false);
    this.#say('STOPPED', false);
  }

  /** Of what does not run it is done, and nothing happens. */
  pause(): void {
    if (!this.isActive) return;
    if (this.isPaused) throw new Refused(502);
    this.#ranMs = this.ranMs;
    this.isPaused = true;
    this.#say('PAUSED', false);
  }

  resume(): void {
    if (!this.isActive || !this.isPaused) throw new Refused(503);
    this.isPaused = false;
    this.#since = this.#parts.now();
    this.#say('RESUMED', true);
  }

  /** The next file begins with what leaves the encoder now. */
  split(): void {
    this.#mustRun();
    const fromMs = Math.max(this.#fileFromMs, this.ranMs - this.#parts.lagMs);
    this.#endFile(fromMs);
    this.#fileFromMs = fromMs;
    this.#newFile();
    this.#parts.emit('RecordFileChanged', { newOutputPath: this.path });
  }

  chapter(name: string | undefined): void {
    this.#mustRun();
    this.files.at(-1)?.chapters.push({ name, ms: this.ranMs - this.#fileFromMs });
  }

  /** The connection to the streaming service is lost, once more at each call. */
  lose(): void {
    this.isReconnecting = true;
    this.#say('RECONNECTING', false);
  }

  regain(): void {
    this.isReconnecting = false;
    this.#fileFromMs = this.ranMs;
    this.#say('RECONNECTED', true);
  }

  /** It is gone with the program, and says nothing. */
  die(): void {
    if (this.isActive) this.#endFile();
    this.isActive = false;
  }

  status(): Data {
    const isStream = this.#parts.newPath === undefined;
    const counted = isStream ? this.ranMs - this.#fileFromMs : this.ranMs;
    const ms = this.isActive ? Math.max(0, counted - this.#parts.lagMs) : 0;
    return {
      ...{ outputActive: this.isActive, outputDuration: ms, outputTimecode: timecode(ms), outputBytes: ms * 300 },
      ...(isStream
        ? {
            ...{ outputReconnecting: this.isReconnecting, outputCongestion: 0 },
            ...{ outputSkippedFrames: 0, outputTotalFrames: Math.round((ms * 30) / 1_000) },
          }
        : { outputPaused: this.isPaused }),
    };
  }

  #mustRun(): void {
    if (!this.isActive) throw new Refused(501);
  }

  #newFile(): void {
    const path = this.#parts.newPath?.();
    if (path !== undefined) this.files.push({ path, startedAt: this.#parts.now(), durationMs: 0, chapters: [] });
  }

  #endFile(endMs = this.ranMs): void {
    const file = this.files.at(-1);
    if (file !== undefined) file.durationMs = endMs - this.#fileFromMs;
  }

  #say(state: string, outputActive: boolean, path?: string): void {
    const isRecording = this.#parts.newPath !== undefined;
    this.#parts.emit(this.#parts.event, {
      ...{ outputActive, outputState: `OBS_WEBSOCKET_OUTPUT_${state}` },
      ...(isRecording ? { outputPath: path ?? null } : {}),
    });
  }
}

function timecode(ms: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1_000) % 60)}.${String(ms % 1_000).padStart(3, '0')}`;
}

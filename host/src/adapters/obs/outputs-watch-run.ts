// One output of OBS, its recording or its stream: what its events and its readings say, told as sightings. Its times are those of
// OBS's own events: a start that was asked for is answered before anything runs.
//
// Tried with OBS 29. A stop by hand or by request, and one for want of disk space, says STOPPING and then STOPPED; a stream that
// cannot go on says STOPPED alone; a killed OBS says nothing. A recording's duration stays behind its file by what the encoder holds
// (0.6 s with x264), and a stream's begins again at 0 each time it has its connection back: that is added up here.

import type { ObsOutputView } from '@tracord/shared/obs.ts';
import type { OutputKind } from '@tracord/shared/sets.ts';
import type { OutputSighting } from '#domain/output-sighting.ts';

/** While nothing happens the duration is told so often. */
const SEEN_EVERY_MS = 9_000;
/** A command of ours to stop is good for so long. */
const EXPECTED_MS = 30_000;
/** OBS answers for a moment after an event as it was before it: till then the event counts. */
const SETTLED_MS = 1_000;
/** An answer that took longer may be as old as that: of an output that is known it tells nothing. */
const LATE_MS = 1_000;
/** What OBS says and what is reckoned may part by so much before the DJ is shown what OBS says. */
const SHOWN_OFF_MS = 1_500;

export type RunParts = {
  kind: OutputKind;
  tell: (sighting: OutputSighting) => void;
  /** It ended; `asked`: as far as its own events say. */
  onEnded: (at: number, how: { asked: boolean; whileGone: boolean }) => void;
};

/** What only one that runs can do. */
const ONWARD: ReadonlySet<unknown> = new Set([
  'OBS_WEBSOCKET_OUTPUT_PAUSED',
  'OBS_WEBSOCKET_OUTPUT_RESUMED',
  'OBS_WEBSOCKET_OUTPUT_RECONNECTING',
  'OBS_WEBSOCKET_OUTPUT_RECONNECTED',
]);

/** An event comes later than this after what it tells of only if it does not come at all. */
const LATE_EVENT_MS = 3_000;

type Phase = 'idle' | 'starting' | 'running' | 'stopping';

export class OutputRun {
  readonly #parts: RunParts;
  #phase: Phase = 'idle';
  #isPaused = false;
  #isReconnecting = false;
  /** It had lasted `durationMs` at `at`. */
  #anchor = { durationMs: 0, at: 0 };
  /** What a stream had lasted before its counter began again. */
  #before = 0;
  #eventAt = 0;
  #seenAt: number | undefined;
  #expectedUntil = 0;
  /** True: it ran when OBS was lost, and has not been read since. */
  #ranBefore = false;
  #isNew = true;
  /** It was read as running, and had lasted for nothing yet. */
  #isBeginning = false;
  /** It was read as idle, and no event of an end has come. */
  #idleSince: number | undefined;

  constructor(parts: RunParts) {
    this.#parts = parts;
  }

  get isRunning(): boolean {
    return this.#phase === 'running' || this.#phase === 'stopping';
  }

  /** Whether it is worth to ask again how it does, without an event. */
  get isToBeAsked(): boolean {
    return this.isRunning || this.#isBeginning;
  }

  /** It is not known yet which output it is. */
  get isBeginning(): boolean {
    return this.#isBeginning;
  }

  get view(): ObsOutputView {
    if (!this.isRunning) return { active: false };
    return {
      active: true,
      ...(this.#isPaused ? { paused: true } : {}),
      ...(this.#isReconnecting ? { reconnecting: true } : {}),
      ...this.#anchor,
    };
  }

  /** A command of ours is about to stop it. */
  expectStop(at: number): void {
    this.#expectedUntil = at + EXPECTED_MS;
  }

  /** RecordStateChanged or StreamStateChanged. */
  changed(outputState: unknown, outputPath: unknown, at: number): void {
    const { kind, tell } = this.#parts;
    this.#eventAt = at;
    this.#seenAt = undefined;
    // Which output it is has not been read yet: what it does now is read at once.
    if (!this.isRunning && ONWARD.has(outputState)) return;
    this.#isBeginning = false;
    this.#idleSince = undefined;
    switch (outputState) {
      case 'OBS_WEBSOCKET_OUTPUT_STARTING':
        if (!this.isRunning) this.#phase = 'starting';
        return;
      case 'OBS_WEBSOCKET_OUTPUT_STARTED':
        this.#begin({ durationMs: 0, at });
        this.#expectedUntil = 0;
        tell({ kind: 'output.started', output: kind, at, ...pathOf(outputPath) });
        return;
      case 'OBS_WEBSOCKET_OUTPUT_PAUSED':
        this.#anchor = { durationMs: this.#lasted(at), at };
        this.#isPaused = true;
        tell({ kind: 'output.paused', output: kind, at });
        return;
      case 'OBS_WEBSOCKET_OUTPUT_RESUMED':
        this.#anchor = { durationMs: this.#lasted(at), at };
        this.#isPaused = false;
        tell({ kind: 'output.resumed', output: kind, at });
        return;
      case 'OBS_WEBSOCKET_OUTPUT_RECONNECTING':
        // It says so at each attempt.
        if (this.#isReconnecting) return;
        this.#isReconnecting = true;
        tell({ kind: 'output.reconnecting', output: kind, at });
        return;
      case 'OBS_WEBSOCKET_OUTPUT_RECONNECTED':
        this.#isReconnecting = false;
        this.#before = this.#lasted(at);
        tell({ kind: 'output.reconnected', output: kind, at });
        return;
      case 'OBS_WEBSOCKET_OUTPUT_STOPPING':
        if (this.isRunning) this.#phase = 'stopping';
        return;
      case 'OBS_WEBSOCKET_OUTPUT_STOPPED':
        this.#ended(at, pathOf(outputPath));
    }
  }

  split(newOutputPath: unknown, at: number): void {
    if (!this.isRunning) return;
    const { path } = pathOf(newOutputPath);
    this.#seenAt = undefined;
    if (path !== undefined) this.#parts.tell({ kind: 'output.split', output: this.#parts.kind, at, path });
  }

  /** OBS was asked for its state at `askedAt` and had answered at `at`. */
  read(status: ObsOutputView, at: number, askedAt = at): void {
    // An event came meanwhile: it may have been read before that.
    if (askedAt < this.#eventAt || this.#phase === 'starting') return;
    if (status.active && this.isRunning && at - askedAt > LATE_MS) return;
    this.#isBeginning = false;
    if (status.active) this.#idleSince = undefined;
    if (status.active) this.#readRunning(status, at);
    else this.#readIdle(at);
  }

  /** The connection is lost; called once until it is read again. `asked`: OBS had said that it ends. */
  away(asked: boolean, at: number): void {
    const isAsked = asked || this.#phase === 'stopping' || this.#expectedUntil > at;
    this.#ranBefore = this.isRunning && !isAsked;
    this.#isNew = true;
    this.#phase = 'idle';
    this.#seenAt = undefined;
    this.#expectedUntil = 0;
    this.#isBeginning = false;
    this.#idleSince = undefined;
  }

  #readRunning(status: ObsOutputView, at: number): void {
    const counted = status.durationMs ?? 0;
    const wasRunning = this.isRunning;
    // It begins just now: the event of it is on its way, or came before anybody listened.
    this.#isBeginning = !wasRunning && counted === 0;
    if (this.#isBeginning) return;
    this.#ranBefore = false;
    this.#isNew = false;
    if (!wasRunning) this.#begin({ durationMs: counted, at });
    if (!wasRunning || at - this.#eventAt >= SETTLED_MS) {
      this.#isPaused = status.paused === true;
      this.#isReconnecting = status.reconnecting === true;
    }
    const durationMs = this.#isReconnecting ? this.#lasted(at) : counted + this.#before;
    if (Math.abs(durationMs - this.#lasted(at)) > SHOWN_OFF_MS) this.#anchor = { durationMs, at };
    if (this.#seenAt !== undefined && at - this.#seenAt < SEEN_EVERY_MS) return;
    this.#seenAt = at;
    this.#parts.tell({
      kind: 'output.seen',
      output: this.#parts.kind,
      at,
      durationMs,
      paused: this.#isPaused,
      ...(this.#isReconnecting ? { reconnecting: true } : {}),
    });
  }

  #readIdle(at: number): void {
    const wasBefore = this.#ranBefore;
    const isFirst = this.#isNew;
    this.#ranBefore = false;
    this.#isNew = false;
    // Its last event is on its way.
    if (this.#phase === 'stopping' && at - this.#eventAt < EXPECTED_MS) return;
    const wasRunning = this.isRunning;
    if (!isFirst && !wasRunning) return;
    // OBS tells of an end when its window has time for it, which may be after its encoder has ended.
    if (wasRunning) this.#idleSince ??= at;
    const since = this.#idleSince ?? at;
    if (wasRunning && at - since < LATE_EVENT_MS) return;
    this.#idleSince = undefined;
    this.#parts.tell({ kind: 'output.idle', output: this.#parts.kind, at: since });
    if (wasRunning) this.#phase = 'idle';
    if (wasBefore || wasRunning) this.#parts.onEnded(since, { asked: false, whileGone: true });
  }

  #begin(anchor: { durationMs: number; at: number }): void {
    this.#phase = 'running';
    this.#isPaused = false;
    this.#isReconnecting = false;
    this.#before = 0;
    this.#anchor = anchor;
    this.#ranBefore = false;
    this.#isNew = false;
  }

  #ended(at: number, path: { path?: string }): void {
    const asked = this.#phase === 'stopping' || this.#expectedUntil > at;
    const hadRun = this.isRunning;
    this.#phase = 'idle';
    this.#expectedUntil = 0;
    // One that never began (no address to stream to) has not ended either.
    if (!hadRun) return;
    this.#parts.tell({ kind: 'output.stopped', output: this.#parts.kind, at, ...path, asked });
    this.#parts.onEnded(at, { asked, whileGone: false });
  }

  #lasted(at: number): number {
    return this.#isPaused ? this.#anchor.durationMs : this.#anchor.durationMs + Math.max(0, at - this.#anchor.at);
  }
}

function pathOf(value: unknown): { path?: string } {
  return typeof value === 'string' && value !== '' ? { path: value } : {};
}

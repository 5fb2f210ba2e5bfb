// Puts together what is heard of OBS's recording and stream: which output a sighting belongs to, and what is to be stored of it.
// Pure. An output is the same as before a restart, of the host or of the connection, where its duration says so.

import type { OutputKind } from '@tracord/shared/sets.ts';
import { type OutputClock, type OutputMark, USUAL_LAG_MS } from './output-clock.ts';
import type { OutputSighting } from './output-sighting.ts';

/** An output that runs, as it was seen last. */
export type Watched = {
  id: string;
  startedAt: number;
  paused: boolean;
  /** Nobody sees what it does. */
  away: boolean;
  /** When something of it was seen or heard last. */
  lastAt: number;
  /** The newest duration told, and when. */
  told?: { at: number; durationMs: number };
  /** When a mark with a duration was stored last; absent: none since it began, paused, went on, or came back. */
  storedAt?: number;
};

export type OutputWatch = { [kind in OutputKind]?: Watched };

export type OutputStep =
  | { do: 'begin'; id: string; kind: OutputKind; startedAt: number }
  | { do: 'mark'; id: string; mark: OutputMark }
  | { do: 'end'; id: string; at: number };

/** What is seen is stored this often; more often tells no more. */
const STORE_EVERY_MS = 60_000;
/** The count that is read may be so much older than the answer, or its lag so much less than before. */
const READING_MS = 1_500;
/** A stream's count stands still while it reconnects. */
const RECONNECTING_MS = 30_000;

/** At start: outputs that did not end in the store. `aliveAt`: when something was stored last, ms since the epoch; what they did
 * since then, or since their last mark, is not known. */
export function watchAgain(running: readonly OutputClock[], aliveAt = 0): { watch: OutputWatch; steps: OutputStep[] } {
  const watch: OutputWatch = {};
  const steps: OutputStep[] = [];
  for (const clock of running) {
    const before = watch[clock.kind];
    if (before !== undefined) steps.push({ do: 'end', id: before.id, at: before.lastAt });
    const watched = watchedOf(clock);
    watch[clock.kind] = watched;
    if (clock.marks.at(-1)?.what === 'away') continue;
    watched.lastAt = Math.max(watched.lastAt, aliveAt);
    steps.push(markOf(watched, { at: watched.lastAt, what: 'away' }));
  }
  return { watch, steps };
}

/** `newId` is asked where another output begins. */
export function watchOutputs(
  watch: OutputWatch,
  sighting: OutputSighting,
  newId: () => string,
): { watch: OutputWatch; steps: OutputStep[] } {
  if (sighting.kind === 'output.away') return away(watch, sighting.at);
  const { output } = sighting;
  const turn = new Turn(output, watch[output], newId);
  turn.take(sighting);
  return { watch: { ...watch, [output]: turn.watched }, steps: turn.steps };
}

function away(watch: OutputWatch, at: number): { watch: OutputWatch; steps: OutputStep[] } {
  const steps: OutputStep[] = [];
  const gone = (watched: Watched | undefined): Watched | undefined => {
    if (watched === undefined || watched.away) return watched;
    const { told } = watched;
    if (told !== undefined && told.at !== watched.storedAt) steps.push(markOf(watched, { ...told, what: 'seen' }));
    const lastAt = Math.max(at, watched.lastAt);
    steps.push(markOf(watched, { at: lastAt, what: 'away' }));
    return { ...watched, away: true, lastAt, storedAt: undefined };
  };
  return { watch: { recording: gone(watch.recording), stream: gone(watch.stream) }, steps };
}

function watchedOf({ id, startedAt, marks }: OutputClock): Watched {
  const told = marks.findLast(({ what, durationMs }) => what === 'seen' && durationMs !== undefined);
  const pause = marks.findLast(({ what }) => what === 'paused' || what === 'resumed');
  return {
    id,
    startedAt,
    paused: pause?.what === 'paused',
    away: true,
    lastAt: Math.max(startedAt, ...marks.map(({ at }) => at)),
    ...(told?.durationMs === undefined ? {} : { told: { at: told.at, durationMs: told.durationMs } }),
  };
}

function markOf({ id }: Pick<Watched, 'id'>, mark: OutputMark): OutputStep {
  return { do: 'mark', id, mark };
}

type OneSighting = Exclude<OutputSighting, { kind: 'output.away' }>;
type Seen = Extract<OneSighting, { kind: 'output.seen' }>;

/** What one sighting does to the output of its kind. */
class Turn {
  readonly steps: OutputStep[] = [];
  watched: Watched | undefined;
  readonly #kind: OutputKind;
  readonly #newId: () => string;

  constructor(kind: OutputKind, watched: Watched | undefined, newId: () => string) {
    this.#kind = kind;
    this.watched = watched && { ...watched };
    this.#newId = newId;
  }

  take(sighting: OneSighting): void {
    const { kind, at } = sighting;
    if (kind === 'output.started') this.#started(at, sighting.path);
    else if (kind === 'output.seen') this.#seen(sighting);
    else if (kind === 'output.paused') this.#pause(this.#running(sighting), at, sighting.durationMs);
    else if (kind === 'output.resumed') this.#resume(this.#running(sighting), at, sighting.durationMs);
    else if (kind === 'output.split') {
      const { durationMs, path } = sighting;
      this.#mark(this.#running(sighting), { at, what: 'split', durationMs, path });
    } else if (kind === 'output.stopped') this.#stop(at, sighting.path);
    else if (kind === 'output.idle') this.#end(this.watched?.away ? this.watched.lastAt : at);
    else this.#running(sighting).lastAt = at;
  }

  #started(at: number, path: string | undefined): void {
    const { watched } = this;
    // Its state was read before its own event came.
    const isKnown = watched !== undefined && !watched.away && at - watched.startedAt < READING_MS;
    if (watched !== undefined && !isKnown) this.#end(watched.away ? watched.lastAt : at);
    this.#mark(isKnown ? watched : this.#begin(at), { at, what: 'started', path });
  }

  #seen(sighting: Seen): void {
    const { at, durationMs, paused } = sighting;
    const { watched } = this;
    if (watched !== undefined && !isSame(this.#kind, watched, sighting)) {
      this.#end(watched.away ? watched.lastAt : Math.max(watched.lastAt, at - durationMs));
    }
    const output = this.watched ?? this.#begin(at - durationMs - (this.#kind === 'recording' ? USUAL_LAG_MS : 0));
    const { told } = output;
    const grownMs = told === undefined ? 0 : Math.max(0, durationMs - told.durationMs);
    const within = (ms: number) => Math.min(at, Math.max(told?.at ?? output.startedAt, output.lastAt, ms));
    if (paused && !output.paused) this.#pause(output, told === undefined ? at : within(told.at + grownMs), durationMs);
    if (!paused && output.paused) this.#resume(output, within(at - grownMs), told?.durationMs);
    const isDue = output.storedAt === undefined || at - output.storedAt >= STORE_EVERY_MS;
    if (isDue) {
      this.#mark(output, { at, what: 'seen', durationMs });
      // What has left the encoder first is worth to be known soon.
      if (durationMs > 0 || paused) output.storedAt = at;
    }
    Object.assign(output, { away: false, lastAt: at, told: { at, durationMs } });
  }

  #pause(output: Watched, at: number, durationMs: number | undefined): void {
    if (output.paused) return;
    this.#mark(output, { at, what: 'paused', durationMs });
    output.paused = true;
  }

  #resume(output: Watched, at: number, durationMs: number | undefined): void {
    if (!output.paused) return;
    this.#mark(output, { at, what: 'resumed', durationMs });
    output.paused = false;
    output.storedAt = undefined;
  }

  #stop(at: number, path: string | undefined): void {
    if (this.watched === undefined) return;
    this.#mark(this.watched, { at, what: 'stopped', path });
    this.#end(at);
  }

  /** The output that a sighting speaks of; where none was known, it began before. */
  #running({ at, durationMs = 0 }: { at: number; durationMs?: number }): Watched {
    return this.watched ?? this.#begin(at - durationMs);
  }

  #begin(startedAt: number): Watched {
    const watched: Watched = { id: this.#newId(), startedAt, paused: false, away: false, lastAt: startedAt };
    this.steps.push({ do: 'begin', id: watched.id, kind: this.#kind, startedAt });
    this.watched = watched;
    return watched;
  }

  #mark(output: Watched, { at, what, durationMs, path }: OutputMark): void {
    const mark = { at, what, ...(durationMs === undefined ? {} : { durationMs }), ...(path ? { path } : {}) };
    this.steps.push(markOf(output, mark));
    output.lastAt = Math.max(output.lastAt, at);
  }

  #end(at: number): void {
    if (this.watched === undefined) return;
    this.steps.push({ do: 'end', id: this.watched.id, at: Math.max(at, this.watched.startedAt) });
    this.watched = undefined;
  }
}

/** Whether what is read now is the output that was known. While somebody looked, another one would have been told: an answer that
 * came late makes none; the count of a recording never goes back, though. One that may have begun while nobody looked, and is not
 * just as long as the known one would be, is another: no count goes on faster than the clock. */
function isSame(kind: OutputKind, known: Watched, { at, durationMs, paused }: Seen): boolean {
  const { told } = known;
  const grownMs = durationMs - (told?.durationMs ?? 0);
  const passedMs = at - (told?.at ?? known.startedAt);
  // A stream counts anew when it has its connection back.
  if (!known.away) return kind === 'stream' || grownMs >= 0;
  if (grownMs > passedMs + READING_MS) return false;
  const missingMs = passedMs - grownMs;
  if (grownMs >= -READING_MS && missingMs <= (kind === 'stream' ? RECONNECTING_MS : READING_MS)) return true;
  const wasCountingBefore = at - durationMs < known.lastAt;
  if (kind === 'stream') return wasCountingBefore;
  if (grownMs < -READING_MS) return false;
  // It stood still, as it did before; or it is older than the time that nobody looked.
  return known.paused || (paused && grownMs >= 0 && durationMs > passedMs) || wasCountingBefore;
}

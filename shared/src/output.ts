// A wanted state brought to whoever shows it: a message, a presence, the face of a key. Promises: the newest wish always
// arrives, an equal one sends nothing, never two sends at once, never faster than the pace. Time comes from the clock it is given.

import { jsonEqual } from './merge-patch.ts';

export type OutputClock = {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back once after `delayMs`; the answer cancels it. */
  after(delayMs: number, call: () => void): () => void;
};

/** Without `wanted` nothing is wished: what is shown stays as it is. `changesAtMs`: when the projection would be another by the
 * passing of time alone. */
export type Projection<Wanted> = { wanted?: Wanted; changesAtMs?: number };

/** Something to send, and why, in words for a log. */
export type Step = { reason: string };

export type OutputOptions<Source, Wanted, S extends Step> = {
  clock: OutputClock;
  /** Pure. Undefined is as `{}`. */
  project: (source: Source, nowMs: number) => Projection<Wanted> | undefined;
  /** Pure. What leads from `known` (undefined: nothing is known, all is to be sent) to `wanted`; empty where they are equal. */
  diff: (known: Wanted | undefined, wanted: Wanted) => S[];
  /** Must end, well or with a fault. Steps of one wish are sent one after another. */
  send: (step: S) => Promise<void>;
  /** Between the end of one send and the start of the next; 0 by default. */
  minIntervalMs?: number;
  /** At most so many sends within any so many ms. */
  pace?: { sends: number; withinMs: number };
  /** How long to wait after the n-th fault in a row (1, 2, 3 …); by default 1 s, doubled up to 60 s. */
  waitAfterFaultMs?: (faults: number, fault: unknown) => number;
  onFault?: (fault: unknown, step: S) => void;
};

/** 1st fault: `firstMs`, then twice as long each time, at most `longestMs`. */
export function doubling(firstMs: number, longestMs: number): (faults: number) => number {
  return (faults) => Math.min(longestMs, firstMs * 2 ** (faults - 1));
}

/** A diff for what is only ever sent whole. */
export function wholly<Wanted>(known: Wanted | undefined, wanted: Wanted): (Step & { wanted: Wanted })[] {
  if (known === undefined) return [{ reason: 'what is shown is not known', wanted }];
  return jsonEqual(known, wanted) ? [] : [{ reason: 'it changed', wanted }];
}

export class Output<Source, Wanted, S extends Step> {
  readonly #options: OutputOptions<Source, Wanted, S>;
  readonly #minIntervalMs: number;
  readonly #waitAfterFaultMs: (faults: number, fault: unknown) => number;
  #source: { value: Source } | undefined;
  #known: Wanted | undefined;
  /** Counts what made the known state unknown, so that a send that was under way does not make it known again. */
  #epoch = 0;
  #faults = 0;
  #notBeforeMs = Number.NEGATIVE_INFINITY;
  #endedMs = Number.NEGATIVE_INFINITY;
  /** The ends of the last sends that count for the pace, oldest first. */
  #pacedEnds: number[] = [];
  #isSending = false;
  #isClosed = false;
  #cancelTimer: (() => void) | undefined;

  constructor(options: OutputOptions<Source, Wanted, S>) {
    this.#options = options;
    this.#minIntervalMs = options.minIntervalMs ?? 0;
    this.#waitAfterFaultMs = options.waitAfterFaultMs ?? doubling(1_000, 60_000);
  }

  /** The wish follows from `source` from now on. */
  update(source: Source): void {
    this.#source = { value: source };
    this.#look();
  }

  /** What is shown is not known any more (a reconnect, a message that somebody deleted): everything is sent again, and a wait
   * after faults is over. */
  forget(): void {
    this.#epoch++;
    this.#known = undefined;
    this.#faults = 0;
    this.#notBeforeMs = this.#nextSendMs();
    this.#look();
  }

  /** Sends nothing more; a send under way ends by itself. */
  close(): void {
    this.#isClosed = true;
    this.#cancelTimer?.();
  }

  #look(): void {
    if (this.#isSending || this.#isClosed || this.#source === undefined) return;
    this.#cancelTimer?.();
    const nowMs = this.#options.clock.now();
    const { wanted, changesAtMs } = this.#options.project(this.#source.value, nowMs) ?? {};
    const steps = wanted === undefined ? [] : this.#options.diff(this.#known, wanted);
    if (wanted === undefined || steps.length === 0) {
      if (changesAtMs !== undefined) this.#lookIn(changesAtMs - nowMs);
    } else if (nowMs < this.#notBeforeMs) {
      this.#lookIn(this.#notBeforeMs - nowMs);
    } else {
      void this.#send(steps, wanted);
    }
  }

  #lookIn(delayMs: number): void {
    this.#cancelTimer = this.#options.clock.after(Math.max(1, delayMs), () => this.#look());
  }

  async #send(steps: S[], wanted: Wanted): Promise<void> {
    this.#isSending = true;
    const epoch = this.#epoch;
    const fault = await this.#sendInTurn(steps);
    this.#isSending = false;
    this.#endedMs = this.#options.clock.now();
    this.#pacedEnds = [...this.#pacedEnds, this.#endedMs].slice(-(this.#options.pace?.sends ?? 1));
    if (epoch === this.#epoch) {
      this.#known = fault === undefined ? wanted : undefined;
      this.#faults = fault === undefined ? 0 : this.#faults + 1;
    }
    const waitMs = fault === undefined ? 0 : this.#waitAfterFaultMs(Math.max(1, this.#faults), fault.value);
    this.#notBeforeMs = Math.max(this.#nextSendMs(), this.#endedMs + waitMs);
    this.#look();
  }

  /** When the next send may start, faults aside. */
  #nextSendMs(): number {
    const { pace } = this.#options;
    const [oldest] = this.#pacedEnds;
    const isFull = pace !== undefined && this.#pacedEnds.length === pace.sends;
    const pacedMs = isFull && oldest !== undefined ? oldest + pace.withinMs : Number.NEGATIVE_INFINITY;
    return Math.max(this.#endedMs + this.#minIntervalMs, pacedMs);
  }

  async #sendInTurn(steps: S[]): Promise<{ value: unknown } | undefined> {
    for (const step of steps) {
      if (this.#isClosed) return undefined;
      try {
        await this.#options.send(step);
      } catch (fault) {
        this.#options.onFault?.(fault, step);
        return { value: fault };
      }
    }
    return undefined;
  }
}

// Makes a set cheaper by small changes until none helps: another track at a place, one more, one less, two change places, a
// stretch turned round, or a few moved elsewhere. What is fixed stays where it is. Pure.

import { SPACING_COST } from './set-objective.ts';
import type { Chance } from './set-random.ts';
import type { SetTask } from './set-task.ts';

/** How much more a change may cost at first sight and still be looked at as a whole: times shift behind it. */
const MARGIN = 0.03;
/** The same where tracks change places, each to another wanted energy. */
const SHUFFLED_MARGIN = 0.1;
/** Tracks that are moved elsewhere together. */
const LONGEST_MOVED = 3;
const LEAST_GAIN = 1e-9;

export class SetMoves {
  cost = 0;
  length = 0;
  readonly #task: SetTask;
  readonly #chance: Chance;
  readonly #inside: Uint8Array;
  readonly #starts: Float64Array;
  #tracks: Int32Array;
  #trial: Int32Array;
  #openFrom = 0;
  /** What the length of the set costs now. */
  #endCost = 0;
  #until = Number.POSITIVE_INFINITY;

  constructor(task: SetTask, chance: Chance) {
    this.#task = task;
    this.#chance = chance;
    this.#inside = new Uint8Array(task.size);
    this.#starts = new Float64Array(task.size + 1);
    this.#tracks = new Int32Array(task.size + 1);
    this.#trial = new Int32Array(task.size + 1);
    this.#openFrom = Math.max(task.head, ...[...task.locked.keys()].map((at) => at + 1));
  }

  get tracks(): Int32Array {
    return this.#tracks.slice(0, this.length);
  }

  set(tracks: Int32Array): void {
    this.#trial.set(tracks);
    this.#accept(tracks.length, this.#task.cost(tracks, tracks.length));
  }

  /** Until nothing helps any more, or so much work was done. */
  descend(work: number): void {
    this.#until = this.#task.work + work;
    for (let before = Number.POSITIVE_INFINITY; this.cost < before - LEAST_GAIN && !this.#isTired(); ) {
      before = this.cost;
      this.#replaceAll();
      this.#insertAll();
      this.#removeAll();
      this.#swapAll();
      this.#turnAll();
      this.#moveAll();
    }
  }

  /** Changes two or three things without regard to what they cost. */
  kick(): void {
    for (let left = 2 + this.#chance(2); left > 0; left--) {
      const at = this.#task.head + this.#chance(Math.max(1, this.length - this.#task.head));
      const other = this.#task.head + this.#chance(Math.max(1, this.length - this.#task.head));
      const track = this.#task.head + this.#chance(Math.max(1, this.#task.size - this.#task.head));
      this.#trial.set(this.#tracks);
      const kind = this.#chance(4);
      if (kind === 0 && this.#canMove(at) && this.#canMove(other)) this.#swap(at, other);
      else if (kind === 1 && this.#canLeave(at) && at >= this.#openFrom && this.length > this.#task.head + 1) {
        this.#cut(at);
        this.#accept(this.length - 1, 0);
        continue;
      } else if (this.#canLeave(at) && this.#isFree(track, this.#tracks[at])) this.#trial[at] = track;
      else continue;
      this.#accept(this.length, 0);
    }
    this.cost = this.#task.cost(this.#tracks, this.length);
  }

  #replaceAll(): void {
    for (let at = this.#task.head; at < this.length && !this.#isTired(); at++) {
      if (!this.#canLeave(at)) continue;
      const choices = this.#task.neighbours(this.#tracks[at - 1]);
      const offset = this.#chance(choices.length);
      let old = this.#tracks[at] ?? 0;
      let oldCost = this.#local(at - 1, old, at + 1, at);
      for (let one = 0; one < choices.length && !this.#isTired(); one++) {
        const track = choices[(one + offset) % choices.length] ?? 0;
        if (!this.#isFree(track, old) || !this.#isWorthReplacing(at, track, old, oldCost)) continue;
        this.#trial.set(this.#tracks);
        this.#trial[at] = track;
        if (!this.#try(this.length)) continue;
        old = track;
        oldCost = this.#local(at - 1, old, at + 1, at);
      }
    }
  }

  #insertAll(): void {
    for (let at = this.#openFrom; at <= this.#end() && !this.#isTired(); at++) {
      const choices = this.#task.neighbours(this.#tracks[at - 1]);
      const offset = this.#chance(choices.length);
      let joined = this.#seam(at - 1, at);
      for (let one = 0; one < choices.length && !this.#isTired(); one++) {
        const track = choices[(one + offset) % choices.length] ?? 0;
        if (!this.#isFree(track) || !this.#isWorthInserting(at, track, joined)) continue;
        this.#trial.set(this.#tracks);
        this.#trial.copyWithin(at + 1, at, this.length);
        this.#trial[at] = track;
        if (this.#try(this.length + 1)) joined = this.#seam(at - 1, at);
      }
    }
  }

  #removeAll(): void {
    for (let at = this.#openFrom; at < this.#end() && this.length > this.#task.head + 1; at++) {
      if (!this.#canLeave(at) || this.#isTired()) continue;
      this.#trial.set(this.#tracks);
      this.#cut(at);
      if (this.#try(this.length - 1)) at--;
    }
  }

  #swapAll(): void {
    for (let at = this.#task.head; at < this.length; at++) {
      for (let other = at + 1; other < this.length && !this.#isTired(); other++) {
        if (!this.#canMove(at) || !this.#canMove(other)) continue;
        this.#trial.set(this.#tracks);
        this.#swap(at, other);
        this.#try(this.length);
      }
    }
  }

  /** 2-opt, within what lies between two fixed places. */
  #turnAll(): void {
    for (let from = this.#task.head; from < this.length; from++) {
      for (let to = from; to < this.length && this.#canMove(to) && !this.#isTired(); to++) {
        if (to - from < 2) continue;
        this.#trial.set(this.#tracks);
        this.#trial.subarray(from, to + 1).reverse();
        this.#try(this.length);
      }
    }
  }

  /** Or-opt: one to three tracks go elsewhere, as they are or turned round, between the same two fixed places. */
  #moveAll(): void {
    for (let size = 1; size <= LONGEST_MOVED; size++) {
      for (let from = this.#task.head; from + size < this.length; from++) {
        for (let to = from + size; to + size <= this.length && !this.#isTired(); to++) {
          // Both stretches change places: what is fixed may be in neither.
          if (!this.#canMoveAll(from, to + size)) break;
          this.#tryExchange(from, from + size, to + size, size > 1);
          if (to > from + size) this.#tryExchange(from, to, to + size, false);
        }
      }
    }
  }

  #tryExchange(from: number, middle: number, to: number, alsoTurned: boolean): void {
    if (this.#isWorthExchanging(from, middle, to, false)) {
      this.#exchange(from, middle, to, false);
      if (this.#try(this.length)) return;
    }
    if (!alsoTurned || !this.#isWorthExchanging(from, middle, to, true)) return;
    this.#exchange(from, middle, to, true);
    this.#try(this.length);
  }

  /** By the steps where the stretches meet. */
  #isWorthExchanging(from: number, middle: number, to: number, turned: boolean): boolean {
    if (this.cost >= SPACING_COST) return true;
    this.#task.work += 0.2;
    const [first, last] = turned ? [middle - 1, from] : [from, middle - 1];
    const now = this.#seam(from - 1, from) + this.#seam(middle - 1, middle) + this.#seam(to - 1, to);
    const then = this.#seam(from - 1, middle) + this.#seam(to - 1, first) + this.#seam(last, to);
    return now - then + SHUFFLED_MARGIN > 0;
  }

  /** What the step between two of its places costs. */
  #seam(from: number, to: number): number {
    return from < 0 || to >= this.length ? 0 : this.#task.step(this.#tracks[from] ?? 0, this.#tracks[to] ?? 0);
  }

  /** Into the trial: what lies from `middle` to `to` before what lies from `from` to `middle`, which may be turned round. */
  #exchange(from: number, middle: number, to: number, turned: boolean): void {
    this.#trial.set(this.#tracks);
    this.#trial.set(this.#tracks.subarray(middle, to), from);
    this.#trial.set(this.#tracks.subarray(from, middle), from + to - middle);
    if (turned) this.#trial.subarray(from + to - middle, to).reverse();
  }

  #try(length: number): boolean {
    const cost = this.#task.cost(this.#trial, length, this.cost - LEAST_GAIN);
    if (cost >= this.cost - LEAST_GAIN) return false;
    this.#accept(length, cost);
    return true;
  }

  #accept(length: number, cost: number): void {
    [this.#tracks, this.#trial] = [this.#trial, this.#tracks];
    this.length = length;
    this.cost = cost;
    this.#inside.fill(0);
    let startsMs = this.#task.headStartsMs;
    for (let at = 0; at < length; at++) {
      const track = this.#tracks[at] ?? 0;
      this.#inside[this.#task.songs[track] ?? 0] = 1;
      if (at > 0 && at >= this.#task.head) startsMs += this.#task.advanceMs(this.#tracks[at - 1] ?? 0, track);
      this.#starts[at] = startsMs;
    }
    this.#endCost = this.#task.endCost(startsMs, length === 0 ? undefined : this.#tracks[length - 1]);
  }

  #isTired(): boolean {
    return this.#task.work >= this.#until;
  }

  /** Where the part ends that may grow. */
  #end(): number {
    return this.#task.last === undefined ? this.length : this.length - 1;
  }

  #canMove(at: number): boolean {
    return at >= this.#task.head && at < this.#end() && !this.#task.locked.has(at);
  }

  #canMoveAll(from: number, to: number): boolean {
    for (let at = from; at < to; at++) if (!this.#canMove(at)) return false;
    return true;
  }

  #canLeave(at: number): boolean {
    return this.#canMove(at) && this.#task.isMust[this.#tracks[at] ?? 0] === 0;
  }

  /** Neither it nor another file of its song is in the set, but for `instead`, which would leave. */
  #isFree(track: number, instead?: number): boolean {
    if (track < this.#task.head || track === instead) return false;
    const song = this.#task.songs[track] ?? 0;
    return this.#inside[song] === 0 || (instead !== undefined && this.#task.songs[instead] === song);
  }

  #swap(at: number, other: number): void {
    const track = this.#trial[at] ?? 0;
    this.#trial[at] = this.#trial[other] ?? 0;
    this.#trial[other] = track;
  }

  #cut(at: number): void {
    this.#trial.copyWithin(at, at + 1, this.length);
  }

  #isWorthReplacing(at: number, track: number, old: number, oldCost: number): boolean {
    if (this.cost >= SPACING_COST) return true;
    this.#task.work += 0.2;
    const gained = oldCost - this.#local(at - 1, track, at + 1, at) + MARGIN;
    // No length can be won that is not wrong now.
    return gained + this.#endCost > 0 && gained + this.#lengthGain(at - 1, track, at + 1, old) > 0;
  }

  #isWorthInserting(at: number, track: number, joinedCost: number): boolean {
    if (this.cost >= SPACING_COST) return true;
    this.#task.work += 0.2;
    const gained = joinedCost - this.#local(at - 1, track, at, at) + MARGIN;
    return gained + this.#endCost > 0 && gained + this.#lengthGain(at - 1, track, at) > 0;
  }

  /** What a track costs between two places of the set. */
  #local(before: number, track: number, after: number, at: number): number {
    const into = before < 0 ? 0 : this.#task.step(this.#tracks[before] ?? 0, track);
    const out = after >= this.length ? 0 : this.#task.step(track, this.#tracks[after] ?? 0);
    return into + out + this.#task.energyAt(track, this.#starts[Math.min(at, this.length - 1)] ?? 0);
  }

  /** What is won as the set comes nearer to its length, with this track between the two places instead of another or of none. */
  #lengthGain(before: number, track: number, after: number, old?: number): number {
    const lastAt = this.length - 1;
    const longer = this.#lengthBetween(before, track, after) - this.#lengthBetween(before, old, after);
    return this.#endCost - this.#task.endCost((this.#starts[lastAt] ?? 0) + longer, this.#tracks[lastAt]);
  }

  #lengthBetween(before: number, track: number | undefined, after: number): number {
    const [from, to] = [
      before < 0 ? undefined : this.#tracks[before],
      after >= this.length ? undefined : this.#tracks[after],
    ];
    const advance = (one: number | undefined, next: number | undefined): number => {
      if (one === undefined) return 0;
      return next === undefined ? this.#task.restMs(one) : this.#task.advanceMs(one, next);
    };
    return track === undefined ? advance(from, to) : advance(from, track) + advance(track, to);
  }
}

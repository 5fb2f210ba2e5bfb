// Makes a set of an evening's length that holds to all that is asked for and costs as little as can be found: a beam of drafts,
// then small changes, then kicks and changes again. Pure: the same wish and the same number of steps give the same set. Only a
// deadline that is hit makes a difference, and then the answer says so (`finished: false`).

import { type Timing, timingOf } from './overlap.ts';
import { type Asked, askedOf } from './set-asked.ts';
import { drafts } from './set-beam.ts';
import { SetMoves } from './set-moves.ts';
import { SLACK_MINUTES, SPACING_COST } from './set-objective.ts';
import { poolOf } from './set-pool.ts';
import { type Chance, chanceOf } from './set-random.ts';
import { FORBIDDEN_COST, SetTask } from './set-task.ts';
import type { SetWish } from './set-wish.ts';
import {
  beyondRefusal,
  clashRefusal,
  emptyRefusal,
  keylessRefusal,
  type NameOf,
  namesOf,
  type Refusal,
} from './set-words.ts';
import type { TrackGraph } from './track-graph.ts';

export type BuildOptions = {
  /** Without it: from lengths and tempos alone. */
  timing?: Timing;
  /** For what people are told. */
  nameOf?: NameOf;
  /** How often it kicks and mends the best set; 0: the drafts alone. Without it: the oftener, the fewer tracks there are to
   * choose from. */
  steps?: number;
  /** When to stop whatever is left to do, looked at after each step. */
  deadline?: { now: () => number; at: number };
};

/** `tracks`: the whole set as places of the graph, what was played already included. `cost` as by `setCost`. */
export type BuiltSet = {
  ok: true;
  tracks: number[];
  lengthMs: number;
  cost: number;
  notes: string[];
  finished: boolean;
};
export type Built = BuiltSet | Refusal;

const LEAST_STEPS = 24;
const MOST_STEPS = 120;
/** Steps times tracks to choose from. */
const STEPS_OF_CHOICE = 6_000;
/** Tracks to choose from for each one of the set. */
const CHOICES = 10;
const LEAST_POOL = 120;
const MOST_POOL = 1_600;
const MEAN_MS = 270_000;
/** What one descent may do, in tracks looked at: enough to come to its end for sets of some hours. */
const DESCENT_WORK = 2_000_000;
/** A kicked set that is so much dearer is gone on from all the same. */
const TOLERANCE = 0.05;
const BACK_TO_BEST = 8;

/** The whole search at once, or as much of it as the deadline allows. */
export function buildSet(graph: TrackGraph, wish: SetWish, options: BuildOptions = {}): Built {
  const search = startSet(graph, wish, options);
  if ('ok' in search) return search;
  const { deadline } = options;
  while (search.step()) if (deadline !== undefined && deadline.now() >= deadline.at) break;
  return search.best();
}

/** A refusal where the wishes contradict each other. */
export function startSet(graph: TrackGraph, wish: SetWish, options: BuildOptions = {}): SetSearch | Refusal {
  const timing = options.timing ?? timingOf(graph);
  const nameOf = options.nameOf ?? (() => undefined);
  const asked = askedOf(graph, wish, timing, nameOf);
  return asked.ok ? new SetSearch(graph, wish, asked, timing, nameOf, options.steps) : asked;
}

type Attempt = { task: SetTask; moves: SetMoves; best: { tracks: Int32Array; cost: number }; step: number };

/** One search. `step()` until it says false, or as often as there is time; `best()` at any time. */
export class SetSearch {
  readonly #graph: TrackGraph;
  readonly #wish: SetWish;
  readonly #asked: Asked;
  readonly #timing: Timing;
  readonly #nameOf: NameOf;
  readonly #wantedSteps: number | undefined;
  #steps = 0;
  readonly #notes: string[];
  #chance: Chance;
  #requests: number[];
  #allLooked = false;
  #poolSize = 0;
  #attempt: Attempt | undefined;
  #refusal: Refusal | undefined;

  constructor(graph: TrackGraph, wish: SetWish, asked: Asked, timing: Timing, nameOf: NameOf, steps?: number) {
    this.#graph = graph;
    this.#wish = wish;
    this.#asked = asked;
    this.#timing = timing;
    this.#nameOf = nameOf;
    this.#wantedSteps = steps;
    this.#notes = [...asked.notes];
    this.#requests = asked.requests;
    this.#chance = chanceOf(wish.seed);
    this.#begin();
  }

  /** One kick, and what mends it. False: there is nothing left to do. */
  step(): boolean {
    const attempt = this.#attempt;
    if (attempt === undefined || this.#refusal !== undefined) return false;
    if (attempt.step >= this.#steps) return this.#withOneRequestLess(attempt);
    attempt.step++;
    const { moves, best } = attempt;
    if (attempt.step % BACK_TO_BEST === 0) moves.set(best.tracks);
    const before = { tracks: moves.tracks, cost: moves.cost };
    moves.kick();
    moves.descend(DESCENT_WORK);
    if (moves.cost < best.cost - 1e-9) attempt.best = { tracks: moves.tracks, cost: moves.cost };
    else if (moves.cost > before.cost + TOLERANCE) moves.set(before.tracks);
    return attempt.step < this.#steps || (attempt.best.cost >= FORBIDDEN_COST && this.#requests.length > 0);
  }

  /** The best found so far; a refusal where none found so far holds to all that is asked for. */
  best(): Built {
    if (this.#refusal !== undefined) return this.#refusal;
    const attempt = this.#attempt;
    if (attempt === undefined) return this.#nothing();
    const { best, task } = attempt;
    if (best.cost >= FORBIDDEN_COST) return this.#clash(attempt);
    const tracks = Array.from(best.tracks, (track) => task.places[track] ?? -1);
    const lengthMs = lengthOf(task, best.tracks);
    const finished = attempt.step >= this.#steps;
    return {
      ok: true,
      tracks,
      lengthMs,
      cost: best.cost,
      notes: [...this.#notes, ...this.#doubts(attempt, lengthMs)],
      finished,
    };
  }

  #begin(): void {
    const { fixed, last, must } = this.#asked;
    const anywhere = [...must, ...this.#requests];
    const forced = [...fixed.values(), ...(last === undefined ? [] : [last]), ...anywhere];
    const tracks = Math.ceil((this.#wish.minutes * 60_000) / MEAN_MS);
    const wanted = Math.max(LEAST_POOL, Math.min(MOST_POOL, CHOICES * tracks));
    const pool = poolOf(this.#graph, this.#wish, forced, wanted, this.#chance);
    this.#allLooked = pool.all;
    this.#poolSize = pool.places.length;
    const often = Math.round(STEPS_OF_CHOICE / (this.#poolSize + 1));
    this.#steps = this.#wantedSteps ?? Math.max(LEAST_STEPS, Math.min(MOST_STEPS, often));
    const needed = Math.max(this.#wish.played.length, ...[...fixed.keys()].map((at) => at + 1));
    if (this.#wish.played.length + pool.places.length - (last === undefined ? 0 : 1) < needed) {
      this.#refusal = beyondRefusal(this.#wish, needed, this.#wish.played.length + this.#poolSize);
      return;
    }
    if (pool.places.length === 0 && this.#wish.played.length === 0) {
      this.#refusal = this.#nothing();
      return;
    }
    const task = new SetTask(this.#graph, this.#wish, this.#timing, pool.places, {
      must: anywhere,
      locked: fixed,
      last,
    });
    const moves = new SetMoves(task, this.#chance);
    let best: Attempt['best'] | undefined;
    for (const draft of drafts(task, this.#chance)) {
      moves.set(draft.tracks);
      moves.descend(DESCENT_WORK);
      if (best === undefined || moves.cost < best.cost) best = { tracks: moves.tracks, cost: moves.cost };
    }
    if (best === undefined) {
      this.#refusal = this.#nothing();
      return;
    }
    moves.set(best.tracks);
    this.#attempt = { task, moves, best, step: 0 };
  }

  /** Where strict keys find no way, a request gives way first. */
  #withOneRequestLess({ best, task }: Attempt): boolean {
    if (best.cost < FORBIDDEN_COST || this.#requests.length === 0) return false;
    const near = new Set(clashingSteps(task, best.tracks).flat());
    const gone = this.#requests.find((place) => near.has(place)) ?? this.#requests.at(-1);
    this.#requests = this.#requests.filter((place) => place !== gone);
    if (gone !== undefined)
      this.#notes.push(`A request is left out: strict keys find no place for it${namesOf([gone], this.#nameOf)}.`);
    this.#begin();
    return true;
  }

  #doubts({ task, best }: Attempt, lengthMs: number): string[] {
    const { minutes, artistSpacing } = this.#wish;
    const doubts: string[] = [];
    const short = (task.wantedMs - lengthMs) / 60_000;
    if (short > SLACK_MINUTES + 1) {
      const left = this.#poolSize + this.#wish.played.length;
      const why =
        this.#allLooked && left <= best.tracks.length + 2
          ? `only ${left} tracks are left by what is asked for`
          : 'nothing else fits to it';
      doubts.push(`It lasts ${Math.round(lengthMs / 60_000)} of ${minutes} minutes: ${why}.`);
    } else if (short < -SLACK_MINUTES - 1) {
      doubts.push(`It lasts ${Math.round(-short)} minutes longer than asked for.`);
    }
    const close = closeOnes(task, best.tracks);
    if (best.cost >= SPACING_COST && close.length > 0) {
      const places = close.map((track) => task.places[track] ?? -1);
      doubts.push(
        `Fewer than ${artistSpacing} tracks stand between two of one artist${namesOf(places, this.#nameOf)}.`,
      );
    }
    return doubts;
  }

  #clash({ task, best }: Attempt): Refusal {
    return clashRefusal(this.#wish, clashingSteps(task, best.tracks)[0] ?? [], this.#nameOf);
  }

  #nothing(): Refusal {
    return this.#wish.keys === 'strict' && !hasKeys(this.#graph) ? keylessRefusal() : emptyRefusal(this.#wish);
  }
}

function hasKeys(graph: TrackGraph): boolean {
  for (let place = 0; place < graph.room; place++) {
    if (graph.offers(place) && (graph.key[place] ?? -1) >= 0) return true;
  }
  return false;
}

function lengthOf(task: SetTask, tracks: Int32Array): number {
  let startsMs = task.headStartsMs;
  for (let at = Math.max(1, task.head); at < tracks.length; at++)
    startsMs += task.advanceMs(tracks[at - 1] ?? 0, tracks[at] ?? 0);
  return Math.round(tracks.length === 0 ? 0 : startsMs + task.restMs(tracks[tracks.length - 1] ?? 0));
}

/** As places of the graph. */
function clashingSteps(task: SetTask, tracks: Int32Array): [number, number][] {
  const steps: [number, number][] = [];
  for (let at = Math.max(1, task.head); at < tracks.length; at++) {
    const [from, to] = [tracks[at - 1] ?? 0, tracks[at] ?? 0];
    if (task.step(from, to) >= FORBIDDEN_COST) steps.push([task.places[from] ?? -1, task.places[to] ?? -1]);
  }
  return steps;
}

/** Tracks that stand too close to one of the same artist before them. */
function closeOnes(task: SetTask, tracks: Int32Array): number[] {
  return Array.from(tracks).filter((track, at) => at >= task.head && task.spacingCost(tracks, at, track) > 0);
}

// The textbook way to order a set, to measure ours against: from each of 20 starts always the cheapest next track, then 2-opt
// (turning a stretch round wherever that is cheaper) until nothing gets better. Same objective, same rules.

import type { Timing } from '../../host/src/domain/planner/overlap.ts';
import {
  energyCost,
  isOneArtist,
  SPACING_COST,
  setCost,
  stepCost,
  wantedEnergy,
} from '../../host/src/domain/planner/set-objective.ts';
import { brokenRules, isOneSong, ruleAgainst } from '../../host/src/domain/planner/set-rules.ts';
import type { SetWish } from '../../host/src/domain/planner/set-wish.ts';
import type { TrackGraph } from '../../host/src/domain/planner/track-graph.ts';

const STARTS = 20;

export type OrderedSet = { tracks: number[]; cost: number };

/** Undefined where none of its sets holds to the rules. */
export function nearestNeighbour(graph: TrackGraph, wish: SetWish, timing: Timing): OrderedSet | undefined {
  let best: OrderedSet | undefined;
  for (const start of starts(graph, wish, timing)) {
    const grown = grow(graph, wish, timing, start);
    if (grown === undefined) continue;
    const turned = twoOpt(graph, wish, timing, grown);
    if (best === undefined || turned.cost < best.cost) best = turned;
  }
  return best;
}

/** Twenty tracks to begin with, spread over all that may be in it; where the beginning is given, its twenty cheapest next tracks. */
function starts(graph: TrackGraph, wish: SetWish, timing: Timing): number[][] {
  const given = [...wish.played];
  for (let fixed = fixedAt(wish, given.length); fixed !== undefined; fixed = fixedAt(wish, given.length))
    given.push(fixed);
  const next = choices(graph, wish, given);
  if (given.length > 0) {
    const ordered = next.sort((a, b) => stepOf(graph, wish, timing, given, a) - stepOf(graph, wish, timing, given, b));
    return ordered.length === 0 ? [given] : ordered.slice(0, STARTS).map((place) => [...given, place]);
  }
  const count = Math.min(STARTS, next.length);
  return Array.from({ length: count }, (_, at) => [next[Math.floor((at * next.length) / count)] ?? 0]);
}

/** The cheapest of the sets one gets by stopping after any track. */
function grow(graph: TrackGraph, wish: SetWish, timing: Timing, start: number[]): OrderedSet | undefined {
  const tracks = [...start];
  let best: OrderedSet | undefined;
  for (;;) {
    const ended = wish.last === undefined ? [...tracks] : [...tracks, wish.last];
    if (missing(graph, wish, tracks).length === 0 && brokenRules(graph, wish, ended).length === 0) {
      const cost = setCost(graph, wish, timing, ended);
      if (best === undefined || cost < best.cost) best = { tracks: ended, cost };
      if (lengthMs(wish, timing, ended) > wish.minutes * 60_000) return best;
    }
    const fixed = fixedAt(wish, tracks.length);
    const open = fixed === undefined ? choices(graph, wish, tracks) : [fixed];
    const needed = missing(graph, wish, tracks);
    // When what must be in it fills the rest, nothing else may come.
    const rest = [...needed, ...(wish.last === undefined ? [] : [wish.last])];
    const full = lengthMs(wish, timing, [...tracks, ...rest]) >= wish.minutes * 60_000;
    const from = fixed === undefined && full && needed.length > 0 ? open.filter((one) => needed.includes(one)) : open;
    let next: number | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const place of from) {
      const cost = stepOf(graph, wish, timing, tracks, place);
      if (cost < least) [least, next] = [cost, place];
    }
    if (next === undefined) return best;
    tracks.push(next);
  }
}

function twoOpt(graph: TrackGraph, wish: SetWish, timing: Timing, from: OrderedSet): OrderedSet {
  let best = from;
  for (let better = true; better; ) {
    better = false;
    for (let start = 0; start < best.tracks.length - 1; start++) {
      for (let end = start + 1; end < best.tracks.length; end++) {
        const { tracks } = best;
        const turned = [...tracks.slice(0, start), ...tracks.slice(start, end + 1).reverse(), ...tracks.slice(end + 1)];
        const cost = setCost(graph, wish, timing, turned);
        if (cost >= best.cost - 1e-9 || brokenRules(graph, wish, turned).length > 0) continue;
        best = { tracks: turned, cost };
        better = true;
      }
    }
  }
  return best;
}

/** What the objective says of adding this track, but for the length of the set. */
function stepOf(graph: TrackGraph, wish: SetWish, timing: Timing, tracks: number[], place: number): number {
  const part = startOf(wish, timing, [...tracks, place]) / (wish.minutes * 60_000);
  const near = wish.artistSpacing === 0 ? [] : tracks.slice(-wish.artistSpacing);
  return (
    stepCost(graph, wish.keys, tracks.at(-1) ?? -1, place) +
    energyCost(graph.energy[place] ?? Number.NaN, wantedEnergy(wish.preset, part)) +
    SPACING_COST * near.filter((other) => isOneArtist(graph, other, place)).length
  );
}

function startOf(wish: SetWish, timing: Timing, tracks: readonly number[]): number {
  let startsMs = 0;
  for (let at = 0; at < tracks.length; at++) {
    if (at > 0) startsMs += timing.advanceMs(tracks[at - 1] ?? -1, tracks[at] ?? -1);
    if (at === wish.played.length - 1) startsMs = wish.onAirStartsMs ?? startsMs;
  }
  return startsMs;
}

function lengthMs(wish: SetWish, timing: Timing, tracks: readonly number[]): number {
  const last = tracks.at(-1);
  return last === undefined ? 0 : startOf(wish, timing, tracks) + timing.restMs(last);
}

function fixedAt({ first, locked, played }: SetWish, at: number): number | undefined {
  return at === 0 && played.length === 0 && first !== undefined ? first : locked.find((one) => one.at === at)?.place;
}

/** What may come next at a place that is not fixed. */
function choices(graph: TrackGraph, wish: SetWish, tracks: readonly number[]): number[] {
  const kept = [...wish.locked.map(({ place }) => place), ...(wish.last === undefined ? [] : [wish.last]), ...tracks];
  const never = new Set(wish.never);
  return Array.from({ length: graph.room }, (_, place) => place).filter(
    (place) =>
      ruleAgainst(graph, wish, (one) => never.has(one), place) === undefined &&
      !kept.some((other) => isOneSong(graph, other, place)),
  );
}

function missing(graph: TrackGraph, wish: SetWish, tracks: readonly number[]): number[] {
  return [...wish.must, ...wish.requests].filter((place) => !tracks.some((other) => isOneSong(graph, other, place)));
}

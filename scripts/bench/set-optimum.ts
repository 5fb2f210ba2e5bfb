// The cheapest set of all, by trying every one: for a handful of tracks only.

import type { Timing } from '../../host/src/domain/planner/overlap.ts';
import {
  energyCost,
  isOneArtist,
  SPACING_COST,
  setCost,
  stepCost,
  wantedEnergy,
} from '../../host/src/domain/planner/set-objective.ts';
import { brokenRules, isOneSong } from '../../host/src/domain/planner/set-rules.ts';
import type { SetWish } from '../../host/src/domain/planner/set-wish.ts';
import type { TrackGraph } from '../../host/src/domain/planner/track-graph.ts';
import type { OrderedSet } from './nearest-neighbour.ts';

/** Requests count as what must be in it. Undefined where no set holds to the rules. */
export function optimum(graph: TrackGraph, wish: SetWish, timing: Timing): OrderedSet | undefined {
  const whole: SetWish = { ...wish, must: [...wish.must, ...wish.requests] };
  let best: OrderedSet | undefined;
  const tracks = [...wish.played];
  // A set never gets cheaper by going on, but for its length, which cannot cost less than nothing.
  const visit = (spent: number): void => {
    if (best !== undefined && spent >= best.cost) return;
    if (tracks.length > 0 && brokenRules(graph, whole, tracks).length === 0) {
      const cost = setCost(graph, wish, timing, tracks);
      if (best === undefined || cost < best.cost) best = { tracks: [...tracks], cost };
    }
    for (let place = 0; place < graph.room; place++) {
      if (tracks.some((other) => isOneSong(graph, other, place))) continue;
      tracks.push(place);
      const cost = costAt(graph, wish, timing, tracks);
      if (Number.isFinite(cost)) visit(spent + cost);
      tracks.pop();
    }
  };
  visit(0);
  return best;
}

/** What the last of these tracks costs where it stands. */
function costAt(graph: TrackGraph, wish: SetWish, timing: Timing, tracks: readonly number[]): number {
  const at = tracks.length - 1;
  const [before, place] = [tracks[at - 1], tracks[at] ?? -1];
  let startsMs = 0;
  for (let to = 1; to <= at; to++) {
    startsMs += timing.advanceMs(tracks[to - 1] ?? -1, tracks[to] ?? -1);
    if (to === wish.played.length - 1) startsMs = wish.onAirStartsMs ?? startsMs;
  }
  const near = tracks.slice(Math.max(0, at - wish.artistSpacing), at);
  return (
    (before === undefined ? 0 : stepCost(graph, wish.keys, before, place)) +
    energyCost(graph.energy[place] ?? Number.NaN, wantedEnergy(wish.preset, startsMs / (wish.minutes * 60_000))) +
    SPACING_COST * near.filter((other) => isOneArtist(graph, other, place)).length
  );
}

// How one track follows another, as the planner answers it.

import type { KeyMove } from '@tracord/shared/plan.ts';
import type { TempoRelation } from '#domain/planner/tempo-match.ts';
import type { TrackGraph } from '#domain/planner/track-graph.ts';
import { stepBetween } from '#domain/planner/transition.ts';

/** How one track follows another; see PlannerRow. */
export type StepAnswer = { move?: KeyMove; tempo?: number; relation?: TempoRelation };

/** `heard`: how what is at `from` sounds now, where that is not as it is tagged. */
export function stepOf(graph: TrackGraph, from: number, to: number, heard?: { key: number; bpm: number }): StepAnswer {
  const { move, match } = stepBetween(graph, from, to, heard);
  return { move, ...(match && { tempo: match.difference, relation: match.relation }) };
}

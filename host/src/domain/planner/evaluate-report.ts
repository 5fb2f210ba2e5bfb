// All rankers over all nights of a history: who foretells best, and with which weights. Pure.

import { BASELINES } from './baselines.ts';
import { type Figures, heldOut, type Ranker, Ranking, riddlesOf, Score } from './evaluate.ts';
import { ours, weightsFor } from './evaluate-ours.ts';
import { type Night, playedIn } from './nights.ts';
import type { Weights } from './suggestion-parts.ts';
import type { TrackGraph } from './track-graph.ts';

/** Of the time it takes, one of three times that weights are chosen. */
const CHOOSING = 0.1;

/** The names of our own rows. */
export const OURS = 'TraCord, weights chosen here';
export const OURS_AS_IT_COMES = 'TraCord, as it comes';

export type EvaluationRow = { name: string } & Figures;

export type Evaluation = {
  /** Those with at least one transition. */
  nights: number;
  transitions: number;
  /** Songs that there are to choose from. */
  songs: number;
  /** Those of them that some night has. */
  playedSongs: number;
  rows: EvaluationRow[];
  /** Weights that were chosen on the nights that began at these times, and used for the others. None: too few nights. */
  halves: { nightsAt: number[]; weights: Weights }[];
  /** Chosen on all nights: what to use from now on. They are not what `rows` were made with. */
  weights: Weights;
};

/** `onProgress`: 0 to 1. Nights must be the oldest first. */
export function evaluate(
  graph: TrackGraph,
  all: readonly Night[],
  start: Weights,
  onProgress: (part: number) => void = () => {},
): Evaluation {
  const nights = all.filter((night) => riddlesOf(graph, night).length > 0);
  // Every other night, so that both halves have early and late ones.
  const halves = [0, 1].map((first) => nights.filter((_night, at) => at % 2 === first));
  const transitions = nights.reduce((sum, night) => sum + riddlesOf(graph, night).length, 0);
  const ranking = new Ranking(graph, graph.all);
  const scores = new Map<string, Score>();
  const chosen: Evaluation['halves'] = [];
  let done = 0;
  const choosing = (time: 0 | 1 | 2) => (part: number) =>
    onProgress((part + time) * CHOOSING + (done / transitions) * (1 - 3 * CHOOSING));
  for (const index of [0, 1] as const) {
    const half = halves[index] ?? [];
    const others = halves[1 - index] ?? [];
    const weights = others.length === 0 ? undefined : weightsFor(graph, others, start, choosing(index));
    if (weights !== undefined && half.length > 0) chosen.push({ nightsAt: others.map(({ at }) => at), weights });
    const rankers: Record<string, Ranker> = {
      ...BASELINES,
      [OURS_AS_IT_COMES]: ours(start),
      ...(weights === undefined ? {} : { [OURS]: ours(weights) }),
    };
    for (const { night, ...known } of heldOut(graph, nights, half)) {
      for (const { from, to, before, inSet } of riddlesOf(graph, night)) {
        for (const [name, ranker] of Object.entries(rankers)) {
          const score = scores.get(name) ?? new Score();
          scores.set(name, score);
          score.add(ranking.rank(ranker({ graph, from, before, inSet, ...known }), { to, before }));
        }
        onProgress((1 + index) * CHOOSING + (++done / transitions) * (1 - 3 * CHOOSING));
      }
    }
  }
  const songsOf = (places: Iterable<number>) => new Set([...places].map((place) => graph.song[place] ?? 0)).size;
  return {
    ...{ nights: nights.length, transitions },
    ...{ songs: songsOf(graph.all), playedSongs: songsOf(nights.flatMap(playedIn)) },
    rows: [...scores].map(([name, score]) => ({ name, ...score.figures })),
    ...{ halves: chosen, weights: weightsFor(graph, nights, start, choosing(2)) },
  };
}

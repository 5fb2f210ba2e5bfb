// The planner's own score as a ranker, and the weights with which it foretells given nights best. Pure.

import { SCORE_PARTS, type ScorePartName } from '@tracord/shared/plan.ts';
import { heldOut, type Moment, type Ranker, riddlesOf, Score } from './evaluate.ts';
import { chooseWeights } from './evaluate-weights.ts';
import type { Night } from './nights.ts';
import { fromPlace } from './suggest.ts';
import { PART_VALUES, type SuggestContext, scorer, type Weights } from './suggestion-parts.ts';
import type { TrackGraph } from './track-graph.ts';

/** What the library and the nights can tell of. When a track was last played is rewound, and nobody's requests are known. */
export const CHOOSABLE: readonly ScorePartName[] = ['harmony', 'tempo', 'energy', 'taste', 'habit', 'rating'];

/** More would only take longer: so many transitions, evenly spread, and songs beside the right one. */
const SAMPLED_TRANSITIONS = 300;
const SAMPLED_SONGS = 800;
/** After so many transitions chosen weights are half believed: fewer say little, and what suits them alone is luck. */
const HALF_BELIEVED = 150;

export function ours(weights: Weights): Ranker {
  return (moment) => scorer(moment.graph, contextOf(moment, weights));
}

/** `onProgress`: 0 to 1. Too few nights change nothing. */
export function weightsFor(
  graph: TrackGraph,
  nights: readonly Night[],
  start: Weights,
  onProgress: (part: number) => void = () => {},
): Weights {
  const samples = samplesOf(graph, nights, start, onProgress);
  if (samples.length === 0) return start;
  const chosen = chooseWeights(CHOOSABLE, start, (weights) => worthOf(samples, weights));
  return between(start, chosen, samples.length / (samples.length + HALF_BELIEVED));
}

function contextOf({ graph, from, habits, inSet }: Moment, weights: Weights): SuggestContext {
  const after = habits.from(from, { placeInSet: habits.placeInSet(inSet) });
  return { from: fromPlace(graph, from), weights, energyStep: 0, habits: after, today: 0 };
}

/** One transition: a row of part values for each candidate, that of the right one first. */
type Sample = Float32Array;

function samplesOf(
  graph: TrackGraph,
  nights: readonly Night[],
  weights: Weights,
  onProgress: (part: number) => void,
): Sample[] {
  const all = nights.reduce((sum, night) => sum + riddlesOf(graph, night).length, 0);
  const every = Math.max(1, all / SAMPLED_TRANSITIONS);
  const samples: Sample[] = [];
  let seen = 0;
  for (const { night, habits, nightsOfSong } of heldOut(graph, nights, nights)) {
    for (const { from, to, before, inSet } of riddlesOf(graph, night)) {
      seen++;
      if (seen < Math.floor(samples.length * every) + 1) continue;
      const moment = { graph, from, before, inSet, habits, nightsOfSong };
      samples.push(sampleOf(moment, to, contextOf(moment, weights)));
      onProgress(seen / all);
    }
  }
  return samples;
}

function sampleOf({ graph, before }: Moment, to: number, context: SuggestContext): Sample {
  const out = new Set([...before, to].map((place) => graph.song[place] ?? 0));
  const places = [to];
  const step = Math.max(1, graph.room / SAMPLED_SONGS);
  for (let at = 0; at < graph.room; at += step) {
    const place = Math.floor(at);
    const song = graph.song[place] ?? 0;
    if (!graph.offers(place) || out.has(song)) continue;
    out.add(song);
    places.push(place);
  }
  const sample = new Float32Array(places.length * SCORE_PARTS.length);
  for (const [row, place] of places.entries()) {
    for (const [column, part] of SCORE_PARTS.entries()) {
      sample[row * SCORE_PARTS.length + column] = PART_VALUES[part](graph, context, place);
    }
  }
  return sample;
}

function between(start: Weights, chosen: Weights, part: number): Weights {
  const weights = { ...start };
  for (const name of CHOOSABLE) {
    weights[name] = Math.round((start[name] + (chosen[name] - start[name]) * part) * 100) / 100;
  }
  return weights;
}

function worthOf(samples: readonly Sample[], weights: Weights): number {
  const score = new Score();
  const sizes = SCORE_PARTS.map((part) => weights[part]);
  for (const sample of samples) {
    const wanted = sumAt(sample, sizes, 0);
    let [better, equal] = [0, 1];
    for (let row = 1; row * sizes.length < sample.length; row++) {
      const sum = sumAt(sample, sizes, row);
      if (sum > wanted) better++;
      else if (sum === wanted) equal++;
    }
    score.add({ better, equal });
  }
  const { recall10, mrr } = score.figures;
  return recall10 + mrr;
}

function sumAt(sample: Sample, sizes: readonly number[], row: number): number {
  let sum = 0;
  for (let at = 0; at < sizes.length; at++) sum += (sizes[at] ?? 0) * (sample[row * sizes.length + at] ?? 0);
  return sum;
}

// What else could suggest the next track: simple rankers that ours is held against. Pure.

import type { Moment, Ranker } from './evaluate.ts';
import { tempoMatch } from './tempo-match.ts';
import { harmonyOf, tempoEase } from './transition.ts';

/** Beyond this two tracks do not run together; what has no tempo stands halfway. */
const WIDEST = 0.12;

/** By name, as they are shown. */
export const BASELINES: Readonly<Record<string, Ranker>> = {
  chance: () => () => 0,
  tempo: (moment) => (place) => tempoNearness(moment, place),
  'key and tempo': (moment) => (place) => keyHarmony(moment, place) * Math.max(0, tempoNearness(moment, place)),
  'most played on other nights': (moment) => (place) => playsOf(moment, place),
  'pairs, plays and tempo': (moment) => {
    const { graph, from, habits } = moment;
    const after = habits.pairsOf(graph.song[from] ?? 0);
    return (place) => {
      const pairs = after.get(graph.song[place] ?? 0)?.after ?? 0;
      const plays = playsOf(moment, place);
      return pairs / (pairs + 1) + plays / (plays + 1) + tempoEase(bpmOf(moment, from), bpmOf(moment, place));
    };
  },
};

/** 1 at the same tempo, and less the farther it is: no two differences are alike. */
function tempoNearness(moment: Moment, place: number): number {
  const match = tempoMatch(bpmOf(moment, moment.from), bpmOf(moment, place));
  return match === undefined ? 0.5 : 1 - Math.abs(match.difference) / WIDEST;
}

function keyHarmony({ graph, from }: Moment, place: number): number {
  return harmonyOf(graph.key[from] ?? -1, graph.key[place] ?? -1);
}

function bpmOf({ graph }: Moment, place: number): number {
  return graph.bpm[place] ?? Number.NaN;
}

function playsOf({ graph, nightsOfSong }: Moment, place: number): number {
  return nightsOfSong[graph.song[place] ?? 0] ?? 0;
}

// What a set must never break, told from what merely costs. Pure.

import { isStrictStep } from './set-objective.ts';
import type { SetWish } from './set-wish.ts';
import type { TrackGraph } from './track-graph.ts';

export type Rule = 'never' | 'tempo' | 'keys' | 'song' | 'must' | 'first' | 'last' | 'locked' | 'played' | 'library';

/** The rule a track breaks by itself, wherever it stands; undefined: none. */
export function ruleAgainst(graph: TrackGraph, wish: SetWish, isNever: (place: number) => boolean, place: number) {
  if (!graph.offers(place)) return 'library';
  if (isNever(place)) return 'never';
  if (!isInCorridor(graph.bpm[place] ?? Number.NaN, wish)) return 'tempo';
  return wish.keys === 'strict' && (graph.key[place] ?? -1) < 0 ? 'keys' : undefined;
}

/** As tagged, at double or at half time. Where a corridor is asked for, a tempo that is not known lies outside. */
function isInCorridor(bpm: number, { bpmFrom, bpmTo }: Pick<SetWish, 'bpmFrom' | 'bpmTo'>): boolean {
  if (bpmFrom === undefined && bpmTo === undefined) return true;
  // Tempos are kept in single precision.
  const [from, to] = [(bpmFrom ?? 0) - 1e-3, (bpmTo ?? Number.POSITIVE_INFINITY) + 1e-3];
  return [bpm, bpm * 2, bpm / 2].some((tempo) => tempo >= from && tempo <= to);
}

/** What is one to the DJ: files of one song. Tracks that are not in the graph are all different. */
export function isOneSong(graph: TrackGraph, one: number, other: number): boolean {
  return one === other ? one >= 0 : one >= 0 && other >= 0 && graph.song[one] === graph.song[other];
}

/** The rules that a set breaks, each once; empty: it is as it must be. Spacing and length only cost and are not among them. */
export function brokenRules(graph: TrackGraph, wish: SetWish, tracks: readonly number[]): Rule[] {
  const broken = new Set<Rule>();
  const { played } = wish;
  const never = new Set(wish.never);
  if (played.some((place, at) => tracks[at] !== place)) broken.add('played');
  for (let at = played.length; at < tracks.length; at++) {
    const [before, place] = [tracks[at - 1], tracks[at] ?? -1];
    const rule = ruleAgainst(graph, wish, (one) => never.has(one), place);
    if (rule !== undefined) broken.add(rule);
    if (wish.keys === 'strict' && before !== undefined && !isStrictStep(graph, before, place)) broken.add('keys');
    if (tracks.slice(0, at).some((other) => isOneSong(graph, other, place))) broken.add('song');
  }
  if (wish.must.some((place) => !tracks.some((track) => isOneSong(graph, track, place)))) broken.add('must');
  if (played.length === 0 && wish.first !== undefined && tracks[0] !== wish.first) broken.add('first');
  if (wish.last !== undefined && tracks.at(-1) !== wish.last) broken.add('last');
  // What was played already has had its place.
  const open = wish.locked.filter((lock) => !played.some((place) => isOneSong(graph, place, lock.place)));
  if (open.some(({ at, place }) => at >= played.length && tracks[at] !== place)) broken.add('locked');
  return [...broken];
}

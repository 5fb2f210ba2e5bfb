// What is weak in a list of tracks that somebody else put in order, in the words of a DJ. Pure.

import { keyView, musicalKey } from '#domain/musical-key.ts';
import { HARMONY } from './key-move.ts';
import { stepWords } from './step-words.ts';
import type { TempoMatch } from './tempo-match.ts';
import type { TrackGraph } from './track-graph.ts';
import { easeBetween, keyOfNext, MIXES_HARMONY, MIXES_TEMPO, type Step, stepBetween } from './transition.ts';

/** `from`, `to`: places in the list, 0 is the first. `ease`: 0 to 1, by key and tempo. `why`: at least one reason, the heaviest first.
 * `unsure`: nothing speaks against it but that a key or a tempo is not known. */
export type WeakStep = { from: number; to: number; ease: number; why: string[]; unsure?: true };

/** `unknown`: places in the list of tracks that are not in the library; what leads to and from them is not judged. `steps`: how many
 * were judged. `ease`: their mean, 0 to 1; 0 where there are none. */
export type Judgement = { weak: WeakStep[]; unknown: number[]; steps: number; ease: number };

/** Below, key and tempo are each only just good enough. */
const EASY_ENOUGH = 0.5;

/** `places`: of the graph, in the order of the list; undefined: not in the library. */
export function judgeList(graph: TrackGraph, places: readonly (number | undefined)[]): Judgement {
  const judgement: Judgement = { weak: [], unknown: [], steps: 0, ease: 0 };
  const lastAt = new Map<number, number>();
  let sum = 0;
  for (const [to, place] of places.entries()) {
    if (place === undefined) {
      judgement.unknown.push(to);
      continue;
    }
    const song = graph.song[place] ?? 0;
    const before = lastAt.get(song);
    // Tracks without a name are songs of their own.
    if (song !== 0) lastAt.set(song, to);
    const from = to - 1;
    const previous = places[from];
    const repeated = before === undefined ? [] : [repeatedWords(to - before)];
    if (previous === undefined) {
      if (before !== undefined) judgement.weak.push({ from: before, to, ease: 1, why: repeated });
      continue;
    }
    const ease = easeBetween(graph, previous, place);
    judgement.steps++;
    sum += ease;
    const against = [...repeated, ...whyWeak(graph, previous, place)];
    if (against.length > 0) judgement.weak.push({ from, to, ease, why: against });
    else if (isUnsure(stepBetween(graph, previous, place))) {
      judgement.weak.push({ from, to, ease, why: unsureWords(graph, previous, place), unsure: true });
    }
  }
  judgement.ease = judgement.steps === 0 ? 0 : sum / judgement.steps;
  return judgement;
}

/** What speaks against going from one track to another; empty: nothing does, as far as is known. */
export function whyWeak(graph: TrackGraph, from: number, to: number): string[] {
  const step = stepBetween(graph, from, to);
  const why = [...keyAgainst(graph, from, to, step), ...tempoAgainst(step)];
  if (why.length === 0 && !isUnsure(step) && easeBetween(graph, from, to) < EASY_ENOUGH) {
    why.push(`only just: ${stepWords(graph, from, to)}`);
  }
  const artist = graph.artist[from] ?? 0;
  const isSameSong = graph.song[from] !== 0 && graph.song[from] === graph.song[to];
  if (artist !== 0 && artist === graph.artist[to] && !isSameSong) why.push('the same artist twice in a row');
  return why;
}

function keyAgainst(graph: TrackGraph, from: number, to: number, { move }: Step): string[] {
  if (move === undefined || HARMONY[move] >= MIXES_HARMONY) return [];
  const what = move === 'clash' ? 'the keys clash' : 'a semitone down';
  return [`${what} (${camelot(graph.key[from])}, then ${heard(graph, from, to)})`];
}

function tempoAgainst({ match }: Step): string[] {
  if (match === undefined || Math.abs(match.difference) <= MIXES_TEMPO) return [];
  return [tempoWords(match)];
}

/** Whole percents, but where that would hide by how little it is too much. */
function tempoWords({ difference, relation }: TempoMatch): string {
  const size = Math.abs(difference * 100);
  const percent = size < 10 ? Number(size.toFixed(1)) : Math.round(size);
  const at = relation === 1 ? '' : relation === 2 ? ', at double time' : ', at half time';
  return `${percent} % ${difference > 0 ? 'faster' : 'slower'}${at}`;
}

function heard(graph: TrackGraph, from: number, to: number): string {
  const own = graph.key[to] ?? -1;
  const key = keyOfNext(graph, to, graph.bpm[from] ?? Number.NaN);
  return key === own ? camelot(own) : `${camelot(own)}, heard as ${camelot(key)}`;
}

function camelot(key = -1): string {
  const known = musicalKey(key);
  return known === undefined ? '?' : keyView(known).camelot;
}

function isUnsure({ move, match }: Step): boolean {
  return move === undefined || match === undefined;
}

function unsureWords(graph: TrackGraph, from: number, to: number): string[] {
  const { move, match } = stepBetween(graph, from, to);
  const isNoTempo = (place: number) => Number.isNaN(graph.bpm[place] ?? Number.NaN);
  const isNoKey = (place: number) => (graph.key[place] ?? -1) < 0;
  const key = move === undefined ? ofWhich(isNoKey(from), isNoKey(to)) : undefined;
  const tempo = match === undefined ? ofWhich(isNoTempo(from), isNoTempo(to)) : undefined;
  if (key !== undefined && key === tempo) return [`key and tempo ${key} are not known`];
  return [
    ...(key === undefined ? [] : [`the key ${key} is not known`]),
    ...(tempo === undefined ? [] : [`the tempo ${tempo} is not known`]),
  ];
}

function ofWhich(isFirst: boolean, isSecond: boolean): string {
  if (isFirst && isSecond) return 'of both';
  return isFirst ? 'of the first' : 'of the second';
}

function repeatedWords(distance: number): string {
  if (distance === 1) return 'the same song twice in a row';
  return `the same song again, ${distance} tracks later`;
}

// What the DJ reads about going from one track to the next: "8A to 9A, one step up the wheel, 2 % faster". Pure.

import type { KeyMove } from '@tracord/shared/plan.ts';
import type { KeyView } from '@tracord/shared/topics.ts';
import { camelotNumber, isMinor, keyView, type MusicalKey, musicalKey } from '#domain/musical-key.ts';
import { keyMove } from './key-move.ts';
import { heardFrom, type Start } from './start.ts';
import { type TempoMatch, tempoGrade, tempoMatch } from './tempo-match.ts';
import type { TrackGraph } from './track-graph.ts';
import { keyWhenMixed } from './transition.ts';

export type Notation = keyof KeyView;

const NO_KEY = 'keys not known, listen first';
const NO_TEMPO = 'tempo not known';

/** One line about the step to a track of the graph. */
export function stepWords(graph: TrackGraph, from: Start, to: number, notation: Notation = 'camelot'): string {
  const [before, next] = [heardFrom(graph, from), heardFrom(graph, to)];
  const heardAs = keyWhenMixed(graph, next.key, next.bpm, before.bpm);
  const key = keyWords(before.key, next.key, { notation, heardAs });
  const tempo = tempoWords(tempoMatch(before.bpm, next.bpm));
  if (key === NO_KEY && tempo === NO_TEMPO) return 'keys and tempo not known, listen first';
  return `${key}, ${tempo}`;
}

/** `heardAs`: the key that the next one has at the speed on air, where that is not its own. */
type KeyWords = { notation?: Notation; heardAs?: number };

/** Keys as the graph has them: 0–23, else not known. */
export function keyWords(from: number, to: number, { notation = 'camelot', heardAs = to }: KeyWords = {}): string {
  const [fromKey, toKey, heard] = [musicalKey(from), musicalKey(to), musicalKey(heardAs)];
  if (toKey === undefined) return fromKey === undefined ? NO_KEY : 'its key is not known, listen first';
  const next = keyView(toKey)[notation];
  if (fromKey === undefined) return `into ${next}, the key before it is not known`;
  const move = (as: MusicalKey) => moveWords(keyMove(fromKey, as), fromKey, as);
  if (heard !== undefined && heard !== toKey) {
    return `${keyView(fromKey)[notation]} to ${next}, heard as ${keyView(heard)[notation]} at this speed: ${move(heard)}`;
  }
  return fromKey === toKey ? `stays in ${next}` : `${keyView(fromKey)[notation]} to ${next}, ${move(toKey)}`;
}

/** Undefined: a tempo is not known. */
export function tempoWords(match: TempoMatch | undefined): string {
  if (match === undefined) return NO_TEMPO;
  const percent = Math.round(Math.abs(match.difference) * 1_000) / 10;
  const change = percent === 0 ? 'same tempo' : `${percent} % ${match.difference > 0 ? 'faster' : 'slower'}`;
  const counted = match.relation === 1 ? '' : match.relation === 2 ? ' counted double' : ' counted half';
  return `${change}${counted}${GRADES[tempoGrade(match.difference)]}`;
}

const GRADES = { easy: '', usable: '', 'with-care': ', with care', far: ', too far to mix' };

function moveWords(move: KeyMove, from: MusicalKey, to: MusicalKey): string {
  // One step up the wheel is a fifth up; 12 goes on to 1.
  const way = (camelotNumber(to) - camelotNumber(from) + 12) % 12 < 6 ? 'up' : 'down';
  const mode = isMinor(to) ? 'minor' : 'major';
  switch (move) {
    case 'same':
      return 'same key';
    case 'neighbour':
      return `one step ${way} the wheel`;
    case 'relative':
      return `same notes, into ${mode}`;
    case 'diagonal':
      return `one step ${way} the wheel and into ${mode}`;
    case 'energy-up':
      return 'two steps up the wheel, more drive';
    case 'energy-down':
      return 'two steps down the wheel, less drive';
    case 'lift':
      return 'a semitone up, a strong lift';
    case 'drop':
      return 'a semitone down, takes energy out';
    case 'mood-shift':
      return `same root, into ${mode}`;
    case 'clash':
      return 'the keys clash';
  }
}

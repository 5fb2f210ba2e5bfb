// Why a suggestion has the points it has, in the words of a DJ. Pure.

import { type KeyMove, SCORE_PARTS, type ScorePart, type ScorePartName } from '@tracord/shared/plan.ts';
import { keyView, musicalKey } from '#domain/musical-key.ts';
import { keyMove } from './key-move.ts';
import { PART_VALUES, type SuggestContext } from './suggestion-parts.ts';
import { type TempoMatch, tempoMatch } from './tempo-match.ts';
import type { TrackGraph } from './track-graph.ts';

type PartWords = (graph: TrackGraph, context: SuggestContext, place: number) => string;

const MOVES: Readonly<Record<KeyMove, string>> = {
  same: 'the same key',
  neighbour: 'one step on the wheel',
  relative: 'major and minor of the same notes',
  diagonal: 'one step on the wheel, and major to minor or back',
  'energy-up': 'two steps up: more drive',
  'energy-down': 'two steps down: less drive',
  lift: 'a semitone up: a strong lift',
  drop: 'a semitone down',
  'mood-shift': 'major and minor on one root: another mood',
  clash: 'these keys clash',
};

const WORDS: Readonly<Record<ScorePartName, PartWords>> = {
  harmony: (graph, { from }, place) => keyWords(from.key, graph.key[place] ?? -1),
  tempo: (graph, { from }, place) => tempoWords(tempoMatch(from.bpm, graph.bpm[place] ?? Number.NaN)),
  energy: (graph, { from }, place) => energyWords(from.energy, graph.energy[place] ?? Number.NaN),
  taste: (graph, { from }, place) => tasteWords(graph, from, place),
  habit: (_graph, { habits }, place) => habits?.why(place) || 'you have not mixed these yet',
  rating: (graph, _context, place) => ratingWords(graph.stars[place] ?? 0),
  rest: (graph, { today }, place) => restWords(graph.playedDay[place] ?? -1, today),
  wishes: (graph, { wishes }, place) => wishWords(wishes?.get(graph.song[place] ?? 0) ?? 0),
};

/** All parts that count, those with the most points first; their values add up to the score. */
export function partsOf(graph: TrackGraph, context: SuggestContext, place: number): ScorePart[] {
  return SCORE_PARTS.filter((name) => context.weights[name] !== 0)
    .map((name) => ({
      name,
      value: context.weights[name] * PART_VALUES[name](graph, context, place),
      why: WORDS[name](graph, context, place),
    }))
    .sort((a, b) => b.value - a.value);
}

function keyWords(from: number, to: number): string {
  const [fromKey, toKey] = [musicalKey(from), musicalKey(to)];
  if (toKey === undefined) return 'its key is not known';
  if (fromKey === undefined) return `${keyView(toKey).camelot}; the key on air is not known`;
  return `${keyView(fromKey).camelot} to ${keyView(toKey).camelot}: ${MOVES[keyMove(fromKey, toKey)]}`;
}

/** `match`: as tempoMatch has it; undefined: a tempo is not known. */
function tempoWords(match: TempoMatch | undefined): string {
  if (match === undefined) return 'a tempo is not known';
  const at = match.relation === 1 ? '' : match.relation === 2 ? ', at double time' : ', at half time';
  const percent = Math.abs(match.difference * 100)
    .toFixed(1)
    .replace(/\.0$/, '');
  if (percent === '0') return `the same tempo${at}`;
  return `${percent} % ${match.difference > 0 ? 'faster' : 'slower'}${at}`;
}

/** "8A to 9A: one step on the wheel; 2 % faster". `heard`: how what is at `from` sounds now, where that is not as it is tagged. */
export function stepWords(graph: TrackGraph, from: number, to: number, heard?: { key: number; bpm: number }): string {
  const key = keyWords(heard?.key ?? graph.key[from] ?? -1, graph.key[to] ?? -1);
  return `${key}; ${tempoWords(tempoMatch(heard?.bpm ?? graph.bpm[from] ?? Number.NaN, graph.bpm[to] ?? Number.NaN))}`;
}

function energyWords(from: number, to: number): string {
  if (Number.isNaN(to)) return 'its energy is not known';
  if (Number.isNaN(from)) return 'the energy on air is not known';
  const change = to - from;
  if (Math.abs(change) < 0.05) return 'as much energy';
  return change > 0 ? 'more energy' : 'less energy';
}

function tasteWords(graph: TrackGraph, from: SuggestContext['from'], place: number): string {
  const [genre, label] = [graph.genre[place] ?? 0, graph.label[place] ?? 0];
  const said = [
    genre === 0 ? 'its genre is not known' : genre === from.genre ? graph.genres.text(genre) : 'another genre',
    ...(label !== 0 && label === from.label ? [`also on ${graph.labels.text(label)}`] : []),
  ];
  return said.join(', ');
}

function ratingWords(stars: number): string {
  if (stars <= 0) return 'not rated';
  return stars === 1 ? '1 star' : `${stars} stars`;
}

function restWords(playedDay: number, today: number): string {
  if (playedDay < 0) return 'never played';
  const days = Math.max(0, today - playedDay);
  if (days === 0) return 'played today';
  return days === 1 ? 'played yesterday' : `last played ${days} days ago`;
}

function wishWords(votes: number): string {
  if (votes === 0) return 'nobody asked for it';
  return votes === 1 ? 'somebody waits for it' : `${votes} people wait for it`;
}

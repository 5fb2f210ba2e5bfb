// Why a suggestion has the points it has, in the words of a DJ. Pure.

import { SCORE_PARTS, type ScorePart, type ScorePartName } from '@tracord/shared/plan.ts';
import { keyWords, tempoWords } from './step-words.ts';
import { PART_VALUES, type SuggestContext } from './suggestion-parts.ts';
import { tempoMatch } from './tempo-match.ts';
import type { TrackGraph } from './track-graph.ts';
import { keyOfNext } from './transition.ts';

type PartWords = (graph: TrackGraph, context: SuggestContext, place: number) => string;

const WORDS: Readonly<Record<ScorePartName, PartWords>> = {
  harmony: (graph, { from }, place) =>
    keyWords(from.key, graph.key[place] ?? -1, { heardAs: keyOfNext(graph, place, from.bpm) }),
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

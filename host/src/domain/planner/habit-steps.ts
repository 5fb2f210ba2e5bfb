// How a DJ goes on from one track to the next, by key, tempo, energy, genre, label and artist: each kind of step, and how much
// oftener it was made than by chance. Pure.

import { oftener, StepCounts, tally } from './habit-counts.ts';
import type { Transition } from './nights.ts';
import type { TrackGraph } from './track-graph.ts';

/** What is held against chance is drawn evenly from steps and tracks: so many of them tell enough. */
const SAMPLED_STEPS = 200;
const SAMPLED_TRACKS = 200;

/** 1: as often as by chance. Lists are by the numbers of habit-counts.ts. */
export type Steps = {
  key: Float64Array;
  tempo: Float64Array;
  energy: Float64Array;
  /** 0 to another, 1 to the same. */
  genre: Float64Array;
  label: Float64Array;
  artist: Float64Array;
  /** From a genre to each other one, beside what `genre` says. */
  genres: ReadonlyMap<number, Float64Array>;
};

export function stepsOf(graph: TrackGraph, transitions: readonly Transition[]): Steps {
  const done = new StepCounts();
  const byChance = new StepCounts();
  for (const { from, to } of transitions) done.add(graph, from, to, 1);
  const tracks = evenly(graph.all, SAMPLED_TRACKS);
  const froms = evenly(
    transitions.map(({ from }) => from),
    SAMPLED_STEPS,
  );
  const times = transitions.length / (froms.length * tracks.length);
  for (const from of froms) for (const to of tracks) byChance.add(graph, from, to, times);
  const ratios = (counts: Float64Array, chances: Float64Array) =>
    counts.map((count, at) => oftener(count, chances[at] ?? 0));
  const genre = ratios(done.genre, byChance.genre);
  return {
    key: ratios(done.key, byChance.key),
    tempo: ratios(done.tempo, byChance.tempo),
    energy: ratios(done.energy, byChance.energy),
    genre,
    label: ratios(done.label, byChance.label),
    artist: ratios(done.artist, byChance.artist),
    genres: genresOf(graph, transitions, tally(graph.genre, graph.all, graph.genres.size), genre),
  };
}

/** What a list of two says of a name after another; 1 where either is not known. */
export function sameOr(ratios: Float64Array, from: number, to: number): number {
  return from === 0 || to === 0 ? 1 : ((from === to ? ratios[1] : ratios[0]) ?? 1);
}

function genresOf(
  graph: TrackGraph,
  transitions: readonly Transition[],
  tracks: Int32Array,
  same: Float64Array,
): Map<number, Float64Array> {
  const rows = new Map<number, Float64Array>();
  for (const { from, to } of transitions) {
    const genre = graph.genre[from] ?? 0;
    if (genre === 0) continue;
    const row = rows.get(genre) ?? new Float64Array(tracks.length);
    rows.set(genre, row);
    const next = graph.genre[to] ?? 0;
    row[next] = (row[next] ?? 0) + 1;
  }
  for (const [genre, row] of rows) {
    const steps = row.reduce((sum, count) => sum + count, 0);
    for (let next = 1; next < row.length; next++) {
      const byChance = (steps * (tracks[next] ?? 0) * sameOr(same, genre, next)) / graph.size;
      row[next] = oftener(row[next] ?? 0, byChance);
    }
    row[0] = 1;
  }
  return rows;
}

/** At most `count` of them, evenly spread. */
function evenly(places: ArrayLike<number>, count: number): number[] {
  const step = Math.max(1, places.length / count);
  return Array.from({ length: Math.min(count, places.length) }, (_, at) => places[Math.floor(at * step)] ?? 0);
}

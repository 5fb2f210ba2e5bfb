// What a step or a way starts from: a track of the library as it is tagged, or what is on air as it is heard. Pure.

import { tempoMatch } from './tempo-match.ts';
import { KEYLESS, type TrackGraph, UNKNOWN } from './track-graph.ts';
import { harmonyOf, MIXES_HARMONY, MIXES_TEMPO } from './transition.ts';

/** `key` 0–23, else not known; `bpm` as played, NaN: not known; numbers of the graph's songs and artists, 0 where there is none. */
export type Heard = { key: number; bpm: number; song: number; artist: number };

/** A place of the graph, or what is heard. */
export type Start = number | Heard;

export function heardFrom(graph: TrackGraph, start: Start): Heard {
  if (typeof start !== 'number') return start;
  return {
    key: graph.key[start] ?? UNKNOWN,
    bpm: graph.bpm[start] ?? Number.NaN,
    song: graph.song[start] ?? 0,
    artist: graph.artist[start] ?? 0,
  };
}

/** 0–24: where the graph keeps tracks of this key. */
export function bucketOfKey(key: number | undefined): number {
  return key !== undefined && key >= 0 && key < KEYLESS ? key : KEYLESS;
}

/** The same answer as `mixes` of transition.ts, for what need not be a track of the graph. */
export function heardMixes(graph: TrackGraph, from: Pick<Heard, 'key' | 'bpm'>, to: number): boolean {
  if (harmonyOf(from.key, graph.key[to] ?? UNKNOWN) < MIXES_HARMONY) return false;
  const match = tempoMatch(from.bpm, graph.bpm[to] ?? Number.NaN);
  return match === undefined || Math.abs(match.difference) <= MIXES_TEMPO + 1e-9;
}

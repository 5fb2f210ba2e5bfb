// What a step or a way starts from: a track of the library as it is tagged, or what is on air as it is heard. Pure.

import { type TrackGraph, UNKNOWN } from './track-graph.ts';

/** `key` 0–23, else not known; `bpm` as played, NaN: not known; numbers of the graph's songs and artists, 0 where there is none. */
export type Heard = { key: number; bpm: number; song: number; artist: number };

/** A place of the graph, or what is heard. */
export type Start = number | Heard;

export function heardFrom(graph: TrackGraph, start: Start): Heard {
  if (typeof start !== 'number') return start;
  const [key = UNKNOWN, bpm = Number.NaN] = [graph.key[start], graph.bpm[start]];
  return { key, bpm, song: graph.song[start] ?? 0, artist: graph.artist[start] ?? 0 };
}

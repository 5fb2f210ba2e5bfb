// What a step or a way starts from: a track of the library as it is tagged, or what is on air as it is heard. Pure.

import { KEYLESS, type TrackGraph, UNKNOWN } from './track-graph.ts';

/** `key` 0–23, else not known; `bpm` as played, NaN: not known; numbers of the graph's songs and artists, 0 where there is none. */
export type Heard = { key: number; bpm: number; song: number; artist: number };

/** A place of the graph, or what is heard. Where no song or artist is said, it is that of the track at `place`, if any. */
export type Start = number | (Pick<Heard, 'key' | 'bpm'> & { place?: number; song?: number; artist?: number });

export function heardFrom(graph: TrackGraph, start: Start): Heard {
  const said = typeof start === 'number' ? factsAt(graph, start) : start;
  const place = said.place ?? UNKNOWN;
  const [song, artist] = [said.song ?? graph.song[place] ?? 0, said.artist ?? graph.artist[place] ?? 0];
  return { key: said.key, bpm: said.bpm, song, artist };
}

function factsAt(graph: TrackGraph, place: number): Exclude<Start, number> {
  return { place, key: graph.key[place] ?? UNKNOWN, bpm: graph.bpm[place] ?? Number.NaN };
}

/** 0–24: where the graph keeps tracks of this key. */
export function bucketOfKey(key: number | undefined): number {
  return key !== undefined && key >= 0 && key < KEYLESS ? key : KEYLESS;
}

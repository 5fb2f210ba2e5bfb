// How easily one track goes into another, by key and tempo alone: what suggestions, ways and whole sets count with. Pure.

import type { KeyMove } from '@tracord/shared/plan.ts';
import { type MusicalKey, musicalKey } from '#domain/musical-key.ts';
import { BUCKETS, bucketOf, KEYLESS } from './key-buckets.ts';
import { HARMONY, heardKey, keyMove } from './key-move.ts';
import { EASY, type TempoMatch, tempoMatch, USABLE, WITH_CARE } from './tempo-match.ts';
import type { TrackGraph } from './track-graph.ts';

/** 0 to 1 each. What is not known counts as so-so: such a track is neither dropped nor praised. */
export const UNSURE_HARMONY = 0.5;
export const UNSURE_TEMPO = 0.4;
/** The least at which two tracks mix: anything but a clash or a semitone down, within 6 %, and the hair that rounding adds. */
export const MIXES_HARMONY = 0.5;
export const MIXES_TEMPO = USABLE + 1e-9;
/** A track that is brought no further than this keeps its key without the key lock: less than half a semitone. */
const KEEPS_KEY = 1 - 2 ** (-0.5 / 12);

const HARMONIES = harmonies();

/** Keys as the graph has them: 0–23, or anything else where it is not known. */
export function harmonyOf(from: number, to: number): number {
  return HARMONIES[bucketOf(from) * BUCKETS + bucketOf(to)] ?? UNSURE_HARMONY;
}

/** 1 at the same tempo, 0.8 at 3 %, 0.4 at 6 %, 0.15 at 8 %, 0 from 12 % on. NaN: not known. */
export function tempoEase(onAirBpm: number, nextBpm: number): number {
  const match = tempoMatch(onAirBpm, nextBpm);
  return match === undefined ? UNSURE_TEMPO : easeOfDifference(match.difference);
}

export function easeOfDifference(difference: number): number {
  const size = Math.abs(difference);
  if (size <= EASY) return 1 - (0.2 * size) / EASY;
  if (size <= USABLE) return 0.8 - (0.4 * (size - EASY)) / (USABLE - EASY);
  if (size <= WITH_CARE) return 0.4 - (0.25 * (size - USABLE)) / (WITH_CARE - USABLE);
  return Math.max(0, 0.15 * (1 - (size - WITH_CARE) / 0.04));
}

/** 0 to 1: the ease of the step from one place of the graph to another; a clash or 12 % is no step at all. */
export function easeBetween(graph: TrackGraph, from: number, to: number): number {
  const [fromBpm, toBpm] = [graph.bpm[from] ?? Number.NaN, graph.bpm[to] ?? Number.NaN];
  const harmony = harmonyOf(graph.key[from] ?? -1, keyOfNext(graph, to, fromBpm));
  return Math.sqrt(harmony * tempoEase(fromBpm, toBpm));
}

/** The key in which a track is heard that is brought to `onAirBpm`: with the key lock, and where a tempo is not known, its own. Keys
 * as the graph has them. */
export function keyWhenMixed({ keyLock }: TrackGraph, key: number, bpm: number, onAirBpm: number): number {
  if (keyLock) return key;
  const [known, match] = [musicalKey(key), tempoMatch(onAirBpm, bpm)];
  return known === undefined || match === undefined ? key : heardKey(known, 1 / (1 + match.difference)).key;
}

/** The same for a track of the graph. */
export function keyOfNext(graph: TrackGraph, place: number, onAirBpm: number): number {
  return keyWhenMixed(graph, graph.key[place] ?? -1, graph.bpm[place] ?? Number.NaN, onAirBpm);
}

/** Within how much of a tempo two tracks mix whose keys go together: without key lock, as long as both keep their keys. */
export function mixesWithin({ keyLock }: TrackGraph): number {
  return keyLock ? MIXES_TEMPO : KEEPS_KEY;
}

/** Whether they can be mixed. Where a key or a tempo is not known, the other decides. */
export function mixes(graph: TrackGraph, from: number, to: number): boolean {
  if (harmonyOf(graph.key[from] ?? -1, graph.key[to] ?? -1) < MIXES_HARMONY) return false;
  const match = tempoMatch(graph.bpm[from] ?? Number.NaN, graph.bpm[to] ?? Number.NaN);
  return match === undefined || Math.abs(match.difference) <= mixesWithin(graph);
}

/** What people are told of a step. Absent: a key, or a tempo, is not known. */
export type Step = { move?: KeyMove; match?: TempoMatch };

/** `heard`: how what is at `from` sounds now, where that is not as it is tagged. */
export function stepBetween(graph: TrackGraph, from: number, to: number, heard?: { key: number; bpm: number }): Step {
  const [fromBpm, toBpm] = [heard?.bpm ?? graph.bpm[from] ?? Number.NaN, graph.bpm[to] ?? Number.NaN];
  const fromKey = musicalKey(heard?.key ?? graph.key[from] ?? -1);
  const toKey = musicalKey(keyOfNext(graph, to, fromBpm));
  const move = fromKey === undefined || toKey === undefined ? undefined : keyMove(fromKey, toKey);
  return { move, match: tempoMatch(fromBpm, toBpm) };
}

function harmonies(): Float64Array {
  const all = new Float64Array(BUCKETS * BUCKETS).fill(UNSURE_HARMONY);
  for (let from = 0; from < KEYLESS; from++) {
    for (let to = 0; to < KEYLESS; to++)
      all[from * BUCKETS + to] = HARMONY[keyMove(from as MusicalKey, to as MusicalKey)];
  }
  return all;
}

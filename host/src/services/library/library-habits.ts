// What this DJ did before, out of Traktor's history files and the plays heard here, for the planner.

import { Habits } from '#domain/planner/habits.ts';
import { type NightPlay, nightsOf } from '#domain/planner/nights.ts';
import type { TrackGraph } from '#domain/planner/track-graph.ts';
import { pastPlaysBetween } from '#storage/library/past-plays.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';

/** A play that was heard here, of a track that is known. */
export type HeardPlay = { trackId: string; at: number; durationMs?: number };

/** The history and the ears name one play at times so far apart, at most. */
const SAME_PLAY_MS = 10 * 60_000;

/** A play that both the history and `heard` tell of counts once. */
export function habitsOf(db: SqliteDatabase, graph: TrackGraph, heard: readonly HeardPlay[]): Habits {
  const past = pastPlaysBetween(db, 0, Number.MAX_SAFE_INTEGER).map(
    ({ at, durationMs, public: isPublic, trackId }): NightPlay => {
      return { at, durationMs, public: isPublic, place: trackId === undefined ? undefined : graph.placeOf(trackId) };
    },
  );
  const known = new Map<number, number[]>();
  for (const { place, at } of past) {
    if (place === undefined) continue;
    const song = graph.song[place] ?? 0;
    known.set(song, [...(known.get(song) ?? []), at]);
  }
  const own = heard.flatMap(({ trackId, at, durationMs }): NightPlay[] => {
    const place = graph.placeOf(trackId);
    if (place === undefined) return [];
    const isTold = known.get(graph.song[place] ?? 0)?.some((other) => Math.abs(other - at) < SAME_PLAY_MS);
    return isTold ? [] : [{ at, durationMs, place }];
  });
  return Habits.learn(
    graph,
    nightsOf([...past, ...own], (place) => graph.song[place] ?? 0),
  );
}

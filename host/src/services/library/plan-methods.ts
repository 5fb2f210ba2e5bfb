// Planned sets in the planner's worker: what was wished for by ids, searched for in the graph, with the times of the clock.

import type { PlanWish } from '@tracord/shared/plan-commands.ts';
import { whyWeak } from '#domain/planner/judge.ts';
import { type Mixable, setLengthMs, setTimes, timingOf } from '#domain/planner/overlap.ts';
import { buildSet } from '#domain/planner/set-builder.ts';
import type { SetWish } from '#domain/planner/set-wish.ts';
import { type TrackGraph, UNKNOWN } from '#domain/planner/track-graph.ts';
import type { Cue } from '#domain/track.ts';
import { cuesReader, namesReader, tracksOfLists } from '#storage/library/planner-rows.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';
import { type StepAnswer, stepOf } from './planner-steps.ts';

export type BuildInput = {
  wish: PlanWish;
  /** What was on in this set, the last of it is on air. */
  played: string[];
  /** When that one started, in ms from the beginning of the set. */
  onAirStartsMs?: number;
  /** A plan is made anew: what left the library meanwhile is left out, with a note, and not refused. */
  isReplan: boolean;
  /** `at`: 0 is the first track of the set. */
  locked: { at: number; trackId: string }[];
  /** Tracks of requests the DJ took. */
  requests: string[];
  /** It ends with the best so far when this much time is over. */
  withinMs: number;
};
export type BuiltRow = { id: string; startsMs: number; overlapMs: number };
/** Refused: `impossible`, `library-empty`, `track-unknown`, `playlist-unknown`, with a sentence that says what to do. */
export type BuildAnswer =
  | { ok: true; rows: BuiltRow[]; lengthMs: number; notes: string[] }
  | { ok: false; code: string; message: string };

/** The ids of a list, in its order. */
export type WalkInput = { ids: readonly string[] };

/** How each track follows the one before it; `weak`: why that is no good step. The first has nothing to say. */
export type WalkAnswer = (StepAnswer & { weak?: string })[];

export function buildPlan(db: SqliteDatabase, graph: TrackGraph, input: BuildInput, now: () => number): BuildAnswer {
  const { wish, played, onAirStartsMs, isReplan, locked, requests, withinMs } = input;
  // What a set began with is past, once it was played.
  const first = played.length === 0 ? wish.first : undefined;
  const asked = [first, wish.last, ...wish.must].filter((id) => id !== undefined);
  const missing = new Set(
    [...asked, ...locked.map(({ trackId }) => trackId)].filter((id) => offeredPlace(graph, id) === undefined),
  );
  if (missing.size > 0 && !isReplan) return { ok: false, code: 'track-unknown', message: missingText(missing.size) };
  const lists = wish.playlists.length > 0 ? tracksOfLists(db, wish.playlists) : undefined;
  if (lists !== undefined && lists.unknown.length > 0) {
    const message = `There is no list or folder "${lists.unknown.join('", "')}": take it out, or choose another.`;
    return { ok: false, code: 'playlist-unknown', message };
  }
  const places = (ids: readonly string[]) => ids.flatMap((id) => offeredPlace(graph, id) ?? []);
  const genres = wish.genres.map((genre) => graph.genres.find(genre) ?? UNKNOWN);
  const allowedIds = lists && new Set(places([...lists.ids]));
  const isAllowed = (place: number) =>
    (genres.length === 0 || genres.includes(graph.genre[place] ?? 0)) && (allowedIds?.has(place) ?? true);
  const isAnyAllowed = genres.length === 0 && lists === undefined;
  const setWish: SetWish = {
    ...{ minutes: wish.minutes, preset: wish.preset, bpmFrom: wish.bpmFrom, bpmTo: wish.bpmTo, keys: wish.keys },
    ...{ artistSpacing: wish.artistSpacing, seed: wish.seed, onAirStartsMs },
    first: first === undefined ? undefined : offeredPlace(graph, first),
    last: wish.last === undefined ? undefined : offeredPlace(graph, wish.last),
    ...{ must: places(wish.must), never: places(wish.never), requests: places(requests) },
    played: played.map((id) => graph.placeOf(id) ?? UNKNOWN),
    locked: locked.flatMap(({ at, trackId }) => {
      const place = offeredPlace(graph, trackId);
      return place === undefined ? [] : [{ at, place }];
    }),
    allowed: isAnyAllowed ? undefined : isAllowed,
  };
  const cuesOf = cuesAt(db, graph);
  const name = namesReader(db);
  const built = buildSet(graph, setWish, {
    timing: timingOf(graph, cuesOf),
    nameOf: (place) => name(graph.idAt(place) ?? ''),
    deadline: { now, at: now() + withinMs },
  });
  if (!built.ok) return { ok: false, code: built.code, message: built.message };
  const rows = built.tracks.map((place, at): Mixable & { id: string } => {
    const id = place === UNKNOWN ? (played[at] ?? '') : (graph.idAt(place) ?? '');
    return { id, lengthMs: graph.durationMs[place], bpm: graph.bpm[place], cues: cuesOf(place) };
  });
  const onAir =
    onAirStartsMs === undefined || played.length === 0 ? undefined : { at: played.length - 1, startsMs: onAirStartsMs };
  const times = setTimes(rows, onAir);
  return {
    ok: true,
    rows: rows.map(({ id }, at) => ({ id, startsMs: 0, overlapMs: 0, ...times[at] })),
    lengthMs: setLengthMs(rows, onAir),
    notes: missing.size === 0 ? built.notes : [...built.notes, leftOutText(missing.size)],
  };
}

/** Of tracks that are not in the library nothing is said. */
export function walk(graph: TrackGraph, { ids }: WalkInput): WalkAnswer {
  return ids.map((id, at) => {
    const [before, place] = [graph.placeOf(ids[at - 1] ?? ''), graph.placeOf(id)];
    if (before === undefined || place === undefined) return {};
    const [weak] = whyWeak(graph, before, place);
    return { ...stepOf(graph, before, place), weak };
  });
}

/** Undefined: it is not in the library, left out of it, or gone. */
function offeredPlace(graph: TrackGraph, id: string): number | undefined {
  const place = graph.placeOf(id);
  return place !== undefined && graph.offers(place) ? place : undefined;
}

function cuesAt(db: SqliteDatabase, graph: TrackGraph): (place: number) => readonly Cue[] {
  const read = cuesReader(db);
  const known = new Map<number, readonly Cue[]>();
  return (place) => {
    const cues = known.get(place) ?? read(graph.idAt(place) ?? '');
    known.set(place, cues);
    return cues;
  };
}

function missingText(count: number): string {
  const what = count === 1 ? 'One track' : `${count} tracks`;
  return `${what} that you want in the set ${count === 1 ? 'is' : 'are'} not in your library, or left out of it: take ${count === 1 ? 'it' : 'them'} out of the wish.`;
}

function leftOutText(count: number): string {
  return `${count === 1 ? 'One track' : `${count} tracks`} that you wanted ${count === 1 ? 'is' : 'are'} no longer in your library: left out.`;
}

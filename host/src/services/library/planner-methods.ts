// What the planner's worker answers: it has the whole library in memory, and names it by ids.

import { DISTANCES, type Distance, type Preset, type ScorePart } from '@tracord/shared/plan.ts';
import { musicalKey } from '#domain/musical-key.ts';
import { bridges } from '#domain/planner/bridge.ts';
import type { Habits } from '#domain/planner/habits.ts';
import { heardKey } from '#domain/planner/key-move.ts';
import { partsOf } from '#domain/planner/part-words.ts';
import { reachFrom } from '#domain/planner/reach.ts';
import { emptyWords } from '#domain/planner/set-words.ts';
import { stepWords } from '#domain/planner/step-words.ts';
import { fromPlace, suggest } from '#domain/planner/suggest.ts';
import {
  type From,
  PRESET_ENERGY,
  PRESET_WEIGHTS,
  type SuggestContext,
  type Weights,
  withoutHabit,
} from '#domain/planner/suggestion-parts.ts';
import { type TrackGraph, UNKNOWN } from '#domain/planner/track-graph.ts';
import { tracksOfLists } from '#storage/library/planner-rows.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';
import { LibraryGraph } from './library-graph.ts';
import { type HeardPlay, habitsOf } from './library-habits.ts';
import { type BuildAnswer, type BuildInput, buildPlan, type WalkAnswer, type WalkInput, walk } from './plan-methods.ts';
import { type StepAnswer, stepOf } from './planner-steps.ts';

/** How the decks are set; see TrackGraph. Absent: with key lock. */
export type Decks = { keyLock?: boolean };

/** What is on air. `bpm`: as it is played. */
export type OnAirInput = { trackId: string; bpm?: number };

/** What is not to be suggested, and what somebody waits for. Songs as the library names them. */
export type NightInput = {
  blockedTracks: string[];
  playedSongs: string[];
  /** People who wait, by track. */
  wishes: [trackId: string, votes: number][];
  /** Days since 1970. */
  today: number;
  /** No artist of the last so many tracks. */
  artistSpacing: number;
  /** In place of those of the preset. */
  weights: Partial<Weights>;
};

export type SuggestFilters = {
  playlists?: string[];
  genres?: string[];
  bpmFrom?: number;
  bpmTo?: number;
  stars?: number;
};

export type SuggestInput = {
  onAir: OnAirInput;
  night: NightInput;
  preset: Preset;
  limit: number;
  filters: SuggestFilters;
};

export type SuggestedTrack = StepAnswer & { id: string; score: number; parts: ScorePart[] };
/** `hint`: why there is nothing, and what to do. */
export type SuggestAnswer = { items: SuggestedTrack[]; hint?: string };
export type DistancesInput = { onAir: OnAirInput; night: NightInput; to: string[] };
export type DistancesAnswer = Record<string, Distance>;

export type BridgeInput = { onAir: OnAirInput; night: NightInput; to: string; hops: number; most: number };
/** `steps`: the tracks between, and last the one asked for. */
export type WayAnswer = { ease: number; steps: (StepAnswer & { id: string; why: string })[] };
export type BridgeAnswer = { ways: WayAnswer[]; hint?: string };

const NOT_IN_LIBRARY = 'That track is not in your library.';
const MOST_HOPS = 4;
const NOTHING_FITS = 'No track fits: allow more lists, genres or tempos.';

/** `db` is asked for at each call. */
export function plannerMethods(db: () => SqliteDatabase) {
  const library = new LibraryGraph();
  let isRead = false;
  let heard: readonly HeardPlay[] = [];
  let habits: Habits | undefined;
  const graphFor = ({ keyLock = true }: Decks) => {
    if (!isRead) library.renew(db());
    isRead = true;
    library.graph.keyLock = keyLock;
    return library.graph;
  };
  const habitsOn = (graph: TrackGraph) => {
    habits ??= habitsOf(db(), graph, heard);
    return habits;
  };
  return {
    /** The library says other things than before. */
    renew: () => {
      isRead = false;
      habits = undefined;
    },
    /** All plays of live shows, in any order. */
    learn: (plays: HeardPlay[]) => {
      heard = plays;
      habits = undefined;
    },
    suggest: (input: SuggestInput & Decks): SuggestAnswer => {
      const graph = graphFor(input);
      return suggestions(db(), graph, habitsOn(graph), input);
    },
    bridge: (input: BridgeInput & Decks): BridgeAnswer => waysTo(graphFor(input), input),
    build: (input: BuildInput & Decks): BuildAnswer => buildPlan(db(), graphFor(input), input, Date.now),
    walk: (input: WalkInput & Decks): WalkAnswer => walk(graphFor(input), input),
    distances: (input: DistancesInput & Decks): DistancesAnswer => distances(graphFor(input), input),
  };
}

function suggestions(db: SqliteDatabase, graph: TrackGraph, habits: Habits, input: SuggestInput): SuggestAnswer {
  const { onAir, night, preset, limit, filters } = input;
  if (graph.size === 0) return { items: [], hint: emptyWords(graph) };
  const place = graph.placeOf(onAir.trackId);
  if (place === undefined) return { items: [], hint: NOT_IN_LIBRARY };
  const filter = filterOf(db, graph, filters);
  if (filter.unknown.length > 0)
    return { items: [], hint: `There is no list or folder "${filter.unknown.join('", "')}".` };
  const isBlocked = blockedBy(graph, night);
  const wishes = wishesOf(graph, night);
  const isTooClose = artistsOf(graph, place, night);
  const context: SuggestContext = {
    from: asPlayed(graph, place, onAir),
    weights: {
      ...(habits.transitions === 0 ? withoutHabit(PRESET_WEIGHTS[preset]) : PRESET_WEIGHTS[preset]),
      ...night.weights,
    },
    energyStep: PRESET_ENERGY[preset],
    wishes,
    habits: habits.from(place, { placeInSet: habits.placeInSet(night.playedSongs.length), bpm: onAir.bpm }),
    today: night.today,
    isBlocked: (one) => isBlocked(one) || !filter.takes(one) || (isTooClose(one) && !wishes.has(graph.song[one] ?? 0)),
  };
  const items = suggest(graph, context, limit).flatMap(({ place: to, score }): SuggestedTrack[] => {
    const id = graph.idAt(to);
    if (id === undefined) return [];
    return [{ id, score, parts: partsOf(graph, context, to), ...stepOf(graph, place, to, context.from) }];
  });
  return items.length === 0 ? { items, hint: NOTHING_FITS } : { items };
}

function distances(graph: TrackGraph, { onAir, night, to }: DistancesInput): DistancesAnswer {
  const place = graph.placeOf(onAir.trackId);
  if (place === undefined) return {};
  const distanceOf = reachFrom(graph, asPlayed(graph, place, onAir), { blocked: blockedBy(graph, night) });
  return Object.fromEntries(
    to.flatMap((id): [string, Distance][] => {
      const wanted = graph.placeOf(id);
      if (wanted === undefined) return [];
      // Any file of the song will do.
      const files = graph.tracksOf(graph.song[wanted] ?? UNKNOWN).map((file) => DISTANCES.indexOf(distanceOf(file)));
      return files.length === 0 ? [] : [[id, DISTANCES[Math.min(...files)] ?? 'far']];
    }),
  );
}

function waysTo(graph: TrackGraph, { onAir, night, to, hops, most }: BridgeInput): BridgeAnswer {
  const place = graph.placeOf(onAir.trackId);
  if (place === undefined) return { ways: [], hint: NOT_IN_LIBRARY };
  const target = graph.placeOf(to);
  if (target === undefined) return { ways: [], hint: NOT_IN_LIBRARY };
  if (!graph.offers(target)) return { ways: [], hint: 'That track is left out of your library, or it is gone.' };
  if (graph.song[target] === graph.song[place]) return { ways: [], hint: 'That is the track on air.' };
  const from = asPlayed(graph, place, onAir);
  const ways = bridges(graph, from, target, { hops, most, blocked: blockedBy(graph, night) });
  if (ways.length === 0) return { ways: [], hint: wayless(hops) };
  return {
    ways: ways.map(({ ease, places }) => ({
      ease,
      steps: places.map((one, at) => {
        const before = places[at - 1];
        const step = stepOf(graph, before ?? place, one, before === undefined ? from : undefined);
        return {
          id: graph.idAt(one) ?? '',
          why: stepWords(graph, before ?? from, one),
          ...step,
        };
      }),
    })),
  };
}

function wayless(hops: number): string {
  const between =
    hops === 1
      ? 'It does not mix with what is on air'
      : `No way there over ${hops - 1} ${hops === 2 ? 'track' : 'tracks'}`;
  return hops < MOST_HOPS ? `${between}: allow more tracks between.` : `${between}: play it cold, or after a break.`;
}

/** As it sounds now: at the speed it is played, and in the key that has where the key lock is off. */
export function asPlayed(graph: TrackGraph, place: number, { bpm }: OnAirInput): From {
  const from = fromPlace(graph, place, bpm);
  const tagged = graph.bpm[place] ?? Number.NaN;
  const key = musicalKey(from.key);
  if (graph.keyLock || key === undefined || bpm === undefined || Number.isNaN(tagged)) return from;
  return { ...from, key: heardKey(key, bpm / tagged).key };
}

/** What was played in this set, all files of it, and what the DJ does not want. */
export function blockedBy(graph: TrackGraph, { blockedTracks, playedSongs }: NightInput): (place: number) => boolean {
  const songs = new Set(playedSongs.flatMap((song) => graph.songs.find(song) ?? []));
  for (const id of blockedTracks) {
    const place = graph.placeOf(id);
    if (place !== undefined) songs.add(graph.song[place] ?? 0);
  }
  return (place) => songs.has(graph.song[place] ?? 0);
}

/** Whether a track is by an artist of the last tracks, the one on air included. */
function artistsOf(graph: TrackGraph, onAir: number, { artistSpacing, playedSongs }: NightInput) {
  const last = artistSpacing === 0 ? [] : playedSongs.slice(-artistSpacing);
  const places = last.flatMap((song) => graph.tracksOf(graph.songs.find(song) ?? UNKNOWN)[0] ?? []);
  const near = artistSpacing === 0 ? [] : [onAir, ...places];
  const artists = new Set(near.map((place) => graph.artist[place] ?? 0).filter((artist) => artist !== 0));
  return (place: number) => artists.has(graph.artist[place] ?? 0);
}

function wishesOf(graph: TrackGraph, { wishes }: NightInput): Map<number, number> {
  return new Map(
    wishes.flatMap(([id, votes]): [number, number][] => {
      const place = graph.placeOf(id);
      return place === undefined ? [] : [[graph.song[place] ?? 0, votes]];
    }),
  );
}

function filterOf(db: SqliteDatabase, graph: TrackGraph, { playlists, genres, bpmFrom, bpmTo, stars }: SuggestFilters) {
  const lists = playlists === undefined ? undefined : tracksOfLists(db, playlists);
  const allowed = lists && new Set([...lists.ids].flatMap((id) => graph.placeOf(id) ?? []));
  const kinds = genres && new Set(genres.map((genre) => graph.genres.find(genre) ?? UNKNOWN));
  const takes = (place: number): boolean => {
    const bpm = graph.bpm[place] ?? Number.NaN;
    if (bpmFrom !== undefined && !(bpm >= bpmFrom)) return false;
    if (bpmTo !== undefined && !(bpm <= bpmTo)) return false;
    if (stars !== undefined && (graph.stars[place] ?? 0) < stars) return false;
    if (kinds !== undefined && !kinds.has(graph.genre[place] ?? 0)) return false;
    return allowed === undefined || allowed.has(place);
  };
  return { takes, unknown: lists?.unknown ?? [] };
}

// Everything a wish asks for by itself, sorted out: which track stands where, which must be in it anywhere, which requests can be
// taken in, and, where wishes contradict each other, which of them to relax, as a DJ would say it. Pure.

import type { Timing } from './overlap.ts';
import { isStrictStep } from './set-objective.ts';
import { type Rule, ruleAgainst } from './set-rules.ts';
import type { SetWish } from './set-wish.ts';
import { emptyWords, type NameOf, namesOf, type Refusal, refusal, rolesOf, tempoText } from './set-words.ts';
import type { TrackGraph } from './track-graph.ts';

/** `fixed`: tracks by their place in the set, the first one among them. None is in two of the three. */
export type Asked = {
  ok: true;
  fixed: Map<number, number>;
  last?: number;
  must: number[];
  requests: number[];
  notes: string[];
};

/** What must be in a set may last so much longer than asked for, or a tenth of it. */
const LONGER_MS = 5 * 60_000;
/** How much of a track is its own at the least where nothing is known of the next one. */
const OWN_PART = 0.9;

export function askedOf(graph: TrackGraph, wish: SetWish, timing: Timing, nameOf: NameOf): Asked | Refusal {
  if (graph.size === 0) return { ...refusal(['library'], [], emptyWords(graph)), code: 'library-empty' };
  const { bpmFrom = 0, bpmTo = Number.POSITIVE_INFINITY } = wish;
  if (bpmFrom > bpmTo) return refusal(['tempo'], [], `No tempo is from ${bpmFrom} to ${bpmTo} BPM: swap the two.`);
  const places = placesOf(graph, wish, nameOf);
  if (!places.ok) return places;
  const all = [...places.fixed.values(), ...(places.last === undefined ? [] : [places.last]), ...places.must];
  const never = new Set(wish.never);
  const isNever = (place: number): boolean => never.has(place);
  const broken = new Map<Rule, number[]>();
  for (const place of all) {
    const rule = ruleAgainst(graph, wish, isNever, place);
    if (rule !== undefined) broken.set(rule, [...(broken.get(rule) ?? []), place]);
  }
  const [first] = broken;
  if (first !== undefined) return refusalFor(first[0], graph, wish, first[1], nameOf);
  return (
    clashOf(graph, wish, places, nameOf) ??
    lengthRefusal(wish, timing, all, nameOf) ??
    withRequests(graph, wish, timing, places, all, nameOf)
  );
}

/** Who stands where: no place twice, no song twice. */
function placesOf(graph: TrackGraph, wish: SetWish, nameOf: NameOf): Asked | Refusal {
  const notes: string[] = [];
  const { played, last } = wish;
  const song = (place: number): number => (place < 0 ? -1 : (graph.song[place] ?? -1));
  const past = new Set(played.map(song));
  const late = wish.locked.filter(({ at, place }) => at < played.length && !past.has(song(place)));
  const locks = wish.locked.filter(({ at, place }) => at >= played.length && !past.has(song(place)));
  if (wish.first !== undefined && played.length === 0) locks.unshift({ at: 0, place: wish.first });
  const fixed = new Map<number, number>();
  const songs = new Map<number, number>();
  for (const { at, place } of locks) {
    const [there, same] = [fixed.get(at), songs.get(song(place))];
    if (there !== undefined && there !== place) {
      return refusal(
        ['locked', 'first'],
        [there, place],
        `Two tracks are to stand at place ${at + 1}${namesOf([there, place], nameOf)}. Unlock one of them.`,
      );
    }
    if (same !== undefined && same !== at) {
      return refusal(
        ['locked', 'first'],
        [place],
        `One song is to stand at place ${same + 1} and at place ${at + 1}${namesOf([place], nameOf)}. Unlock one of them.`,
      );
    }
    fixed.set(at, place);
    songs.set(song(place), at);
  }
  if (last !== undefined && past.has(song(last))) {
    return refusal(
      ['last'],
      [last],
      `The last track was played already${namesOf([last], nameOf)}. Choose another one, or none.`,
    );
  }
  const standsAt = last === undefined ? undefined : songs.get(song(last));
  if (last !== undefined && standsAt !== undefined) {
    return refusal(
      ['last', 'first', 'locked'],
      [last],
      `The last track is also to stand at place ${standsAt + 1}${namesOf([last], nameOf)}. Choose another last track, or unlock it there.`,
    );
  }
  if (late.length > 0)
    notes.push(
      `${late.length === 1 ? 'A locked track' : `${late.length} locked tracks`} could not keep its place: the set is past it${namesOf(
        late.map(({ place }) => place),
        nameOf,
      )}.`,
    );
  const taken = new Set([...past, ...songs.keys(), ...(last === undefined ? [] : [song(last)])]);
  const must: number[] = [];
  for (const place of [...late.map((lock) => lock.place), ...wish.must]) {
    if (taken.has(song(place))) continue;
    taken.add(song(place));
    must.push(place);
  }
  return { ok: true, fixed, last, must, requests: [], notes };
}

function refusalFor(rule: Rule, graph: TrackGraph, wish: SetWish, tracks: number[], nameOf: NameOf): Refusal {
  const { roles, who, one } = rolesOf(wish, tracks);
  const [them, are, have] = one ? ['it', 'is', 'has'] : ['them', 'are', 'have'];
  const names = namesOf(tracks, nameOf);
  if (rule === 'never') {
    return refusal(
      ['never', ...roles],
      tracks,
      `${who} ${are} ruled out at the same time: take ${them} out of one of the two lists${names}.`,
    );
  }
  if (rule === 'tempo') {
    const unknown = tracks.every((place) => Number.isNaN(graph.bpm[place] ?? Number.NaN));
    const what = unknown ? `${have} no tempo` : `${one ? 'lies' : 'lie'} outside ${tempoText(wish)}`;
    return refusal(
      ['tempo', ...roles],
      tracks,
      `${who} ${what}: ${unknown ? 'ask for no tempo' : 'widen the tempo'}, or take ${them} out${names}.`,
    );
  }
  if (rule === 'keys') {
    return refusal(
      ['keys', ...roles],
      tracks,
      `${who} ${have} no key, which strict keys need: allow clashes, or take ${them} out${names}.`,
    );
  }
  return refusal(roles, tracks, `${who} ${are} no longer in the library: take ${them} out${names}.`);
}

/** With strict keys, what stands at two places in a row has to go together. */
function clashOf(graph: TrackGraph, wish: SetWish, { fixed }: Asked, nameOf: NameOf): Refusal | undefined {
  if (wish.keys !== 'strict') return undefined;
  const onAir = wish.played.at(-1);
  if (onAir !== undefined && (graph.key[onAir] ?? -1) < 0) {
    return refusal(
      ['keys'],
      [onAir],
      `What is on air has no key, and strict keys need one: allow clashes${namesOf([onAir], nameOf)}.`,
    );
  }
  for (const [at, place] of fixed) {
    const before = fixed.get(at - 1) ?? (at === wish.played.length ? onAir : undefined);
    if (before === undefined || isStrictStep(graph, before, place)) continue;
    return refusal(
      ['keys', 'locked'],
      [before, place],
      `The tracks at places ${at} and ${at + 1} clash: allow clashes, or unlock one of them${namesOf([before, place], nameOf)}.`,
    );
  }
  return undefined;
}

function lengthRefusal(wish: SetWish, timing: Timing, all: readonly number[], nameOf: NameOf): Refusal | undefined {
  const lengthMs = leastMs(wish, timing, all);
  if (all.length === 0 || lengthMs <= longestMs(wish)) return undefined;
  const { roles, who, one } = rolesOf(wish, all);
  const minutes = Math.round(lengthMs / 60_000).toLocaleString('en');
  return refusal(
    ['minutes', ...roles],
    [...all],
    `${who} ${one ? 'takes' : 'take'} about ${minutes} of ${wish.minutes} minutes: make the set longer, or take some out${namesOf(all, nameOf)}.`,
  );
}

/** Those that hold to the rules and find room; of the others a note says why not. */
function withRequests(
  graph: TrackGraph,
  wish: SetWish,
  timing: Timing,
  asked: Asked,
  all: readonly number[],
  nameOf: NameOf,
): Asked {
  const never = new Set(wish.never);
  const taken = new Set([...wish.played, ...all].map((place) => graph.song[place] ?? -1));
  const requests: number[] = [];
  const notes = [...asked.notes];
  for (const place of wish.requests) {
    const song = graph.song[place] ?? -1;
    if (graph.offers(place) && taken.has(song)) continue;
    const rule = ruleAgainst(graph, wish, (one) => never.has(one), place);
    const why =
      rule === undefined && leastMs(wish, timing, [...all, ...requests, place]) > wish.minutes * 60_000
        ? 'there is no room for it'
        : WHY_NOT[rule ?? ''];
    if (why === undefined) {
      requests.push(place);
      taken.add(song);
    } else notes.push(`A request is left out: ${why}${namesOf([place], nameOf)}.`);
  }
  return { ...asked, requests, notes };
}

const WHY_NOT: Record<string, string> = {
  never: 'it is ruled out for this set',
  tempo: 'its tempo lies outside the one asked for',
  keys: 'it has no key, which strict keys need',
  library: 'it is no longer in the library',
};

function leastMs({ played, onAirStartsMs }: SetWish, timing: Timing, tracks: readonly number[]): number {
  let lengthMs = onAirStartsMs ?? 0;
  const onAir = onAirStartsMs === undefined ? played : played.slice(-1);
  for (const place of [...onAir, ...tracks]) lengthMs += timing.restMs(place) * OWN_PART;
  return lengthMs;
}

function longestMs({ minutes }: SetWish): number {
  return minutes * 60_000 + Math.max(LONGER_MS, minutes * 6_000);
}

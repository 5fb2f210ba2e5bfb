// The tracks a set is made from: a few hundred of a library of any size, drawn by chance from all keys around the tempos that the
// set passes through, so that no search has to look at the others. Pure.

import { ALL_BUCKETS, firstFrom, KEYLESS, type KeyBucket } from './key-buckets.ts';
import type { Chance } from './set-random.ts';
import { ruleAgainst } from './set-rules.ts';
import type { SetWish } from './set-wish.ts';
import { tempoMatch } from './tempo-match.ts';
import type { TrackGraph } from './track-graph.ts';

/** Half the width of the tempos looked at, one after the other, until there is enough. */
const WIDTHS = [0.03, 0.06];
/** Tempos further apart than this are joined by others between them. */
const STRIDE = 0.04;
const MOST_TARGETS = 64;
const TRIES = 64;
/** Each track of the pool is the better one of so many. */
const DRAWS = 2;
/** A prime above the number of tempos times keys. */
const LEAP = 7_919;

/** `all`: there is no other track that may be in the set. */
type Pool = { places: number[]; all: boolean };

/** `asked` is in it whatever it is, each once; `played` is not, nor is any other file of their songs. At most `size` and what is asked for. */
export function poolOf(graph: TrackGraph, wish: SetWish, asked: readonly number[], size: number, chance: Chance): Pool {
  const never = new Set(wish.never.map((place) => graph.song[place] ?? -1));
  const songs = new Set<number>();
  for (const place of [...wish.played, ...asked]) songs.add(graph.song[place] ?? -1);
  const places = [...asked];
  const taken = new Set(asked);
  const wanted = asked.length + size;
  const isFit = (place: number): boolean =>
    ruleAgainst(graph, wish, (one) => never.has(graph.song[one] ?? -1), place) === undefined &&
    (wish.allowed?.(place) ?? true) &&
    !taken.has(place) &&
    !songs.has(graph.song[place] ?? -1);
  const take = (place: number): void => {
    taken.add(place);
    places.push(place);
  };
  if (graph.size > 3 * size) {
    const targets = targetsOf(graph, wish, asked, isFit, chance);
    for (const width of WIDTHS) draw(graph, targets, width, wanted, { places, isFit, take, chance });
    if (places.length >= asked.length + size / 2) return { places, all: false };
  }
  const rest: number[] = [];
  for (let place = 0; place < graph.room; place++) if (isFit(place)) rest.push(place);
  // By chance, without shuffling all of them.
  let at = 0;
  for (; at < rest.length && places.length < wanted; at++) {
    const other = at + chance(rest.length - at);
    const place = rest[other] ?? 0;
    rest[other] = rest[at] ?? 0;
    if (isFit(place)) take(place);
  }
  return { places, all: at >= rest.length };
}

/** The tempos of what is asked for, one's own or half or double to be near the first of them, and those between. */
function targetsOf(
  graph: TrackGraph,
  wish: SetWish,
  asked: readonly number[],
  isFit: (place: number) => boolean,
  chance: Chance,
): number[] {
  const given = [wish.played.at(-1) ?? -1, ...asked].map((place) => graph.bpm[place] ?? Number.NaN);
  const known = given.filter((bpm) => bpm > 0);
  const first = known[0] ?? tempoByChance(graph, wish, isFit, chance);
  if (first === undefined) return [];
  const folded = known.map((bpm) => bpm * (tempoMatch(first, bpm)?.relation ?? 1));
  const targets: number[] = [];
  for (const bpm of [first, ...folded].sort((a, b) => a - b)) {
    const before = targets.at(-1) ?? bpm;
    const steps = Math.min(16, Math.ceil(Math.log(bpm / before) / Math.log(1 + STRIDE)));
    for (let step = 1; step < steps; step++) targets.push(before * (bpm / before) ** (step / steps));
    if (targets.length === 0 || bpm / before > 1.01) targets.push(bpm);
  }
  const every = Math.max(1, targets.length / MOST_TARGETS);
  return Array.from(
    { length: Math.min(targets.length, MOST_TARGETS) },
    (_, at) => targets[Math.floor(at * every)] ?? first,
  );
}

/** That of any track that may be in the set. */
function tempoByChance(
  graph: TrackGraph,
  { bpmFrom = 0, bpmTo = Number.POSITIVE_INFINITY }: SetWish,
  isFit: (place: number) => boolean,
  chance: Chance,
): number | undefined {
  for (let tried = 0; tried < TRIES; tried++) {
    const bucket = graph.bucket(ALL_BUCKETS[chance(KEYLESS)] ?? 0);
    const [from, to] = [firstFrom(bucket, bpmFrom), firstFrom(bucket, bpmTo)];
    if (to <= from) continue;
    const at = from + chance(to - from);
    if (isFit(bucket.tracks[at] ?? -1)) return bucket.bpms[at];
  }
  return undefined;
}

type Draws = { places: number[]; isFit: (place: number) => boolean; take: (place: number) => void; chance: Chance };

/** From each key about as many as from the others, and from each tempo. */
function draw(graph: TrackGraph, targets: number[], width: number, wanted: number, draws: Draws): void {
  const slots = targets.length * KEYLESS;
  if (slots === 0) return;
  const turns = slots * Math.ceil((wanted - draws.places.length) / slots);
  const start = draws.chance(slots);
  // In leaps, so that no key and no tempo comes last whenever there is enough.
  for (let turn = 0; turn < turns && draws.places.length < wanted; turn++) {
    const slot = (start + turn * LEAP) % slots;
    const target = targets[Math.floor(slot / KEYLESS)] ?? 0;
    const place = drawn(graph, graph.bucket(slot % KEYLESS), target, width, draws);
    if (place !== undefined) draws.take(place);
  }
}

/** The best liked of a few by chance. */
function drawn(graph: TrackGraph, bucket: KeyBucket, target: number, width: number, { isFit, chance }: Draws) {
  const ranges = [1, 2, 0.5].map((relation) => {
    const [from, to] = [(target * (1 - width)) / relation, (target * (1 + width)) / relation];
    return { from: firstFrom(bucket, from), to: firstFrom(bucket, to) };
  });
  const room = ranges.reduce((sum, { from, to }) => sum + to - from, 0);
  let best: number | undefined;
  for (let tried = 0; tried < DRAWS * 2 && room > 0; tried++) {
    let at = chance(room);
    const range = ranges.find(({ from, to }) => {
      if (at < to - from) return true;
      at -= to - from;
      return false;
    });
    const place = bucket.tracks[(range?.from ?? 0) + at] ?? -1;
    if (isFit(place) && (best === undefined || likes(graph, place) > likes(graph, best))) best = place;
    if (tried >= DRAWS - 1 && best !== undefined) break;
  }
  return best;
}

/** What its owner rated, or played, before what says nothing. */
function likes(graph: TrackGraph, place: number): number {
  const energy = Number.isNaN(graph.energy[place]) ? 0 : 2;
  return energy + Math.max(0, graph.stars[place] ?? 0) + Math.min(3, Math.log2(1 + (graph.playCount[place] ?? 0)));
}
